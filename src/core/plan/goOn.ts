import { isThrough, type JudgedFeature, type JudgedStage, leavesOf } from "../judged.ts";
import type { PlanContext } from "./draft.ts";
import { nodeOf } from "./target.ts";

/**
 * Where work goes on once the gate that it stood at has come to hold, and going past it takes nothing but to look at
 * what is next (CP-A6). Undefined while that gate does not hold, where it did not move, and where advancing writes or
 * asks: then the person advances.
 * @param before The feature as it was judged before the last change.
 */
export function goOn(before: JudgedFeature, context: Pick<PlanContext, "workspace">): JudgedStage | undefined {
  const after = context.workspace.snapshot.features.find(({ id }) => id === before.id);
  const feature = context.workspace.feature(before.id);
  const left = before.current;
  const now = after?.current;
  if (!after || !feature || !left || !now || now.state === "blocked") return undefined;
  const path = left.path.join("\0");
  const passed = leavesOf(after.stages).find((leaf) => leaf.path.join("\0") === path);
  if (!passed || !isThrough(passed.state) || now.path.join("\0") === path) return undefined;
  const gate = nodeOf(feature, left.path, context)?.definition.gate;
  const isOnlyLooking = gate?.advance?.every((step) => step.open === "next") && !gate.ask;
  return isOnlyLooking ? now : undefined;
}
