import { access } from "node:fs/promises";
import { dirname, join } from "node:path/posix";
import { platform } from "node:process";
import { RelativePattern, type Uri, type WorkspaceFolder, workspace } from "vscode";
import type { Change } from "../../core/index.ts";
import { applyChange } from "../node/apply.ts";

/** How long the editor may take to notice a new folder before we go on without it. */
const patience = 1000;

/**
 * Makes the folders that a change needs one level at a time, each once the editor has noticed the one around it. Made at once,
 * the inner ones may escape the editor's watcher on Linux (see FreshFolders), and an open document in them would then
 * never show what is written to disk. Gives the folders that came to be; where the change is then refused, they go again.
 */
export async function growFolders(folder: WorkspaceFolder, change: Change): Promise<string[]> {
  if (platform !== "linux") return [];
  const wanted = [...change.folders, ...change.edits.map(({ path }) => dirname(path))].flatMap(upwards);
  const missing: string[] = [];
  for (const path of new Set(wanted)) if (!(await exists(join(folder.uri.path, path)))) missing.push(path);
  const depths = [...new Set(missing.map(depthOf))].sort((a, b) => a - b);
  const grown: string[] = [];
  for (const depth of depths) {
    const level = missing.filter((path) => depthOf(path) === depth);
    const noticed = noticing(folder, level);
    const made = await applyChange(folder.uri.fsPath, { ...change, folders: level, edits: [], followUps: [] });
    // The change itself will meet the same obstacle and say what it is.
    if (!made.done) {
      noticed.cancel();
      return grown;
    }
    grown.push(...level.map((path) => join(folder.uri.path, path)));
    await noticed.all;
  }
  return grown;
}

const depthOf = (path: string): number => path.split("/").length;

const upwards = (path: string): string[] => (path === "." || path === "" ? [] : [path, ...upwards(dirname(path))]);

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );

/** Settles when the editor's watcher has told of each of these folders, or patience ends. */
function noticing(folder: WorkspaceFolder, paths: readonly string[]): { all: Promise<void>; cancel(): void } {
  const open = new Set(paths.map((path) => join(folder.uri.path, path)));
  const watcher = workspace.createFileSystemWatcher(new RelativePattern(folder, "**"), false, true, true);
  let cancel = (): void => undefined;
  const all = new Promise<void>((resolve) => {
    const timer = setTimeout(() => cancel(), patience);
    cancel = () => {
      clearTimeout(timer);
      watcher.dispose();
      resolve();
    };
    watcher.onDidCreate((uri: Uri) => {
      open.delete(uri.path);
      if (open.size === 0) cancel();
    });
  });
  return { all, cancel: () => cancel() };
}
