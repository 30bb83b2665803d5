import * as z from "zod";
import { t } from "../l10n.ts";
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
    const counted = countedOf(params.of, number, listOf(params.like)[0]);
    const { min = 0, max } = params;
    if (number < min) return unmet(t`${counted}, at least ${min} needed`, place);
    if (max !== undefined && number > max) return unmet(t`${counted}, at most ${max} wanted`, place);
    return met(counted, place);
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
  if (whole.length >= min) return met(t`${whole.length} of ${parts.length}`, whole[0] && startOfScope(whole[0]));
  const part = parts.find((each) => !whole.includes(each));
  const lacking = part && having.find((each) => !holds(part, each));
  const place = part ? startOfScope(part) : context.place;
  if (!part || !lacking) return unmet(t`${countedOf("part", parts.length)}, at least ${min} needed`, place);
  const heading = part.document.headings[part.heading]?.text ?? t`This part`;
  return unmet(lackingOf(lacking.of, heading, wordsOf(listOf(lacking.in)), listOf(lacking.like)[0]), place);
}

/** How many there are, for a message. */
function countedOf(of: (typeof things)[number], number: number, like?: string): string {
  switch (of) {
    case "heading":
      return like === undefined ? t`${number} headings` : t`${number} headings like "${like}"`;
    case "item":
      return like === undefined ? t`${number} list items` : t`${number} list items like "${like}"`;
    case "code":
      return like === undefined ? t`${number} commands` : t`${number} commands like "${like}"`;
    case "part":
      return like === undefined ? t`${number} parts` : t`${number} parts like "${like}"`;
  }
}

/** That a part has nothing of a kind in a section of it. */
function lackingOf(of: "item" | "code", part: string, section: string, like?: string): string {
  if (of === "item")
    return like === undefined
      ? t`"${part}" has no list items under "${section}"`
      : t`"${part}" has no list items like "${like}" under "${section}"`;
  return like === undefined
    ? t`"${part}" has no commands under "${section}"`
    : t`"${part}" has no commands like "${like}" under "${section}"`;
}

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
