import { l10n, Range, type TextDocument, WorkspaceEdit, workspace } from "vscode";
import type { Change, FileEdit, Refusal } from "../../core/index.ts";
import { applyChange } from "../node/apply.ts";
import { removeEmpty } from "../node/durable.ts";
import type { FolderEngine } from "./folderEngine.ts";
import { growFolders } from "./growFolders.ts";
import { uriOf } from "./paths.ts";
import { refusal } from "./plans.ts";
import { unsavedDocument } from "./unsaved.ts";

/**
 * Carries a planned change out and has the engine read it back, so that what is shown next is what stands in the files.
 * Undefined means done; a refusal says why nothing was written.
 */
export async function applyIn(engine: FolderEngine, change: Change): Promise<Refusal | undefined> {
  if (!workspace.isTrusted) {
    return refusal("untrusted", l10n.t("This workspace is in Restricted Mode: Plangate reads it and writes nothing."));
  }
  const unsaved = change.edits.filter((edit) => unsavedDocument(uriOf(engine.folder, edit.path)));
  const refused =
    unsaved.length === 0
      ? await applyOnDisk(engine, change)
      : unsaved.length === change.edits.length && change.folders.length === 0
        ? await applyInEditors(engine, change)
        : refusal(
            "save-first",
            l10n.t(
              "{0} has unsaved changes, and this also writes other files. Save it first, then try again.",
              unsaved.map((edit) => edit.path).join(", "),
            ),
          );
  await engine.refresh([...change.folders, ...change.edits.map((edit) => edit.path)]);
  return refused;
}

async function applyOnDisk(engine: FolderEngine, change: Change): Promise<Refusal | undefined> {
  const grown = await growFolders(engine.folder, change);
  const applied = await applyChange(engine.folder.uri.fsPath, change);
  if (applied.done) return undefined;
  await removeEmpty(grown);
  return refusal(applied.code, applied.message);
}

/** Edits text that lives in editors only. It is never saved by us: the person goes on with it, or undoes it. */
async function applyInEditors(engine: FolderEngine, change: Change): Promise<Refusal | undefined> {
  const edit = new WorkspaceEdit();
  for (const planned of change.edits) {
    const document = unsavedDocument(uriOf(engine.folder, planned.path));
    if (!document || engine.ports.sha256(document.getText()) !== planned.expect) return changedMeanwhile(planned.path);
    addTo(edit, document, planned);
  }
  const done = await workspace.applyEdit(edit);
  return done ? undefined : changedMeanwhile(change.edits.map((planned) => planned.path).join(", "));
}

function addTo(edit: WorkspaceEdit, document: TextDocument, planned: FileEdit): void {
  for (const { offset, end, text } of planned.changes) {
    edit.replace(document.uri, new Range(document.positionAt(offset), document.positionAt(end)), text);
  }
}

const changedMeanwhile = (path: string): Refusal =>
  refusal("changed", l10n.t("{0} has changed in the meantime; nothing was written. Try again.", path));
