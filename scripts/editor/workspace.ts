import { execFile } from "node:child_process";
import { cp, mkdtemp, realpath, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";

const git = promisify(execFile);

/** A copy of `test/workspaces/<name>` to write in, as a git repository with one commit. */
export async function copyWorkspace(name: string): Promise<string> {
  const parent = await realpath(await mkdtemp(join(tmpdir(), "plangate-workspace-")));
  const folder = join(parent, name);
  await cp(join(root, "test", "workspaces", name), folder, { recursive: true });
  for (const args of [
    ["init", "--quiet", "--initial-branch=main"],
    ["config", "user.name", "Ada Example"],
    ["config", "user.email", "ada@example.org"],
    ["config", "commit.gpgsign", "false"],
    ["add", "--all"],
    ["commit", "--quiet", "--allow-empty", "--message=Start"],
  ]) {
    await git("git", args, { cwd: folder });
  }
  return folder;
}

export function removeWorkspace(folder: string): Promise<void> {
  return rm(dirname(folder), { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
