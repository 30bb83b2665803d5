import type { Value } from "../../cycle/json.ts";
import { evidenceOf, type GateEvidence } from "./evidence.ts";
import { type CycleVersion, declaredGate, plainGate } from "./versions.ts";

/** A gate as it is recorded at one place: its status, and what stands behind it. */
export interface CycleGate {
  /** Its key. */
  id: string;
  /** As written; empty where none is. */
  status: string;
  line: number;
  evidence: GateEvidence;
}

const isGate = (key: string): boolean => key !== "" && !key.startsWith("_");

/** The gates that one owner records: under a key of their own, as flat keys, or in a list of what is completed. */
export function gatesIn(owner: Value, unit: readonly string[], version?: CycleVersion): CycleGate[] {
  const progress = progressIn(owner);
  const outputs = owner.get("agent_outputs");
  const artifacts = owner.get("artifacts");
  const gates = progress.map(([id, value]): CycleGate => {
    const evidence = evidenceOf({
      gate: id,
      unit,
      progress: value,
      output: outputs?.get(id),
      artifacts: artifacts?.get(id),
    });
    return { id, status: statusIn(value), line: value.line, evidence };
  });
  if (gates.length === 0 && version) gates.push(...completedIn(owner, unit, version));
  return version ? inOrder(gates, version) : gates;
}

/** Every key under which a gate is recorded, at whatever level. */
export function gateKeysIn(root: Value): string[] {
  const lists = ["epics", "tasks", "subtasks"];
  const below = lists.flatMap((key) => (root.get(key)?.items() ?? []).flatMap(gateKeysIn));
  return [...new Set([...progressIn(root).map(([id]) => id), ...below])];
}

function progressIn(owner: Value): [string, Value][] {
  const named = ["gate_progress", "gates"].map((key) => owner.get(key)).find((value) => value?.isObject);
  const recorded = (named?.entries() ?? []).filter(
    ([id, value]) => isGate(id) && (value.isObject || value.scalar !== undefined),
  );
  if (recorded.length > 0) return recorded;
  return owner
    .entries()
    .flatMap(([key, value]): [string, Value][] =>
      /^gate_\d+_[a-z]\w*$/.test(key) && value.scalar !== undefined ? [[plainGate(key), value]] : [],
    );
}

function statusIn(value: Value): string {
  if (value.isObject) return value.text("status", "execution_status", "result", "verdict");
  const bare = value.scalar;
  return bare === null ? "null" : bare === true ? "done" : bare === false ? "pending" : String(bare ?? "");
}

/** The short form lists what is completed: what it does not list is not. */
function completedIn(owner: Value, unit: readonly string[], version: CycleVersion): CycleGate[] {
  const list = owner.get("gates_completed");
  if (!list) return [];
  const listed = list.items().flatMap((item): CycleGate[] => {
    if (typeof item.scalar !== "string" && typeof item.scalar !== "number") return [];
    const id = declaredGate(version, String(item.scalar))?.name ?? String(item.scalar);
    return [{ id, status: "completed", line: item.line, evidence: evidenceOf({ gate: id, unit }) }];
  });
  const left = version.gates.filter(({ name }) => !listed.some(({ id }) => id === name));
  return [...listed, ...left.map(({ name }) => emptyGate(name, unit, list.line))];
}

/** A gate of which nothing is recorded. */
export const emptyGate = (id: string, unit: readonly string[], line: number, status = "pending"): CycleGate => ({
  id,
  status,
  line,
  evidence: evidenceOf({ gate: id, unit }),
});

/** In the version's declared order; numbers by their value; a file's own gates after those, as they were written. */
export function inOrder<Gate extends { id: string }>(gates: readonly Gate[], version: CycleVersion): Gate[] {
  const rank = ({ id }: Gate): number => {
    const declared = version.gates.findIndex(({ name }) => name === id || plainGate(name) === plainGate(id));
    if (declared >= 0) return declared;
    const number = Number.parseFloat(id.replace(/^gate[_-]?/, ""));
    if (Number.isNaN(number)) return version.gates.length;
    const before = version.gates.findLastIndex((gate) => Number(gate.number) <= number);
    return before + 0.5;
  };
  return gates
    .map((gate, index) => ({ gate, index, rank: rank(gate) }))
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ gate }) => gate);
}
