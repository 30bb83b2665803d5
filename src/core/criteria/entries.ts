import type { Cell } from "../document.ts";
import { t } from "../l10n.ts";
import type { Place } from "../problem.ts";
import { fold, headingIs } from "../words.ts";
import { placeIn, type Scope, within } from "./criterion.ts";

/** One row of a table that people fill in, or one section that says the same by fields. */
export interface Entry {
  name: string;
  /** By the first name of each column. */
  values: Record<string, string>;
  place: Place;
}

export type Entries =
  | { kind: "entries"; entries: Entry[]; place: Place }
  | { kind: "missing"; message: string; place?: Place };

/**
 * The real entries of the first table that has all the columns; rows that are only placeholders or examples are left
 * out. Where there is no such table, sections with all but the first column as sub-sections or fields serve the same.
 * @param columns Other names for each column; the first column names the entry.
 */
export function entriesIn(scopes: readonly Scope[], columns: readonly (readonly string[])[]): Entries {
  let nearest: Entries = {
    kind: "missing",
    message: t`There is no table with the columns ${columns.map((names) => names[0]).join(", ")}`,
  };
  for (const scope of scopes) {
    for (const table of within(scope, scope.document.tables)) {
      const indices = columns.map((names) => table.header.findIndex((title) => headingIs(title, names)));
      const lacking = indices.findIndex((index) => index < 0);
      const place = placeIn(scope, table);
      if (lacking < 0) {
        const rows = table.rows.filter((row) => isRealRow(row, indices[0] ?? 0));
        const entries = rows.map((row) => entryOf(scope, row, columns, indices));
        return { kind: "entries", entries, place };
      }
      const has = indices.filter((index) => index >= 0).length;
      if (has * 2 >= columns.length) {
        nearest = { kind: "missing", message: t`The table has no column "${columns[lacking]?.[0] ?? ""}"`, place };
      }
    }
  }
  const blocks = scopes.flatMap((scope) => sectionEntries(scope, columns));
  const first = blocks[0];
  return first ? { kind: "entries", entries: blocks, place: first.place } : nearest;
}

/** A row counts once its first column (a date, a name) and half of its cells say something of their own. */
export function isRealRow(row: readonly Cell[], first = 0): boolean {
  return row[first]?.vacant === false && row.filter((cell) => !cell.vacant).length * 2 > row.length;
}

/** A dash is how people write "none". */
const isDash = (cell: Cell | undefined): boolean => /^[-–—]+$/.test(cell?.text ?? "");

function entryOf(
  scope: Scope,
  row: readonly Cell[],
  columns: readonly (readonly string[])[],
  indices: readonly number[],
): Entry {
  const values: Record<string, string> = {};
  columns.forEach((names, i) => {
    const cell = row[indices[i] ?? -1];
    values[names[0] ?? ""] = cell?.vacant === false || isDash(cell) ? (cell?.text ?? "") : "";
  });
  const first = row[indices[0] ?? 0] ?? row[0];
  return {
    name: values[columns[0]?.[0] ?? ""] ?? "",
    values,
    place: first ? placeIn(scope, first) : placeIn(scope, { line: scope.from }),
  };
}

/** The innermost sections that have a value for every column but the first. */
function sectionEntries(scope: Scope, columns: readonly (readonly string[])[]): Entry[] {
  const { document } = scope;
  const found: (Entry & { from: number; to: number })[] = [];
  document.headings.forEach((heading, index) => {
    if (heading.line < scope.from || heading.line >= scope.to || index === scope.heading) return;
    if (document.placeholders.some((placeholder) => placeholder.line === heading.line)) return;
    const part: Scope = { document, from: heading.line + 1, to: heading.endLine, heading: index };
    const values: Record<string, string> = {};
    for (const names of columns.slice(1)) {
      const value = valueIn(part, names);
      if (value === undefined) return;
      values[names[0] ?? ""] = value;
    }
    values[columns[0]?.[0] ?? ""] = heading.text;
    found.push({ name: heading.text, values, place: placeIn(part, heading), from: heading.line, to: heading.endLine });
  });
  return found.filter((entry, index) => (found[index + 1]?.from ?? Number.POSITIVE_INFINITY) >= entry.to);
}

function valueIn(part: Scope, names: readonly string[]): string | undefined {
  const field = within(part, part.document.fields).find((candidate) => headingIs(candidate.name, names));
  const nested = field && part.document.items.find((item) => item.source === "list" && item.line === field.line);
  if (field && field.value !== "") return field.value;
  if (field && nested) return textBetween(part, nested.line, nested.endLine + 1);
  const heading = part.document.headings.find(
    (candidate) => candidate.line >= part.from && candidate.line < part.to && headingIs(candidate.text, names),
  );
  if (!heading) return undefined;
  return textBetween(part, heading.line, heading.endLine);
}

const textBetween = (part: Scope, from: number, to: number): string =>
  part.document.blocks
    .filter((block) => block.line > from && block.line < to && !block.vacant)
    .map((block) => block.text)
    .join(", ");

/**
 * An entry's name as people mean it: without a leading id (`C1.`, `Capability 4 –`), a suffix in parentheses, and the
 * different ways to write "and".
 */
export function entryKey(name: string): string {
  return fold(name)
    .replace(/\([^()]*\)/g, " ")
    .replace(/^(?:capability|component)?\s*(?:[a-z]?\d+|[a-z])?\s*[.):-]\s+/, "")
    .replace(/^capability\s*:?\s+/, "")
    .replace(/&|\+|\band\b/g, " ")
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
}

/** The short id that an entry's name begins with (`c1`, `4`), if any. */
export const entryId = (name: string): string | undefined =>
  /^(?:capability\s+)?([a-z]?\d+|[a-z])\s*[.):-](?=\s)/.exec(fold(name))?.[1];
