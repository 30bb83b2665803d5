import { type Disposable, FileType, l10n, type Uri, window, workspace } from "vscode";
import {
  type Change,
  type EvidencePlace,
  type JudgedStage,
  planAddEvidence,
  type StageItem,
} from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { pathOf, uriOf } from "../../host/vscode/paths.ts";
import { planIn, refusal } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { leadOn } from "../shared/ask/goOn.ts";
import { confirmChange } from "../shared/ask/preview.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { gateOf, type Target, targetOf } from "../shared/target.ts";
import { inDialog } from "../shared/text/editorText.ts";
import { boxText } from "../shared/tickable.ts";

/** Adds files as evidence where a row stands; true where that is done. What keeps it from that is said to the person. */
export type AddEvidence = (row: unknown, files: readonly Uri[]) => Promise<boolean>;

/** "Add Evidence": links to files, behind a box or where the process of a gate looks for them. */
export const registerEvidence = (surface: Surface, add: AddEvidence): Disposable =>
  registerAction(surface, commands.addEvidence, async (row) => {
    const target = targetOf(surface, row);
    const gate = target && placeOf(target, row);
    if (!target || !gate) {
      await window.showInformationMessage(l10n.t("There is no gate here to add evidence to."));
      return;
    }
    const files = await window.showOpenDialog({
      title: l10n.t("Add Evidence to “{0}”", inDialog(gate.title)),
      openLabel: l10n.t("Add as Evidence"),
      defaultUri: target.engine.folder.uri,
      canSelectMany: true,
    });
    if (files && files.length > 0) await add(row, files);
  });

/** What rows are dropped on and what the command adds to is the same. */
export const evidenceAdder =
  (surface: Surface): AddEvidence =>
  async (row, files) => {
    const target = targetOf(surface, row);
    const at = target && placeOf(target, row);
    if (!target || !at) {
      await window.showInformationMessage(
        l10n.t("Drop a file on a stage, a gate or a check box to add it as evidence."),
      );
      return false;
    }
    const { engine, feature } = target;
    if (feature.archived) {
      const message = l10n.t("“{0}” is archived: nothing is added to it.", feature.title);
      await showRefusal(engine, refusal("archived", message));
      return false;
    }
    const paths = await pathsIn(engine, files);
    if (typeof paths === "string") {
      await showRefusal(engine, refusal("unfit", paths));
      return false;
    }
    const plan = await planIn(engine, (context) => planAddEvidence(at.place, paths, context));
    const isWanted = plan.kind === "refusal" || !plan.notes || (await confirmChange(plan, l10n.t("Add as Evidence")));
    if (!isWanted || !(await carryOut(surface, engine, plan))) return false;
    surface.focus.visit({ engine, feature });
    if (plan.kind === "change") await showWritten(engine, plan);
    await leadOn(engine, feature);
    return true;
  };

/** Where evidence goes for a row: behind its box, else to its gate. */
function placeOf(target: Target, row: unknown): { place: EvidencePlace; title: string } | undefined {
  const item = (row as { item?: StageItem } | undefined)?.item;
  if (item?.box) return { place: { file: item.file, line: item.line, text: item.text }, title: boxText(item) };
  const stage: JudgedStage | undefined = target.stage ?? gateOf(target);
  return stage && { place: { feature: target.feature.id, stage: stage.path }, title: stage.title };
}

/** The files as the engine names them; a sentence where one is none of this folder. */
async function pathsIn(engine: FolderEngine, files: readonly Uri[]): Promise<string[] | string> {
  const paths: string[] = [];
  for (const file of files) {
    const path = pathOf(engine.folder, file);
    if (path === undefined || path === "")
      return l10n.t(
        "{0} lies outside the folder “{1}”: a link to it would lead nowhere for others. Copy it into the folder first.",
        file.scheme === "file" ? file.fsPath : file.toString(true),
        engine.folder.name,
      );
    const { type } = await workspace.fs.stat(file).then(undefined, () => ({ type: FileType.Unknown }));
    if (!(type & FileType.File)) return l10n.t("{0} is no file: choose the files that show the work.", path);
    paths.push(path);
  }
  return paths;
}

/** Shows what was written, where it was written; the person stays where they are. */
async function showWritten(engine: FolderEngine, { edits }: Change): Promise<void> {
  const [edit] = edits;
  const offset = edit?.changes[0]?.offset;
  if (!edit || offset === undefined) return;
  const document = await workspace.openTextDocument(uriOf(engine.folder, edit.path));
  const at = document.positionAt(offset);
  await window.showTextDocument(document, {
    selection: document.lineAt(at).range.with({ start: at }),
    preserveFocus: true,
    preview: true,
  });
}
