import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { linesOf, spanAt } from "../lines.ts";
import type { Problem } from "../problem.ts";

export interface CycleGate {
  id: string;
  status: string;
  line: number;
}

/** A task, an epic, a subtask: what passes all gates. */
export interface CycleUnit {
  id: string;
  title: string;
  status: string;
  line: number;
  gates: CycleGate[];
  children: CycleUnit[];
}

/** A development cycle's state file, whatever its version, in one shape. */
export interface Cycle {
  version: string;
  id: string;
  status: string;
  executionMode: string;
  commitTiming: string;
  sourceFile: string;
  current: { task: string; subtask: string; gate: string };
  /** Gates recorded for the cycle as a whole. */
  gates: CycleGate[];
  units: CycleUnit[];
}

/** The order in which the versions declare their gates; a file's own unknown ones come after. */
const declaredOrder = [
  "import",
  "analysis",
  "design",
  "implementation",
  "backend",
  "frontend",
  "devops",
  "accessibility",
  "visual",
  "e2e",
  "performance",
  "sre",
  "testing",
  "unit_testing",
  "delivery_verified",
  "delivery_verification",
  "local_runtime_verified",
  "fuzz_testing",
  "property_testing",
  "integration_testing",
  "chaos_testing",
  "multi_tenant",
  "review",
  "validation",
];

/**
 * Reads a cycle's state file. There is no cycle where the file is something else: it is judged by its shape, never by
 * its name. Broken JSON keeps what could be read; each error is a problem with its place.
 */
export function readCycle(file: string, text: string): { cycle?: Cycle; problems: Problem[] } {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const lines = linesOf(text);
  const reader: Reader = { line: (node) => spanAt(lines, node.offset, node.offset).line };
  const cycle = tree?.type === "object" ? cycleOf(tree, reader) : undefined;
  const problems = errors.slice(0, 20).map((error): Problem => {
    const { line, column } = spanAt(lines, error.offset, error.offset);
    return {
      file,
      line,
      column,
      code: "json-invalid",
      severity: "error",
      message: `Not valid JSON here (${printParseErrorCode(error.error)}). What stands before and after is shown as far as it can be read; mend the file before the work goes on.`,
    };
  });
  return cycle ? { cycle, problems } : { problems };
}

interface Reader {
  line(node: Node): number;
}

function cycleOf(tree: Node, reader: Reader): Cycle | undefined {
  const lists = ["epics", "tasks"].map((key) => child(tree, key)).filter((node) => node?.type === "array");
  const gates = gatesOf(child(tree, "gate_progress") ?? child(tree, "gates"), reader);
  const isCycle = lists.length > 0 ? has(tree, ["cycle_id", "current_gate", "current_task_index", "current_epic_index", "execution_mode", "cycle_type", "state_path"]) : gates.length > 0 && has(tree, ["current_gate", "currentGate"]);
  const isLean = has(tree, ["gates_completed"]) && has(tree, ["tasks_file", "current_task"]);
  if (!isCycle && !isLean) return undefined;
  const units = (lists[0]?.children ?? []).flatMap((node) => unitOf(node, reader) ?? []);
  const unit = units[number(tree, "current_task_index") ?? number(tree, "current_epic_index") ?? -1];
  return {
    version: text(tree, "version") || text(tree, "schema_version") || "1.0.0",
    id: text(tree, "cycle_id"),
    status: text(tree, "status") || (gates.length > 0 ? text(tree, "current_gate") || text(tree, "currentGate") : ""),
    executionMode: text(tree, "execution_mode"),
    commitTiming: text(tree, "commit_timing"),
    sourceFile: text(tree, "source_file") || text(tree, "tasks_file"),
    current: {
      task: unit?.id ?? (text(tree, "current_task") || text(tree, "current_task_id")),
      subtask: unit?.children[number(tree, "current_subtask_index") ?? -1]?.id ?? "",
      gate: text(tree, "current_gate") || text(tree, "currentGate"),
    },
    gates: isLean && gates.length === 0 ? leanGates(child(tree, "gates_completed"), reader) : gates,
    units,
  };
}

function unitOf(node: Node, reader: Reader): CycleUnit | undefined {
  if (node.type !== "object") return undefined;
  const children = ["tasks", "subtasks"].map((key) => child(node, key)).find((list) => list?.type === "array");
  const id = text(node, "id") || text(node, "task_id") || text(node, "subtask_id") || text(node, "epic_id");
  return {
    id: id || text(node, "title") || "?",
    title: text(node, "title") || text(node, "name"),
    status: text(node, "status"),
    line: reader.line(node),
    gates: gatesOf(child(node, "gate_progress") ?? child(node, "gates"), reader),
    children: (children?.children ?? []).flatMap((inner) => unitOf(inner, reader) ?? []),
  };
}

/** Gates as `{name: {status}}` or `{name: "PASS"}`; keys that start with `_` are comments. */
function gatesOf(node: Node | undefined, reader: Reader): CycleGate[] {
  if (node?.type !== "object") return [];
  const gates = (node.children ?? []).flatMap((property): CycleGate[] => {
    const [key, value] = property.children ?? [];
    const id = String(key?.value ?? "");
    if (!key || !value || id === "" || id.startsWith("_")) return [];
    if (value.type === "object") return [{ id, status: text(value, "status") || text(value, "result") || text(value, "verdict"), line: reader.line(key) }];
    return value.type === "array" ? [] : [{ id, status: value.value === null ? "" : value.value === true ? "done" : value.value === false ? "pending" : String(value.value), line: reader.line(key) }];
  });
  return sorted(gates);
}

function leanGates(node: Node | undefined, reader: Reader): CycleGate[] {
  return sorted((node?.children ?? []).filter((each) => each.type !== "property").map((each) => ({ id: String(each.value), status: "completed", line: reader.line(each) })));
}

function sorted(gates: CycleGate[]): CycleGate[] {
  const rank = (id: string): number => {
    const known = declaredOrder.indexOf(id);
    const numeric = Number.parseFloat(id.replace(/^gate[_-]?/, ""));
    return known >= 0 ? known : Number.isNaN(numeric) ? declaredOrder.length : numeric;
  };
  return gates.map((gate, index) => ({ gate, index })).sort((a, b) => rank(a.gate.id) - rank(b.gate.id) || a.index - b.index).map(({ gate }) => gate);
}

/** The last of a key's values, as every JSON parser reads duplicates. */
function child(node: Node, key: string): Node | undefined {
  return node.children?.findLast((property) => property.children?.[0]?.value === key)?.children?.[1];
}

const has = (node: Node, keys: readonly string[]): boolean => keys.some((key) => child(node, key) !== undefined);

function text(node: Node, key: string): string {
  const value: unknown = child(node, key)?.value;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function number(node: Node, key: string): number | undefined {
  const value: unknown = child(node, key)?.value;
  return typeof value === "number" ? value : undefined;
}
