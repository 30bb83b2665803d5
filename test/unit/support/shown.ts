import {
  type Document,
  type Feature,
  leavesOf,
  type MarkdownDocument,
  readDocument,
  type Snapshot,
} from "../../../src/core/index.ts";
import { sha256 } from "./memory.ts";

/** A text, read as the file of this name. */
export function read(text: string, path = "a.md"): Document {
  const document = readDocument(path, { kind: "text", text, sha256: sha256(text), unsaved: false }, sha256);
  if (!document) throw new Error("A text always gives a document");
  return document;
}

export function readMd(text: string, path = "a.md"): MarkdownDocument {
  const document = read(text, path);
  if (document.kind !== "markdown") throw new Error(`${path} was read as ${document.kind}`);
  return document;
}

/** What was read of a Markdown text, one line for each extract: `3 [x] done: Ship it`. */
export const shown = {
  boxes: ({ items }: MarkdownDocument): string[] =>
    items.flatMap(({ box, line, depth, state, text, source, work }) => {
      const kind = `${source === "list" ? "" : ` ${source}`}${work ? "" : " no-work"}`;
      return box ? [`${line} ${"  ".repeat(depth)}[${box.mark}] ${state}${kind}: ${text}`] : [];
    }),
  headings: ({ headings }: MarkdownDocument): string[] =>
    headings.map(({ line, level, text }) => `${line} ${"#".repeat(level)} ${text}`),
  fields: ({ fields }: MarkdownDocument): string[] =>
    fields.map(({ line, name, value }) => `${line} ${name} = ${value}`),
  placeholders: ({ placeholders }: MarkdownDocument): string[] =>
    placeholders.map(({ line, text }) => `${line} ${text}`),
  links: ({ links }: MarkdownDocument): string[] => links.map(({ line, kind, target }) => `${line} ${kind} ${target}`),
  problems: ({ problems }: Document): string[] =>
    problems.map(({ line, severity, code }) => `${line} ${severity} ${code}`),
};

/** The marks that GitHub shows as check boxes, in order: `" xX"`. */
export const githubMarks = ({ items }: MarkdownDocument): string =>
  items
    .filter(({ source, box }) => source === "list" && box && [" ", "x", "X"].includes(box.mark))
    .map(({ box }) => box?.mark)
    .join("");

/** A document as a fixture's expectation has it: only what there is. */
export function shownDocument(document: Document): Record<string, unknown> {
  if (document.kind === "markdown") {
    const all = {
      headings: shown.headings(document),
      boxes: shown.boxes(document),
      fields: shown.fields(document),
      placeholders: shown.placeholders(document),
      links: shown.links(document),
      tables: document.tables.map(({ line, header, rows }) => `${line} ${header.join(" | ")} (${rows.length})`),
      frontMatter: Object.keys(document.frontMatter ?? {}),
      problems: shown.problems(document),
    };
    return Object.fromEntries(Object.entries(all).filter(([, value]) => value.length > 0));
  }
  const problems = shown.problems(document);
  if (document.kind !== "cycle") return { kind: document.kind, ...(problems.length > 0 ? { problems } : {}) };
  return { ...shownCycle(document), ...(problems.length > 0 ? { problems } : {}) };
}

type CycleDocument = Extract<Document, { kind: "cycle" }>;
type Unit = CycleDocument["cycle"]["units"][number];

function shownCycle({ cycle }: CycleDocument): Record<string, unknown> {
  const { version, status, executionMode, commitTiming, current, gates, units, brokenAt } = cycle;
  const gatesOf = (all: Unit["gates"]): string =>
    all.map(({ id, status: is }) => (is === "" ? id : `${id} ${is}`)).join(", ");
  const unit = ({ id, title, status: is, gates: own, children }: Unit, indent = ""): string[] => [
    `${indent}${[id, title, is].filter((part) => part !== "").join(" · ")}${own.length > 0 ? ` (${gatesOf(own)})` : ""}`,
    ...children.flatMap((child) => unit(child, `${indent}  `)),
  ];
  const { task, subtask, gate } = current;
  return {
    version,
    status,
    modes: [executionMode, commitTiming].filter((each) => each !== "").join(", "),
    current: [task, subtask, gate].join(" / "),
    ...(gates.length > 0 ? { gates: gatesOf(gates) } : {}),
    ...(units.length > 0 ? { units: units.flatMap((each) => unit(each)) } : {}),
    ...(brokenAt === undefined ? {} : { brokenAt }),
  };
}

/** A snapshot as a fixture's expectation has it: every gate with its state, the current one's criteria, every finding. */
export function shownSnapshot({ features, offers, problems }: Snapshot): Record<string, unknown> {
  return {
    features: features.map((feature) => ({
      id: feature.id,
      process: feature.process,
      title: feature.title,
      ...(feature.archived ? { archived: true } : {}),
      ...(feature.done ? { done: true } : {}),
      files: feature.files,
      gates: leavesOf(feature.stages).map(
        ({ path, state, unverified }) => `${path.join("/")} ${state}${unverified ? " unverified" : ""}`,
      ),
      ...(feature.current
        ? { current: feature.current.criteria.map(({ verdict, label }) => `${verdict}: ${label}`) }
        : {}),
      findings: feature.findings.map(
        ({ kind, rule, stage, place }) => `${kind} ${rule ?? "-"} at ${stage}: ${place.file}:${place.line}`,
      ),
      problems: feature.problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
    })),
    offers: offers.map(({ process, path, title }) => `${process} ${path}: ${title}`),
    problems: problems.map(({ code, file, line }) => `${code} ${file}:${line}`),
  };
}

/** A feature in one line: `tasks/x codex-plan`, an archived one in brackets. */
export const shownFeature = ({
  id,
  process,
  archived,
}: Pick<Feature, "id" | "archived"> & { process: string | { id: string } }): string => {
  const line = `${typeof process === "string" ? process : process.id} ${id}`;
  return archived ? `(${line})` : line;
};
