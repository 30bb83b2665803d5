import { statusOf } from "../criteria/status.ts";
import { t } from "../l10n.ts";
import type { JSONPath, JsonText } from "./jsonText.ts";
import { valueAt } from "./jsonText.ts";
import { type Entry, entriesAt, isEntry, ownerAt, type Shape, type Unfit } from "./shape.ts";

/** One gate of one unit, in the order in which a cycle goes through them. */
export interface GateStep {
  /** Index of the task or epic; -1 for the gates of the cycle as a whole. */
  unit: number;
  /** Index of its part; -1 where the gate is the unit's own. */
  child: number;
  gate: string;
  /** Where the gate's record stands, or would. */
  at: JSONPath;
}

/** Whether nothing more is to be done about a unit, a part of one or a gate. */
export const isOver = (status: unknown): boolean => {
  const meaning = statusOf(typeof status === "string" ? status : "");
  return meaning === "done" || meaning === "skipped";
};

const isLeftOut = (entry: Entry): boolean => statusOf(String(entry.status ?? "")) === "skipped";

/** All gates of a cycle, in order: of each part of a unit, then the unit's own, at the end the cycle's. */
export function stepsOf(json: JsonText, shape: Shape): GateStep[] {
  const units = entriesAt(json.value[shape.units]);
  const steps = units.flatMap((unit, index) => (isLeftOut(unit) ? [] : stepsOfUnit(json, shape, index)));
  const own = shape.gates.cycle.map((gate): GateStep => ({ unit: -1, child: -1, gate, at: ["gate_progress", gate] }));
  return [...steps, ...own];
}

function stepsOfUnit(json: JsonText, shape: Shape, unit: number): GateStep[] {
  const entry = ownerAt(json, shape, unit);
  const parts = entriesAt(entry[shape.children]);
  const path: JSONPath = [shape.units, unit, "gate_progress"];
  const own = (gates: readonly string[]): GateStep[] =>
    gates.map((gate) => ({ unit, child: -1, gate, at: [...path, gate] }));
  if (parts.length === 0) {
    const all = [...new Set([...shape.gates.child, ...shape.gates.unit])];
    return own(all.sort((a, b) => (shape.numbers[a] ?? 0) - (shape.numbers[b] ?? 0)));
  }
  const holder = shape.borrowed ? holderOf(json, shape, unit) : -1;
  const inner = parts.flatMap((part, child): GateStep[] => {
    if (isLeftOut(part)) return [];
    const at: JSONPath = child === holder ? path : [shape.units, unit, shape.children, child, "gate_progress"];
    const gates = shape.borrowed ? shape.gates.unit : shape.gates.child;
    return gates.map((gate) => ({ unit, child, gate, at: [...at, gate] }));
  });
  return shape.borrowed ? inner : [...inner, ...own(shape.gates.unit)];
}

/** The part that a unit's record belongs to: the one that work is at, the first of a unit to come, the last of one that is over. */
function holderOf(json: JsonText, shape: Shape, unit: number): number {
  const parts = entriesAt(ownerAt(json, shape, unit)[shape.children]);
  const current = numberAt(json, shape.unitIndex) ?? 0;
  if (unit > current) return parts.findIndex((part) => !isLeftOut(part));
  if (unit < current) return parts.findLastIndex((part) => !isLeftOut(part) && !isEntry(part.gate_progress));
  return numberAt(json, shape.childIndex) ?? parts.findIndex((part) => !isOver(part.status));
}

function numberAt(json: JsonText, key: string): number | undefined {
  const value = json.value[key];
  return typeof value === "number" && Number.isInteger(value) && value >= 0 ? value : undefined;
}

export const recordAt = (json: JsonText, { at }: GateStep): Entry => {
  const found = valueAt(json.value, at);
  return isEntry(found) ? found : {};
};

/** Where the file says that work is: an index into its steps. */
export function cursorOf(json: JsonText, shape: Shape, steps: readonly GateStep[]): number | Unfit {
  const unit = numberAt(json, shape.unitIndex);
  const count = entriesAt(json.value[shape.units]).length;
  if (unit === undefined || unit >= count)
    return { unfit: t`its ${shape.unitIndex} names none of its ${count} ${shape.units}` };
  const gate = gateNumber(json.value.current_gate);
  if (gate === undefined) return { unfit: t`its current_gate is no number` };
  const child = numberAt(json, shape.childIndex) ?? 0;
  const at = steps.findIndex(
    (step) =>
      shape.numbers[step.gate] === gate &&
      (step.unit === -1 || (step.unit === unit && (step.child === -1 || step.child === child))),
  );
  if (at >= 0) return at;
  return { unfit: t`its current_gate ${gate} is none of the gates that ${idOf(json, shape, unit)} has` };
}

/** A unit's id, or its part's. */
export function idOf(json: JsonText, shape: Shape, unit: number, child = -1): string {
  const entry = ownerAt(json, shape, unit, child < 0 ? undefined : child);
  const id = entry.id ?? entry.task_id ?? entry.subtask_id ?? entry.epic_id ?? entry.title;
  return typeof id === "string" && id !== ""
    ? id
    : `${child < 0 ? shape.words.unit : shape.words.child} ${(child < 0 ? unit : child) + 1}`;
}

/** What is over once a step is: a part, its unit, the whole cycle. */
export interface Ends {
  child: boolean;
  unit: boolean;
  cycle: boolean;
}

export function endsAt(steps: readonly GateStep[], index: number): Ends {
  const step = steps[index];
  const next = steps[index + 1];
  if (!step) return { child: false, unit: false, cycle: false };
  const unit = step.unit >= 0 && next?.unit !== step.unit;
  return { child: step.child >= 0 && (unit || next?.child !== step.child), unit, cycle: next === undefined };
}

/** A gate's number as a file writes it: a number, or digits in quotes. */
function gateNumber(value: unknown): number | undefined {
  if (typeof value === "number") return value;
  return typeof value === "string" && /^\d+(\.\d+)?$/.test(value) ? Number(value) : undefined;
}
