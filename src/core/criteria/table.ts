import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { dependencyFault, drawnFault, drawnIn } from "./dependencies.ts";
import { entriesIn } from "./entries.ts";
import { listOf, select, where } from "./select.ts";

const column = z.union([z.string(), z.array(z.string()).min(1)]);

export const table = criterion({
  name: "table",
  description:
    "A table, or a section for each entry with the same fields, has real rows; dependencies among them hold.",
  example: "table: {columns: [Date, Task, Tests], complete: true}",
  schema: z.strictObject({
    ...where,
    columns: z.array(column).min(1).describe("Columns that must be there; the first names the entry"),
    min: z.number().int().positive().optional().describe("So many real rows at least; 1 by default"),
    complete: z.boolean().optional().describe("Every cell of a real row must say something"),
    dependencies: column.optional().describe("The column that names other entries: no cycle, no unknown name"),
    graphs: column
      .optional()
      .describe(
        "Sections whose Mermaid graphs say the same; one with arrows stands for the column where that is missing",
      ),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const columns = params.columns.map((names) => (typeof names === "string" ? [names] : names));
    const key = listOf(params.dependencies)[0];
    const drawn = drawnIn(selection.scopes, listOf(params.graphs));
    const whole = entriesIn(selection.scopes, columns);
    const hasColumn = whole.kind === "entries" || drawn.length === 0;
    const asked = hasColumn ? columns : columns.filter((names) => names[0] !== key);
    const found = hasColumn ? whole : entriesIn(selection.scopes, asked);
    if (found.kind === "missing") return unmet(found.message, found.place ?? context.place);
    const real = found.entries;
    if (real.length < (params.min ?? 1)) {
      return unmet(t`${real.length} filled rows, at least ${params.min ?? 1} needed`, found.place);
    }
    if (params.complete) {
      for (const entry of real) {
        const empty = asked.find((names) => (entry.values[names[0] ?? ""] ?? "") === "");
        if (empty) return unmet(t`"${entry.name}" says nothing under ${empty[0] ?? ""}`, entry.place);
      }
    }
    const fault = (key !== undefined && hasColumn && dependencyFault(real, key)) || drawnFault(real, drawn);
    if (fault) return unmet(fault.message, fault.place);
    return met(t`${real.length} rows`, found.place);
  },
});
