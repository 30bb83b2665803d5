import { isThrough, type JudgedFeature, type JudgedStage, leavesOf } from "../../core/index.ts";
import { countFindings, findingsWithin } from "../shared/words/findings.ts";
import { stageMark } from "../shared/words/marks.ts";
import { share, stageWord } from "../shared/words/words.ts";
import type { StageView } from "./protocol.ts";

export const isSamePath = (a: readonly string[] | undefined, b: readonly string[] | undefined): boolean =>
  a !== undefined && b !== undefined && a.join("\0") === b.join("\0");

/** The stages as a pipeline, groups within groups. `shown` is the gate that is looked at. */
export function stagesOf(feature: JudgedFeature, shown: JudgedStage | undefined): StageView[] {
  return feature.stages.map((stage) => stageView(feature, stage, shown));
}

function stageView(feature: JudgedFeature, stage: JudgedStage, shown: JudgedStage | undefined): StageView {
  const isGroup = stage.children.length > 0;
  const gates = leavesOf(stage.children);
  const through = gates.filter(({ state }) => isThrough(state)).length;
  const counted = isGroup ? share(through, gates.length) : share(stage.met, stage.total);
  return {
    id: stage.path.join("/"),
    stage: stage.path,
    title: stage.title,
    mark: stageMark(stage),
    word: stageWord(stage),
    count: counted === "0/0" || stage.state === "locked" || stage.state === "skipped" ? "" : counted,
    trouble: countFindings(findingsWithin(feature, stage)),
    isCurrent: isSamePath(feature.current?.path, stage.path),
    isOnTheWay: isSamePath(feature.current?.path.slice(0, stage.path.length), stage.path),
    isShown: isSamePath(shown?.path, stage.path),
    children: stage.children.map((child) => stageView(feature, child, shown)),
  };
}
