import { l10n, Range, type TextDocument, type TextEditor, WorkspaceEdit, window, workspace } from "vscode";
import type { Change, FileEdit, Refusal } from "../../core/index.ts";
import { applyChange } from "../node/apply.ts";
import { removeEmpty } from "../node/durable.ts";
import { edited } from "../node/edit.ts";
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
  const texts: { document: TextDocument; planned: FileEdit; wanted: string }[] = [];
  for (const planned of change.edits) {
    const document = unsavedDocument(uriOf(engine.folder, planned.path));
    const old = document?.getText() ?? "";
    if (!document || engine.ports.sha256(old) !== planned.expect) return changedMeanwhile(planned.path);
    const wanted = edited(old, planned.changes);
    if (typeof wanted !== "string")
      return refusal("edit", l10n.t("{0} cannot be edited: {1}. Nothing was written.", planned.path, wanted.flaw));
    texts.push({ document, planned, wanted });
  }
  if (!(await edit(texts))) return changedMeanwhile(change.edits.map((planned) => planned.path).join(", "));
  // Read back: VS Code may cut a character such as an emoji in two when it edits the active editor (microsoft/vscode#248268).
  for (const { document, wanted } of texts) {
    if (document.getText() !== wanted)
      await editorOf(document)?.edit((text) => text.replace(wholeOf(document), wanted));
  }
  return undefined;
}

/** Makes the edits of all documents, or of none; false where one of them changed at the same moment. */
async function edit(texts: readonly { document: TextDocument; planned: FileEdit }[]): Promise<boolean> {
  const [only] = texts;
  const editor = only && texts.length === 1 ? editorOf(only.document) : undefined;
  if (only && editor) {
    return editor.edit((text) => {
      for (const { range, insert } of replacements(only)) text.replace(range, insert);
    });
  }
  const all = new WorkspaceEdit();
  for (const each of texts)
    for (const { range, insert } of replacements(each)) all.replace(each.document.uri, range, insert);
  return workspace.applyEdit(all);
}

const replacements = ({ document, planned }: { document: TextDocument; planned: FileEdit }) =>
  planned.changes.map(({ offset, end, text }) => ({
    range: new Range(document.positionAt(offset), document.positionAt(end)),
    insert: text,
  }));

const editorOf = (document: TextDocument): TextEditor | undefined =>
  window.visibleTextEditors.find((editor) => editor.document === document);

const wholeOf = (document: TextDocument): Range => document.validateRange(new Range(0, 0, document.lineCount, 0));

const changedMeanwhile = (path: string): Refusal =>
  refusal("changed", l10n.t("{0} has changed in the meantime; nothing was written. Try again.", path));
