import { l10n } from "vscode";
import type { HistoryEvent } from "../../../core/index.ts";

/** What happened, in a word. */
export function eventWord(kind: HistoryEvent["kind"]): string {
  switch (kind) {
    case "started":
      return l10n.t("start");
    case "decision":
      return l10n.t("decision");
    case "advanced":
      return l10n.t("advance");
    case "entry":
      return l10n.t("log entry");
    case "commit":
      return l10n.t("commit");
  }
}
