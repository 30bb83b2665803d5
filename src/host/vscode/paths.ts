import { Uri, type WorkspaceFolder, workspace } from "vscode";

/** A path of the engine (relative to its workspace folder, with `/`) as the editor names it. */
export const uriOf = (folder: WorkspaceFolder, path: string): Uri =>
  path === "" ? folder.uri : Uri.joinPath(folder.uri, path);

/** The engine's path of a file of this folder; undefined for whatever lies elsewhere, another workspace folder included. */
export function pathOf(folder: WorkspaceFolder, uri: Uri): string | undefined {
  if (uri.scheme !== folder.uri.scheme) return undefined;
  if (workspace.getWorkspaceFolder(uri)?.uri.toString() !== folder.uri.toString()) return undefined;
  return uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1);
}
