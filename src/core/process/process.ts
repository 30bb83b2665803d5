import { isMap, isNode, isScalar, LineCounter, parseDocument } from "yaml";
import { issueWords } from "../issues.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { Problem } from "../problem.ts";
import { faultsOf } from "./faults.ts";
import { type ProcessDefinition, processSchema, type Question } from "./schema.ts";

/** Where a process comes from: shipped with Plangate, or written by the team. */
export type Origin = "built-in" | "workspace";

/** A way of working as loaded: its definition, and the documents it scaffolds. */
export interface Process {
  id: string;
  title: string;
  description: string;
  origin: Origin;
  /** The folder it was read from; for a workspace's own process relative to the workspace. */
  folder: string;
  definition: ProcessDefinition;
  /** Its `process.yaml` as it is written. */
  text: string;
  /** Templates by file name. */
  templates: Readonly<Record<string, string>>;
  start: { ask: Question[] } | undefined;
  rules: { id: string; text: string }[];
}

/** The files of a process's folder: `process.yaml` and its templates, by name. */
export interface ProcessSource {
  folder: string;
  origin: Origin;
  files: Readonly<Record<string, string>>;
}

/**
 * Loads processes. A workspace's process replaces the built-in one of the same id. A broken one is a problem with a
 * place in its `process.yaml`; the others are loaded all the same, and a broken copy leaves the built-in one in force.
 */
export function loadProcesses(sources: readonly ProcessSource[]): { processes: Process[]; problems: Problem[] } {
  const problems: Problem[] = [];
  const byId = new Map<string, Process>();
  const ordered = [...sources].sort((a, b) => Number(a.origin === "workspace") - Number(b.origin === "workspace"));
  for (const source of ordered) {
    const process = loadProcess(source, problems);
    if (process) byId.set(process.id, process);
  }
  return { processes: [...byId.values()].sort((a, b) => (a.id < b.id ? -1 : 1)), problems };
}

function loadProcess(source: ProcessSource, problems: Problem[]): Process | undefined {
  const file = `${source.folder}/process.yaml`;
  const report = (message: string, line: number, column: number): void => {
    problems.push({ file, line, column, code: "process-invalid", severity: "error", message });
  };
  const text = source.files["process.yaml"];
  if (text === undefined) {
    report(t`The folder has no process.yaml.`, 1, 1);
    return undefined;
  }
  const counter = new LineCounter();
  const yaml = parseDocument(text, { lineCounter: counter, prettyErrors: false });
  const error = yaml.errors[0];
  if (error) {
    const { line, col } = counter.linePos(error.pos[0]);
    report(t`Not valid YAML: ${error.message.split("\n")[0] ?? ""}`, line, col);
    return undefined;
  }
  let value: unknown;
  try {
    value = yaml.toJS({ maxAliasCount: 100 });
  } catch (cause) {
    report(t`Not valid YAML: ${(cause as Error).message}`, 1, 1);
    return undefined;
  }
  const result = processSchema.safeParse(value, { error: issueWords, reportInput: true });
  if (!result.success) {
    for (const { path, key, message } of result.error.issues.flatMap((issue) => faultsOf(issue)).slice(0, 20)) {
      const { line, col } = placeOf(yaml, path, counter, key);
      report(path.length > 0 ? t`${path.join(".")}: ${message}` : message, line, col);
    }
    return undefined;
  }
  const definition = result.data;
  const missing = templatesIn(definition).filter(({ name }) => source.files[name] === undefined);
  for (const { name, path } of missing) {
    const { line, col } = placeOf(yaml, path, counter);
    report(t`The template ${name} is not in the folder.`, line, col);
  }
  if (missing.length > 0) return undefined;
  const { "process.yaml": _, ...templates } = source.files;
  return {
    id: definition.id,
    title: definition.title,
    description: saidByProcess(definition.description),
    origin: source.origin,
    folder: source.folder,
    definition,
    text,
    templates,
    start: definition.start && { ask: definition.start.ask },
    rules: Object.entries(definition.rules).map(([id, text]) => ({ id, text })),
  };
}

/** The names of all templates that a definition speaks of, and where it does. */
function templatesIn(value: unknown, path: PropertyKey[] = []): { name: string; path: PropertyKey[] }[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => templatesIn(each, [...path, index]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) =>
    key === "template" && typeof inner === "string"
      ? [{ name: inner, path: [...path, key] }]
      : templatesIn(inner, [...path, key]),
  );
}

/** The nearest node of the YAML that a path leads to; where a key of it is meant, that key. */
function placeOf(
  yaml: ReturnType<typeof parseDocument>,
  path: readonly PropertyKey[],
  counter: LineCounter,
  key?: string,
): { line: number; col: number } {
  for (let length = path.length; length >= 0; length--) {
    const keys = path.slice(0, length).map((key) => (typeof key === "symbol" ? String(key) : key));
    const node: unknown = length === 0 ? yaml.contents : yaml.getIn(keys, true);
    const pair = isMap(node)
      ? node.items.find((each) => isScalar(each.key) && String(each.key.value) === key)
      : undefined;
    const meant = pair?.key ?? node;
    if (isNode(meant) && meant.range) return counter.linePos(meant.range[0]);
  }
  return { line: 1, col: 1 };
}
