import * as z from "zod";
import { likeAny } from "../words.ts";
import {
  criterion,
  type GateContext,
  met,
  type Outcome,
  type Scope,
  startOfScope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { saysSomething, selectParts } from "./parts.ts";
import { listOf, sectionsOf, select, where, wordsOf } from "./select.ts";

const things = ["heading", "item", "code", "part"] as const;

const inside = z.strictObject({
  of: z.enum(["item", "code"]).describe("What a part must hold"),
  in: z.union([z.string(), z.array(z.string())]).describe("The section of the part that must hold it"),
  like: z
    .union([z.string(), z.array(z.string())])
    .optional()
    .describe("Only what is like one of these"),
});

export const count = criterion({
  name: "count",
  description: "There are so many of something: headings, list items, commands, parts of a section.",
  example: 'count: {of: heading, in: User Stories, like: ["Story *"], min: 1}',
  schema: z.strictObject({
    ...where,
    of: z.enum(things).describe("part: sub-headings, else list items, else table rows, that say something"),
    like: z
      .union([z.string(), z.array(z.string())])
      .optional()
      .describe("Only those like one of these patterns"),
    min: z.number().int().nonnegative().optional().describe("At least so many"),
    max: z.number().int().nonnegative().optional().describe("At most so many"),
    parts: z.array(z.string()).optional().describe("Sections that are parts by their own names, such as Option *"),
    having: z.array(inside).optional().describe("Only parts count that hold something of each of these"),
  }),
  check(params, context) {
    const isOfParts = params.of === "part";
    const selection = isOfParts ? selectParts(params, params.parts ?? [], context) : select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    if (params.having) return countHaving(selection.scopes, params.having, params.min ?? 1, context);
    const number = selection.scopes.reduce((sum, scope) => sum + countIn(scope, params.of, listOf(params.like)), 0);
    const first = selection.scopes[0];
    const place = first ? startOfScope(first) : context.place;
    const what = params.like === undefined ? nouns[params.of] : `${nouns[params.of]} like "${listOf(params.like)[0]}"`;
    if (number < (params.min ?? 0)) return unmet(`${number} ${what}, at least ${params.min} needed`, place);
    if (params.max !== undefined && number > params.max) {
      return unmet(`${number} ${what}, at most ${params.max} wanted`, place);
    }
    return met(`${number} ${what}`, place);
  },
});

/** Whether so many parts each hold something of everything that is asked for. */
function countHaving(
  parts: readonly Scope[],
  having: readonly z.infer<typeof inside>[],
  min: number,
  context: GateContext,
): Outcome {
  const holds = (part: Scope, { of, in: names, like }: z.infer<typeof inside>): boolean =>
    sectionsOf(part, listOf(names)).some((section) => countIn(section, of, listOf(like)) > 0);
  const whole = parts.filter((part) => having.every((each) => holds(part, each)));
  if (whole.length >= min) return met(`${whole.length} of ${parts.length}`, whole[0] && startOfScope(whole[0]));
  const part = parts.find((each) => !whole.includes(each));
  const lacking = part && having.find((each) => !holds(part, each));
  const place = part ? startOfScope(part) : context.place;
  if (!part || !lacking) return unmet(`${parts.length} parts, at least ${min} needed`, place);
  const heading = part.document.headings[part.heading]?.text ?? "This part";
  const what =
    lacking.like === undefined ? nouns[lacking.of] : `${nouns[lacking.of]} like "${listOf(lacking.like)[0]}"`;
  return unmet(`"${heading}" has no ${what} under "${wordsOf(listOf(lacking.in))}"`, place);
}

const nouns = { heading: "headings", item: "list items", code: "commands", part: "parts" };

function countIn(scope: Scope, of: (typeof things)[number], patterns: readonly string[]): number {
  const isTemplate = (line: number): boolean => scope.document.placeholders.some((each) => each.line === line);
  const fits = (text: string): boolean => patterns.length === 0 || likeAny(text, patterns);
  switch (of) {
    case "heading":
      return within(scope, scope.document.headings).filter((heading) => fits(heading.text)).length;
    case "item":
      return within(scope, scope.document.blocks).filter(
        (block) => block.kind === "item" && !block.vacant && !isTemplate(block.line) && fits(block.text),
      ).length;
    case "code":
      return within(scope, scope.document.blocks).filter(
        (block) => block.kind !== "cell" && !block.vacant && isCommand(block.text, block.kind),
      ).length;
    case "part":
      return saysSomething(scope) ? 1 : 0;
  }
}

/** A command: a code block, a code span that is no placeholder, or a line that starts with a program and an argument. */
function isCommand(text: string, kind: string): boolean {
  if (kind === "code") return true;
  const spans = [...text.matchAll(/`+([^`]+)`+/g)].map((match) => match[1]?.trim() ?? "");
  if (spans.some((span) => !/^<[^<>]*>$/.test(span))) return true;
  return /^(?:[^:]{1,40}:\s+)?(?:\.{0,2}\/)?[a-z][\w.-]*(?:\s+[\w./:@"'$=-]+)+/.test(text);
}
