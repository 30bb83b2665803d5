import { type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { Value } from "../../cycle/json.ts";
import { t } from "../../l10n.ts";
import { linesOf, spanAt } from "../../lines.ts";
import type { Problem } from "../../problem.ts";
import { choicesIn } from "./choices.ts";
import type { Entry } from "./evidence.ts";
import { type CycleGate, gateKeysIn, gatesIn } from "./gates.ts";
import { type CycleUnit, readUnits } from "./units.ts";
import { type CycleVersion, versionOf } from "./versions.ts";

export type { CycleGate } from "./gates.ts";
export type { CycleUnit } from "./units.ts";

/** A development cycle's state file, whatever its version, in one shape. */
export interface Cycle {
  /** As written; 1.0.0 where nothing is. */
  version: string;
  /** The generation of state files that it is of. */
  shape: CycleVersion;
  id: string;
  status: string;
  statusLine: number;
  executionMode: string;
  commitTiming: string;
  sourceFile: string;
  statePath: string;
  /** Where work is, by ids; the gate as written. */
  current: { task: string; subtask: string; gate: string };
  /** The indices as written, and where; undefined where there are none. */
  position: { unit?: number; child?: number; line: number };
  times: {
    started: string;
    startedLine: number;
    updated: string;
    updatedLine: number;
    completed: string;
    completedLine: number;
  };
  feedback?: { isDone: boolean; line: number };
  /** Gates recorded for the cycle as a whole. */
  gates: CycleGate[];
  units: CycleUnit[];
  /** Gates that the file as a whole says are skipped, each with its reason. */
  skips: Entry[];
  /** Where the file itself says that the process was not followed. */
  deviations: Entry[];
  /** True for the short form that lists what is completed, and says nothing of what is left. */
  isPartial: boolean;
  /** The first line that could not be read, where the file is broken: nothing below it is claimed. */
  brokenAt?: number;
}

/**
 * Reads a cycle's state file. There is no cycle where the file is something else: it is judged by its shape, never by
 * its name. Broken JSON keeps what could be read; each error is a problem with its place.
 */
export function readCycle(file: string, text: string): { cycle?: Cycle; problems: Problem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const lines = linesOf(text);
  // A comment is no JSON, but hides nothing: what stands behind it is read.
  const firstError = errors.find((error) => printParseErrorCode(error.error) !== "InvalidCommentToken");
  const limit = firstError?.offset ?? text.length;
  const root = tree?.type === "object" ? new Value(tree, { lines, limit }) : undefined;
  const cycle = root && cycleOf(root);
  if (cycle && firstError) cycle.brokenAt = spanAt(lines, firstError.offset, firstError.offset).line;
  const places = errors.map((error) => ({ error, at: spanAt(lines, error.offset, error.offset) }));
  const perLine = places.filter(({ at }, index) => places.findIndex((other) => other.at.line === at.line) === index);
  const problems = perLine.slice(0, 20).map(({ error, at: { line, column } }): Problem => {
    return {
      file,
      line,
      column,
      code: "json-invalid",
      severity: "error",
      message: t`Not valid JSON here (${printParseErrorCode(error.error)}). What stands before it is shown, nothing after it is claimed. Mend the file before the work goes on.`,
    };
  });
  return cycle ? { cycle, problems: [...problems, ...choicesIn(root, file)] } : { problems };
}

/** Keys that only a cycle's state has. */
const own = [
  "cycle_id",
  "current_gate",
  "current_task_index",
  "current_epic_index",
  "execution_mode",
  "cycle_type",
  "state_path",
];

function isCycle(root: Value): boolean {
  const has = (...keys: string[]): boolean => keys.some((key) => root.get(key) !== undefined);
  const hasUnits = ["epics", "tasks"].some((key) => root.get(key)?.isList);
  if (hasUnits) return has(...own);
  const isLean = has("gates_completed") && has("tasks_file", "current_task");
  const isEnabled = has("gates_enabled") && has("cycle_id", "tasks_file");
  return isLean || isEnabled || (gatesIn(root, []).length > 0 && has("current_gate", "currentGate"));
}

function cycleOf(root: Value): Cycle | undefined {
  if (!isCycle(root)) return undefined;
  const version = root.text("version", "schema_version");
  const keys = new Set(root.entries().map(([key]) => key));
  const shape = versionOf({ version, keys, gates: gateKeysIn(root) });
  const units = readUnits(root, shape);
  const gate = root.text("current_gate", "currentGate");
  const [outer, inner] = keys.has("epics")
    ? ["current_epic_index", "current_task_index"]
    : ["current_task_index", "current_subtask_index"];
  const [unitAt, childAt] = [indexIn(root, outer), indexIn(root, inner)];
  const unit = units[unitAt ?? -1];
  const feedback = root.get("feedback_loop_completed");
  return {
    version: version || "1.0.0",
    shape,
    id: root.text("cycle_id"),
    status: root.text("status") || (/^[a-z]+$/i.test(gate) ? gate : ""),
    statusLine: (root.get("status") ?? root).line,
    executionMode: root.text("execution_mode"),
    commitTiming: root.text("commit_timing"),
    sourceFile: root.text("source_file", "tasks_file"),
    statePath: root.text("state_path"),
    current: {
      task: unit?.id ?? root.text("current_task", "current_task_id"),
      subtask: unit?.children[childAt ?? -1]?.id ?? "",
      gate,
    },
    position: {
      ...(unitAt !== undefined && { unit: unitAt }),
      ...(childAt !== undefined && { child: childAt }),
      line: (root.get(outer) ?? root.get("current_gate") ?? root).line,
    },
    times: {
      started: root.text("started_at"),
      startedLine: (root.get("started_at") ?? root).line,
      updated: root.text("updated_at"),
      updatedLine: (root.get("updated_at") ?? root).line,
      completed: root.text("completed_at"),
      completedLine: (root.get("completed_at") ?? root).line,
    },
    ...(typeof feedback?.scalar === "boolean" && { feedback: { isDone: feedback.scalar, line: feedback.line } }),
    gates: gatesIn(root, [], shape),
    units,
    skips: skipsIn(root),
    deviations: deviationsIn(root),
    isPartial: keys.has("gates_completed"),
  };
}

function indexIn(root: Value, key: string): number | undefined {
  const value = root.get(key)?.scalar;
  return typeof value === "number" ? value : undefined;
}

/** `"gates_skipped": [1, 2]` with a reason beside it, or `{"sre": "no service yet"}`. */
function skipsIn(root: Value): Entry[] {
  const value = root.get("gates_skipped");
  const reason = root.text("gates_skipped_reason", "gates_skipped_reasons");
  const listed = (value?.items() ?? []).flatMap((item): Entry[] =>
    typeof item.scalar === "string" || typeof item.scalar === "number"
      ? [{ key: String(item.scalar), value: reason, line: item.line }]
      : [],
  );
  const named = (value?.entries() ?? []).map(([key, why]) => ({
    key,
    value: String(why.scalar ?? ""),
    line: why.line,
  }));
  return [...listed, ...named];
}

/** So many values are looked through for what the file says of itself. */
const MAX_VALUES = 20_000;

function deviationsIn(root: Value): Entry[] {
  const found: Entry[] = [];
  const stack: Value[] = [root];
  for (let next = stack.pop(), seen = 0; next && seen < MAX_VALUES; next = stack.pop(), seen++) {
    for (const [key, value] of next.entries()) {
      if (/deviation/i.test(key) && typeof value.scalar === "string" && value.scalar.trim() !== "")
        found.push({ key, value: value.scalar, line: value.line });
      stack.push(value);
    }
    stack.push(...next.items());
  }
  return found.sort((a, b) => a.line - b.line).slice(0, 20);
}
