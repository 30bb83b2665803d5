import type { Decision } from "../approval.ts";
import { takesBack } from "../judge/standing.ts";
import { t } from "../l10n.ts";
import type { GatePolicy } from "../policy/policy.ts";
import { isDenied, payloadOf, type Signing, type Verified } from "../signature.ts";
import { type Draft, type PlanContext, refuse } from "./draft.ts";

/**
 * A decision with its signature, where git is set up to sign (P-7). Before a person has confirmed, nothing is signed:
 * the plan only says whether what would come of it can count. Where signing fails, a decision that needs no signature is
 * recorded without one, with a note that says so.
 */
export function signed(
  decision: Decision,
  policy: GatePolicy | undefined,
  made: Draft,
  { signing = noSigning(), signatures }: Pick<PlanContext, "signing" | "signatures">,
): Decision {
  // What takes a decision back is never turned away for want of a signature: it closes the gate.
  const isNeeded = policy?.unsigned === "refuse" && !takesBack(decision);
  const without = (refusal: string, note?: string): Decision => {
    if (isNeeded) made.stop(refuse("not-signed", refusal));
    if (note !== undefined) made.note(note);
    return decision;
  };
  if (signing.kind === "none")
    return without(
      t`The team's policy asks for signatures: ${signing.reason}. Set git's gpg.format to ssh and user.signingkey to your key, then decide again.`,
    );
  const check = (verified: Verified): void => {
    if (takesBack(decision)) return;
    const flaw = flawOf(verified, isNeeded);
    if (flaw !== undefined) made.stop(refuse("not-signed", flaw));
  };
  if (signing.expected) check(signing.expected);
  if (!signatures) return decision;
  const result = made.sign({ payload: payloadOf(decision), email: decision.by.email, at: decision.at });
  if (!result) return decision;
  if (result.kind === "failed")
    return without(
      t`The team's policy asks for signatures: ${result.reason}.`,
      t`Recorded without a signature: ${result.reason}.`,
    );
  check(result.verified);
  return { ...decision, signature: result.signature };
}

const noSigning = (): Signing => ({ kind: "none", reason: t`nothing is set up to sign here` });

/** Why a signature would be in vain, or worse than none. */
function flawOf(verified: Verified, isNeeded: boolean): string | undefined {
  const { verdict, reason = "" } = verified;
  if (isDenied(verified))
    return t`Signed with this key, the decision would not count: ${reason}. Set git's user.signingkey, or user.email, to your own.`;
  if (!isNeeded || verdict === "valid") return undefined;
  return t`The team's policy asks for valid signatures, and yours would not be: ${reason}.`;
}
