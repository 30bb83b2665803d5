import { existsSync, statSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from "node:path";
import {
  type Document,
  loadProcesses,
  type MarkdownDocument,
  type Problem,
  plain,
  readDocument,
} from "../core/index.ts";
import { nodePorts } from "../host/node/ports.ts";
import { sortedProblems } from "./order.ts";
import { columns, json } from "./output.ts";
import { clock, readableFolder } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

export interface InspectOptions {
  json?: boolean;
  now?: string;
}

/** `plangate inspect`: what was read from one file. The path counts from the folder, by default the current one. */
export async function inspect(
  terminal: Terminal,
  file: string,
  folder: string | undefined,
  options: InspectOptions,
): Promise<number> {
  const { root, path } = await locate(file, folder);
  const ports = nodePorts(root, { git: false, ...(options.now === undefined ? {} : { now: clock(options.now) }) });
  const document = readDocument(path, await ports.read(path), ports.sha256);
  if (!document) {
    throw new UsageError(`The file ${file} does not exist.`);
  }
  const problems = await processProblems(root, path, ports.read);
  const shown = problems ? { kind: "process", problems } : { kind: kindOf(document), problems: document.problems };
  const extracts = extractsOf(document);
  if (options.json) {
    const cycle = document.kind === "cycle" ? { cycle: cycleJson(document.cycle) } : {};
    terminal.out(
      json({ file: path, kind: shown.kind, ...extracts, ...cycle, problems: sortedProblems(shown.problems) }),
    );
    return 0;
  }
  show(terminal, path, shown.kind, extracts, cycleRows(document), sortedProblems(shown.problems));
  return 0;
}

/** What the command line calls a file: what only gates look into is another file to it. */
const kindOf = ({ kind }: Document): string => (["markdown", "cycle", "approval"].includes(kind) ? kind : "other");

/** Where a file lies: relative to the folder it was asked in, else to the nearest folder above that git or Plangate knows. */
async function locate(file: string, folder: string | undefined): Promise<{ root: string; path: string }> {
  const base = await readableFolder(folder ?? ".");
  const full = resolve(base, file);
  if (!existsSync(full)) {
    throw new UsageError(`The file ${file} does not exist.`);
  }
  if (statSync(full).isDirectory()) {
    throw new UsageError(`${file} is a folder; name a file, or use plangate status for a folder.`);
  }
  const way = relative(base, full);
  const inside = !isAbsolute(way) && way !== ".." && !way.startsWith(`..${sep}`);
  const root = inside ? base : rootAbove(dirname(full));
  return { root, path: relative(root, full).split(sep).join("/") };
}

function rootAbove(start: string): string {
  for (let folder = start; dirname(folder) !== folder; folder = dirname(folder)) {
    if (existsSync(join(folder, ".plangate")) || existsSync(join(folder, ".git"))) {
      return folder;
    }
  }
  return start;
}

/** The problems of a `process.yaml`, read with its neighbours; undefined for any other file. */
async function processProblems(
  root: string,
  path: string,
  read: ReturnType<typeof nodePorts>["read"],
): Promise<Problem[] | undefined> {
  if (basename(path) !== "process.yaml") {
    return undefined;
  }
  const under = dirname(path) === "." ? "" : `${dirname(path)}/`;
  const files: Record<string, string> = {};
  for (const name of await readdir(join(root, under))) {
    const result = await read(under + name);
    if (result.kind === "text") {
      files[name] = result.text;
    }
  }
  const folder = under === "" ? "." : under.slice(0, -1);
  const { problems } = loadProcesses([{ folder, origin: "workspace", files }]);
  return problems.map((problem) => ({ ...problem, file: problem.file.replace(/^\.\//, "") }));
}

interface Extracts {
  items: {
    line: number;
    mark: string;
    state: string;
    text: string;
    section: string;
    depth: number;
    source: string;
    work: boolean;
  }[];
  headings: { line: number; level: number; text: string }[];
  fields: { line: number; name: string; value: string }[];
  placeholders: { line: number; text: string }[];
}

function extractsOf(document: Document): Extracts {
  return document.kind === "markdown"
    ? {
        items: itemsOf(document),
        headings: document.headings.map(({ line, level, text }) => ({ line, level, text })),
        fields: document.fields.map(({ line, name, value }) => ({ line, name, value })),
        placeholders: document.placeholders.map(({ line, text }) => ({ line, text })),
      }
    : { items: [], headings: [], fields: [], placeholders: [] };
}

/** The items that carry a box. */
function itemsOf({ items, headings }: MarkdownDocument): Extracts["items"] {
  return items.flatMap(({ box, line, state, text, heading, depth, source, work }) =>
    box ? [{ line, mark: box.mark, state, text, section: headings[heading]?.text ?? "", depth, source, work }] : [],
  );
}

type Cycle = Extract<Document, { kind: "cycle" }>["cycle"];

function cycleJson({ version, status, executionMode, commitTiming, current, gates, units }: Cycle): object {
  return {
    version,
    status,
    executionMode,
    commitTiming,
    current,
    ...(gates.length > 0 && { gates: gates.map(({ id, status: is }) => ({ id, status: is })) }),
    units: units.map(unitJson),
  };
}

function unitJson({ id, title, status, gates, children }: Cycle["units"][number]): object {
  return {
    id,
    title,
    status,
    gates: gates.map((gate) => ({ id: gate.id, status: gate.status })),
    children: children.map(unitJson),
  };
}

/** What a state file records, a row for each unit with its gates. */
function cycleRows(document: Document): string[][] {
  if (document.kind !== "cycle") return [];
  const { version, status, current, gates, units } = document.cycle;
  const gatesOf = (all: Cycle["gates"]): string => all.map(({ id, status: is }) => `${id} ${is || "-"}`).join(", ");
  const rows = (all: Cycle["units"], indent: string): string[][] =>
    all.flatMap((unit) => [
      [`${indent}${unit.id}`, unit.status || "-", gatesOf(unit.gates)],
      ...rows(unit.children, `${indent}  `),
    ]);
  const at = [current.task, current.subtask, current.gate].filter((part) => part !== "").join(" / ");
  return [
    [`version ${version}`, status || "-", at],
    ...(gates.length > 0 ? [["gates", "", gatesOf(gates)]] : []),
    ...rows(units, ""),
  ];
}

function show(
  terminal: Terminal,
  path: string,
  kind: string,
  extracts: Extracts,
  cycle: string[][],
  problems: readonly Problem[],
): void {
  const { items, headings, fields, placeholders } = extracts;
  terminal.out(`${plain(path)}  ${kind}\n`);
  const section = (title: string, rows: string[][]): void => {
    if (rows.length > 0) {
      terminal.out(`\n${title} (${rows.length})\n${columns(rows.map((row) => ["", ...row]))}`);
    }
  };
  section(
    "Headings",
    headings.map(({ line, level, text }) => [`${line}`, "#".repeat(level), plain(text)]),
  );
  section(
    "Boxes",
    items.map(({ line, mark, state, text, work }) => [
      `${line}`,
      `[${plain(mark)}]`,
      state,
      work ? "" : "no work",
      plain(text),
    ]),
  );
  section(
    "Fields",
    fields.map(({ line, name, value }) => [`${line}`, plain(name), plain(value)]),
  );
  section(
    "Placeholders",
    placeholders.map(({ line, text }) => [`${line}`, plain(text)]),
  );
  section(
    "Cycle",
    cycle.map((row) => row.map(plain)),
  );
  section(
    "Problems",
    problems.map(({ severity, line, column, message, code }) => [
      severity,
      `${line}:${column}`,
      `${plain(message)} [${code}]`,
    ]),
  );
}
