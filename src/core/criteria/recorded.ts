import { t } from "../l10n.ts";
import type { Place } from "../problem.ts";
import type { Cycle, CycleGate, CycleUnit } from "../readers/cycle/cycle.ts";
import { type GateContext, type Outcome, unknown, unmet } from "./criterion.ts";
import { type Status, statusOf } from "./status.ts";

/** What a state file records of one gate, for criteria that ask after its evidence. */
export interface RecordedGate {
  gate: CycleGate;
  cycle: Cycle;
  unit?: CycleUnit;
  parent?: CycleUnit;
  status: Status | undefined;
  place: Place;
  at(line: number): Place;
  /**
   * What a record that is not there means: in the version that asks for it, it is missing; in others, and in a file
   * that cannot be read to its end, nothing is known.
   */
  lacking(message: string, place?: Place): Outcome;
}

/** The gate that a criterion is about, or why there is none. */
export function recordedGate(context: GateContext): RecordedGate | Outcome {
  const entry = context.state;
  if (!entry?.gate || !entry.cycle) return unknown(t`The state file says nothing about this gate`, context.place);
  const place = { file: entry.file, line: entry.line, column: 1 };
  const { shape, brokenAt } = entry.cycle;
  const isAsked = shape.hasSixGates && brokenAt === undefined;
  return {
    gate: entry.gate,
    cycle: entry.cycle,
    ...(entry.unit && { unit: entry.unit }),
    ...(entry.parent && { parent: entry.parent }),
    status: statusOf(entry.status),
    place,
    at: (line) => ({ file: entry.file, line, column: 1 }),
    lacking: (message, at = place) => (isAsked ? unmet(message, at) : unknown(message, at)),
  };
}

export const isOutcome = (found: RecordedGate | Outcome): found is Outcome => "verdict" in found;
