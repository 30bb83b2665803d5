import { statusOf } from "../criteria/status.ts";
import type { Cycle, CycleGate, CycleUnit } from "../readers/cycle/cycle.ts";
import { emptyGate, inOrder } from "../readers/cycle/gates.ts";
import { declaredGate, plainGate, sixGates } from "../readers/cycle/versions.ts";

/** A unit with the gates that it passes, wherever they are recorded; its children first. */
export interface Passage {
  unit: CycleUnit;
  gates: CycleGate[];
  children: Passage[];
  /** Called finished, and nothing of its gates is recorded: unknown, not passed (DC-S1). */
  isUnrecorded: boolean;
}

/** The gates that the units of a cycle pass, as recorded somewhere in the file or as its version declares. */
interface Expected {
  /** By a child, or by a unit without children. */
  child: string[];
  /** By a unit, after its children. */
  unit: string[];
}

/**
 * Puts every record where it belongs: a task's gates to the subtask that they were run for (version 1.0.0 records them
 * at the task), and a gate that is not recorded yet to the unit that still has to pass it.
 */
export function arrange(cycle: Cycle): { units: Passage[]; gates: CycleGate[] } {
  const gates = withSkipped(cycle);
  // Gates that the cycle passes as a whole: its tasks are only named.
  if (cycle.shape.units === undefined && cycle.units.every((unit) => unit.gates.length + unit.children.length === 0))
    return { units: [], gates };
  const expected = expectedIn(cycle);
  const units = cycle.units.map((unit, index) => passageOf(unit, index, cycle, expected));
  return { units, gates };
}

function passageOf(unit: CycleUnit, index: number, cycle: Cycle, expected: Expected): Passage {
  const all = inOrder(
    [...expected.child, ...expected.unit].map((id) => ({ id })),
    cycle.shape,
  ).map(({ id }) => id);
  if (unit.children.length === 0) return { unit, ...gatesOf(unit, unit.gates, all, cycle), children: [] };
  const forChild = unit.gates.filter((gate) => isPerChild(gate, unit, cycle));
  const holder = forChild.length > 0 ? holderOf(unit, index, cycle) : undefined;
  const children = unit.children.map((child): Passage => {
    const recorded = child === holder ? forChild : child.gates;
    return { unit: child, ...gatesOf(child, recorded, expected.child, cycle), children: [] };
  });
  const own = holder ? unit.gates.filter((gate) => !forChild.includes(gate)) : unit.gates;
  // What every child records itself is not asked of the unit a second time.
  const rest = own.filter(
    (gate) => !isPerChild(gate, unit, cycle) || !unit.children.every((child) => has(child, gate)),
  );
  const missing = expected.unit.filter((id) => !rest.some((gate) => isSame(gate.id, id)));
  const added = missing.map((id) => emptyGate(id, [unit.id], unit.line, missingStatus(unit)));
  return { unit, gates: inOrder([...rest, ...added], cycle.shape), children, isUnrecorded: false };
}

const has = (child: CycleUnit, gate: CycleGate): boolean => child.gates.some(({ id }) => isSame(id, gate.id));
const isSame = (one: string, other: string): boolean => one === other || plainGate(one) === plainGate(other);

function gatesOf(
  unit: CycleUnit,
  recorded: readonly CycleGate[],
  expected: readonly string[],
  cycle: Cycle,
): Pick<Passage, "gates" | "isUnrecorded"> {
  if (recorded.length === 0 && statusOf(unit.status) === "done") return { gates: [], isUnrecorded: true };
  const missing = expected.filter((id) => !recorded.some((gate) => isSame(gate.id, id)));
  const added = missing.map((id) => emptyGate(id, [unit.id], unit.line, missingStatus(unit)));
  return { gates: inOrder([...recorded, ...added], cycle.shape), isUnrecorded: false };
}

/** A gate that is not recorded is still to come; of a finished unit it is not known what became of it. */
const missingStatus = (unit: CycleUnit): string => (statusOf(unit.status) === "done" ? "" : "pending");

/** Whether a gate that stands at a unit was run for one of its children. */
function isPerChild(gate: CycleGate, unit: CycleUnit, { shape }: Cycle): boolean {
  if (unit.children.length === 0) return false;
  const declared = declaredGate(shape, gate.id) ?? shape.gates.find(({ name }) => isSame(name, gate.id));
  return declared ? declared.per === "child" : shape.gates.every(({ per }) => per === "child");
}

/**
 * The child whose gates a unit records: the one that work is at; else the first that is unfinished, else the last; and
 * never one that has a record of its own.
 */
function holderOf(unit: CycleUnit, index: number, { position }: Cycle): CycleUnit | undefined {
  const bare = unit.children.filter((child) => child.gates.length === 0);
  const at = position.unit === index ? unit.children[position.child ?? -1] : undefined;
  if (at && bare.includes(at)) return at;
  return bare.find((child) => statusOf(child.status) !== "done") ?? bare.at(-1);
}

/** What is recorded anywhere in the file is asked of every unit; where nothing is, what the version declares. */
function expectedIn(cycle: Cycle): Expected {
  const { shape, units, skips } = cycle;
  const child = new Map<string, string>();
  const unit = new Map<string, string>();
  const add = (to: Map<string, string>, id: string): unknown => to.has(plainGate(id)) || to.set(plainGate(id), id);
  for (const each of units) {
    for (const gate of each.gates) {
      const declared = shape.gates.find(({ name }) => isSame(name, gate.id));
      const perChild = declared ? declared.per === "child" : shape.gates.every(({ per }) => per === "child");
      // Where the children record other gates themselves, this one stands where it belongs.
      const isOwn =
        each.children.some((inner) => inner.gates.length > 0 && !has(inner, gate)) &&
        !each.children.some((inner) => inner.gates.length === 0);
      add(perChild && !isOwn ? child : unit, gate.id);
    }
    for (const inner of each.children) for (const gate of inner.gates) add(child, gate.id);
  }
  const all = [...child.keys(), ...unit.keys()];
  const isSix = shape === sixGates && all.every((id) => sixGates.gates.some(({ name }) => name === id));
  if (all.length === 0 || isSix) {
    for (const { name, level, per, optional } of shape.gates)
      if (level !== "cycle" && !optional) add(per === "child" ? child : unit, name);
  }
  for (const { key } of skips) {
    const declared = declaredGate(shape, key);
    if (declared && declared.level !== "cycle") add(declared.per === "child" ? child : unit, declared.name);
  }
  for (const id of child.keys()) unit.delete(id);
  const ordered = (ids: Iterable<string>): string[] =>
    inOrder(
      [...ids].map((id) => ({ id })),
      shape,
    ).map(({ id }) => id);
  return { child: ordered(child.values()), unit: ordered(unit.values()) };
}

/** The cycle's own gates, and those of them that it says it skips. */
function withSkipped(cycle: Cycle): CycleGate[] {
  const { shape, skips, gates } = cycle;
  const added = skips.flatMap(({ key, line }): CycleGate[] => {
    const declared = declaredGate(shape, key);
    if (declared?.level !== "cycle" || gates.some(({ id }) => isSame(id, declared.name))) return [];
    return [emptyGate(declared.name, [], line, "skipped")];
  });
  return inOrder([...gates, ...added], shape);
}
