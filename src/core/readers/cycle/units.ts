import type { Value } from "../../cycle/json.ts";
import { type CycleGate, gatesIn } from "./gates.ts";
import type { CycleVersion } from "./versions.ts";

/** A task, an epic, a subtask: what passes all gates. */
export interface CycleUnit {
  id: string;
  title: string;
  status: string;
  line: number;
  gates: CycleGate[];
  children: CycleUnit[];
  /** A subtask's own file, as written. */
  file: string;
  feedback?: { isDone: boolean; line: number };
  /** Acceptance criteria that the state file itself lists. */
  criteria: { text: string; line: number }[];
  /** Attempts at the unit as a whole, where recorded. */
  iterations?: number;
  completedAt: string;
}

/** The units of a state file. Ids that occur twice are told apart by `#2`. */
export function readUnits(root: Value, version: CycleVersion): CycleUnit[] {
  const list = ["epics", "tasks"].map((key) => root.get(key)).find((value) => value?.isList);
  if (list) return unitsIn(list, [], version);
  // The short form names its tasks, and those that are completed.
  const completed = new Set((root.get("completed_tasks")?.items() ?? []).map(({ scalar }) => scalar));
  return (root.get("task_scope")?.items() ?? []).flatMap((item): CycleUnit[] =>
    typeof item.scalar === "string"
      ? [{ ...blank, id: item.scalar, status: completed.has(item.scalar) ? "completed" : "", line: item.line }]
      : [],
  );
}

const blank: CycleUnit = {
  id: "",
  title: "",
  status: "",
  line: 1,
  gates: [],
  children: [],
  file: "",
  criteria: [],
  completedAt: "",
};

function unitsIn(list: Value, above: readonly string[], version: CycleVersion): CycleUnit[] {
  const seen = new Map<string, number>();
  return list.items().flatMap((item): CycleUnit[] => {
    if (!item.isObject) return [];
    const written = item.text("id", "task_id", "subtask_id", "epic_id", "title", "name") || "?";
    const times = (seen.get(written) ?? 0) + 1;
    seen.set(written, times);
    return [unitOf(item, times === 1 ? written : `${written}#${times}`, above, version)];
  });
}

function unitOf(item: Value, id: string, above: readonly string[], version: CycleVersion): CycleUnit {
  const path = [...above, id];
  const children = ["tasks", "subtasks"].map((key) => item.get(key)).find((value) => value?.isList);
  const feedback = item.get("feedback_loop_completed");
  const iterations = item.number("iterations");
  return {
    id,
    title: item.text("title", "name"),
    status: statusIn(item),
    line: item.line,
    gates: gatesIn(item, path, version),
    // Nothing nests deeper than a unit's children.
    children: children && above.length === 0 ? unitsIn(children, path, version) : [],
    file: item.text("file"),
    ...(typeof feedback?.scalar === "boolean" && { feedback: { isDone: feedback.scalar, line: feedback.line } }),
    criteria: (item.get("acceptance_criteria")?.items() ?? []).flatMap((each) =>
      typeof each.scalar === "string" ? [{ text: each.scalar, line: each.line }] : [],
    ),
    ...(iterations !== undefined && { iterations }),
    completedAt: item.text("completed_at"),
  };
}

const statusIn = (item: Value): string => {
  const status = item.get("status")?.scalar;
  return status === null ? "null" : status === undefined ? "" : String(status);
};
