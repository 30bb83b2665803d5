import type { Decision } from "../approval.ts";
import type { RecordDocument } from "../document.ts";
import type { JudgedDecision } from "../judged.ts";
import { t } from "../l10n.ts";
import type { GatePolicy } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { isDenied, type Verified } from "../signature.ts";
import { decisionBy } from "./decisionBy.ts";
import { takesBack } from "./standing.ts";

/** The decisions of a gate with what verifying their signatures gave (P-7). */
export function verifiedIn(
  { entries }: RecordDocument,
  decisions: readonly Decision[],
  facts: Pick<Facts, "signature">,
): JudgedDecision[] {
  return decisions.map((decision) => {
    const { signature, by, at } = decision;
    if (signature === undefined) return decision;
    const payload = entries.get(decision)?.payload ?? "";
    const verified = facts.signature({ payload, signature, email: by.email, at });
    return { ...decision, verified: verified ?? notYet() };
  });
}

/** As long as nobody has verified it, a signature may be anything: its decision does not count. */
const notYet = (): Verified => ({ verdict: "tampered", reason: t`it has not been verified yet` });

/**
 * The decisions that are anybody's at all. One that does not fit its signature, or is signed with another person's key,
 * is nobody's. What takes a decision back counts whatever its signature says: in doubt a gate is closed.
 */
export const credible = (decisions: readonly JudgedDecision[], policy: GatePolicy | undefined): JudgedDecision[] =>
  decisions.filter(
    (each) =>
      takesBack(each) ||
      !(isDenied(each.verified) || (each.decision !== "approved" && unsignedFlaw(each, policy) !== undefined)),
  );

/** Why a decision lacks the signature that the policy asks for; undefined where it has one, or none is asked for. */
export function unsignedFlaw(
  { by, signature, verified }: Pick<JudgedDecision, "by" | "signature" | "verified">,
  policy: GatePolicy | undefined,
): string | undefined {
  if (policy?.unsigned !== "refuse" || verified?.verdict === "valid") return undefined;
  return signature === undefined
    ? t`${by.name} did not sign, and the policy asks for signatures`
    : t`The signature of ${by.name} is not verified (${verified?.reason ?? t`nobody knows why`}), and the policy asks for valid ones`;
}

/** What is wrong with the signatures of a gate's decisions, each at its place in the record. */
export function signatureProblems(
  title: string,
  document: RecordDocument,
  decisions: readonly Decision[],
  judged: readonly JudgedDecision[],
  policy: GatePolicy | undefined,
): Problem[] {
  return judged.flatMap((each, index): Problem[] => {
    const read = decisions[index];
    const line = (read && document.entries.get(read)?.line) ?? 1;
    const told = toldOf(title, each, policy);
    return told ? [{ file: document.path, line, column: 1, ...told, rule: "common/P-7" }] : [];
  });
}

type Told = Pick<Problem, "code" | "severity" | "message">;

/** What verifying a decision's signature gave, in whole sentences; undefined where nothing is wrong. */
function toldOf(title: string, each: JudgedDecision, policy: GatePolicy | undefined): Told | undefined {
  const what = decisionBy(each);
  const day = each.at.slice(0, 10);
  const why = each.verified?.reason ?? "";
  const back = takesBack(each);
  switch (each.verified?.verdict) {
    case "tampered":
      return {
        code: "signature-tampered",
        severity: "error",
        message: back
          ? t`${title}: ${what} of ${day} does not fit its signature: ${why}. It takes back all the same. Look up in git who changed the record; whoever decided may decide again.`
          : t`${title}: ${what} of ${day} does not fit its signature: ${why}. It does not count. Look up in git who changed the record; whoever decided may decide again.`,
      };
    case "wrong-key":
      return {
        code: "signature-wrong-key",
        severity: "error",
        message: back
          ? t`${title}: ${what} of ${day} is signed with another key than theirs: ${why}. It takes back all the same. Ask them whether they decided this.`
          : t`${title}: ${what} of ${day} is signed with another key than theirs: ${why}. It does not count. Ask them whether they decided this.`,
      };
    case "unknown-signer":
      return {
        code: "signature-unknown",
        severity: "info",
        message:
          back || policy?.unsigned !== "refuse"
            ? t`${title}: ${what} of ${day} is signed, and the signer is not known here: ${why}. It counts as an unsigned one does. Where you know whose key it is, add it to git's allowed signers.`
            : t`${title}: ${what} of ${day} is signed, and the signer is not known here: ${why}. It does not count, as the policy asks for signatures. Where you know whose key it is, add it to git's allowed signers.`,
      };
    default: {
      const isBypass = each.decision === "waived" || each.decision === "skipped";
      const flaw = isBypass ? unsignedFlaw(each, policy) : undefined;
      if (flaw === undefined) return undefined;
      const message = t`${title}: ${what} of ${day} does not count: ${flaw}.`;
      return { code: "signature-missing", severity: "warning", message };
    }
  }
}
