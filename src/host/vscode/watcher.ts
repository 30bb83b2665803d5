import { type Disposable, type Event, RelativePattern, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { DisposableStore } from "./disposables.ts";
import { FreshFolders } from "./freshFolders.ts";
import { pathOf } from "./paths.ts";

/** Everything of a repository's own folder that says "HEAD, the index or a branch moved". */
const telling = /^\.git\/(HEAD|index|packed-refs|refs\/heads\/.*|logs\/HEAD)$/;

/** Dependencies and git's own files are written in bulk and never read as work. */
const isWork = (path: string): boolean => path !== "" && !/(^|\/)(node_modules|\.git)(\/|$)/.test(path);

/**
 * Watches a folder as a whole: a narrower pattern gets no event for a renamed or moved folder above its files. What happens
 * inside `.git` arrives as `.git`, and only where it tells of another commit, branch or index.
 */
export function watchFolder(folder: WorkspaceFolder, on: (path: string) => void): Disposable {
  const store = new DisposableStore();
  const watcher = store.add(workspace.createFileSystemWatcher(new RelativePattern(folder, "**")));
  const arrive = (path: string): void => {
    if (telling.test(path)) on(".git");
    else if (isWork(path)) on(path);
  };
  const fresh = store.add(new FreshFolders(folder.uri.fsPath, arrive));
  const told = (event: Event<Uri>, take: (path: string) => void): void => {
    store.add(
      event((uri) => {
        const path = pathOf(folder, uri);
        if (path !== undefined) take(path);
      }),
    );
  };
  told(watcher.onDidCreate, (path) => {
    arrive(path);
    if (isWork(path)) void fresh.created(path);
  });
  told(watcher.onDidChange, arrive);
  told(watcher.onDidDelete, (path) => {
    arrive(path);
    fresh.removed(path);
  });
  return store;
}
