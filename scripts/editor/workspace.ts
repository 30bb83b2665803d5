import { execFile } from "node:child_process";
import { cp, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { root } from "../root.ts";
import { temporary } from "./temporary.ts";

const git = promisify(execFile);

export interface Workspace {
  folder: string;
  remove(): void;
}

/** A copy of `test/workspaces/<name>` to write in, as a git repository with one commit. */
export async function copyWorkspace(name: string): Promise<Workspace> {
  const parent = temporary("workspace");
  const folder = join(parent.path, name);
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
  return { folder, remove: parent.remove };
}

/** A workspace of several folders, each a copy as above. `folder` is the first of them, `file` names them all. */
export async function copyWorkspaces(
  names: readonly string[],
): Promise<Workspace & { file: string; folders: string[] }> {
  const copies = await Promise.all(names.map((name) => copyWorkspace(name)));
  const parent = temporary("workspaces");
  const folders = copies.map(({ folder }) => folder);
  const file = join(parent.path, "several.code-workspace");
  await writeFile(file, JSON.stringify({ folders: folders.map((path) => ({ path })) }));
  return {
    folder: folders[0] ?? "",
    folders,
    file,
    remove: () => {
      for (const { remove } of [...copies, parent]) remove();
    },
  };
}
