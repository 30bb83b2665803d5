import type { Finding, GateState, JudgedFeature, JudgedStage } from "../../core/index.ts";

/** A gate with its place; what is decided here needs no more of it. */
export interface Placed {
  feature: Pick<JudgedFeature, "findings"> & { current: Pick<JudgedStage, "path"> | null };
  stage: Pick<JudgedStage, "path" | "state" | "passedOver">;
  line: number;
}

/** States that ask something of a person, wherever the work stands. */
const calling: ReadonlySet<GateState> = new Set(["ready", "stale", "blocked"]);

/**
 * The gates that have something to say in their document, one a line: the current ones, and those that call for a person
 * or are wrong. A document of forty locked gates stays quiet.
 */
export function speaking<Gate extends Placed>(gates: readonly Gate[]): Gate[] {
  const byLine = new Map<number, Gate>();
  for (const gate of gates) {
    const other = byLine.get(gate.line);
    if (weightOf(gate) > (other ? weightOf(other) : 0)) byLine.set(gate.line, gate);
  }
  return [...byLine.values()].sort((a, b) => a.line - b.line);
}

function weightOf({ feature, stage }: Placed): number {
  const path = stage.path.join("/");
  if (feature.current?.path.join("/") === path) return 3;
  if (stage.passedOver || feature.findings.some((finding) => isAt(finding, path))) return 2;
  return calling.has(stage.state) ? 1 : 0;
}

const isAt = ({ stage, severity }: Finding, path: string): boolean => stage === path && severity !== "info";
