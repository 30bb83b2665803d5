import type { Feature } from "../feature.ts";
import { expand } from "../judge/expand.ts";
import { isThrough, type JudgedFeature, type JudgedStage, leavesOf } from "../judged.ts";
import type { StageNode } from "../stages/source.ts";
import type { PlanContext } from "./draft.ts";

/** A feature as found and as judged. */
export interface Target {
  feature: Feature;
  judged: JudgedFeature;
}

export function targetOf(id: string, { workspace }: Pick<PlanContext, "workspace">): Target | undefined {
  const judged = workspace.snapshot.features.find((each) => each.id === id);
  const feature = workspace.feature(id);
  return judged && feature ? { feature, judged } : undefined;
}

/** Whether a file belongs to archived features alone: it rests with them. One that a live feature shares does not. */
export function isArchived(file: string, { workspace }: Pick<PlanContext, "workspace">): boolean {
  const owners = workspace.snapshot.features.filter(({ files }) => files.includes(file));
  return owners.length > 0 && owners.every(({ archived }) => archived);
}

/** The leaf that a path names; for a group its first leaf that is not passed, else its last. */
export function leafAt(judged: JudgedFeature, path: readonly string[]): JudgedStage | undefined {
  let stages: readonly JudgedStage[] = judged.stages;
  let found: JudgedStage | undefined;
  for (const id of path) {
    found = stages.find((stage) => stage.id.toLowerCase() === id.toLowerCase());
    if (!found) return undefined;
    stages = found.children;
  }
  if (!found || found.children.length === 0) return found;
  const leaves = leavesOf([found]);
  return leaves.find((leaf) => !isThrough(leaf.state)) ?? leaves.at(-1);
}

/** The definition of a judged stage. */
export function nodeOf(
  feature: Feature,
  path: readonly string[],
  context: Pick<PlanContext, "workspace">,
): StageNode | undefined {
  let nodes = expand(feature, context.workspace.facts());
  let found: StageNode | undefined;
  for (const id of path) {
    found = nodes.find((node) => node.id === id);
    nodes = found?.children ?? [];
  }
  return found;
}
