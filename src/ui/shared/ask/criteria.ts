import { l10n, type QuickPickItem, type ThemeIcon } from "vscode";
import type { Criterion, JudgedStage, Place } from "../../../core/index.ts";
import { inRow } from "../text/editorText.ts";
import { verdictIcon, verdictWord } from "../words/words.ts";

/** A row of a quick pick that leads to a place. */
export interface JumpItem extends QuickPickItem {
  place?: Place;
}

/** The criteria that stand in a gate's way. */
export const holding = (stage: JudgedStage): Criterion[] =>
  stage.criteria.filter(
    ({ verdict, severity }) => severity === "error" && (verdict === "unmet" || verdict === "unknown"),
  );

/** A criterion as a row: what is asked, what was found, where. */
export function criterionItem({ label, message, place, verdict, severity }: Criterion): JumpItem {
  const icon: ThemeIcon = verdictIcon(verdict, severity);
  return {
    label: inRow(label),
    iconPath: icon,
    description: verdict === "unmet" ? "" : verdictWord(verdict),
    detail: inRow(place ? l10n.t("{0} — {1}:{2}", message, place.file, place.line) : message),
    ...(place && { place }),
  };
}
