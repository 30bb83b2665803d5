import {
  type Criterion,
  type DecisionKind,
  isDenied,
  type JudgedDecision,
  type JudgedStage,
} from "../../../core/index.ts";
import type { Mark } from "../panel/panelProtocol.ts";

/** The shapes by which pages show how things stand; the words beside them stand in `words.ts`. */

export const stageMark = ({ state, unverified }: Pick<JudgedStage, "state" | "unverified">): Mark =>
  state === "passed" && unverified ? "unverified" : state;

/** What only warns or informs looks like that while it is not met. */
export function criterionMark({ verdict, severity }: Pick<Criterion, "verdict" | "severity">): Mark {
  if (verdict === "met") return "good";
  if (verdict === "notApplicable") return "none";
  if (verdict === "unknown") return "unknown";
  return severity === "error" ? "bad" : severity;
}

const decisionMarks: Record<DecisionKind, Mark> = {
  approved: "passed",
  "changes-requested": "bad",
  waived: "waived",
  skipped: "skipped",
  revoked: "none",
};

export const decisionMark = (kind: DecisionKind): Mark => decisionMarks[kind];

/** A decision that its signature speaks against does not count: it must not look as if it did. */
export function signatureMark({ verified }: Pick<JudgedDecision, "verified">): Mark | undefined {
  if (verified === undefined) return undefined;
  return verified.verdict === "valid" ? "good" : isDenied(verified) ? "bad" : "unknown";
}
