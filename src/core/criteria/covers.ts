import * as z from "zod";
import { criterion, met, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { entriesIn, entryKey } from "./entries.ts";

const column = z.union([z.string(), z.array(z.string()).min(1)]);

export const covers = criterion({
  name: "covers",
  description: "Every entry of another stage's table appears in this document, by name, in a heading or a table cell.",
  schema: z.strictObject({
    stage: z.string().describe("The id of the stage whose entries must appear"),
    columns: z.array(column).min(1).describe("The columns of its table; the first names the entry"),
  }),
  check(params, context) {
    const source = context.stageScopes(params.stage);
    if (source === undefined) return unknown(`Stage ${params.stage} could not be read`, context.place);
    const columns = params.columns.map((names) => (typeof names === "string" ? [names] : names));
    const found = entriesIn(source, columns);
    if (found.kind === "missing")
      return unmet(`Stage ${params.stage} names nothing to cover: ${found.message}`, found.place);
    if (context.scopes.length === 0)
      return unmet(`${context.missing[0] ?? "The document"} does not exist`, context.place);
    const said = context.scopes.flatMap((scope) => [
      ...within(scope, scope.document.headings).map((heading) => heading.text),
      ...within(scope, scope.document.tables).flatMap((table) =>
        table.rows.flatMap((row) => row.map((cell) => cell.text)),
      ),
    ]);
    const texts = said.map(entryKey).filter((text) => text !== "");
    const appears = (name: string): boolean => texts.some((text) => ` ${text} `.includes(` ${name} `));
    const lacking = found.entries.filter((entry) => !appears(entryKey(entry.name)));
    const first = context.scopes[0];
    if (lacking[0] && first) {
      const more = lacking.length > 1 ? ` and ${lacking.length - 1} more` : "";
      return unmet(`"${lacking[0].name}"${more} of stage ${params.stage} does not appear`, startOfScope(first));
    }
    return met(`All ${found.entries.length} entries of stage ${params.stage} appear`);
  },
});
