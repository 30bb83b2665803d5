import { l10n } from "vscode";
import {
  type Approval,
  type Criterion,
  type JudgedFeature,
  type JudgedStage,
  type Place,
  type StageItem,
  startOf,
  subjectName,
} from "../../core/index.ts";
import { boxText } from "../shared/tickable.ts";
import { approvalSentence } from "../shared/words/approvalSentence.ts";
import { itemWord } from "../shared/words/itemWord.ts";
import { criterionMark, stageMark } from "../shared/words/marks.ts";
import { otherRules } from "../shared/words/otherRules.ts";
import { criterionWord, share, stageWord } from "../shared/words/words.ts";
import type { BoxView, CheckView, GateView, Jump } from "./protocol.ts";
import { isSamePath } from "./stages.ts";

/** How many boxes a gate shows; a person who works on more of them does so in the file. */
const mostBoxes = 200;

/** The gate that is looked at, but for what can be done with it. */
export function gateView(
  feature: JudgedFeature,
  stage: JudgedStage,
  mayTick: (item: StageItem) => boolean,
): Omit<GateView, "offers" | "actions"> {
  const asked = stage.criteria.filter(({ verdict }) => verdict !== "notApplicable");
  const left = stage.criteria.length - asked.length;
  const approval = stage.approval && approvalView(stage.approval);
  return {
    id: stage.path.join("/"),
    title: stage.title,
    within: titlesAbove(feature.stages, stage.path).join(" › "),
    mark: stageMark(stage),
    word: stageWord(stage),
    count: stage.total > 0 ? l10n.t("{0} met", share(stage.met, stage.total)) : "",
    reason: stage.reason,
    isCurrent: isSamePath(feature.current?.path, stage.path),
    checks: asked.toSorted((a, b) => weightOf(a) - weightOf(b)).map(checkView),
    leftOut:
      left === 0
        ? ""
        : left === 1
          ? l10n.t("1 criterion does not apply here.")
          : l10n.t("{0} criteria do not apply here.", left),
    ...(approval && { approval }),
    documents: stage.artifacts.map(({ path, exists }) =>
      exists ? { text: path, place: startOf(path) } : { text: l10n.t("{0} (not there yet)", path) },
    ),
    boxes: stage.items.slice(0, mostBoxes).map((item) => boxView(item, mayTick(item))),
    moreBoxes:
      stage.items.length > mostBoxes ? l10n.t("{0} more boxes stand in the file.", stage.items.length - mostBoxes) : "",
  };
}

/** The titles of the groups that a stage lies in, from the top. */
function titlesAbove(stages: readonly JudgedStage[], path: readonly string[]): string[] {
  const group = path.length > 1 ? stages.find(({ id }) => id === path[0]) : undefined;
  return group ? [group.title, ...titlesAbove(group.children, path.slice(1))] : [];
}

/** What stands in the way comes first, what is met last; else in the order of the process. */
const weightOf = ({ verdict, severity }: Criterion): number =>
  verdict === "met" ? 3 : severity !== "error" ? 2 : verdict === "unmet" ? 0 : 1;

function checkView(criterion: Criterion): CheckView {
  const { label, message, place, related, also = [] } = criterion;
  return {
    mark: criterionMark(criterion),
    title: label,
    word: criterionWord(criterion),
    text: message,
    places: jumps(place, related),
    also: also.map((one) => ({ text: one.message, places: jumps(one.place, one.related) })),
  };
}

/** Ways to the places of a row, its own first, each place once. */
export function jumps(place: Place | undefined, related: readonly Place[] | undefined): Jump[] {
  const all = [...(place ? [place] : []), ...(related ?? [])].map((one) => ({
    text: `${one.file}:${one.line}`,
    place: one,
  }));
  return all.filter(({ text }, index) => all.findIndex((other) => other.text === text) === index);
}

/** An approval where one is asked for or was given. */
function approvalView(approval: Approval): GateView["approval"] {
  const { required, state, decisions, latest, subject, flaw, subjectFlaw, record } = approval;
  if (!required && decisions.length === 0) return undefined;
  return {
    mark: state === "approved" ? "good" : state === "stale" ? "stale" : "bad",
    text: approvalSentence(approval),
    lines: [
      latest?.comment ?? "",
      flaw ?? "",
      otherRules(approval),
      subject.length > 0 ? l10n.t("Bound to {0}", subject.map(subjectName).join(", ")) : "",
      subjectFlaw ?? "",
    ].filter(Boolean),
    ...(latest && { place: startOf(record) }),
  };
}

/** Names a box by where and what it is: a page that shows an older text must not tick another one. */
export const boxId = ({ file, line, text }: StageItem): string => JSON.stringify([file, line, text.slice(0, 200)]);

function boxView(item: StageItem, mayTick: boolean): BoxView {
  return {
    id: boxId(item),
    text: boxText(item),
    depth: Math.min(item.depth, 5),
    isTicked: item.state === "done",
    word: mayTick ? "" : itemWord(item.state),
    place: { file: item.file, line: item.line, column: item.column },
  };
}
