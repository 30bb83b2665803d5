import { l10n } from "vscode";
import { type Decision, type JudgedDecision, type JudgedFeature, leavesOf, startOf } from "../../core/index.ts";
import type { Cell, Row, Table } from "../shared/panel/panelProtocol.ts";
import { momentText } from "../shared/words/cycleWords.ts";
import { decisionMark, signatureMark } from "../shared/words/marks.ts";
import { signatureWords } from "../shared/words/signatures.ts";

/** Every decision of a person on any gate, the newest first: who, when, through what, why, until when. */
export function decisionTable({ stages }: JudgedFeature): Table {
  const all = leavesOf(stages).flatMap(({ title, approval }) =>
    (approval?.decisions ?? []).map((decision) => ({ title, record: approval?.record ?? "", decision })),
  );
  return {
    id: "decisions",
    title: l10n.t("Approvals, waivers and other decisions"),
    columns: [
      { title: l10n.t("Gate") },
      { title: l10n.t("Decision") },
      { title: l10n.t("By") },
      { title: l10n.t("When") },
      { title: l10n.t("Through") },
      { title: l10n.t("Said") },
      { title: l10n.t("Signature") },
    ],
    rows: all
      .toSorted((a, b) => (a.decision.at < b.decision.at ? 1 : a.decision.at > b.decision.at ? -1 : 0))
      .map(
        ({ title, record, decision }): Row => ({
          cells: [
            { text: title },
            decisionCell(decision),
            { text: decision.by.email === "" ? decision.by.name : `${decision.by.name} <${decision.by.email}>` },
            { text: momentText(decision.at) },
            { text: decision.through === "editor" ? l10n.t("editor") : l10n.t("terminal") },
            { text: saidOf(decision) },
            signatureCell(decision),
          ],
          ...(record !== "" && { place: startOf(record) }),
        }),
      ),
  };
}

function decisionCell({ decision }: Decision): Cell {
  return { text: decisionWord(decision), tone: decisionMark(decision) };
}

function decisionWord(decision: Decision["decision"]): string {
  switch (decision) {
    case "approved":
      return l10n.t("approved");
    case "changes-requested":
      return l10n.t("changes requested");
    case "waived":
      return l10n.t("waived");
    case "skipped":
      return l10n.t("skipped");
    case "revoked":
      return l10n.t("revoked");
  }
}

function signatureCell(decision: JudgedDecision): Cell {
  const tone = signatureMark(decision);
  return { text: signatureWords(decision), ...(tone && { tone }) };
}

function saidOf({ comment = "", until }: Decision): string {
  if (until === undefined) return comment;
  const end = l10n.t("until {0}", until.slice(0, 10));
  return comment === "" ? end : `${comment} (${end})`;
}
