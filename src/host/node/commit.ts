import { t } from "../../core/index.ts";
import { complaintOf, type GitOptions, gitIn } from "./gitClient.ts";

export type Committed =
  /** `created` is false where the paths were committed already: trying again does no harm. */
  { done: true; sha: string; created: boolean } | { done: false; message: string };

/** Commits exactly these paths as they lie on disk, relative to the folder, and leaves whatever else the person has staged
 * alone. Never throws. */
export async function commitPaths(
  root: string,
  paths: readonly string[],
  message: string,
  options: GitOptions = { hooks: false },
): Promise<Committed> {
  const failed = (why: string): Committed => ({ done: false, message: t`Not committed: ${why}.` });
  if (paths.length === 0) {
    return failed(t`no path was given`);
  }
  try {
    const git = await gitIn(root, options);
    const status = await git.raw(
      "status",
      "--porcelain",
      "-z",
      "--no-renames",
      "--untracked-files=all",
      "--ignored",
      "--",
      ...paths,
    );
    const prefix = (await git.raw("rev-parse", "--show-prefix")).replace(/\r?\n$/, "");
    const found = status
      .split("\0")
      .filter((entry) => entry !== "")
      .map((entry) => ({ mark: entry.slice(0, 2), path: entry.slice(3).slice(prefix.length) }));
    const ignored = found.filter(({ mark }) => mark === "!!").map(({ path }) => path);
    if (ignored.length > 0) {
      return failed(t`git ignores ${ignored.join(", ")}; change .gitignore or commit it by hand with git add --force`);
    }
    if (found.length === 0) {
      const sha = (await git.raw("rev-parse", "HEAD")).trim();
      await git.raw("ls-files", "--error-unmatch", "--", ...paths);
      return { done: true, sha, created: false };
    }
    const changed = found.map(({ path }) => path);
    const untracked = found.filter(({ mark }) => mark === "??").map(({ path }) => path);
    if (untracked.length > 0) {
      // A commit by path knows tracked files only. This enters the names, not the contents.
      await git.raw("add", "--intent-to-add", "--", ...untracked);
    }
    try {
      await git.raw("commit", "--quiet", "--only", "-m", message, "--", ...changed);
    } catch (error) {
      if (untracked.length > 0) {
        await git.raw("update-index", "--force-remove", "--", ...untracked).catch(() => undefined);
      }
      return failed(complaintOf(error, root));
    }
    return { done: true, sha: (await git.raw("rev-parse", "HEAD")).trim(), created: true };
  } catch (error) {
    return failed(complaintOf(error, root));
  }
}
