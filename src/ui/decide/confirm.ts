import { l10n, window } from "vscode";
import {
  type JudgedFeature,
  type JudgedStage,
  type Signing,
  type Subject,
  sectionIn,
  subjectName,
} from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { holding } from "../shared/ask/criteria.ts";
import type { Identity } from "../shared/ask/identity.ts";
import { inDialog } from "../shared/text/editorText.ts";
import { signingSentence } from "../shared/words/signatures.ts";
import type { Wording } from "./kinds.ts";

/** What the person is about to put their name to, as it stands on disk at this moment. */
export interface Shown {
  feature: JudgedFeature;
  gate: JudgedStage;
  subject: Subject[];
  by: Identity;
  comment: string;
  /** Until when a waiver holds. */
  until: string;
  signing: Signing;
}

/** A dialog is as high as what it says. */
const MOST_UNMET = 12;

/** The modal that shows what is decided. Nothing else in the editor leads to a recorded decision on a gate. */
export async function confirmDecision(
  engine: FolderEngine,
  wording: Wording,
  shown: Shown,
  changed: boolean,
): Promise<boolean> {
  const { feature, gate, subject, by, comment, until, signing } = shown;
  const unmet = wording.kind === "waived" || wording.kind === "skipped" ? holding(gate) : [];
  const detail = [
    ...(changed ? [l10n.t("The text changed while you were asked. This is how it is now."), ""] : []),
    l10n.t("Feature: {0}", inDialog(feature.title)),
    l10n.t("Gate: {0}", inDialog(gate.title)),
    "",
    ...(await subjectLines(engine, subject)),
    ...(subject.length === 0 ? [] : [""]),
    ...unmet
      .slice(0, MOST_UNMET)
      .map(({ label, message }) => l10n.t("Not met: {0}: {1}", inDialog(label), inDialog(message))),
    ...(unmet.length > MOST_UNMET ? [l10n.t("Not met either: {0} more", unmet.length - MOST_UNMET)] : []),
    ...(unmet.length === 0 ? [] : [""]),
    ...(comment === "" ? [] : [l10n.t("Comment: {0}", inDialog(comment))]),
    ...(until === "" ? [] : [l10n.t("Until: {0}", until)]),
    l10n.t("By: {0} <{1}>", inDialog(by.name), inDialog(by.email)),
    inDialog(signingSentence(signing)),
    "",
    wording.meaning(),
  ].join("\n");
  const verb = wording.verb();
  return (
    (await window.showInformationMessage(wording.question(inDialog(gate.title)), { modal: true, detail }, verb)) ===
    verb
  );
}

async function subjectLines(engine: FolderEngine, subject: readonly Subject[]): Promise<string[]> {
  return Promise.all(
    subject.map(async (part) => {
      const { path, section, sha256 } = part;
      const read = await engine.ports.read(path);
      const whole = read.kind === "text" ? read.text : "";
      const text = section === undefined ? whole : (sectionIn(path, whole, section)?.text ?? "");
      const words = text.split(/\s+/).filter((word) => word !== "").length;
      return l10n.t("{0} — {1} words, sha256 {2}", inDialog(subjectName(part)), words, sha256.slice(0, 12));
    }),
  );
}
