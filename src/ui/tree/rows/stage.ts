import { l10n, ThemeColor, ThemeIcon } from "vscode";
import { isThrough, type JudgedStage, leavesOf, startOf } from "../../../core/index.ts";
import { actable } from "../../shared/actable.ts";
import { waitingIn } from "../../shared/waiting.ts";
import { countFindings, findingsAt, findingsWithin } from "../../shared/words/findings.ts";
import { otherRules } from "../../shared/words/otherRules.ts";
import { share, stageWord, stateIcon, stateWord } from "../../shared/words/words.ts";
import type { StageNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** A stage: a group of others, or a leaf with the state of its gate. */
export function stageRow({ engine, feature, stage }: StageNode): Row {
  const isGroup = stage.children.length > 0;
  const gates = leavesOf(stage.children);
  const counted = isGroup
    ? share(gates.filter(({ state }) => isThrough(state)).length, gates.length)
    : share(stage.met, stage.total);
  const isCurrent = feature.current?.path.join("/") === stage.path.join("/");
  const onTheWay = feature.current?.path.slice(0, stage.path.length).join("/") === stage.path.join("/");
  const findings = findingsAt(feature, stage);
  // What is wrong in a group that is folded would not be seen otherwise.
  const trouble = countFindings(findingsWithin(feature, stage));
  const word = stageWord(stage);
  const waits = waitingIn(engine, feature).some((one) => one.stage === stage) ? l10n.t("waits for you") : "";
  const count = counted === "0/0" || stage.state === "locked" || stage.state === "skipped" ? "" : counted;
  return {
    id: `stage/${feature.id}/${stage.path.join("/")}`,
    label: stage.title,
    description: [count, saidInWords(stage), waits, trouble].filter(Boolean).join(" · "),
    tooltip: [
      stage.title,
      `${word}: ${stage.reason}`,
      otherRules(stage.approval),
      ...findings.map(({ message }) => `⚠ ${message}`),
    ],
    spoken: [
      stage.title,
      isGroup ? l10n.t("stage") : l10n.t("gate"),
      word,
      isGroup ? l10n.t("{0} gates behind it", counted) : l10n.t("{0} of {1} criteria met", stage.met, stage.total),
      waits,
      trouble,
      otherRules(stage.approval),
      isCurrent ? l10n.t("current gate") : "",
    ]
      .filter(Boolean)
      .join(", "),
    icon: trouble === "" ? stateIcon(stage) : withWarning(stage),
    place: placeOf(stage),
    context: [
      isGroup ? "group" : "gate",
      stage.state,
      ...(feature.archived ? [] : ["live"]),
      ...(isGroup ? [] : actable(feature, stage)),
    ],
    open: onTheWay && !feature.archived,
  };
}

/** The states that a picture alone would not tell apart at a glance. */
function saidInWords(stage: JudgedStage): string {
  if (stage.state === "passed" && stage.approval?.otherRules) return l10n.t("approved under other rules");
  if (stage.state === "passed") return stage.unverified ? l10n.t("unverified") : "";
  return stage.state === "open" || stage.state === "locked" ? "" : stateWord(stage.state);
}

/** A gate with a finding keeps its shape and turns to the colour of warnings; the words are in the description. */
const withWarning = (stage: JudgedStage): ThemeIcon =>
  new ThemeIcon(stateIcon(stage).id, new ThemeColor("problemsWarningIcon.foreground"));

/** Where a stage's work lies. */
export const placeOf = (stage: JudgedStage) => {
  const artifact = stage.artifacts.find(({ exists }) => exists);
  return stage.place ?? (artifact && startOf(artifact.path));
};
