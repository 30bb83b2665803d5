import * as z from "zod";
import { likeAny } from "../words.ts";
import { criterion, met, placeIn, type Scope, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { partsOf, saysSomething } from "./parts.ts";
import { listOf, select, where } from "./select.ts";

const things = ["heading", "item", "code", "part"] as const;

export const count = criterion({
  name: "count",
  description: "There are so many of something: headings, list items, commands, parts of a section.",
  schema: z.strictObject({
    ...where,
    of: z.enum(things).describe("part: sub-headings, else list items, else table rows, that say something"),
    like: z.union([z.string(), z.array(z.string())]).optional(),
    min: z.number().int().nonnegative().optional(),
    max: z.number().int().nonnegative().optional(),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const number = selection.scopes.reduce((sum, scope) => sum + countIn(scope, params.of, listOf(params.like)), 0);
    const first = selection.scopes[0] as Scope;
    const what = params.like === undefined ? nouns[params.of] : `${nouns[params.of]} like "${listOf(params.like)[0]}"`;
    if (number < (params.min ?? 0)) return unmet(`${number} ${what}, at least ${params.min} needed`, startOfScope(first));
    if (params.max !== undefined && number > params.max) {
      return unmet(`${number} ${what}, at most ${params.max} wanted`, startOfScope(first));
    }
    return met(`${number} ${what}`, placeIn(first, { line: Math.max(1, first.from) }));
  },
});

const nouns = { heading: "headings", item: "list items", code: "commands", part: "parts" };

function countIn(scope: Scope, of: (typeof things)[number], patterns: readonly string[]): number {
  const fits = (text: string): boolean => patterns.length === 0 || likeAny(text, patterns);
  switch (of) {
    case "heading":
      return within(scope, scope.document.headings).filter((heading) => fits(heading.text)).length;
    case "item":
      return within(scope, scope.document.blocks).filter((block) => block.kind === "item" && !block.vacant && fits(block.text)).length;
    case "code":
      return within(scope, scope.document.blocks).filter((block) => block.kind !== "cell" && !block.vacant && isCommand(block.text, block.kind)).length;
    case "part":
      return partsOf(scope).filter(saysSomething).length;
  }
}

/** A command: a code block, a code span, or a line that starts with a lower-case word and has an argument. */
const isCommand = (text: string, kind: string): boolean =>
  kind === "code" || /`[^`]+`/.test(text) || /^(?:[^:]{1,40}:\s+)?(?:\.{0,2}\/)?[a-z][\w.-]*(?:\s+[\w./:@"'$=-]+)+/.test(text);
