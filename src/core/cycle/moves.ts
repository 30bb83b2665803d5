import { t } from "../l10n.ts";
import { heldUp, isHeldUp } from "./held.ts";
import type { JSONPath } from "./jsonText.ts";
import { type Entry, entriesAt, ownerAt, type Unfit } from "./shape.ts";
import type { StateFile } from "./stateFile.ts";
import { cursorOf, endsAt, type GateStep, idOf, isOver, recordAt, stepsOf } from "./steps.ts";

/** A unit that a move has brought to its end, or a part of one. */
export interface Ended {
  kind: "child" | "unit";
  unit: number;
  /** -1 where the unit itself is meant. */
  child: number;
}

/** What a move has done besides writing. */
export interface Moved {
  ended: Ended[];
  /** The checkpoint that the work now waits at. */
  waitsFor?: "child" | "unit";
  /** True where all units are over. */
  isLast: boolean;
  /** The gate that work goes on at, as `unit/part/gate`. */
  next?: string;
}

/** Whether a unit's feedback is on record; what is missing otherwise, and when the work goes on then. */
export type FeedbackCheck = (unit: number) => MissingFeedback | undefined;

export interface MissingFeedback extends Unfit {
  /** A sentence for the person who goes on. */
  next: string;
}

/** How much a person wants to be asked. */
export function checkpointsOf({ json, shape }: StateFile): { child: boolean; unit: boolean } | Unfit {
  const mode = json.value.execution_mode;
  if (mode === `manual_per_${shape.words.child}`) return { child: true, unit: true };
  if (mode === `manual_per_${shape.words.unit}`) return { child: false, unit: true };
  if (mode === "automatic") return { child: false, unit: false };
  return {
    unfit: t`its execution_mode ${JSON.stringify(mode ?? null)} is none of manual_per_${shape.words.child}, manual_per_${shape.words.unit}, automatic`,
  };
}

export const pausedAt = ({ shape }: StateFile, which: "child" | "unit"): string =>
  which === "child" ? "paused_for_approval" : `paused_for_${shape.words.unit}_approval`;

/**
 * Records that the gate which work is at is passed: its status and time, then the next gate, unit by unit; at a unit's
 * end it stops for the person where the execution mode says so.
 * @param gate the gate's key, and the ids of the units around it, as the stage names them.
 */
export function passGate(
  state: StateFile,
  target: { gate: string; within: readonly string[] },
  now: string,
  feedback: FeedbackCheck,
): Moved | Unfit {
  const { json, shape } = state;
  const steps = stepsOf(json, shape);
  const at = steps.findIndex((step) => isTarget(state, step, target));
  const step = steps[at];
  if (!step) return { unfit: t`it has no record of the gate ${[...target.within, target.gate].join("/")}` };
  const cursor = cursorOf(json, shape, steps);
  if (typeof cursor !== "number") return cursor;
  if (isHeldUp(state)) return { unfit: heldUp(state) };
  const between = steps.slice(cursor, at).find((each) => !isOver(recordAt(json, each).status));
  const here = steps[cursor] as GateStep;
  // Between two units lie a checkpoint and the feedback: nothing goes past them but resuming.
  const isElsewhere = here.unit !== step.unit || here.child !== step.child;
  if (cursor > at || between || isElsewhere)
    return {
      unfit: t`it says that work is at ${nameOf(state, here)}, not at ${nameOf(state, step)}. Resume it, set that right, or send the work back`,
    };
  const checkpoints = checkpointsOf(state);
  if ("unfit" in checkpoints) return checkpoints;
  state.set([...step.at, "status"], doneStatus(state, step));
  if (!hasText(recordAt(json, step).completed_at)) state.set([...step.at, "completed_at"], now);
  const ends = endsAt(steps, at);
  state.set(["updated_at"], now);
  if (!ends.child && !ends.unit) {
    const next = steps[at + 1];
    if (next) begin(state, next, now);
    return moved(state, [], next);
  }
  return endPart(state, step, ends, checkpoints, now, feedback);
}

