import { isDeepStrictEqual } from "node:util";
import type { SimpleGit } from "simple-git";
import type { Commit, GitFacts } from "../../core/index.ts";
import { gitIn } from "./gitClient.ts";

/** How many commits a log holds at most. */
export const maxCommits = 5000;

/** A reader of a folder's git facts: one status each time, the log again only when HEAD has moved; the same object as long
 * as nothing has changed. It gives undefined where the folder is in no repository, and where git is missing or refuses.
 * No hook runs. */
export function gitReader(root: string): () => Promise<GitFacts | undefined> {
  let last: GitFacts | undefined;
  return async () => {
    try {
      const git = await gitIn(root, { hooks: false });
      const [prefix, status, user] = await Promise.all([prefixOf(git), statusOf(git), userOf(git)]);
      const { head, branch } = status;
      const log = last?.head === head ? last : head === "" ? { commits: [], truncated: false } : await logOf(git);
      const { commits, truncated } = log;
      const dirty = status.paths.filter((path) => path.startsWith(prefix)).map((path) => path.slice(prefix.length));
      const branchCommits = await branchCommitsOf(git, branch);
      const facts = { head, branch, branchCommits, commits, truncated, dirty: dirty.sort(), prefix, user };
      last = last && isDeepStrictEqual(last, facts) ? last : facts;
      return last;
    } catch {
      return undefined;
    }
  };
}

/** A reader of files as they were in a commit, by paths relative to the folder; undefined where there was no such file. */
export function showReader(root: string): (sha: string, path: string) => Promise<string | undefined> {
  return async (sha, path) => {
    if (!/^[0-9a-f]{7,64}$/i.test(sha)) return undefined;
    try {
      const git = await gitIn(root, { hooks: false });
      return (await git.raw("show", "--no-textconv", `${sha}:./${path}`)).replace(/^\ufeff/, "");
    } catch {
      return undefined;
    }
  };
}

/** The commits of a branch that the default branch does not have; none on the default branch itself, or where none is known. */
async function branchCommitsOf(git: SimpleGit, branch: string): Promise<string[]> {
  for (const other of branch === "" ? [] : ["origin/HEAD", "main", "master", "trunk"]) {
    if (other === branch) return [];
    const known = await git.raw("rev-parse", "--verify", "--quiet", `${other}^{commit}`).catch(() => "");
    if (known.trim() === "") continue;
    const out = await git.raw("rev-list", "-n", `${maxCommits}`, "HEAD", "--not", other).catch(() => "");
    return out.split("\n").filter((sha) => sha !== "");
  }
  return [];
}

/** The way from the repository's top to the folder: "" or ending in `/`. */
const prefixOf = async (git: SimpleGit): Promise<string> =>
  (await git.raw("rev-parse", "--show-prefix")).replace(/\r?\n$/, "");

interface Status {
  /** Empty before the first commit. */
  head: string;
  /** Empty where HEAD is detached. */
  branch: string;
  /** Paths that differ from HEAD, from the repository's top. */
  paths: string[];
}

async function statusOf(git: SimpleGit): Promise<Status> {
  const out = await git.raw("status", "--porcelain=v2", "--branch", "-z", "--untracked-files=all", "--", ".");
  return parseStatus(out);
}

/** Reads `git status --porcelain=v2 --branch -z`. */
export function parseStatus(out: string): Status {
  const status: Status = { head: "", branch: "", paths: [] };
  const parts = out.split("\0");
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i] as string;
    if (part.startsWith("# branch.oid ")) {
      const oid = part.slice(13);
      status.head = oid === "(initial)" ? "" : oid;
    } else if (part.startsWith("# branch.head ")) {
      const head = part.slice(14);
      status.branch = head === "(detached)" ? "" : head;
    } else if (part.startsWith("? ")) {
      status.paths.push(part.slice(2));
    } else if (part.startsWith("1 ")) {
      status.paths.push(after(part, 8));
    } else if (part.startsWith("u ")) {
      status.paths.push(after(part, 10));
    } else if (part.startsWith("2 ")) {
      // A rename touches the old path too, which follows as a part of its own.
      status.paths.push(after(part, 9), parts[++i] ?? "");
    }
  }
  return status;
}

/** What follows the first `count` fields, each ended by a blank. */
function after(text: string, count: number): string {
  let at = 0;
  for (let i = 0; i < count; i++) {
    at = text.indexOf(" ", at) + 1;
  }
  return text.slice(at);
}

/** The person who works in a folder, also where that is in no repository; empty where git knows nobody. Never throws. */
export async function identityIn(root: string): Promise<GitFacts["user"]> {
  try {
    return await userOf(await gitIn(root, { hooks: false }));
  } catch {
    return { name: "", email: "" };
  }
}

async function userOf(git: SimpleGit): Promise<GitFacts["user"]> {
  const user = { name: "", email: "" };
  // git answers "none is set" by failing.
  const out = await git.raw("config", "-z", "--get-regexp", "^user\\.(name|email)$").catch(() => "");
  for (const entry of out.split("\0")) {
    const [key, value = ""] = entry.split("\n", 2);
    if (key === "user.name") {
      user.name = value;
    } else if (key === "user.email") {
      user.email = value;
    }
  }
  return user;
}

/** Every field starts with its letter, so that two NULs in a row are found at the start of a commit only. */
const format = "%x00%x00H%H%x00T%at%x00N%an%x00E%ae%x00P%P%x00S%s%x00B%b";

async function logOf(git: SimpleGit): Promise<{ commits: Commit[]; truncated: boolean }> {
  const [out, shallow] = await Promise.all([
    git.raw(
      "log",
      "-z",
      "--name-status",
      "--relative",
      "--no-renames",
      "-n",
      `${maxCommits + 1}`,
      `--format=${format}`,
    ),
    git.raw("rev-parse", "--is-shallow-repository"),
  ]);
  const commits = parseLog(out);
  const cut = commits.length > maxCommits;
  return { commits: commits.slice(0, maxCommits), truncated: cut || shallow.trim() === "true" };
}

/** Reads `git log -z --name-status` in the format above. */
export function parseLog(out: string): Commit[] {
  return out
    .split("\0\0H")
    .slice(1)
    .map((record) => {
      const [sha = "", at = "", author = "", email = "", parents = "", subject = "", body = "", ...rest] =
        record.split("\0");
      const touched = filesIn(rest);
      const added = touched.filter(({ status }) => status === "A").map(({ path }) => path);
      return {
        sha,
        at: new Date(Number(at.slice(1)) * 1000 || 0).toISOString(),
        author: author.slice(1),
        email: email.slice(1),
        subject: subject.slice(1),
        ...(body.length > 1 ? { body: body.slice(1).trim() } : {}),
        parents: parents.slice(1).split(" ").filter(Boolean).length,
        files: touched.map(({ path }) => path).sort(),
        ...(added.length > 0 ? { added: added.sort() } : {}),
      };
    });
}

/** A letter for what was done, then a path, and so on; without renames each path has its own letter. */
function filesIn(parts: readonly string[]): { status: string; path: string }[] {
  const files: { status: string; path: string }[] = [];
  for (let i = 0; i + 1 < parts.length; i += 2) {
    const [status = "", path = ""] = [parts[i]?.trim(), parts[i + 1]];
    if (status !== "" && path !== "") files.push({ status, path });
  }
  return files;
}
