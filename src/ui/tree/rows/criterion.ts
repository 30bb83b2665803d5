import { l10n } from "vscode";
import { criterionWord, verdictIcon } from "../../shared/words/words.ts";
import type { CriterionNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** A criterion: met, or what is missing and where. */
export function criterionRow({ criterion, feature, index, stage }: CriterionNode): Row {
  const { label, message, place, severity, verdict } = criterion;
  const word = criterionWord(criterion);
  return {
    id: `criterion/${feature.id}/${stage.path.join("/")}/${index}`,
    label,
    description: verdict === "met" ? "" : message,
    tooltip: [label, `${word}: ${message}`, place ? `${place.file}:${place.line}` : "", criterion.rule ?? ""],
    spoken: l10n.t("{0}, criterion {1}: {2}", label, word, message),
    icon: verdictIcon(verdict, severity),
    place,
    ...(criterion.kind === "evidence" && !feature.archived ? { context: ["criterion", "evidence", "live"] } : {}),
  };
}