/** A unit's part is over, or a unit without parts. */
function endPart(
  state: StateFile,
  step: GateStep,
  ends: { child: boolean; unit: boolean },
  checkpoints: { child: boolean; unit: boolean },
  now: string,
  feedback: FeedbackCheck,
): Moved {
  const isAlone =
    step.child < 0 && entriesAt(ownerAt(state.json, state.shape, step.unit)[state.shape.children]).length === 0;
  const ended: Ended[] = [];
  if (ends.child) {
    state.set([...pathOf(state, step.unit, step.child), "status"], state.word("done", "unit"));
    ended.push({ kind: "child", unit: step.unit, child: step.child });
  } else if (isAlone) {
    // A unit without parts is its own part: it has both checkpoints, one after the other.
    state.set([...pathOf(state, step.unit), "status"], state.word("done", "unit"));
    ended.push({ kind: "child", unit: step.unit, child: -1 });
  }
  if (checkpoints.child && ended.length > 0) {
    state.set(["status"], pausedAt(state, "child"));
    return { ...moved(state, ended), waitsFor: "child" };
  }
  return afterPart(state, step, checkpoints, now, feedback, ended);
}

/** What comes after a part, its checkpoint behind it: the unit's end, or the next part. */
function afterPart(
  state: StateFile,
  step: GateStep,
  checkpoints: { child: boolean; unit: boolean },
  now: string,
  feedback: FeedbackCheck,
  ended: Ended[],
): Moved {
  const steps = stepsOf(state.json, state.shape);
  const at = steps.findIndex((each) => each.unit === step.unit && each.child === step.child && each.gate === step.gate);
  if (!endsAt(steps, at).unit) {
    const next = steps[at + 1];
    if (!next) return { ...moved(state, ended), isLast: true };
    if (next.child >= 0) nextPart(state, step, next, now);
    else begin(state, next, now);
    return moved(state, ended, next);
  }
  state.set([...pathOf(state, step.unit), "status"], state.word("done", "unit"));
  ended.push({ kind: "unit", unit: step.unit, child: -1 });
  if (checkpoints.unit) {
    state.set(["status"], pausedAt(state, "unit"));
    return { ...moved(state, ended), waitsFor: "unit" };
  }
  if (feedback(step.unit) !== undefined) return { ...moved(state, ended), isLast: steps[at + 1] === undefined };
  return nextUnit(state, at, now, ended);
}

/** Goes on after a unit: to the first gate of the next one, or to the gates of the cycle as a whole. */
function nextUnit(state: StateFile, at: number, now: string, ended: Ended[]): Moved {
  const next = stepsOf(state.json, state.shape)[at + 1];
  if (!next) return { ...moved(state, ended), isLast: true };
  if (next.unit >= 0) {
    state.set([state.shape.unitIndex], next.unit);
    if (state.get([state.shape.childIndex]) !== undefined) state.set([state.shape.childIndex], Math.max(0, next.child));
    setDoing(state, pathOf(state, next.unit));
    if (next.child >= 0) setDoing(state, pathOf(state, next.unit, next.child));
  }
  begin(state, next, now);
  return moved(state, ended, next);
}

/** What belongs to one run of the gates, and is kept with the part that it was about. */
const kept = ["gate_progress", "agent_outputs", "artifacts"] as const;

/** Goes on with the next part of a unit; what the last one leaves behind at the unit is kept at that part. */
function nextPart(state: StateFile, step: GateStep, next: GateStep, now: string): void {
  const unit = pathOf(state, step.unit);
  if (state.shape.borrowed) {
    const part = pathOf(state, step.unit, step.child);
    for (const key of kept) {
      const value = state.get([...unit, key]);
      if (value !== undefined) state.set([...part, key], value);
    }
    for (const gate of state.shape.gates.unit)
      state.set([...unit, "gate_progress", gate], { status: state.word("todo", "gate") });
    for (const key of ["agent_outputs", "artifacts"])
      if (state.get([...unit, key]) !== undefined) state.set([...unit, key], {});
  }
  state.set([state.shape.childIndex], next.child);
  setDoing(state, pathOf(state, next.unit, next.child));
  const [first = next] = stepsOf(state.json, state.shape).filter(
    (each) => each.unit === next.unit && each.child === next.child,
  );
  begin(state, first, now);
}

