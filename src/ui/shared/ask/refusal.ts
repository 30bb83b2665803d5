import { l10n, window } from "vscode";
import type { Refusal } from "../../../core/index.ts";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";
import { openPlace } from "../../../host/vscode/place.ts";
import { inDialog, inMessage } from "../text/editorText.ts";
import { criterionItem, type JumpItem } from "./criteria.ts";

/** Says why an action is not carried out. Where criteria stand in the way they are listed, each leading to its place. */
export async function showRefusal(engine: FolderEngine, refusal: Refusal): Promise<void> {
  if (refusal.unmet.length === 0) {
    await window.showWarningMessage(inMessage(refusal.message));
    return;
  }
  const chosen = await window.showQuickPick<JumpItem>(refusal.unmet.map(criterionItem), {
    title: inDialog(refusal.message),
    placeHolder: l10n.t("Choose one to go to its place"),
    matchOnDetail: true,
  });
  if (chosen?.place) await openPlace(engine.folder, chosen.place);
}
