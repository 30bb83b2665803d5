import { type ChildProcess, spawn } from "node:child_process";
import { env, kill, platform } from "node:process";
import { StringDecoder } from "node:string_decoder";
import { type Run, t } from "../../core/index.ts";
import { locate } from "./paths.ts";

/** How a command ended, and what it printed. */
export interface Ran {
  /** Null where it could not be started, or was brought to an end from outside. */
  exitCode: number | null;
  /** ISO 8601, UTC. */
  startedAt: string;
  seconds: number;
  /** Each command that was run. */
  each: { command: string; seconds: number; exitCode: number | null }[];
  /** Everything in the order in which it came. */
  output: string;
  stdout: string;
  stderr: string;
  /** Why it could not be started, in one sentence. */
  flaw?: string;
}

/**
 * Runs the commands of a step in the person's shell, one after the other until one fails, and passes their output on as
 * it comes. Never throws: what cannot be started has ended with a flaw. Bringing it to an end takes what it started along.
 */
export async function runCommand(
  root: string,
  { command, cwd, env: own }: Run,
  show: (text: string) => void,
  end?: AbortSignal,
): Promise<Ran> {
  const start = new Date();
  const kept = { output: new Kept(), stdout: new Kept(), stderr: new Kept() };
  const each: Ran["each"] = [];
  const ran = (exitCode: number | null, flaw?: string): Ran => ({
    exitCode,
    startedAt: start.toISOString(),
    seconds: secondsSince(start),
    each,
    output: kept.output.text,
    stdout: kept.stdout.text,
    stderr: kept.stderr.text,
    ...(flaw === undefined ? {} : { flaw }),
  });
  const folder = cwd === "" ? undefined : await locate(root, cwd);
  if (folder && folder.kind !== "there") {
    const why = folder.kind === "absent" ? t`it does not exist` : folder.reason;
    return ran(null, t`The command was not run in ${cwd}: ${why}.`);
  }
  const take = (name: "stdout" | "stderr", text: string): void => {
    kept.output.add(text);
    kept[name].add(text);
    show(text);
  };
  let last: number | null = null;
  for (const line of command.split("\n")) {
    if (end?.aborted) {
      return ran(null);
    }
    const began = new Date();
    const ended = await runOne(line, folder?.real ?? root, { ...personsEnvironment(), ...own }, take, end);
    if (typeof ended === "string") {
      return ran(null, ended);
    }
    each.push({ command: line, seconds: secondsSince(began), exitCode: ended });
    last = ended;
    if (last !== 0) {
      break;
    }
  }
  return ran(last);
}

const secondsSince = (start: Date): number => (Date.now() - start.getTime()) / 1000;

/** How long what a command leaves behind may go on writing once it has ended itself. */
const GRACE = 1000;

/** One command in a shell of its own: its exit code, null where it was ended from outside, or why it could not be started. */
function runOne(
  command: string,
  cwd: string,
  environment: Record<string, string | undefined>,
  take: (name: "stdout" | "stderr", text: string) => void,
  end: AbortSignal | undefined,
): Promise<number | null | string> {
  return new Promise((resolve) => {
    const child = spawn(command, {
      shell: true,
      cwd,
      env: environment,
      stdio: ["ignore", "pipe", "pipe"],
      // A group of its own, so that what the shell started can be ended with it.
      detached: platform !== "win32",
      windowsHide: true,
    });
    const stop = (): void => endTree(child);
    end?.addEventListener("abort", stop, { once: true });
    for (const name of ["stdout", "stderr"] as const) {
      const decoder = new StringDecoder("utf8");
      child[name].on("data", (bytes: Buffer) => take(name, decoder.write(bytes)));
    }
    const ended = (result: number | null | string): void => {
      end?.removeEventListener("abort", stop);
      resolve(result);
    };
    child.once("error", (error) => ended(t`The command could not be started: ${error.message}.`));
    child.once("close", (code) => ended(code));
    // A server that was left running keeps the pipes open for ever.
    child.once("exit", (code) => setTimeout(() => ended(code), GRACE).unref());
    if (end?.aborted) {
      stop();
    }
  });
}

/** The environment of the person's own terminal: what an editor sets for its own processes would lead programs astray. */
const personsEnvironment = (): Record<string, string | undefined> =>
  Object.fromEntries(Object.entries(env).filter(([name]) => !/^(ELECTRON_|VSCODE_)/.test(name)));

function endTree({ pid }: ChildProcess): void {
  if (pid === undefined) {
    return;
  }
  if (platform === "win32") {
    spawn("taskkill", ["/pid", String(pid), "/T", "/F"], { stdio: "ignore" });
    return;
  }
  signal(pid, "SIGTERM");
  // What does not listen is ended all the same.
  setTimeout(() => signal(pid, "SIGKILL"), 3000).unref();
}

function signal(group: number, name: "SIGTERM" | "SIGKILL"): void {
  try {
    kill(-group, name);
  } catch {
    // It has ended by itself in the meantime.
  }
}

/** So many characters of an output are kept; of a longer one the end, which says how it went. */
const MOST = 4_000_000;

class Kept {
  private parts: string[] = [];
  private length = 0;
  private isCut = false;

  add(text: string): void {
    this.parts.push(text);
    this.length += text.length;
    while (this.length > MOST && this.parts.length > 1) {
      this.length -= this.parts.shift()?.length ?? 0;
      this.isCut = true;
    }
  }

  get text(): string {
    return (this.isCut ? "… the beginning was left out: the output is too long …\n" : "") + this.parts.join("");
  }
}
