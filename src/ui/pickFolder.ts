import { l10n, window } from "vscode";
import type { FolderEngine } from "../host/vscode/folderEngine.ts";
import { inRow } from "./editorText.ts";
import type { Surface } from "./surface.ts";

/** The workspace folder that a command works in: the only one, or the one that is chosen. `none` is said without any. */
export async function pickFolder({ folders }: Surface, title: string, none: string): Promise<FolderEngine | undefined> {
  if (folders.all.length === 0) await window.showInformationMessage(none);
  if (folders.all.length <= 1) return folders.all[0];
  const choices = folders.all.map((engine) => ({
    label: inRow(engine.folder.name),
    description: inRow(engine.folder.uri.fsPath),
    engine,
  }));
  return (await window.showQuickPick(choices, { title, placeHolder: l10n.t("In which folder?") }))?.engine;
}
