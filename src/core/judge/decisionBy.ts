import type { Decision } from "../approval.ts";
import { t } from "../l10n.ts";

/** What a decision is called in a sentence: the approval by Ada. */
export function decisionBy({ decision, by }: Pick<Decision, "decision" | "by">): string {
  const name = by.name;
  switch (decision) {
    case "approved":
      return t`the approval by ${name}`;
    case "changes-requested":
      return t`the request for changes by ${name}`;
    case "waived":
      return t`the waiver by ${name}`;
    case "skipped":
      return t`the skip by ${name}`;
    case "revoked":
      return t`the taking back by ${name}`;
  }
}
