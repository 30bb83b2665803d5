import { env, platform } from "node:process";
import type { SimpleGit } from "simple-git";
import { t } from "../../core/index.ts";

/** What git's child processes are told. Paths are names, never patterns; and reading must not take the index lock, which
 * would get in the way of the person's own git. */
const told = { GIT_OPTIONAL_LOCKS: "0", GIT_TERMINAL_PROMPT: "0", GIT_LITERAL_PATHSPECS: "1" };

/** What git may hear from the person's own environment; `GIT_DIR`, `GIT_INDEX_FILE` and their like would lead astray. */
const heard = [
  "GIT_CEILING_DIRECTORIES",
  "GIT_CONFIG_GLOBAL",
  "GIT_CONFIG_SYSTEM",
  "GIT_CONFIG_NOSYSTEM",
  "GIT_AUTHOR_NAME",
  "GIT_AUTHOR_EMAIL",
  "GIT_AUTHOR_DATE",
  "GIT_COMMITTER_NAME",
  "GIT_COMMITTER_EMAIL",
  "GIT_COMMITTER_DATE",
];

/** Variables that simple-git refuses to hand on, beside all that start with `GIT_`. */
const guarded = ["EDITOR", "PAGER", "PREFIX", "SSH_ASKPASS", "VISUAL"];

/** Settings that hold against the repository's own, which may name programs that a mere read would run. A clone cannot bring a
 * `.git` along, but a folder that looks like the inside of one: only what lies in a `.git` is a repository. */
const settings = [
  "core.fsmonitor=false",
  "log.showSignature=false",
  "core.quotePath=false",
  "safe.bareRepository=explicit",
];

export interface GitOptions {
  /** Whether hooks may run. Reading never needs them. */
  hooks: boolean;
}

/** git, run in a workspace folder. simple-git is loaded on first use. Throws where the folder cannot be entered. */
export async function gitIn(root: string, { hooks }: GitOptions): Promise<SimpleGit> {
  const { simpleGit } = await import("simple-git");
  const noHooks = `core.hooksPath=${platform === "win32" ? "NUL" : "/dev/null"}`;
  return simpleGit({
    baseDir: root,
    config: hooks ? settings : [...settings, noHooks],
    timeout: { block: 30_000 },
    // By itself the library takes a failure without a word, such as that of a silent hook, for success.
    errors: (error, { exitCode, stdErr, stdOut }) =>
      error ??
      (exitCode === 0
        ? undefined
        : Buffer.concat([...stdErr, ...stdOut, Buffer.from(t`git ended with exit code ${exitCode}`)])),
    allowEnvironment: [...Object.keys(told), ...heard],
    unsafe: { allowUnsafeFsMonitor: true, allowUnsafeHooksPath: true, allowUnsafeConfigPaths: true },
  }).env({ ...environment(), ...told });
}

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => {
    const upper = name.toUpperCase();
    return heard.includes(upper) || !(upper.startsWith("GIT_") || guarded.includes(upper));
  });
  return Object.fromEntries(kept);
}

/** What git said went wrong, in one line and without this machine's paths. */
export function complaintOf(error: unknown, root: string): string {
  const text = error instanceof Error ? error.message : String(error);
  const lines = text.replaceAll(root, ".").split(/\r?\n/);
  const said = lines.find((line) => /^(fatal|error):/.test(line)) ?? lines.find((line) => line.trim() !== "");
  return (said ?? t`git failed without a word`).replace(/^(fatal|error):\s*/, "").trim();
}
