import { l10n } from "vscode";
import type { Approval } from "../../core/index.ts";
import { approvalSentence } from "../shared/words/approvalSentence.ts";
import { otherRules } from "../shared/words/otherRules.ts";
import type { View } from "./protocol.ts";

/** Who may approve, how many are needed and where that stands: what the team's policy asks at this gate (P-5). */
export function factsOf(approval: Approval | undefined): View["facts"] {
  if (!approval?.required) return [{ label: l10n.t("Approval"), value: l10n.t("This gate asks for no approval.") }];
  const { flaw, given, needed, policy, record } = approval;
  return [
    { label: l10n.t("Approval"), value: approvalSentence(approval) },
    {
      label: l10n.t("Needed"),
      value:
        needed === 1
          ? l10n.t("{0} of 1 given", given.length)
          : l10n.t("{0} of {1} given, each by another person", given.length, needed),
    },
    { label: l10n.t("Who may approve"), value: whoMay(policy) },
    ...(policy.waivers.by ? [{ label: l10n.t("Who may waive or skip"), value: policy.waivers.by.join(", ") }] : []),
    ...(flaw === undefined ? [] : [{ label: l10n.t("Why it does not count"), value: flaw }]),
    ...(otherRules(approval) === "" ? [] : [{ label: l10n.t("Worth knowing"), value: otherRules(approval) }]),
    { label: l10n.t("Recorded in"), value: record },
  ];
}

function whoMay({ by, author }: Approval["policy"]): string {
  if (by) {
    const names = by.join(", ");
    return author ? names : l10n.t("{0}; nobody who wrote the text", names);
  }
  return author ? l10n.t("Everybody") : l10n.t("Everybody who did not write the text");
}
