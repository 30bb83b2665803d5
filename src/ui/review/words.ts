import { l10n } from "vscode";
import type { DecisionKind, Words } from "./protocol.ts";

/** The page's own words. */
export const pageWords = (): Words => ({
  criteria: l10n.t("Criteria"),
  noCriteria: l10n.t("This gate has no criteria."),
  decisions: l10n.t("Decisions and Comments"),
  noDecisions: l10n.t("Nobody has decided on this gate yet."),
  noTexts: l10n.t("There is no text yet that this gate is about."),
  text: l10n.t("The Text"),
  rendered: l10n.t("Rendered"),
  source: l10n.t("Source"),
  show: l10n.t("How the text is shown"),
  open: l10n.t("Open File"),
  decide: l10n.t("Decide"),
  added: l10n.t("added"),
  removed: l10n.t("removed"),
  same: l10n.t("unchanged"),
  before: l10n.t("Line then"),
  now: l10n.t("Line now"),
  change: l10n.t("Change"),
  lineText: l10n.t("Text"),
  ticked: l10n.t("ticked"),
  unticked: l10n.t("not ticked"),
  picture: l10n.t("Picture, not loaded"),
  table: l10n.t("Table"),
  moreCharacters: l10n.t("… {0} more characters are in the file"),
  hiddenCharacter: l10n.t("A character that does not show itself: {0}"),
});

/** What somebody decided, in a sentence. */
export function decisionSentence(kind: DecisionKind, name: string): string {
  switch (kind) {
    case "approved":
      return l10n.t("{0} approved", name);
    case "changes-requested":
      return l10n.t("{0} requested changes", name);
    case "waived":
      return l10n.t("{0} waived the gate", name);
    case "skipped":
      return l10n.t("{0} skipped the stage", name);
    case "revoked":
      return l10n.t("{0} took the last decision back", name);
  }
}
