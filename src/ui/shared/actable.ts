import { isThrough, type JudgedFeature, type JudgedStage } from "../../core/index.ts";

export type GateWord = "advance" | "approve" | "changes" | "revoke" | "waive" | "skip";

/** What menus may offer on a row. Each word leads to a plan, which has the last word. */
export function actable(feature: JudgedFeature, stage: JudgedStage | undefined): GateWord[] {
  if (!stage || feature.archived) return [];
  const { approval, state } = stage;
  const isCurrent = feature.current?.path.join("/") === stage.path.join("/");
  const asks = approval?.required === true;
  const isApproved = approval?.state === "approved";
  const last = (stage.refused?.decision ?? approval?.latest)?.decision;
  const mayPass = !isThrough(state) && state !== "locked" && stage.unwaivable === undefined;
  return [
    ...(isCurrent ? (["advance"] as const) : []),
    ...(asks && !isApproved && state !== "locked" && state !== "skipped" && state !== "waived"
      ? (["approve"] as const)
      : []),
    ...(asks && (approval?.subject.length ?? 0) > 0 && last !== "changes-requested" ? (["changes"] as const) : []),
    ...(last === "approved" || last === "waived" || last === "skipped" ? (["revoke"] as const) : []),
    ...(mayPass && stage.noWaivers === undefined ? (["waive"] as const) : []),
    ...(mayPass && stage.conditional ? (["skip"] as const) : []),
  ];
}
