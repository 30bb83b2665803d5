import { l10n } from "vscode";
import type { ItemState } from "../../../core/index.ts";

/** The state of a box in a word. */
export function itemWord(state: ItemState): string {
  switch (state) {
    case "todo":
      return l10n.t("to do");
    case "done":
      return l10n.t("done");
    case "doing":
      return l10n.t("doing");
    case "skipped":
      return l10n.t("skipped");
    case "blocked":
      return l10n.t("blocked");
    case "dropped":
      return l10n.t("dropped");
  }
}
