import type { Decision } from "../approval.ts";
import type { RecordDocument } from "../document.ts";
import type { JudgedDecision } from "../judged.ts";
import type { GatePolicy } from "../policy/policy.ts";
import type { Facts } from "../ports.ts";
import type { Problem } from "../problem.ts";
import { isDenied, type Verified } from "../signature.ts";
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
    return { ...decision, verified: verified ?? { ...notYet } };
  });
}

/** As long as nobody has verified it, a signature may be anything: its decision does not count. */
const notYet: Verified = { verdict: "tampered", reason: "it has not been verified yet" };

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
    ? `${by.name} did not sign, and the policy asks for signatures`
    : `The signature of ${by.name} is not verified (${verified?.reason ?? "nobody knows why"}), and the policy asks for valid ones`;
}

const what: Record<Decision["decision"], string> = {
  approved: "the approval",
  "changes-requested": "the request for changes",
  waived: "the waiver",
  skipped: "the skip",
  revoked: "the taking back",
};

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
    const said = `${title}: ${what[each.decision]} by ${each.by.name} of ${each.at.slice(0, 10)}`;
    const report = (code: Problem["code"], severity: Problem["severity"], message: string): Problem[] => [
      { file: document.path, line, column: 1, code, severity, message: `${said} ${message}`, rule: "common/P-7" },
    ];
    const reason = each.verified?.reason ?? "";
    const effect = takesBack(each) ? "It takes back all the same." : "It does not count.";
    switch (each.verified?.verdict) {
      case "tampered":
        return report(
          "signature-tampered",
          "error",
          `does not fit its signature: ${reason}. ${effect} Look up in git who changed the record; whoever decided may decide again.`,
        );
      case "wrong-key":
        return report(
          "signature-wrong-key",
          "error",
          `is signed with another key than theirs: ${reason}. ${effect} Ask them whether they decided this.`,
        );
      case "unknown-signer":
        return report(
          "signature-unknown",
          "info",
          `is signed, and the signer is not known here: ${reason}. ${
            takesBack(each) || policy?.unsigned !== "refuse"
              ? "It counts as an unsigned one does."
              : "It does not count, as the policy asks for signatures."
          } Where you know whose key it is, add it to git's allowed signers.`,
        );
      default: {
        const isBypass = each.decision === "waived" || each.decision === "skipped";
        const flaw = isBypass ? unsignedFlaw(each, policy) : undefined;
        return flaw === undefined ? [] : report("signature-missing", "warning", `does not count: ${flaw}.`);
      }
    }
  });
}
