import { l10n, window } from "vscode";
import type { JudgedFeature, JudgedStage, Subject } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import type { Identity } from "../identity.ts";

/** What the person is about to put their name to, as it stands on disk at this moment. */
export interface Shown {
  feature: JudgedFeature;
  gate: JudgedStage;
  subject: Subject[];
  by: Identity;
  comment: string;
}

/** The modal that shows what is approved. Nothing else in the editor leads to a recorded approval. */
export async function confirmApproval(engine: FolderEngine, shown: Shown, changed: boolean): Promise<boolean> {
  const approve = l10n.t("Approve");
  const detail = [
    ...(changed ? [l10n.t("The text changed while you were asked. This is how it is now."), ""] : []),
    l10n.t("Feature: {0}", shown.feature.title),
    l10n.t("Gate: {0}", shown.gate.title),
    "",
    ...(await subjectLines(engine, shown.subject)),
    "",
    ...(shown.comment === "" ? [] : [l10n.t("Comment: {0}", shown.comment)]),
    l10n.t("By: {0} <{1}>", shown.by.name, shown.by.email),
    "",
    l10n.t(
      "Approving records that you have read this text and accept it at this gate. It stands until the text changes; ticking its boxes does not change it.",
    ),
  ].join("\n");
  const question = l10n.t("Approve “{0}”?", shown.gate.title);
  return (await window.showInformationMessage(question, { modal: true, detail }, approve)) === approve;
}

async function subjectLines(engine: FolderEngine, subject: readonly Subject[]): Promise<string[]> {
  return Promise.all(
    subject.map(async ({ path, sha256 }) => {
      const read = await engine.ports.read(path);
      const words = read.kind === "text" ? read.text.split(/\s+/).filter((word) => word !== "").length : 0;
      return l10n.t("{0} — {1} words, sha256 {2}", path, words, sha256.slice(0, 12));
    }),
  );
}
