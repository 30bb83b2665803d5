import { l10n } from "vscode";
import type { Approval, Decision } from "../../../core/index.ts";

/** How an approval stands: given by whom and when, stale, or still to come; and whether it was given under other rules. */
export const approvalSentence = (approval: Approval): string =>
  [sentenceOf(approval), approval.otherRules ? l10n.t("under other rules") : ""].filter(Boolean).join(", ");

const namesOf = (given: readonly Decision[]): string => [...new Set(given.map(({ by }) => by.name))].join(", ");

function sentenceOf({ latest: last, state, given, needed }: Approval): string {
  // The newest decision may be one that does not count.
  const shown = state === "approved" ? (given.at(-1) ?? last) : last;
  const by = shown?.by.name ?? "";
  const at = shown?.at.slice(0, 10) ?? "";
  const missing = needed - given.length;
  switch (state) {
    case "none":
      if (given.length === 0)
        return needed > 1 ? l10n.t("not given yet, {0} are needed", needed) : l10n.t("not given yet");
      return missing === 1
        ? l10n.t("given by {0}; one more is missing", namesOf(given))
        : l10n.t("given by {0}; {1} more are missing", namesOf(given), missing);
    case "approved":
      return given.length > 1
        ? l10n.t("given by {0}, last on {1}", namesOf(given), at)
        : l10n.t("given by {0} on {1}", by, at);
    case "stale":
      return given.length > 0
        ? l10n.t("stale: of the text as it is now only {0} approved; {1} missing", namesOf(given), missing)
        : l10n.t("stale: the text changed after {0} approved it on {1}", by, at);
    case "unbound":
      return l10n.t("recorded, but not bound to content");
    case "changes-requested":
      return l10n.t("changes requested by {0} on {1}", by, at);
  }
}
