import * as z from "zod";
import { t } from "../l10n.ts";
import { headingIs } from "../words.ts";
import { criterion, excerpt, met, placeIn, quoted, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { select, where } from "./select.ts";

export const filled = criterion({
  name: "filled",
  description: "The documents or sections have text of their own, and no placeholder is left in them.",
  example: "filled: {in: Overview}",
  schema: z.strictObject({
    ...where,
    empty: z.literal(true).optional().describe("No text is asked for, only that no placeholder is left"),
    except: z.array(z.string()).optional().describe("Sections that may stay as they are"),
  }),
  check(params, context) {
    if (params.file === undefined && context.missing[0] !== undefined) {
      return unmet(t`${context.missing[0]} does not exist`, context.place);
    }
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const except = params.except ?? [];
    for (const scope of selection.scopes) {
      const { headings, blocks, placeholders } = scope.document;
      const spared = headings.filter((heading) => headingIs(heading.text, except));
      const counts = (line: number): boolean =>
        !spared.some((heading) => line >= heading.line && line < heading.endLine);
      if (!params.empty && !within(scope, blocks).some((block) => !block.vacant && counts(block.line))) {
        return unmet(t`${nameOfScope(scope)} has no text yet`, startOfScope(scope));
      }
      const left = within(scope, placeholders).filter(({ line }) => counts(line));
      const first = left[0];
      if (first) {
        const text = excerpt(first.text);
        return left.length === 1
          ? unmet(t`A placeholder is left: ${text}`, placeIn(scope, first))
          : unmet(t`A placeholder is left: ${text} and ${left.length - 1} more`, placeIn(scope, first));
      }
    }
    return met(t`Filled in`);
  },
});

const nameOfScope = (scope: Parameters<typeof startOfScope>[0]): string => {
  const heading = scope.document.headings[scope.heading];
  return heading ? quoted(heading.text) : scope.document.path;
};
