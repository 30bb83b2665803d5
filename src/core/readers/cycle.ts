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
  /** True for the short form that lists what is completed, and says nothing of what is left. */
  isPartial: boolean;
  /** The first line that could not be read, where the file is broken: nothing below it is claimed. */
  brokenAt?: number;
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
  // A comment is no JSON, but hides nothing: what stands behind it is read.
  const firstError = errors.find((error) => printParseErrorCode(error.error) !== "InvalidCommentToken");
  const reader: Reader = {
    line: (node) => spanAt(lines, node.offset, node.offset).line,
    limit: firstError?.offset ?? text.length,
  };
  const cycle = tree?.type === "object" ? cycleOf(tree, reader) : undefined;
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
      message: `Not valid JSON here (${printParseErrorCode(error.error)}). What stands before it is shown, nothing after it is claimed. Mend the file before the work goes on.`,
    };
  });
  return cycle ? { cycle, problems } : { problems };
}

interface Reader {
  line(node: Node): number;
  /** Where the first error stands: behind it a tolerant parser puts keys where they do not belong. */
  limit: number;
}

function cycleOf(tree: Node, reader: Reader): Cycle | undefined {
  const lists = ["epics", "tasks"].map((key) => child(tree, reader, key)).filter((node) => node?.type === "array");
  const gates = gatesOf(child(tree, reader, "gate_progress") ?? child(tree, reader, "gates"), reader);
  const isCycle =
    lists.length > 0
      ? has(tree, reader, [
          "cycle_id",
          "current_gate",
          "current_task_index",
          "current_epic_index",
          "execution_mode",
          "cycle_type",
          "state_path",
        ])
      : gates.length > 0 && has(tree, reader, ["current_gate", "currentGate"]);
  const isLean = has(tree, reader, ["gates_completed"]) && has(tree, reader, ["tasks_file", "current_task"]);
  if (!isCycle && !isLean) return undefined;
  const units = (lists[0]?.children ?? []).flatMap((node) => unitOf(node, reader) ?? []);
  // From version 2.0.0 on epics hold tasks; before, tasks hold subtasks.
  const currentGate = text(tree, reader, "current_gate") || text(tree, reader, "currentGate");
  const [outer, inner] = child(tree, reader, "epics")
    ? ["current_epic_index", "current_task_index"]
    : ["current_task_index", "current_subtask_index"];
  const unit = units[number(tree, reader, outer ?? "") ?? -1];
  return {
    version: text(tree, reader, "version") || text(tree, reader, "schema_version") || "1.0.0",
    id: text(tree, reader, "cycle_id"),
    status: text(tree, reader, "status") || (/^[a-z]+$/i.test(currentGate) ? currentGate : ""),
    executionMode: text(tree, reader, "execution_mode"),
    commitTiming: text(tree, reader, "commit_timing"),
    sourceFile: text(tree, reader, "source_file") || text(tree, reader, "tasks_file"),
    current: {
      task: unit?.id ?? (text(tree, reader, "current_task") || text(tree, reader, "current_task_id")),
      subtask: unit?.children[number(tree, reader, inner ?? "") ?? -1]?.id ?? "",
      gate: currentGate,
    },
    gates: isLean && gates.length === 0 ? leanGates(child(tree, reader, "gates_completed"), reader) : gates,
    units,
    isPartial: isLean,
  };
}

function unitOf(node: Node, reader: Reader): CycleUnit | undefined {
  if (node.type !== "object" || node.offset >= reader.limit) return undefined;
  const children = ["tasks", "subtasks"].map((key) => child(node, reader, key)).find((list) => list?.type === "array");
  const id =
    text(node, reader, "id") ||
    text(node, reader, "task_id") ||
    text(node, reader, "subtask_id") ||
    text(node, reader, "epic_id");
  return {
    id: id || text(node, reader, "title") || "?",
    title: text(node, reader, "title") || text(node, reader, "name"),
    status: text(node, reader, "status"),
    line: reader.line(node),
    gates: gatesOf(child(node, reader, "gate_progress") ?? child(node, reader, "gates"), reader),
    children: (children?.children ?? []).flatMap((inner) => unitOf(inner, reader) ?? []),
  };
}

/** Gates as `{name: {status}}` or `{name: "PASS"}`; keys that start with `_` are comments. */
function gatesOf(node: Node | undefined, reader: Reader): CycleGate[] {
  if (node?.type !== "object") return [];
  const gates = (node.children ?? []).flatMap((property): CycleGate[] => {
    const [key, value] = property.children ?? [];
    const id = String(key?.value ?? "");
    if (!key || !value || id === "" || id.startsWith("_") || key.offset >= reader.limit) return [];
    if (value.type === "object")
      return [
        {
          id,
          status: text(value, reader, "status") || text(value, reader, "result") || text(value, reader, "verdict"),
          line: reader.line(key),
        },
      ];
    return value.type === "array"
      ? []
      : [
          {
            id,
            status:
              value.value === null
                ? ""
                : value.value === true
                  ? "done"
                  : value.value === false
                    ? "pending"
                    : String(value.value),
            line: reader.line(key),
          },
        ];
  });
  return sorted(gates);
}

function leanGates(node: Node | undefined, reader: Reader): CycleGate[] {
  return sorted(
    (node?.children ?? [])
      .filter((each) => each.type !== "property")
      .map((each) => ({ id: String(each.value), status: "completed", line: reader.line(each) })),
  );
}

function sorted(gates: CycleGate[]): CycleGate[] {
  const rank = (id: string): number => {
    const known = declaredOrder.indexOf(id);
    const numeric = Number.parseFloat(id.replace(/^gate[_-]?/, ""));
    return known >= 0 ? known : Number.isNaN(numeric) ? declaredOrder.length : numeric;
  };
  return gates
    .map((gate, index) => ({ gate, index }))
    .sort((a, b) => rank(a.gate.id) - rank(b.gate.id) || a.index - b.index)
    .map(({ gate }) => gate);
}

/** The last of a key's values, as every JSON parser reads duplicates. */
function child(node: Node, reader: Reader, key: string): Node | undefined {
  return node.children?.findLast((property) => property.offset < reader.limit && property.children?.[0]?.value === key)
    ?.children?.[1];
}

const has = (node: Node, reader: Reader, keys: readonly string[]): boolean =>
  keys.some((key) => child(node, reader, key) !== undefined);

function text(node: Node, reader: Reader, key: string): string {
  const value: unknown = child(node, reader, key)?.value;
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : "";
}

function number(node: Node, reader: Reader, key: string): number | undefined {
  const value: unknown = child(node, reader, key)?.value;
  return typeof value === "number" ? value : undefined;
}
