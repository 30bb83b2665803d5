import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { select, where } from "./select.ts";

/** Rendered words on a page of running text. */
const PAGE_WORDS = 500;

export const size = criterion({
  name: "size",
  description:
    "A document is no longer than so many pages; a page is 500 rendered words, comments and diagrams not counted.",
  example: "size: {pages: 1.5}",
  schema: z.strictObject({
    ...where,
    pages: z.number().positive().describe("At most so many pages"),
    pageWords: z.number().int().positive().optional().describe("Words on a page, where it is not 500"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const limit = Math.floor(params.pages * (params.pageWords ?? PAGE_WORDS));
    for (const scope of selection.scopes) {
      const { blocks, headings, tables } = scope.document;
      const text = within(scope, blocks).reduce((sum, block) => sum + block.words, 0);
      const titles = [
        ...within(scope, headings).map((heading) => heading.text),
        ...within(scope, tables).flatMap((table) => table.header),
      ];
      const words = titles.reduce((sum, title) => sum + title.split(/\s+/).filter((word) => word !== "").length, text);
      if (words > limit) return unmet(t`${words} words; at most ${limit} (${params.pages} pages)`, startOfScope(scope));
    }
    return met(t`At most ${limit} words`);
  },
});
