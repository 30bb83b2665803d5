import { t } from "../l10n.ts";
import { type CycleVersion, versionOf } from "../readers/cycle/versions.ts";
import { type JsonText, valueAt } from "./jsonText.ts";

/** How a state file of a known version is laid out: what a writer has to know, and nothing that it has to guess. */
export interface Shape {
  /** For people. */
  /** The lists' names, from the outside in: tasks with subtasks, or epics with tasks. */
  units: "tasks" | "epics";
  children: "subtasks" | "tasks";
  unitIndex: "current_task_index" | "current_epic_index";
  childIndex: "current_subtask_index" | "current_task_index";
  /** What people call a unit and a part of one; modes and statuses are named after them. */
  words: { unit: string; child: string };
  /** The number of each gate, as `current_gate` counts. */
  numbers: Readonly<Record<string, number>>;
  /** Gates recorded at each level, in order. */
  gates: { child: string[]; unit: string[]; cycle: string[] };
  /** True where parts of a unit pass the gates that only the unit has a record for, one part after the other. */
  borrowed: boolean;
}

/** Why nothing can be written to a state file. */
export interface Unfit {
  unfit: string;
}

export type Entry = Record<string, unknown>;

export const isEntry = (value: unknown): value is Entry =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** A list's entries; none where there is no list. Entries that are no objects are kept, so that indices stay true. */
export const entriesAt = (value: unknown): Entry[] =>
  Array.isArray(value) ? value.map((each) => (isEntry(each) ? each : {})) : [];

/** The shape of a state file; for one of an unknown version, or with an unknown gate, why nothing is written to it. */
export function shapeOf({ value }: JsonText): Shape | Unfit {
  const lists = ["epics", "tasks"].filter((key) => Array.isArray(value[key]));
  const units = entriesAt(value[lists[0] ?? ""]);
  const parts = units.flatMap((each) => [...entriesAt(each.tasks), ...entriesAt(each.subtasks)]);
  const recorded = { cycle: gateNames([value]), unit: gateNames(units), child: gateNames(parts) };
  const names = [...new Set([...recorded.child, ...recorded.unit, ...recorded.cycle])];
  const own = String(value.version ?? value.schema_version ?? "");
  const version = versionOf({ version: own, keys: new Set(Object.keys(value)), gates: names });
  if (!version.units || lists[0] !== version.units.key)
    return unfit(t`its short form lists gates without the tasks that they belong to`);
  if (own !== "" && !knownVersions.some((start) => own.startsWith(start)))
    return unfit(t`its version ${own} is not one that can be written`);
  if (units.length === 0) return unfit(t`its list of ${version.units.key} is empty`);
  const odd = names.find((name) => !version.gates.some((gate) => gate.name === name));
  if (odd !== undefined) return unfit(t`it has a gate "${odd}" that its version does not have`);
  const worded = [value, ...units, ...parts].flatMap(gateEntries).find(([, gate]) => !isEntry(gate));
  if (worded) return unfit(t`it records the gate ${worded[0]} as a word, which leaves no place for its times`);
  const both = recorded.child.find((name) => recorded.unit.includes(name));
  const isBorrowed = (name: string): boolean =>
    version.gates.some((gate) => gate.name === name && gate.level === "unit" && gate.per === "child");
  // Where only the parts have records, each part has its own.
  const isOwn = recorded.unit.length === 0 && recorded.child.length > 0;
  const borrowed = !isOwn && version.gates.every((gate) => gate.level !== "unit" || isBorrowed(gate.name));
  if (both !== undefined && !borrowed)
    return unfit(
      version.units.key === "epics"
        ? t`it records the gate ${both} for an epic and for its parts as well`
        : t`it records the gate ${both} for a task and for its parts as well`,
    );
  const gates = gatesOf(version, recorded, borrowed, isOwn);
  return {
    units: version.units.key,
    children: version.children?.key ?? "subtasks",
    unitIndex: version.units.key === "epics" ? "current_epic_index" : "current_task_index",
    childIndex: version.units.key === "epics" ? "current_task_index" : "current_subtask_index",
    words: { unit: version.units.one, child: version.children?.one ?? "subtask" },
    numbers: Object.fromEntries(version.gates.map(({ name, number }) => [name, Number(number)])),
    gates,
    borrowed,
  };
}

/** What the versions that can be written call themselves; the oldest files and some of the newest do not say. */
const knownVersions = ["1.0", "1.1", "2.0"];

/** The gates at each level: where the file records them, else where the version does. A gate that must be there is, recorded or not. */
function gatesOf(version: CycleVersion, recorded: Shape["gates"], borrowed: boolean, isOwn: boolean): Shape["gates"] {
  const levels: Shape["gates"] = { cycle: [], unit: [], child: [] };
  for (const { name, level, per, optional } of version.gates) {
    const found = (["cycle", "unit", "child"] as const).find((each) => recorded[each].includes(name));
    if (found || !optional) levels[borrowed ? level : (found ?? (isOwn ? per : level))].push(name);
  }
  return levels;
}

const unfit = (reason: string): Unfit => ({ unfit: reason });

/** The gates of an owner; keys that begin with `_` are comments. */
export const gateEntries = (owner: Entry): [string, unknown][] =>
  isEntry(owner.gate_progress) ? Object.entries(owner.gate_progress).filter(([name]) => !name.startsWith("_")) : [];

const gateNames = (owners: readonly Entry[]): string[] => [
  ...new Set(owners.flatMap((owner) => gateEntries(owner).map(([name]) => name))),
];

/** A unit or a part of one, by its place. */
export const ownerAt = ({ value }: JsonText, shape: Shape, unit: number, child?: number): Entry => {
  const path = child === undefined ? [shape.units, unit] : [shape.units, unit, shape.children, child];
  const found = valueAt(value, path);
  return isEntry(found) ? found : {};
};
