import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { entriesIn, entryKey } from "./entries.ts";

const column = z.union([z.string(), z.array(z.string()).min(1)]);

export const covers = criterion({
  name: "covers",
  description: "Every entry of another stage's table appears in this document, by name, in a heading or a table cell.",
  example: "covers: {stage: map, columns: [Capability, Scope]}",
  schema: z.strictObject({
    stage: z.string().describe("The id of the stage whose entries must appear"),
    columns: z.array(column).min(1).describe("The columns of its table; the first names the entry"),
  }),
  check(params, context) {
    const source = context.stageScopes(params.stage);
    if (source === undefined) return unknown(t`Stage ${params.stage} could not be read`, context.place);
    const columns = params.columns.map((names) => (typeof names === "string" ? [names] : names));
    const found = entriesIn(source, columns);
    if (found.kind === "missing")
      return unmet(t`Stage ${params.stage} names nothing to cover: ${found.message}`, found.place);
    const [missing] = context.missing;
    if (context.scopes.length === 0)
      return unmet(missing ? t`${missing} does not exist` : t`The document does not exist`, context.place);
    // A heading may say more than the name; a cell must be it, or any remark would do.
    const titles = context.scopes
      .flatMap((scope) => within(scope, scope.document.headings))
      .map(({ text }) => entryKey(text));
    const tables = context.scopes.flatMap((scope) => within(scope, scope.document.tables));
    const cells = new Set(
      tables.flatMap((table) => table.rows.flatMap((row) => row.map(({ text }) => entryKey(text)))),
    );
    const appears = (name: string): boolean =>
      cells.has(name) || titles.some((title) => ` ${title} `.includes(` ${name} `));
    const lacking = found.entries.filter((entry) => !appears(entryKey(entry.name)));
    const first = context.scopes[0];
    if (lacking[0] && first) {
      const [{ name }] = lacking;
      return unmet(
        lacking.length === 1
          ? t`"${name}" of stage ${params.stage} does not appear`
          : t`"${name}" and ${lacking.length - 1} more of stage ${params.stage} does not appear`,
        startOfScope(first),
      );
    }
    return met(t`All ${found.entries.length} entries of stage ${params.stage} appear`);
  },
});
