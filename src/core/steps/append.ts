import * as z from "zod";
import { type Draft, inLineEnds, lineEndOf, offsetOfLine } from "../plan/draft.ts";
import { gapAfter } from "../plan/gap.ts";
import { fillIn } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { pathOf, step, templateOf } from "./step.ts";

export const append = step({
  name: "append",
  description: "Adds a line or a block at the end of a file, or a row to its first table.",
  example: 'append: {file: log.md, row: ["{date}", "{title}", "{result}"]}',
  schema: z.strictObject({
    file: z.string().describe("Path from the feature's folder; with a / in front from the workspace folder"),
    line: z.string().optional().describe("One line, with variables filled in"),
    template: z.string().optional().describe("Or a block from this template"),
    row: z.array(z.string()).optional().describe("Or the cells of a table row"),
    ifExists: z.boolean().optional().describe("Nothing is done where the file is not there"),
  }),
  run({ file, line, template, row, ifExists }, context, draft) {
    const path = pathOf(file, context);
    if (ifExists && !draft.exists(path)) return;
    const old = draft.exists(path) ? draft.text(path) : "";
    const lineEnd = lineEndOf(old);
    if (row) {
      const cells = row.map((cell) => cellOf(fillIn(cell, context.vars)));
      appendRow(path, old, cells, lineEnd, draft);
      return;
    }
    const text = line !== undefined ? `${fillIn(line, context.vars)}\n` : templateOf(template ?? "", context);
    if (old === "" && !draft.exists(path)) draft.create(path, text);
    else
      draft.replace(
        path,
        old.length,
        old.length,
        (template === undefined ? endOf(old, lineEnd) : gapAfter(old, lineEnd)) + inLineEnds(text, lineEnd),
      );
  },
});

/** The line end that a text lacks before a line more. */
const endOf = (old: string, lineEnd: string): string => (old === "" || /[\r\n]$/.test(old) ? "" : lineEnd);

/** A cell never breaks its row. */
const cellOf = (text: string): string => text.replace(/\r\n|\r|\n/g, " ").replaceAll("|", "\\|");

function appendRow(path: string, text: string, cells: string[], lineEnd: string, draft: Draft): void {
  const table = readMarkdown(path, text).tables[0];
  const row = `| ${cells.join(" | ")} |`;
  if (!table) {
    draft.replace(path, text.length, text.length, `${lineEnd}${row}${lineEnd}`);
    return;
  }
  const at = offsetOfLine(text, table.endLine + 1);
  const gap = at > 0 && !/[\r\n]$/.test(text.slice(0, at)) ? lineEnd : "";
  draft.replace(path, at, at, `${gap}${row}${lineEnd}`);
}
