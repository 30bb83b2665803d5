import type { Feature } from "../feature.ts";
import { isThrough, type JudgedStage, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import type { StageNode } from "../stages/source.ts";
import type { Leaf } from "./gate.ts";

/** States in order: a leaf is locked while one it comes after is not passed, waived or skipped. */
export function inOrder(
  nodes: readonly StageNode[],
  parent: Feature | StageNode,
  leaves: Map<StageNode, Leaf>,
  locked: boolean,
): { stages: JudgedStage[]; holds: boolean } {
  const any = "definition" in parent && parent.definition.order === "any";
  let before = true;
  let holds = true;
  const stages = nodes.map((node) => {
    const isLocked = locked || (!any && !before && !node.definition.aside);
    const judged =
      node.children.length > 0 ? group(node, leaves, isLocked) : leafStage(node, leaves.get(node) as Leaf, isLocked);
    before &&= judged.holds || node.definition.aside === true;
    holds &&= judged.holds;
    return judged.stage;
  });
  return { stages, holds };
}

function group(node: StageNode, leaves: Map<StageNode, Leaf>, locked: boolean): { stage: JudgedStage; holds: boolean } {
  const { stages, holds } = inOrder(node.children, node, leaves, locked);
  const inside = leavesOf(stages);
  const current = inside.find((stage) => !isThrough(stage.state)) ?? inside.at(-1);
  const through = inside.filter((stage) => isThrough(stage.state)).length;
  return {
    holds,
    stage: {
      id: node.id,
      path: node.path,
      title: node.title,
      state: current?.state ?? "open",
      reason: current?.reason ?? "",
      unverified: inside.some((stage) => stage.unverified),
      progress: inside.some((stage) => stage.progress),
      passedOver: false,
      aside: false,
      conditional: node.definition.conditional !== undefined,
      place: node.place,
      artifacts: node.artifacts.map(({ path, exists }) => ({ path, exists })),
      criteria: [],
      items: [],
      met: through,
      total: inside.length,
      children: stages,
    },
  };
}

function leafStage(node: StageNode, leaf: Leaf, locked: boolean): { stage: JudgedStage; holds: boolean } {
  // Waived and skipped are decisions: they stand whatever comes before.
  const state = locked && leaf.alone !== "waived" && leaf.alone !== "skipped" ? "locked" : leaf.alone;
  const stage: JudgedStage = {
    id: node.id,
    path: node.path,
    title: node.title,
    state,
    reason: state === "locked" ? t`A gate before this one does not hold` : leaf.reason,
    unverified: leaf.unverified && state === "passed",
    progress: leaf.progress,
    passedOver: false,
    aside: false,
    conditional: node.definition.conditional !== undefined,
    place: node.place,
    artifacts: node.artifacts.map(({ path, exists }) => ({ path, exists })),
    criteria: leaf.criteria,
    items: leaf.items,
    met: leaf.met,
    total: leaf.total,
    children: [],
  };
  if (leaf.recorded.approval) stage.approval = leaf.recorded.approval;
  if (leaf.unwaivable !== undefined) stage.unwaivable = leaf.unwaivable;
  if (leaf.recorded.noWaivers !== undefined) stage.noWaivers = leaf.recorded.noWaivers;
  if (leaf.recorded.policy) stage.waivers = leaf.recorded.policy.waivers;
  if (leaf.recorded.refused) stage.refused = leaf.recorded.refused;
  return { stage, holds: isThrough(state) };
}
