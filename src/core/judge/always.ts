import { evaluate } from "../criteria/evaluate.ts";
import type { Feature } from "../feature.ts";
import type { Finding, JudgedFeature, JudgedStage } from "../judged.ts";
import type { Facts } from "../ports.ts";
import { type Place, type Problem, startOf } from "../problem.ts";
import { isSamePath, type StageNode } from "../stages/source.ts";
import { contextOf } from "./gate.ts";

/** What a process asks at all times, besides its gates. */
export function checkAlways(
  feature: Feature,
  flat: readonly StageNode[],
  all: readonly JudgedStage[],
  facts: Facts,
  isRecorded: boolean,
  before: (() => JudgedFeature) | undefined,
  findings: Finding[],
  problems: Problem[],
): void {
  for (const definition of feature.process.definition.always) {
    const node = flat.find((each) => each.id === definition.stage) ?? flat[0];
    const judged = node && all.find((each) => isSamePath(each.path, node.path));
    if (!node) continue;
    const isPassedOver = judged?.state === "waived" || judged?.state === "skipped";
    const approval = judged?.approval && !isPassedOver ? { approval: judged.approval } : {};
    const context = contextOf(feature, node, facts, () => [...flat], approval, isRecorded, before);
    context.stageOf = (id) => all.find((each) => each.id === id);
    context.leaves = all;
    const criterion = evaluate(definition, feature.process.id, context);
    // What an older document lacks is asked for when it goes on, not before.
    if (criterion.verdict !== "unmet" || criterion.atAdvance) continue;
    const kind = definition.finding ?? "problem";
    const rule = criterion.rule ? { rule: criterion.rule } : {};
    for (const found of [criterion, ...(criterion.also ?? [])]) {
      const place = found.place ?? startOf(feature.files[0]?.path ?? "");
      const { message } = found;
      if (kind === "problem") {
        problems.push({ ...place, code: "rule-unmet", severity: definition.severity ?? "warning", message, ...rule });
        continue;
      }
      findings.push({
        kind,
        code: "rule-unmet",
        severity: definition.severity ?? "error",
        stage: (flat.findLast((each) => isAt(each, place)) ?? node).path.join("/"),
        message,
        place,
        // What a stage lacks an approval for is held against where that would be recorded.
        related: [
          ...(found.related ?? []),
          ...(definition.stage && judged?.approval ? [startOf(judged.approval.record)] : []),
        ],
        ...rule,
      });
    }
  }
}

const isAt = (node: StageNode, { file, line }: Place): boolean =>
  node.place.file === file && node.place.line === line && line > 1;
