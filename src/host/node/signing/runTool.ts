import { type ChildProcessWithoutNullStreams, type SpawnOptionsWithoutStdio, spawn } from "node:child_process";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { kill, platform } from "node:process";

/** How a program ended. */
export interface ToolRan {
  /** Null where it could not be started or was brought to an end. */
  code: number | null;
  stdout: string;
  stderr: string;
  flaw?: "missing" | "late";
}

export interface ToolOptions {
  /** A folder that nobody else writes to: Windows looks for programs there first. */
  cwd: string;
  input: string;
  /** Milliseconds; after them it is brought to an end. */
  limit: number;
  /** Whether it may ask the person at the terminal, such as for a passphrase. */
  asks?: boolean;
}

/** Of what a program prints so much is enough. */
const mostText = 100_000;

/** Runs a program without a shell. Never throws and never waits for longer than it may. */
export function runTool(program: string, args: readonly string[], options: ToolOptions): Promise<ToolRan> {
  const { cwd, input, limit, asks = false } = options;
  return new Promise((resolve) => {
    const ran: ToolRan = { code: null, stdout: "", stderr: "" };
    // Without a terminal of its own it cannot wait there for an answer that nobody knows of.
    const isAlone = !asks && platform !== "win32";
    const child = start(program, args, { cwd, windowsHide: true, detached: isAlone });
    if (!child) {
      resolve({ ...ran, flaw: "missing" });
      return;
    }
    const stop = (): void => {
      ran.flaw = "late";
      try {
        if (isAlone && child.pid !== undefined) kill(-child.pid, "SIGKILL");
        else child.kill("SIGKILL");
      } catch {
        // It has ended by itself in the meantime.
      }
      end(null);
    };
    const timer = setTimeout(stop, limit);
    const end = (code: number | null): void => {
      clearTimeout(timer);
      resolve({ ...ran, code });
    };
    for (const name of ["stdout", "stderr"] as const) {
      child[name].setEncoding("utf8").on("data", (text: string) => {
        ran[name] = (ran[name] + text).slice(0, mostText);
      });
    }
    child.stdin.on("error", () => undefined);
    child.once("error", () => {
      ran.flaw = "missing";
      end(null);
    });
    child.once("close", (code) => end(code));
    child.stdin.end(input);
  });
}

/** Undefined for what no program can be called with, such as a NUL in an argument. */
function start(
  program: string,
  args: readonly string[],
  options: SpawnOptionsWithoutStdio,
): ChildProcessWithoutNullStreams | undefined {
  try {
    return spawn(program, args, { ...options, stdio: "pipe" });
  } catch {
    return undefined;
  }
}

/** Lends a folder for files that only this account reads, and takes it away afterwards. */
export async function inTemporary<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), "plangate-sign-"));
  try {
    return await work(folder);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}

/** Lets so many pieces of work run at once; what comes beyond waits for its turn. */
export function atMost(count: number): <T>(work: () => Promise<T>) => Promise<T> {
  const waiting: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= count) await new Promise<void>((resolve) => waiting.push(resolve));
    else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  };
}
