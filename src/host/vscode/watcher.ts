import { type Disposable, RelativePattern, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { DisposableStore } from "./disposables.ts";
import { pathOf } from "./paths.ts";

/** Everything of a repository's own folder that says "HEAD, the index or a branch moved". */
const telling = /^\.git\/(HEAD|index|packed-refs|refs\/heads\/.*|logs\/HEAD)$/;

/** Written all the time, in bulk, and never read. */
const neverRead = /(^|\/)node_modules\//;

/**
 * Watches a folder as a whole: a narrower pattern gets no event for a renamed or moved folder above its files. What happens
 * inside `.git` arrives as `.git`, and only where it tells of another commit, branch or index.
 */
export function watchFolder(folder: WorkspaceFolder, on: (path: string) => void): Disposable {
  const store = new DisposableStore();
  const watcher = store.add(workspace.createFileSystemWatcher(new RelativePattern(folder, "**")));
  const arrive = (uri: Uri): void => {
    const path = pathOf(folder, uri);
    if (path === undefined || path === "" || neverRead.test(path)) return;
    if (telling.test(path)) on(".git");
    else if (!path.startsWith(".git/")) on(path);
  };
  store.add(watcher.onDidCreate(arrive));
  store.add(watcher.onDidChange(arrive));
  store.add(watcher.onDidDelete(arrive));
  return store;
}
