import type { JudgedFeature, JudgedStage } from "../../../core/index.ts";

/** What menus may offer on a row. `advance` and `approve` lead to a plan, which has the last word. */
export function actable(feature: JudgedFeature, stage: JudgedStage | undefined): string[] {
  if (!stage || feature.archived) return [];
  const isCurrent = feature.current?.path.join("/") === stage.path.join("/");
  const unapproved = stage.approval?.required && stage.approval.state !== "approved";
  const open = stage.state !== "locked" && stage.state !== "skipped" && stage.state !== "waived";
  return [...(isCurrent ? ["advance"] : []), ...(unapproved && open ? ["approve"] : [])];
}
