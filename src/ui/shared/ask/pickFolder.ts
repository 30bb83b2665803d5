import { l10n, type QuickPickItem, window } from "vscode";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";
import type { Surface } from "../surface.ts";
import { inRow } from "../text/editorText.ts";

/** The workspace folder that a command works in: the only one, or the one that is chosen. `none` is said without any. */
export async function pickFolder({ folders }: Surface, title: string, none: string): Promise<FolderEngine | undefined> {
  if (folders.all.length === 0) await window.showInformationMessage(none);
  if (folders.all.length <= 1) return folders.all[0];
  return (await window.showQuickPick(folderRows(folders.all), { title, placeHolder: whichFolder() }))?.engine;
}

export const whichFolder = (): string => l10n.t("In which folder?");

/** The folders to choose from. */
export const folderRows = (engines: readonly FolderEngine[]): (QuickPickItem & { engine: FolderEngine })[] =>
  engines.map((engine) => ({
    label: inRow(engine.folder.name),
    description: inRow(engine.folder.uri.fsPath),
    engine,
  }));
