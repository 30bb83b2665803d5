import * as z from "zod";
import { t } from "../l10n.ts";
import { fold, headingIs } from "../words.ts";
import { absent, criterion, met, placeIn, type Scope, unknown, unmet, within } from "./criterion.ts";
import { didNotHappen } from "./denial.ts";
import { type FieldValue, fieldValues } from "./fieldValues.ts";
import { select, where } from "./select.ts";

export const trials = criterion({
  name: "trials",
  description: "A list or table names so many real cases, and they are of different kinds.",
  example: "trials: {field: [Pilot tasks], min: 3, kinds: {low: [low], high: [high]}, different: 2}",
  schema: z.strictObject({
    ...where,
    field: z.array(z.string()).min(1).describe("The field or the section with the list"),
    min: z.number().int().positive().describe("So many cases at least"),
    kinds: z
      .record(z.string(), z.array(z.string()).min(1))
      .describe("Words by kind; each case is of the first that fits"),
    different: z.number().int().positive().describe("So many kinds at least"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const values = fieldValues(selection.scopes, params.field);
    const sections = selection.scopes.flatMap((scope) => sectionsBelow(scope, params.field));
    const listed = [...values.flatMap(casesOf), ...sections.flatMap(rowsOf)].filter((text) => !didNotHappen(text));
    const cases = [...new Map(listed.map((text) => [fold(text), text])).values()];
    const field = params.field[0] ?? "";
    const [value] = values;
    const [section] = sections;
    if (!value && !section) return absent(t`There is no "${field}"`, context.place);
    const place = value ? placeIn(value.scope, value.field) : section && placeIn(section, { line: section.from });
    if (cases.length < params.min) return unmet(t`${cases.length} of at least ${params.min} in "${field}"`, place);
    const names = Object.entries(params.kinds);
    const kinds = cases.map((text) => kindIn(text, names));
    const plain = kinds.indexOf(undefined);
    if (new Set(kinds.filter((kind) => kind !== undefined)).size >= params.different)
      return met(`${cases.length}: ${[...new Set(kinds.filter((kind) => kind !== undefined))].join(", ")}`, place);
    const wanted = names.map(([name]) => name).join(", ");
    return unmet(
      plain < 0
        ? t`All are ${kinds[0] ?? ""}: at least ${params.different} of ${wanted} are wanted`
        : t`At least ${params.different} of ${wanted} must be said in "${field}"`,
      place,
    );
  },
});

/** The kind that is said first in a text, by whole words. */
function kindIn(text: string, kinds: readonly (readonly [string, readonly string[]])[]): string | undefined {
  for (const word of fold(text).split(/[^\p{L}\p{N}]+/u)) {
    const found = kinds.find(([, words]) => words.includes(word));
    if (found) return found[0];
  }
  return undefined;
}

/** The items right below a field that say something. */
function casesOf({ scope, items }: FieldValue): string[] {
  const depth = Math.min(...items.map((item) => item.depth));
  return items
    .filter((item) => item.depth === depth)
    .filter((item) => scope.document.blocks.some((block) => block.line === item.line && !block.vacant))
    .filter((item) => !scope.document.placeholders.some(({ line }) => line === item.line))
    .map((item) => item.text);
}

const sectionsBelow = (scope: Scope, names: readonly string[]): Scope[] =>
  scope.document.headings.flatMap((heading, index) =>
    heading.line > scope.from && heading.line < scope.to && headingIs(heading.text, names)
      ? [{ document: scope.document, from: heading.line, to: Math.min(heading.endLine, scope.to), heading: index }]
      : [],
  );

/** The rows of a section's tables, or its list items. */
function rowsOf(section: Scope): string[] {
  const rows = within(section, section.document.tables).flatMap((table) =>
    table.rows.filter((row) => row.some((cell) => !cell.vacant)).map((row) => row.map((cell) => cell.text).join(" ")),
  );
  if (rows.length > 0) return rows;
  const { items, blocks, placeholders } = section.document;
  return within(section, items)
    .filter((item) => item.source === "list" && (item.parent < 0 || (items[item.parent]?.line ?? 0) < section.from))
    .filter((item) => blocks.some((block) => block.line === item.line && !block.vacant))
    .filter((item) => !placeholders.some(({ line }) => line === item.line))
    .map((item) => item.text);
}
