import * as z from "zod";
import { isRealRow } from "../criteria/entries.ts";
import type { MarkdownDocument, Table } from "../document.ts";
import { t } from "../l10n.ts";
import { type Draft, lineEndOf, offsetOfLine, refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { headingIs } from "../words.ts";
import { pathOf, type StepContext, step } from "./step.ts";

const column = z.strictObject({
  names: z.array(z.string()).min(1).describe("What the column may be called; the first name heads a new table"),
  value: z.string().describe("What the row says there, with variables filled in"),
});

export const row = step({
  name: "row",
  description:
    "Adds a row to the table of a document, each value under the column that means it, whatever that is called.",
  schema: z.strictObject({
    file: z.string().optional().describe("The document; the stage's own where it is left out"),
    columns: z.array(column).min(1).describe("The first one names the row"),
  }),
  run({ file, columns }, context, draft) {
    const path = file === undefined ? ownPath(context, draft) : pathOf(file, context);
    const text = draft.text(path);
    const cells = columns.map(({ names, value }) => ({ names, text: cellOf(fillIn(value, context.vars)) }));
    const table = tableIn(
      readMarkdown(path, text),
      cells.map(({ names }) => names),
    );
    const line = table ? addTo(table, path, text, cells, draft) : addTable(path, text, cells, draft);
    draft.follow({ kind: "open", path, line });
  },
});

interface Value {
  names: readonly string[];
  text: string;
}

/** The first document of the stage that there is. */
function ownPath({ stage }: StepContext, draft: Draft): string {
  const made = stage?.artifacts.find(({ path }) => draft.exists(path));
  if (made) return made.path;
  const missing = stage?.artifacts[0]?.path;
  const message =
    missing === undefined
      ? t`The stage has no document yet: advance past the stage before it, then log.`
      : t`There is no ${missing} yet: advance past the stage before it, then log.`;
  return draft.stop(refuse("unknown", message));
}

/** The table that holds such rows: the first one with a column of the first name and of at least half of all. */
function tableIn(
  document: Pick<MarkdownDocument, "tables">,
  columns: readonly (readonly string[])[],
): Table | undefined {
  const fitting = (table: Table): number =>
    columns.filter((names) => table.header.some((title) => headingIs(title, names))).length;
  return document.tables.find(
    ({ header, ...table }) =>
      header.some((title) => headingIs(title, columns[0] ?? [])) && fitting({ header, ...table }) * 2 >= columns.length,
  );
}

/** Adds the row after the last real one (before the first, where the newest stands first). Gives its line. */
function addTo(table: Table, path: string, text: string, values: readonly Value[], draft: Draft): number {
  const lineEnd = lineEndOf(text);
  const written = `| ${cellsFor(table, values).join(" | ")} |`;
  const first = table.header.findIndex((title) => headingIs(title, values[0]?.names ?? []));
  const real = table.rows.filter((cells) => isRealRow(cells, first));
  const lineOf = (cells: Table["rows"][number] | undefined): number | undefined => cells?.[0]?.line;
  // A row of the template, nothing but placeholders, is what the first entry is written over.
  const blank = real.length === 0 ? table.rows.find((cells) => cells.every((cell) => cell.vacant)) : undefined;
  const blankLine = lineOf(blank);
  if (blankLine !== undefined) {
    const from = offsetOfLine(text, blankLine);
    const line = text.slice(from, offsetOfLine(text, blankLine + 1));
    draft.replace(path, from, from + line.replace(/[\r\n]+$/, "").length, written);
    return blankLine;
  }
  const name = (cells: Table["rows"][number] | undefined): string => cells?.[first]?.text ?? "";
  const isNewestFirst = real.length > 1 && name(real[0]) > name(real.at(-1)) && /^\d{4}-\d\d-\d\d/.test(name(real[0]));
  const after = isNewestFirst ? (lineOf(real[0]) ?? 0) - 1 : (lineOf(real.at(-1)) ?? table.line + 1);
  const at = offsetOfLine(text, after + 1);
  const gap = at > 0 && !/[\r\n]$/.test(text.slice(0, at)) ? lineEnd : "";
  draft.replace(path, at, at, gap + written + lineEnd);
  return after + 1;
}

/** A cell for each column of the table; a value that no column means is said by name in the last one that has a value. */
function cellsFor(table: Table, values: readonly Value[]): string[] {
  const cells = table.header.map(() => "");
  const lost: Value[] = [];
  let last = 0;
  for (const value of values) {
    const index = columnOf(table, value.names, cells);
    if (index < 0) lost.push(value);
    else {
      cells[index] = value.text;
      last = Math.max(last, index);
    }
  }
  for (const { names, text } of lost) if (text !== "") cells[last] = `${cells[last]}; ${names[0]}: ${text}`;
  return cells;
}

/** The free column that a name means; earlier names count before later ones. */
function columnOf(table: Table, names: readonly string[], cells: readonly string[]): number {
  for (const name of names) {
    const index = table.header.findIndex((title, at) => cells[at] === "" && headingIs(title, [name]));
    if (index >= 0) return index;
  }
  return -1;
}

function addTable(path: string, text: string, values: readonly Value[], draft: Draft): number {
  const lineEnd = lineEndOf(text);
  const rowOf = (cells: readonly string[]): string => `| ${cells.join(" | ")} |${lineEnd}`;
  const ended = text === "" || /[\r\n]$/.test(text) ? "" : lineEnd;
  const lead = text === "" ? "" : ended + lineEnd;
  const head = rowOf(values.map(({ names }) => names[0] ?? "")) + rowOf(values.map(() => "---"));
  draft.replace(path, text.length, text.length, lead + head + rowOf(values.map((value) => value.text)));
  return (text + lead + head).split(/\r\n|\r|\n/).length;
}

/** A cell never breaks its row, and nothing in it opens a comment. */
const cellOf = (text: string): string =>
  text
    .replace(/\s*[\r\n]\s*/g, "; ")
    .replace(/(?<!\\)\|/g, "\\|")
    .replaceAll("<!--", "&lt;!--")
    .trim();
