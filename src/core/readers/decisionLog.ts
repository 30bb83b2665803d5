import { between } from "../between.ts";
import type { Heading, MarkdownDocument } from "../document.ts";
import { fold } from "../words.ts";

/** One entry of a decision log: an attempt at a story, what came of it, what was decided (seed 003, Appendix C). */
export interface LogEntry {
  line: number;
  /** Heading or first line, as written. */
  title: string;
  /** All of the entry's text, to look for tags in. */
  text: string;
  /** ISO 8601 as far as the entry gives it: a date, or a date and a time. */
  at?: string;
  /** By folded name: attempt, result, evidence, decision, next step, runtime, … */
  fields: Record<string, string>;
}

const time = /\b(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}:?\d{2}(?::?\d{2})?)\s*(?:Z|UTC)?)?/;

/**
 * The entries of a decision log, oldest first where all are dated, else as they stand. Four dialects are read: a
 * heading for each entry, with the time in it or in a field; a date heading with one list item for each entry; lines
 * that start with a time; list items alone.
 */
export function entriesOf(document: MarkdownDocument): LogEntry[] {
  let entries = known.get(document);
  if (!entries) {
    entries = readEntries(document);
    known.set(document, entries);
  }
  return entries;
}

/** A log is asked about for every story and criterion: its entries are read once. */
const known = new WeakMap<MarkdownDocument, LogEntry[]>();

function readEntries(document: MarkdownDocument): LogEntry[] {
  const entries: LogEntry[] = [];
  const entryHeadings = outermostHeadings(document);
  for (const heading of entryHeadings) {
    const to = heading.endLine;
    const items = between(document.items, heading.line + 1, to).filter(
      (item) => item.source === "list" && item.parent < 0,
    );
    const dateOnly =
      fold(heading.text)
        .replace(time, "")
        .replace(/[^a-z0-9]/g, "") === "";
    const date = time.exec(heading.text)?.[1];
    if (dateOnly && items.length > 0) {
      for (const item of items) entries.push(entry(document, item.text, item.line, item.endLine + 1, date));
    } else {
      entries.push(entry(document, heading.text, heading.line, to, undefined));
    }
  }
  const firstHeading = entryHeadings[0]?.line ?? Number.POSITIVE_INFINITY;
  for (const block of between(document.blocks, 0, firstHeading)) {
    if (block.kind === "cell" || block.kind === "code") continue;
    block.text.split("\n").forEach((line, index) => {
      const isEntry =
        time.exec(line)?.index === 0 || (block.kind === "item" && (time.test(line) || /^\[[A-Z]+-?\d/i.test(line)));
      if (isEntry) entries.push(entry(document, line, block.line + index, block.line + index + 1, undefined));
    });
  }
  const dated = entries.every((each) => each.at !== undefined);
  return entries.sort((a, b) => (dated ? compare(a.at ?? "", b.at ?? "") : 0) || a.line - b.line);
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The headings that no other entry's section holds; the document's title holds all and is no entry. */
function outermostHeadings(document: MarkdownDocument): Heading[] {
  let end = 0;
  return document.headings.filter((heading) => {
    if (heading.level < 2 || heading.level > 6 || heading.line < end) return false;
    end = heading.endLine;
    return true;
  });
}

function entry(
  document: MarkdownDocument,
  title: string,
  from: number,
  to: number,
  date: string | undefined,
): LogEntry {
  const fields: Record<string, string> = {};
  const blocks = between(document.blocks, from, to);
  const quoted = blocks.filter((block) => block.quoted);
  for (const field of between(document.fields, from, to)) {
    if (quoted.some((block) => field.line >= block.line && field.line <= block.endLine)) continue;
    fields[fold(field.name)] ??= field.value;
  }
  const text = [title, ...blocks.map((block) => block.text)].join("\n");
  const at = timeIn(title, date) ?? timeIn(fields.timestamp ?? fields.date ?? fields.time ?? "", date) ?? date;
  return { line: from, title, text, fields, ...(at === undefined ? {} : { at }) };
}

function timeIn(text: string, date: string | undefined): string | undefined {
  const exact = /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})/.exec(text)?.[0];
  if (exact !== undefined && !Number.isNaN(Date.parse(exact))) return new Date(exact).toISOString();
  const found = time.exec(text);
  if (found) return found[2] ? `${found[1]}T${found[2].replace(/^(\d{2})(\d{2})/, "$1:$2")}` : found[1];
  const clock = date && /\b(\d{2}:\d{2})(?::\d{2})?\s*(?:Z|UTC)\b/.exec(text)?.[1];
  return clock ? `${date}T${clock}` : undefined;
}

/** Whether an entry is about a story: by the tags of its title; where that has none, by tags in brackets in its text. */
export function isTagged(entry: LogEntry, tag: string): boolean {
  const wanted = fold(tag).replace(/[^a-z0-9]/g, "");
  const shape = wanted.replace(/\d.*$/, "");
  const tagsIn = (text: string): string[] =>
    (fold(text).match(/[a-z]+-?\d+[a-z]?/g) ?? [])
      .map((word) => word.replace("-", ""))
      .filter((word) => word.replace(/\d.*$/, "") === shape);
  const own = tagsIn(entry.title);
  if (own.length > 0) return own.includes(wanted);
  return [...fold(entry.text).matchAll(/\[([^\]]*)\]/g)].some((found) => tagsIn(found[1] ?? "").includes(wanted));
}

/** The decision that an entry records: its own field, else a word at the head of its title. */
export function decisionOf(entry: LogEntry): string {
  const field = entry.fields.decision ?? entry.fields["exit decision"];
  return fold(field ?? "");
}

/** The entry says that the story is finished: by its decision; without one, by a title that begins or ends so. */
export function saysDone(entry: LogEntry): boolean {
  const decision = decisionOf(entry);
  if (decision !== "") return /^(done|complete|completed|closed|shipped|exit)\b/.test(decision);
  if (/^(fail|blocked)/.test(fold(entry.fields.result ?? ""))) return false;
  const title = fold(entry.title)
    .replace(/\[[^\]]*\]/g, " ")
    .replace(time, " ")
    .replace(/^[^a-z]+/, "")
    .replace(/^(?:story|s-?\d+\w?)\s+/, "");
  if (/^["']?(done|completed?|finished|closed)\b/.test(title)) return true;
  return (
    /\b(done|completed?|finished|closed)[\s.!]*$/.test(title) &&
    !/\b(be|been|being|not|never|almost|nearly|half|should|must|when)\b/.test(title)
  );
}
