import { l10n } from "vscode";
import { type Approval, isDenied, type JudgedDecision, startOf, subjectName } from "../../../core/index.ts";
import { actable } from "../../shared/actable.ts";
import { approvalSentence } from "../../shared/words/approvalSentence.ts";
import { otherRules } from "../../shared/words/otherRules.ts";
import { signatureWords } from "../../shared/words/signatures.ts";
import { stateIcon, verdictIcon } from "../../shared/words/words.ts";
import type { ApprovalNode } from "../nodes.ts";
import type { Row } from "../row.ts";
import { placeOf } from "./stage.ts";

const decisions = new Set<string>(["approve", "changes", "revoke"]);

/** A gate's approval: given by whom and when, stale, or still to come. */
export function approvalRow({ approval, feature, stage }: ApprovalNode): Row {
  const said = approvalSentence(approval);
  const denied = approval.decisions.filter(({ verified }) => isDenied(verified));
  const last = approval.latest;
  const verdict = approval.state === "approved" ? "met" : "unmet";
  return {
    id: `approval/${feature.id}/${stage.path.join("/")}`,
    label: l10n.t("Approval"),
    description: said,
    tooltip: [
      l10n.t("Approval: {0}", said),
      last?.comment ?? "",
      ...spokenOf(approval).map((each) => l10n.t("{0}: {1}", each.by.name, signatureWords(each))),
      ...denied.map((each) =>
        l10n.t("Does not count: {0} on {1}: {2}", each.by.name, each.at.slice(0, 10), signatureWords(each)),
      ),
      l10n.t("Bound to {0}", approval.subject.map(subjectName).join(", ")),
      approval.subjectFlaw ?? "",
      approval.flaw ?? "",
      otherRules(approval),
      l10n.t("Recorded in {0}", approval.record),
    ],
    spoken: [l10n.t("approval {0}", said), ...[...spokenOf(approval), ...denied].map(signatureWords)].join(", "),
    icon: approval.state === "stale" ? stateIcon({ state: "stale", unverified: false }) : verdictIcon(verdict, "error"),
    place: last ? startOf(approval.record) : placeOf(stage),
    context: [
      "approval",
      ...(approval.state === "stale" ? ["stale"] : []),
      ...actable(feature, stage).filter((word) => decisions.has(word)),
    ],
  };
}

/** The decisions that the sentence speaks of. */
const spokenOf = ({ given, latest }: Approval): JudgedDecision[] => (given.length > 0 ? given : latest ? [latest] : []);
