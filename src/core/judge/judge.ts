import { check } from "../criteria/evaluate.ts";
import type { Feature } from "../feature.ts";
import { isThrough, type JudgedFeature, type JudgedStage, leavesOf } from "../judged.ts";
import type { Facts } from "../ports.ts";
import { isSamePath, type StageNode } from "../stages/source.ts";
import { checkAlways } from "./always.ts";
import { recordFolder } from "./approval.ts";
import { expand } from "./expand.ts";
import { findingsOf, passedOver } from "./findings.ts";
import { contextOf, judgeLeaf, type Leaf } from "./gate.ts";
import { inOrder } from "./order.ts";
import { problemsOf } from "./problems.ts";
import { stopOf } from "./stops.ts";
import { titleOf } from "./title.ts";

/**
 * Judges a feature: every gate's state, with the reasons. Pure: the same feature and facts give the same verdict, in
 * the editor, the terminal and CI. What a fact that is not there yet would change is unknown, and never lets pass.
 */
export function judge(feature: Feature, facts: Facts): Omit<JudgedFeature, "dependencies"> {
  const nodes = expand(feature, facts);
  const flat = flatten(nodes);
  const isRecorded = facts.below(recordFolder(feature)).length > 0;
  const leaves = new Map<StageNode, Leaf>();
  const holders = new Map<string, number>();
  const leafNodes = flat.filter((node) => node.children.length === 0);
  for (const node of leafNodes) for (const { path } of node.artifacts) holders.set(path, (holders.get(path) ?? 0) + 1);
  const isShared = (path: string): boolean => (holders.get(path) ?? 0) > 1;
  const times: string[] = [];
  const before = beforeOf(feature, facts, times);
  for (const node of leafNodes)
    leaves.set(
      node,
      judgeLeaf(feature, node, facts, () => flat, isRecorded, isShared, before),
    );
  const { stages } = inOrder(nodes, feature, leaves, false);
  for (const [index, node] of nodes.entries()) {
    if (node.definition.aside) for (const stage of leavesOf(stages.slice(index, index + 1))) stage.aside = true;
  }
  for (const node of passedOver(nodes, leaves).keys())
    for (const stage of leavesOf(stages)) if (isSamePath(stage.path, node.path)) stage.passedOver = true;
  stop(feature, stages, leaves, nodes, facts);
  const all = leavesOf(stages);
  const isLeft = (stage: JudgedStage): boolean => stage.state !== "locked" && !isThrough(stage.state);
  // What stands beside the stages comes last, and keeps no feature from being done unless there is nothing else.
  const main = all.some((stage) => !stage.aside) ? all.filter((stage) => !stage.aside) : all;
  const current = main.find(isLeft) ?? all.find(isLeft) ?? null;
  const problems = problemsOf(feature, leaves, facts);
  const findings = findingsOf(feature, nodes, stages, leaves, facts);
  if (!feature.archived) checkAlways(feature, flat, all, facts, isRecorded, before, findings, problems);
  const [nextChangeAt] = [...times, ...[...leaves.values()].flatMap(({ recorded }) => recorded.changesAt)].sort();
  return {
    id: feature.id,
    process: feature.process.id,
    processTitle: feature.process.title,
    title: titleOf(feature, facts),
    files: [...feature.files, ...feature.copies].map((file) => file.path).sort(),
    archived: feature.archived,
    adopted: facts.adopted,
    done: main.length > 0 && main.every((stage) => isThrough(stage.state)),
    stages,
    current,
    findings,
    problems,
    ...(nextChangeAt === undefined ? {} : { nextChangeAt }),
  };
}

/**
 * The feature before, judged by itself and once: what came before that one is not asked again.
 * @param times Where it is asked, the time at which its own verdict changes is added.
 */
function beforeOf({ before }: Feature, facts: Facts, times: string[]): (() => JudgedFeature) | undefined {
  if (!before) return undefined;
  const { before: _, ...alone } = before;
  let known: JudgedFeature | undefined;
  return () => {
    if (!known) {
      known = { ...judge(alone, facts), dependencies: [] };
      if (known.nextChangeAt !== undefined) times.push(known.nextChangeAt);
    }
    return known;
  };
}

const flatten = (nodes: readonly StageNode[]): StageNode[] =>
  nodes.flatMap((node) => [node, ...flatten(node.children)]);

/** A stop token, a status or the log blocks the gate that work stands at (C-12). */
function stop(
  feature: Feature,
  stages: readonly JudgedStage[],
  leaves: Map<StageNode, Leaf>,
  nodes: readonly StageNode[],
  facts: Facts,
): void {
  const open = leavesOf(stages).find((stage) => !stage.aside && stage.state !== "locked" && !isThrough(stage.state));
  // Where nothing is left to do, a stop holds the last gate: work that says it is blocked is not done.
  const current = open ?? leavesOf(stages).findLast((stage) => !stage.aside);
  const leaf = current && [...leaves.values()].find(({ node }) => isSamePath(node.path, current.path));
  if (!current || !leaf || current.state === "stale") return;
  const blocked = leaf.node.definition.gate?.blocked;
  const context = contextOf(feature, leaf.node, facts, () => flatten(nodes), leaf.recorded, false);
  const recordedStop = open && blocked ? check(blocked, context) : undefined;
  const found = recordedStop?.verdict === "met" ? recordedStop : stopOf(feature, leaf.node, nodes);
  if (!found) return;
  current.state = "blocked";
  current.reason = found.message;
  if (found.place) current.place = found.place;
}
