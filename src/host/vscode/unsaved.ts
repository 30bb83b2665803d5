import { type Disposable, type TextDocument, type Uri, type WorkspaceFolder, workspace } from "vscode";
import { DisposableStore } from "./disposables.ts";
import { pathOf } from "./paths.ts";

/** The open document of a file whose text an editor has changed and not saved; undefined where the disk has the last word. */
export function unsavedDocument(uri: Uri): TextDocument | undefined {
  const wanted = uri.toString();
  return workspace.textDocuments.find((document) => document.isDirty && document.uri.toString() === wanted);
}

/** The files of a folder whose text an editor has changed and not saved, in order. */
export function unsavedPaths(folder: WorkspaceFolder): string[] {
  const documents = workspace.textDocuments.filter((document) => document.isDirty);
  return documents.flatMap((document) => pathOf(folder, document.uri) ?? []).sort();
}

/** Tells of files whose unsaved text changed, and of those that went back to what is on disk: saved, reverted, closed. */
export function watchUnsaved(folder: WorkspaceFolder, on: (path: string) => void): Disposable {
  const store = new DisposableStore();
  const unsaved = new Set<string>();
  const look = (document: TextDocument, isUnsaved: boolean): void => {
    const path = pathOf(folder, document.uri);
    if (path === undefined || !(isUnsaved || unsaved.has(path))) return;
    if (isUnsaved) unsaved.add(path);
    else unsaved.delete(path);
    on(path);
  };
  store.add(workspace.onDidChangeTextDocument(({ document }) => look(document, document.isDirty)));
  store.add(workspace.onDidSaveTextDocument((document) => look(document, false)));
  store.add(workspace.onDidCloseTextDocument((document) => look(document, false)));
  return store;
}
