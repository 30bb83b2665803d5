import type { Value } from "./json.ts";
import { type GateRecord, type GateRun, runOf } from "./run.ts";

/** The gates that one owner records, a unit or the cycle itself, in the order of the file; numbers by their value. */
export function runsOf(owner: Value, unit: readonly string[]): GateRun[] {
  const records = new Map<string, GateRecord>();
  const note = (gate: string, found: Partial<GateRecord>): void => {
    records.set(gate, { gate, unit, ...records.get(gate), ...found });
  };
  for (const [gate, progress] of progressOf(owner)) note(gate, { progress });
  if (records.size === 0) for (const [gate, progress] of completedOf(owner)) note(gate, { progress, isListed: true });
  for (const [gate, output] of owner.get("agent_outputs")?.entries() ?? [])
    if (isGate(gate) && output.isObject) note(gate, { output });
  // The cycle's own `metrics` are sums over its units, and no run's.
  const kept = owner.get("accumulated_metrics");
  return inOrder([...records.values()]).map((record) => runOf(kept ? { ...record, kept } : record));
}

function progressOf(owner: Value): [string, Value][] {
  const named = ["gate_progress", "gates"].map((key) => owner.get(key)).find((value) => value?.isObject);
  const entries = named
    ?.entries()
    .filter(([gate, value]) => isGate(gate) && (value.isObject || value.scalar !== undefined));
  if (entries && entries.length > 0) return entries;
  // `"gate_4_review": "PASS"`: gates as keys of the whole.
  return owner.entries().flatMap(([key, value]) => {
    const gate = /^gate_\d+_([a-z]\w*)$/.exec(key)?.[1];
    return gate !== undefined && value.scalar !== undefined ? [[gate, value]] : [];
  });
}

/** The short form: a list of what is completed. */
const completedOf = (owner: Value): [string, Value][] =>
  (owner.get("gates_completed")?.items() ?? [])
    .filter(({ scalar }) => typeof scalar === "string" || typeof scalar === "number")
    .map((item) => [String(item.scalar), item]);

const isGate = (key: string): boolean => key !== "" && !key.startsWith("_");

/** JavaScript and JSON writers put whole numbers first: `0, 1, 2, 1.5` means 0, 1, 1.5, 2. Names stand as they were written. */
function inOrder(records: GateRecord[]): GateRecord[] {
  const value = ({ gate }: GateRecord): number => (/^\d+(\.\d+)?$/.test(gate) ? Number(gate) : Number.NaN);
  if (records.some((record) => Number.isNaN(value(record)))) return records;
  return records.toSorted((a, b) => value(a) - value(b));
}
