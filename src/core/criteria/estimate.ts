import * as z from "zod";
import type { Item } from "../document.ts";
import { t } from "../l10n.ts";
import { headingIs } from "../words.ts";
import {
  criterion,
  excerpt,
  met,
  notApplicable,
  type Outcome,
  placeIn,
  type Scope,
  startOfScope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { durationsIn } from "./duration.ts";
import { fieldValues } from "./fieldValues.ts";
import { listOf, sectionsOf, select, where, wordsOf } from "./select.ts";

export const estimate = criterion({
  name: "estimate",
  description: "Each task has an estimate, and none is larger than a limit in hours or in lines of code.",
  example: 'estimate: {each: "Capability *", items: Tasks, hours: 1, lines: 75}',
  schema: z.strictObject({
    ...where,
    items: z
      .union([z.string(), z.array(z.string()).min(1)])
      .optional()
      .describe("The sections or fields whose list items are the tasks"),
    field: z.array(z.string()).min(1).optional().describe("Instead of tasks: the field with the stage's own estimate"),
    each: z
      .string()
      .optional()
      .describe(
        "Names of sections, each of which must have tasks; without a list of that name, its own list items are the tasks",
      ),
    hours: z.number().positive().describe("The largest estimate that a task may have"),
    lines: z.number().int().positive().optional().describe("Or the most lines of code it may be estimated at"),
  }),
  check(params, context) {
    const selection = select({ file: params.file, whole: params.whole, in: params.in }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    if (params.field) return ofStage(selection.scopes, params.field, params);
    const names = listOf(params.items);
    const parts =
      params.each === undefined
        ? selection.scopes
        : selection.scopes.flatMap((scope) => sectionsOf(scope, listOf(params.each)));
    if (parts.length === 0) return unmet(t`There is no section "${wordsOf(listOf(params.each))}"`, context.place);
    let tasks = 0;
    for (const part of parts) {
      const items = tasksIn(part, names, params.each !== undefined);
      if (items.length === 0)
        return unmet(
          t`There is no task under "${part.document.headings[part.heading]?.text ?? names[0] ?? ""}"`,
          startOfScope(part),
        );
      for (const item of items) {
        const fault = faultOf(item.text, params);
        if (fault) return unmet(fault, placeIn(part, item));
      }
      tasks += items.length;
    }
    return met(t`${tasks} tasks within ${limitOf(params)}`);
  },
});

/** The stage's own estimate, where it gives one. */
function ofStage(scopes: readonly Scope[], names: readonly string[], limit: Limit): Outcome {
  const value = fieldValues(scopes, names).find((each) => !each.vacant);
  if (!value) return notApplicable(t`There is no estimate`);
  const { scope, field } = value;
  const { hours } = figuresIn(field.value);
  if (hours.length === 0)
    return unmet(t`No duration in "${field.name}: ${excerpt(field.value)}"`, placeIn(scope, field));
  if (hours.every((each) => each <= limit.hours)) return met(`${field.name}: ${field.value}`, placeIn(scope, field));
  return unmet(
    t`${field.name}: ${excerpt(field.value)} is more than ${limitOf(limit)}: split the stage`,
    placeIn(scope, field),
  );
}

/** What is wrong with a task's estimate, if anything. The largest figure counts, of those in brackets where there are any. */
function faultOf(text: string, limit: Limit): string | undefined {
  const groups = [...text.matchAll(/[([]([^()[\]]*)[)\]]/g)].map((group) => figuresIn(group[1] ?? ""));
  const stated = groups.filter((figures) => figures.hours.length > 0 || figures.lines.length > 0);
  const { hours, lines } = (stated.length > 0 ? stated : [figuresIn(text)]).reduce((all, each) => ({
    hours: [...all.hours, ...each.hours],
    lines: [...all.lines, ...each.lines],
  }));
  if (hours.length === 0 && (lines.length === 0 || limit.lines === undefined)) return t`No estimate: ${excerpt(text)}`;
  const isSmall =
    (hours.length > 0 && hours.every((each) => each <= limit.hours)) ||
    (lines.length > 0 && lines.every((each) => limit.lines !== undefined && each <= limit.lines));
  return isSmall ? undefined : t`Larger than ${limitOf(limit)}: ${excerpt(text)}`;
}

function figuresIn(text: string): { hours: number[]; lines: number[] } {
  return {
    hours: durationsIn(text).map((seconds) => seconds / 3600),
    lines: [...text.matchAll(/(\d[\d,.]*)\s*(?:loc|lines?)\b/gi)].map((found) =>
      Number((found[1] ?? "").replace(/[,.]/g, "")),
    ),
  };
}

/** The tasks of a part: the outermost items of its task lists; else, where asked for, of the part itself. */
function tasksIn(part: Scope, names: readonly string[], orOwn: boolean): Item[] {
  const named = [...sectionsOf(part, names), ...fieldLists(part, names)];
  const lists = named.length > 0 || !orOwn ? named : [part];
  const { items, fields } = part.document;
  // `- Rollout: …` is no task; `- [ ] Migration: …` is one.
  const isField = (item: Item): boolean => item.box === undefined && fields.some((field) => field.line === item.line);
  return lists.flatMap((list) =>
    within(list, items).filter((item) => {
      const parent = items[item.parent];
      const isNested = parent !== undefined && parent.line > list.from;
      return item.source === "list" && item.line !== list.from && !isNested && !isField(item);
    }),
  );
}

/** The lists nested under `- Tasks:` fields. */
function fieldLists(scope: Scope, names: readonly string[]): Scope[] {
  return within(scope, scope.document.fields).flatMap((field) => {
    const item = scope.document.items.find((candidate) => candidate.source === "list" && candidate.line === field.line);
    return item && headingIs(field.name, names)
      ? [{ document: scope.document, from: item.line, to: item.endLine + 1, heading: -1 }]
      : [];
  });
}

interface Limit {
  hours: number;
  lines?: number | undefined;
}

const limitOf = ({ hours, lines }: Limit): string =>
  lines === undefined ? t`${hours} h` : t`${hours} h or ${lines} lines`;
