import { l10n } from "vscode";
import { type Approval, type JudgedDecision, subjectName, visible } from "../../core/index.ts";
import { momentText } from "../shared/words/cycleWords.ts";
import { decisionMark } from "../shared/words/marks.ts";
import { signatureWords } from "../shared/words/signatures.ts";
import type { DecisionView } from "./protocol.ts";
import { isSamePart } from "./since.ts";
import { cut } from "./text/budget.ts";
import { decisionSentence } from "./words.ts";

/** As many decisions as a page lists; the record has them all. */
const MOST = 100;
const LONGEST_COMMENT = 4000;

/** What was decided on a gate so far, the newest first. */
export const decisionsOf = (approval: Approval | undefined): DecisionView[] =>
  (approval?.decisions ?? [])
    .toReversed()
    .slice(0, MOST)
    .map((each) => decisionView(each, approval));

function decisionView(each: JudgedDecision, approval: Approval | undefined): DecisionView {
  const { at, by, comment = "", decision, subject, through, until } = each;
  const now = approval?.subject ?? [];
  return {
    mark: decisionMark(decision),
    title: decisionSentence(decision, by.name),
    detail: [
      momentText(at),
      by.email,
      through === "terminal" ? l10n.t("in a terminal") : l10n.t("in the editor"),
      signatureWords(each),
      until === undefined ? "" : l10n.t("until {0}", momentText(until)),
    ]
      .filter(Boolean)
      .join(" · "),
    comment: visible(cut(comment, LONGEST_COMMENT).text),
    texts: subject.map((part) => {
      const isAsNow = now.some((one) => isSamePart(one, part) && one.digest === part.digest);
      const name = subjectName(part);
      const short = part.sha256.slice(0, 12);
      return isAsNow
        ? l10n.t("{0}, as it is now (sha256 {1})", name, short)
        : l10n.t("{0}, another text than now (sha256 {1})", name, short);
    }),
  };
}
