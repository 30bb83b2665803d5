import { between, type Measured, measured, sumOf } from "./duration.ts";
import { type Json, parseJson, type Value } from "./json.ts";
import { type GateRun, type Outcome, outcomeOfStatus } from "./run.ts";
import { runsOf } from "./runs.ts";
import { type Totals, totalsOf } from "./totals.ts";

/** A task, an epic, a subtask: what passes all gates. */
export interface UnitMetrics {
  id: string;
  title: string;
  /** The ids from the outermost unit down to this one. */
  path: readonly string[];
  /** As written; empty where none is recorded. */
  status: string;
  outcome: Outcome;
  duration?: Measured;
  /** Its own gates; those of what it consists of stand under `children`. */
  runs: GateRun[];
  children: UnitMetrics[];
  /** Its line in the state file. */
  line: number;
}

/** What a cycle's state file tells about time, attempts and findings (DC-A5, DC-A8). What it does not tell is absent. */
export interface CycleMetrics extends Totals {
  id: string;
  /** The name of what is built; the cycle's id where it has none. */
  title: string;
  /** As written; empty where none is recorded. */
  status: string;
  outcome: Outcome;
  startedAt: string;
  updatedAt: string;
  completedAt: string;
  /** From start to completion; up to the last update while it goes on. */
  duration?: Measured;
  /** Milliseconds that the file itself records for the whole. */
  recordedMs?: number;
  units: UnitMetrics[];
  /** Every gate of every unit, in the order of the file; those of the cycle as a whole first. */
  runs: GateRun[];
  /** The first line that cannot be read: nothing from there on is counted. */
  brokenAt?: number;
}

/** Units lie this deep at most: epics, tasks, subtasks. */
const MAX_DEPTH = 4;

const lists = ["epics", "tasks", "subtasks"];

/**
 * Measures a cycle's state file, of any version. Never throws: a broken file is measured up to where it breaks, and a
 * file without units or gates has none. Undefined where the text is no JSON object at all.
 */
export function cycleMetrics(text: string): CycleMetrics | undefined {
  const { root, brokenAt }: Json = parseJson(text.replace(/^\ufeff/, ""));
  if (!root?.isObject) return undefined;
  const units = unitsOf(root, []);
  const own = runsOf(root, []);
  const runs = [...own, ...units.flatMap(allRuns)];
  const status = root.text("status");
  const at = {
    startedAt: root.text("started_at"),
    updatedAt: root.text("updated_at"),
    completedAt: root.text("completed_at"),
  };
  const gateWord = root.text("current_gate", "currentGate");
  const recorded = root.get("metrics");
  const recordedMs = recorded?.number("total_duration_ms");
  const duration = cycleDuration(at) ?? measured(recordedMs, "recorded") ?? sumOf(units.map((unit) => unit.duration));
  return {
    id: root.text("cycle_id"),
    title: root.text("feature_name", "feature", "cycle_name", "cycle_id", "cycle"),
    status,
    outcome: outcomeOfStatus(status || (/^[a-z]+$/i.test(gateWord) ? gateWord : "")),
    ...at,
    ...(duration && { duration }),
    ...(recordedMs !== undefined && recordedMs > 0 && { recordedMs }),
    units,
    runs,
    ...totalsOf(runs, recorded),
    ...(brokenAt !== undefined && { brokenAt }),
  };
}

function unitsOf(owner: Value, path: readonly string[]): UnitMetrics[] {
  if (path.length >= MAX_DEPTH) return [];
  const list = lists
    .map((key) => owner.get(key)?.items() ?? [])
    .find((items) => items.some(({ isObject }) => isObject));
  return (list ?? []).filter(({ isObject }) => isObject).map((item, index) => unitOf(item, path, index));
}

function unitOf(item: Value, above: readonly string[], index: number): UnitMetrics {
  const id = item.text("id", "task_id", "subtask_id", "epic_id", "title") || `#${index + 1}`;
  const path = [...above, id];
  const children = unitsOf(item, path);
  const status = item.text("status");
  const unit: UnitMetrics = {
    id,
    title: item.text("title", "name"),
    path,
    status,
    outcome: outcomeOfStatus(status),
    runs: withoutKept(runsOf(item, path), children),
    children,
    line: item.line,
  };
  const duration = unitDuration(item, unit);
  return duration ? { ...unit, duration } : unit;
}

/** A unit that has passed on its gates to a finished part of it keeps them too: what is the same was done once. */
function withoutKept(runs: GateRun[], children: readonly UnitMetrics[]): GateRun[] {
  const kept = new Set(children.flatMap(allRuns).map(identity));
  return runs.filter((run) => run.startedAt === "" || run.completedAt === "" || !kept.has(identity(run)));
}

const identity = ({ gate, startedAt, completedAt }: GateRun): string => JSON.stringify([gate, startedAt, completedAt]);

export const allRuns = (unit: UnitMetrics): GateRun[] => [...unit.children.flatMap(allRuns), ...unit.runs];

/** From its own times, else as recorded, else what its gates took. */
function unitDuration(item: Value, unit: UnitMetrics): Measured | undefined {
  const recorded =
    item.number("total_duration_ms", "duration_ms") ?? item.get("accumulated_metrics")?.number("total_duration_ms");
  const took = allRuns(unit).filter(({ outcome }) => outcome !== "pending" && outcome !== "skipped");
  return (
    measured(between(item.text("started_at"), item.text("completed_at")), "times") ??
    measured(recorded, "recorded") ??
    sumOf(took.map(({ duration }) => duration))
  );
}

function cycleDuration(at: { startedAt: string; updatedAt: string; completedAt: string }): Measured | undefined {
  if (at.completedAt !== "") return measured(between(at.startedAt, at.completedAt), "times");
  return measured(between(at.startedAt, at.updatedAt), "times", true);
}
