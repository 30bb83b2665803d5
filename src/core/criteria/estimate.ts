import * as z from "zod";
import { criterion, excerpt, met, placeIn, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { durationsIn } from "./duration.ts";
import { listOf, sectionsOf, select, where } from "./select.ts";

export const estimate = criterion({
  name: "estimate",
  description: "Each task has an estimate, and none is larger than a limit in hours or in lines of code.",
  schema: z.strictObject({
    ...where,
    items: z.union([z.string(), z.array(z.string()).min(1)]).describe("The sections or fields whose list items are the tasks"),
    under: z.union([z.string(), z.array(z.string()).min(1)]).optional().describe("Where there is no such section: the sections whose own list items are the tasks"),
    hours: z.number().positive(),
    lines: z.number().int().positive().optional(),
  }),
  check(params, context) {
    const selection = select({ file: params.file, in: params.in }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const names = listOf(params.items);
    const first = selection.scopes[0];
    let tasks = 0;
    for (const scope of selection.scopes) {
      const named = [...sectionsOf(scope, names), ...fieldLists(scope, names)];
      const lists = named.length > 0 ? named : sectionsOf(scope, listOf(params.under));
      for (const list of lists) {
        for (const item of within(list, scope.document.items)) {
          if (item.source !== "list" || item.line === list.from) continue;
          const parent = scope.document.items[item.parent];
          if ((parent && parent.line > list.from) || isField(scope, item.line)) continue;
          tasks++;
          const hours = durationsIn(item.text).map((seconds) => seconds / 3600);
          const lines = [...item.text.matchAll(/(\d+)\s*(?:loc|lines?)\b/gi)].map((found) => Number(found[1]));
          const place = placeIn(scope, item);
          if (hours.length === 0 && (lines.length === 0 || params.lines === undefined)) {
            return unmet(`No estimate: ${excerpt(item.text)}`, place);
          }
          const small = hours.some((each) => each <= params.hours) || lines.some((each) => params.lines !== undefined && each <= params.lines);
          if (!small) return unmet(`Larger than ${limitOf(params)}: ${excerpt(item.text)}`, place);
        }
      }
    }
    if (tasks > 0) return met(`${tasks} tasks within ${limitOf(params)}`);
    return unmet(`There is no task under "${names[0]}"`, first && startOfScope(first));
  },
});

/** A field such as `- Rollout: …` is no task. */
const isField = (scope: Section, line: number): boolean => scope.document.fields.some((field) => field.line === line);

type Section = ReturnType<typeof sectionsOf>[number];

/** The lists nested under `- Tasks:` fields. */
function fieldLists(scope: Section, names: readonly string[]): Section[] {
  return within(scope, scope.document.fields).flatMap((field) => {
    const item = scope.document.items.find((candidate) => candidate.source === "list" && candidate.line === field.line);
    const isNamed = names.some((name) => name.toLowerCase() === field.name.toLowerCase());
    return item && isNamed ? [{ document: scope.document, from: item.line, to: item.endLine + 1, heading: -1 }] : [];
  });
}

const limitOf = (params: { hours: number; lines?: number | undefined }): string =>
  params.lines === undefined ? `${params.hours} h` : `${params.hours} h or ${params.lines} lines`;
