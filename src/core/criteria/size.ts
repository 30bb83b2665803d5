import * as z from "zod";
import { criterion, met, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { select, where } from "./select.ts";

/** Rendered words on a page of running text. */
const PAGE_WORDS = 500;

export const size = criterion({
  name: "size",
  description:
    "A document is no longer than so many pages; a page is 500 rendered words, comments and diagrams not counted.",
  schema: z.strictObject({
    ...where,
    pages: z.number().positive(),
    pageWords: z.number().int().positive().optional().describe("Words on a page, where it is not 500"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const limit = Math.floor(params.pages * (params.pageWords ?? PAGE_WORDS));
    for (const scope of selection.scopes) {
      const words = within(scope, scope.document.blocks).reduce((sum, block) => sum + block.words, 0);
      const headings = within(scope, scope.document.headings).reduce(
        (sum, heading) => sum + heading.text.split(/\s+/).length,
        0,
      );
      if (words + headings > limit) {
        return unmet(`${words + headings} words; at most ${limit} (${params.pages} pages)`, startOfScope(scope));
      }
    }
    return met(`At most ${limit} words`);
  },
});
