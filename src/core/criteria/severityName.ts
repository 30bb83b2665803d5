import type { IssueSeverity } from "../cycle/issues.ts";
import { t } from "../l10n.ts";

/** How bad an issue is, as messages name it. */
export function severityName(severity: IssueSeverity): string {
  switch (severity) {
    case "critical":
      return t`CRITICAL`;
    case "high":
      return t`HIGH`;
    case "medium":
      return t`MEDIUM`;
    case "low":
      return t`LOW`;
    case "cosmetic":
      return t`COSMETIC`;
    case "other":
      return t`OTHER`;
  }
}
