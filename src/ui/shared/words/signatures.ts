import { l10n, ProgressLocation, window } from "vscode";
import type { Change, JudgedDecision, Refusal, Signing } from "../../../core/index.ts";
import { inMessage } from "../text/editorText.ts";

/** How a decision will be signed, for the person who is about to confirm it. */
export function signingSentence(signing: Signing): string {
  if (signing.kind === "none") return l10n.t("Not signed: {0}", signing.reason);
  const { key, expected } = signing;
  if (!expected || expected.verdict === "valid") return l10n.t("Signed with {0}", key);
  return l10n.t("Signed with {0}; {1}", key, expected.reason ?? l10n.t("the signature cannot be verified here"));
}

/** What verifying a decision's signature gave. */
export function signatureWords({ verified }: Pick<JudgedDecision, "verified">): string {
  if (verified === undefined) return l10n.t("not signed");
  const why = verified.reason ?? "";
  switch (verified.verdict) {
    case "valid":
      return l10n.t("signed by {0}, verified", verified.principal ?? "");
    case "unknown-signer":
      return l10n.t("signed, signer not known here: {0}", why);
    case "wrong-key":
      return l10n.t("signed with another key than theirs: {0}", why);
    case "tampered":
      return l10n.t("does not fit its signature: {0}", why);
    case "unverified":
      return l10n.t("signed, not verified: {0}", why);
  }
}

/** Signing may wait for a passphrase or a touch: that something goes on is shown. */
export const whileSigning = <T>(work: () => Promise<T>): Thenable<T> =>
  window.withProgress({ location: ProgressLocation.Window, title: l10n.t("Recording the decision") }, work);

/** What a person has to know about what was recorded, such as that it could not be signed. */
export async function showNotes(plan: Change | Refusal): Promise<void> {
  const notes = plan.kind === "change" ? (plan.notes ?? []) : [];
  if (notes.length > 0) await window.showWarningMessage(inMessage(notes.join(" ")));
}
