import * as z from "zod";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import type { Place } from "../problem.ts";
import { headingIs } from "../words.ts";
import {
  absent,
  criterion,
  met,
  type Outcome,
  placeIn,
  type Scope,
  startOfScope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { deniesIt } from "./denial.ts";
import { fieldValues } from "./fieldValues.ts";
import { listOf, select, where } from "./select.ts";
import { isChoice, type Status, statuses, statusOf } from "./status.ts";

export const field = criterion({
  name: "field",
  description: "A field such as `Status: done` has a value, or a value of a kind.",
  example: "field: {name: Status, is: done}",
  schema: z.strictObject({
    ...where,
    name: z.union([z.string(), z.array(z.string()).min(1)]).describe("The field's name, or all names it goes by"),
    is: z
      .union([z.enum(["filled", "given"]), z.enum(statuses), z.array(z.enum(statuses))])
      .optional()
      .describe(
        "filled; given, which none, pending or not yet are not; or what the value must mean; without it and `not`, the field only has to be there",
      ),
    called: z.string().optional().describe("What people read instead of the status that is wanted"),
    not: z
      .union([z.enum(statuses), z.array(z.enum(statuses))])
      .optional()
      .describe("What the value must not mean"),
    later: z.literal(true).optional().describe("Asked of the stages behind this one as well (filled only)"),
    heading: z.literal(false).optional().describe("What the stage's heading says does not count as this field"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const names = listOf(params.name);
    if (params.later) return filledEverywhere([...selection.scopes, ...context.later()], names, context.place);
    for (const scope of selection.scopes) {
      const heading = scope.document.headings[scope.heading];
      const found = within(scope, scope.document.fields).find(
        (candidate) => !candidate.quoted && headingIs(candidate.name, names),
      );
      if (params.is === "filled" || params.is === "given") {
        const value = found && fieldValues([scope], [found.name])[0];
        const isUnwanted = listOf(params.not).some((status) => status === statusOf(found?.value ?? ""));
        if (found && isUnwanted) return unmet(`${found.name}: ${found.value}`, placeIn(scope, found));
        if (found && params.is === "given" && deniesIt(found.value))
          return unmet(t`${found.name}: "${found.value}" says that there is none yet`, placeIn(scope, found));
        if (found && value && !value.vacant && !isChoice(found.value))
          return met(`${found.name}: ${found.value}`, placeIn(scope, found));
        if (found) return unmet(t`"${found.name}" is empty`, placeIn(scope, found));
        continue;
      }
      if (params.is === undefined && params.not === undefined && found) return met(found.name, placeIn(scope, found));
      const wanted = listOf(params.is) as readonly Status[];
      const unwanted = listOf(params.not) as readonly Status[];
      const inHeading = heading && params.heading !== false ? statusOf(heading.text, "suffix") : undefined;
      // `<yes or no>` says neither.
      const block = found && scope.document.blocks.find((candidate) => candidate.line === found.line);
      const status = (found && !block?.vacant ? statusOf(found.value) : undefined) ?? inHeading;
      if (found === undefined && inHeading === undefined) continue;
      const at = found ?? heading;
      const shown = found ? `${found.name}: ${found.value}` : (heading?.text ?? "");
      if (status !== undefined && unwanted.includes(status)) return unmet(shown, at && placeIn(scope, at));
      if (params.not !== undefined && params.is === undefined) return met(shown, at && placeIn(scope, at));
      if (status !== undefined && wanted.includes(status)) return met(shown, at && placeIn(scope, at));
      return unmet(
        t`${shown === "" ? (names[0] ?? "") : shown}; wanted: ${params.called ?? either(wanted)}`,
        at && placeIn(scope, at),
      );
    }
    if (params.not !== undefined && params.is === undefined) return met(t`There is no field "${names[0] ?? ""}"`);
    return absent(t`There is no field "${names[0] ?? ""}"`, context.place);
  },
});

/** Whether each of the stages has the field and says something in it. */
function filledEverywhere(scopes: readonly Scope[], names: readonly string[], place: Place): Outcome {
  const all = scopes.map((scope) => ({ scope, value: fieldValues([scope], names)[0] }));
  const lacking = all.find(({ value }) => !value || value.vacant);
  if (!lacking) return met(t`${all.length} of ${all.length}`);
  const { scope, value } = lacking;
  const title = scope.document.headings[scope.heading]?.text ?? t`A stage`;
  if (value) return unmet(t`${title}: "${value.field.name}" is empty`, placeIn(scope, value.field));
  const none = all.every((each) => each.value === undefined);
  const message = t`${title} has no field "${names[0] ?? ""}"`;
  return none ? absent(message, place) : unmet(message, startOfScope(scope));
}
