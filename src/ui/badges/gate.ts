import { type GateState, type JudgedFeature, type JudgedStage, leavesOf } from "../../core/index.ts";

/** One character for each state that is worth a look from afar; a gate that nobody has come to has none. */
const badges: Partial<Record<GateState, string>> = {
  open: "O",
  ready: "R",
  passed: "✓",
  stale: "!",
  waived: "W",
  skipped: "–",
  blocked: "B",
};

export const badgeOf = (state: GateState): string | undefined => badges[state];

/** The gate that a file stands for: the current one where the file belongs to it, else the last that work has reached. */
export function gateOfFile(
  features: readonly JudgedFeature[],
  path: string,
): { feature: JudgedFeature; stage: JudgedStage } | undefined {
  const all = features.flatMap((feature) =>
    leavesOf(feature.stages)
      .filter((stage) => stage.place?.file === path || stage.artifacts.some((artifact) => artifact.path === path))
      .map((stage) => ({ feature, stage })),
  );
  const isCurrent = ({ feature, stage }: (typeof all)[number]): boolean =>
    feature.current?.path.join("/") === stage.path.join("/");
  return (
    all.find(isCurrent) ??
    all.find(({ stage }) => stage.state === "stale" || stage.state === "blocked") ??
    all.findLast(({ stage }) => stage.state !== "locked") ??
    all[0]
  );
}
