import { type TextDocument, type Uri, workspace } from "vscode";

/** The open document of a file whose text an editor has changed and not saved; undefined where the disk has the last word. */
export function unsavedDocument(uri: Uri): TextDocument | undefined {
  const wanted = uri.toString();
  return workspace.textDocuments.find((document) => document.isDirty && document.uri.toString() === wanted);
}
