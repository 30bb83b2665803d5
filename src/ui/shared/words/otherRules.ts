import { l10n } from "vscode";
import type { Approval } from "../../../core/index.ts";

/** What has changed since an approval that counts was given, in a sentence; empty where nothing has (P-4). */
export function otherRules(approval: Pick<Approval, "changedSince"> | undefined): string {
  const changed = approval?.changedSince ?? [];
  if (changed.length > 1)
    return l10n.t("It was approved under other rules of this gate and another policy of the team.");
  if (changed[0] === "rules") return l10n.t("It was approved under other rules of this gate.");
  if (changed[0] === "policy") return l10n.t("It was approved under another policy of the team.");
  return "";
}
