import { l10n, window } from "vscode";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";
import { uriOf } from "../../../host/vscode/paths.ts";
import { unsavedDocument } from "../../../host/vscode/unsaved.ts";
import { inMessage } from "../text/editorText.ts";

/** Approving and advancing stand on what is on disk. The person saves, at a click, or nothing happens. */
export async function savedFirst(engine: FolderEngine, paths: readonly string[]): Promise<boolean> {
  const unsaved = [...new Set(paths)].filter((path) => unsavedDocument(uriOf(engine.folder, path)));
  if (unsaved.length === 0) return true;
  const save = l10n.t("Save");
  const message = l10n.t(
    "{0} has unsaved changes. Only saved text is approved or left behind: save it first.",
    inMessage(unsaved.join(", ")),
  );
  if ((await window.showWarningMessage(message, save)) !== save) return false;
  const saved = await Promise.all(unsaved.map((path) => unsavedDocument(uriOf(engine.folder, path))?.save() ?? true));
  await engine.refresh(unsaved);
  return saved.every(Boolean);
}
