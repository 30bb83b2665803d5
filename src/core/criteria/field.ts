import * as z from "zod";
import { headingIs } from "../words.ts";
import { criterion, met, placeIn, unknown, unmet, within } from "./criterion.ts";
import { listOf, select, where } from "./select.ts";
import { type Status, statuses, statusOf } from "./status.ts";

export const field = criterion({
  name: "field",
  description: "A field such as `Status: done` has a value, or a value of a kind.",
  example: "field: {name: Status, is: done}",
  schema: z.strictObject({
    ...where,
    name: z.union([z.string(), z.array(z.string()).min(1)]).describe("The field's name, or all names it goes by"),
    is: z
      .union([z.literal("filled"), z.enum(statuses), z.array(z.enum(statuses))])
      .describe("filled, or what the value must mean"),
    words: z.array(z.string()).optional().describe("Instead of a status: the value must be like one of these"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const names = listOf(params.name);
    for (const scope of selection.scopes) {
      const heading = scope.document.headings[scope.heading];
      const found = within(scope, scope.document.fields).find((candidate) => headingIs(candidate.name, names));
      const block = found && scope.document.blocks.find((candidate) => candidate.line === found.line);
      if (params.is === "filled") {
        const below =
          found &&
          scope.document.items.some(
            (item) =>
              item.source === "list" &&
              item.line === found.line &&
              scope.document.blocks.some(
                (other) => other.line > item.line && other.line <= item.endLine && !other.vacant,
              ),
          );
        if (found && ((found.value !== "" && !block?.vacant) || below))
          return met(`${found.name}: ${found.value}`, placeIn(scope, found));
        if (found) return unmet(`"${found.name}" is empty`, placeIn(scope, found));
        continue;
      }
      const wanted: readonly Status[] = typeof params.is === "string" ? [params.is] : params.is;
      const inHeading = heading ? statusOf(heading.text, "suffix") : undefined;
      // `<yes or no>` says neither.
      const status = (found && !block?.vacant ? statusOf(found.value) : undefined) ?? inHeading;
      if (found === undefined && inHeading === undefined) continue;
      const at = found ?? heading;
      const shown = found ? `${found.name}: ${found.value}` : (heading?.text ?? "");
      if (status !== undefined && wanted.includes(status)) return met(shown, at && placeIn(scope, at));
      return unmet(`${shown === "" ? names[0] : shown}; wanted: ${wanted.join(" or ")}`, at && placeIn(scope, at));
    }
    return unmet(`There is no field "${names[0]}"`, context.place);
  },
});
