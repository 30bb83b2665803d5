import { type SpawnOptions, spawn } from "node:child_process";
import { atExit } from "./atExit.ts";
import { root } from "./root.ts";

/** Runs a program to its end with its output on ours, and gives its exit code. */
export function run(command: string, args: string[], options: SpawnOptions = {}): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: root, stdio: ["ignore", "inherit", "inherit"], ...options });
    const end = atExit(() => child.kill());
    child.on("error", reject);
    child.on("close", (code) => {
      end();
      resolve(code ?? 1);
    });
  });
}

/** As `run`, for a program that has to succeed. */
export async function must(command: string, args: string[], options: SpawnOptions = {}): Promise<void> {
  const code = await run(command, args, options);
  if (code !== 0) {
    throw new Error(`${[command, ...args].join(" ")} ended with exit code ${code}.`);
  }
}

export const build = (...args: string[]) => must(process.execPath, ["esbuild.mjs", ...args]);
