import { t } from "../l10n.ts";
import { isHeldUp } from "./held.ts";
import { begin, nameOf, pathOf, standing } from "./moves.ts";
import type { Unfit } from "./shape.ts";
import type { StateFile } from "./stateFile.ts";
import { type GateStep, isOver, recordAt } from "./steps.ts";

/** The gates that work can be sent back to: those of the same unit that lie before the one it is at. */
export function earlierGates(state: StateFile): { at: GateStep; before: GateStep[] } | Unfit {
  const found = standing(state);
  if ("unfit" in found) return found;
  const { step, at, steps } = found;
  const isSame = (other: GateStep): boolean =>
    other.unit === step.unit && (other.child === step.child || step.child < 0) && isHeld(state, other);
  // A gate that is passed already can be gone through again as well.
  const end = isOver(recordAt(state.json, step).status) ? at + 1 : at;
  return { at: step, before: steps.slice(0, end).filter(isSame) };
}

/** Of parts that share the unit's record only the one it belongs to can be gone through again. */
const isHeld = ({ shape }: StateFile, { child, at }: GateStep): boolean =>
  !shape.borrowed || child < 0 || at[2] === "gate_progress";

/**
 * Sends the work back to an earlier gate: that one is in progress again, every later one of the unit waits, and what
 * they recorded stays where it is. The reason is kept with the cycle. A cycle that is held up stays so: it is paused
 * until a person resumes it.
 */
export function sendBack(state: StateFile, to: string, reason: string, now: string): Unfit | { to: GateStep } {
  const found = earlierGates(state);
  if ("unfit" in found) return found;
  const target = found.before.find((step) => nameOf(state, step) === to);
  if (!target) return { unfit: t`${to} is no gate before ${nameOf(state, found.at)}` };
  const entry = { at: now, from: nameOf(state, found.at), to, reason };
  const { steps } = standing(state) as { steps: GateStep[] };
  const from = steps.findIndex((step) => nameOf(state, step) === nameOf(state, target));
  for (const step of steps.slice(from)) {
    if (step.unit !== target.unit || (step.child !== target.child && step.child >= 0)) continue;
    const record = recordAt(state.json, step);
    if (record.status === undefined && step !== steps[from]) continue;
    state.set([...step.at, "status"], state.word("todo", "gate"));
    // When it was passed is no longer so; when it was begun is.
    if (record.completed_at !== undefined && record.completed_at !== null) state.remove([...step.at, "completed_at"]);
  }
  begin(state, target, now);
  for (const path of [
    pathOf(state, target.unit),
    ...(target.child < 0 ? [] : [pathOf(state, target.unit, target.child)]),
  ])
    if (target.unit >= 0 && isOver(state.get([...path, "status"])))
      state.set([...path, "status"], state.word("doing", "unit"));
  if (!isHeldUp(state)) state.set(["status"], state.word("doing", "unit"));
  else if (state.get(["status"]) !== "failed") state.set(["status"], "paused");
  state.set(["updated_at"], now);
  const earlier = state.get(["send_backs"]);
  if (Array.isArray(earlier)) state.set(["send_backs", earlier.length], entry);
  else state.set(["send_backs"], [entry]);
  return { to: target };
}