/** A gate begins: work is at it now. */
export function begin(state: StateFile, step: GateStep, now: string): void {
  const record = recordAt(state.json, step);
  if (!isOver(record.status)) state.set([...step.at, "status"], state.word("doing", "gate"));
  if (!hasText(record.started_at)) state.set([...step.at, "started_at"], now);
  setGate(state, step.gate);
}

/** `current_gate` keeps the type that it has: a number, or digits in quotes. */
function setGate(state: StateFile, gate: string): void {
  const number = state.shape.numbers[gate];
  if (number === undefined) return;
  state.set(["current_gate"], typeof state.get(["current_gate"]) === "string" ? String(number) : number);
}

function setDoing(state: StateFile, path: JSONPath): void {
  if (!isOver(state.get([...path, "status"]))) state.set([...path, "status"], state.word("doing", "unit"));
}

function doneStatus(state: StateFile, step: GateStep): unknown {
  const { status } = recordAt(state.json, step);
  return isOver(status) ? status : state.word("done", "gate");
}

const hasText = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

export const pathOf = ({ shape }: StateFile, unit: number, child = -1): JSONPath =>
  child < 0 ? [shape.units, unit] : [shape.units, unit, shape.children, child];

function moved(state: StateFile, ended: Ended[], next?: GateStep): Moved {
  return { ended, isLast: false, ...(next && { next: nameOf(state, next) }) };
}

/** `T-001/ST-001-02/review`. */
export function nameOf({ json, shape }: StateFile, step: GateStep): string {
  if (step.unit < 0) return step.gate;
  const unit = idOf(json, shape, step.unit);
  return [unit, ...(step.child < 0 ? [] : [idOf(json, shape, step.unit, step.child)]), step.gate].join("/");
}

function isTarget(
  { json, shape }: StateFile,
  step: GateStep,
  target: { gate: string; within: readonly string[] },
): boolean {
  if (step.gate !== target.gate) return false;
  const ids =
    step.unit < 0
      ? []
      : [idOf(json, shape, step.unit), ...(step.child < 0 ? [] : [idOf(json, shape, step.unit, step.child)])];
  const tail = target.within.slice(target.within.length - ids.length);
  const known = units({ json, shape });
  // Above the unit stand stages of the process; a gate of the cycle stands below no unit.
  return ids.every((id, index) => id === tail[index]) && (ids.length > 0 || !target.within.some((id) => known.has(id)));
}

const units = ({ json, shape }: Pick<StateFile, "json" | "shape">): Set<string> =>
  new Set(entriesAt(json.value[shape.units]).map((_: Entry, index) => idOf(json, shape, index)));

/** Where the work stands, and whether its unit has ended: what a checkpoint is about. */
export function standing(
  state: StateFile,
): { step: GateStep; at: number; steps: GateStep[]; ends: ReturnType<typeof endsAt> } | Unfit {
  const steps = stepsOf(state.json, state.shape);
  const at = cursorOf(state.json, state.shape, steps);
  if (typeof at !== "number") return at;
  const step = steps[at] as GateStep;
  return { step, at, steps, ends: endsAt(steps, at) };
}

/**
 * Goes on after a checkpoint that the person has passed, or after a unit whose feedback has come in.
 * @param which the checkpoint that is behind it.
 */
export function goOn(state: StateFile, which: "child" | "unit", now: string, feedback: FeedbackCheck): Moved | Unfit {
  const found = standing(state);
  if ("unfit" in found) return found;
  const checkpoints = checkpointsOf(state);
  if ("unfit" in checkpoints) return checkpoints;
  const { step, at } = found;
  if (!isOver(recordAt(state.json, step).status))
    return { unfit: t`the gate ${nameOf(state, step)} is not passed, so its checkpoint cannot be` };
  state.set(["updated_at"], now);
  state.set(["status"], state.word("doing", "unit"));
  if (which === "child") return afterPart(state, step, checkpoints, now, feedback, []);
  const missing = step.unit < 0 ? undefined : feedback(step.unit);
  if (missing) return missing;
  return nextUnit(state, at, now, []);
}
