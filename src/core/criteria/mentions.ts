import * as z from "zod";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import { fold } from "../words.ts";
import { criterion, met, type Scope, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { isStillToCome } from "./denial.ts";
import { saysSomething, selectParts } from "./parts.ts";
import { listOf, select, where } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const mentions = criterion({
  name: "mentions",
  description: "A section, or each part of it, speaks of everything it should.",
  example: "mentions: {in: Verification, all: [[unit, integration], load]}",
  schema: z.strictObject({
    ...where,
    all: z.array(names).min(1).describe("Words that must occur; a list gives other words for one thing"),
    happened: z
      .literal(true)
      .optional()
      .describe("A word counts only where it is neither denied (without jitter) nor still to come (jitter planned)"),
    each: z.literal("part").optional().describe("Each part of the section (sub-heading, list item, row) must"),
    parts: z.array(z.string()).optional().describe("Sections that are parts by their own names, such as Option *"),
    or: z.array(z.string()).optional().describe("Sections where the words may stand instead, once for all parts"),
  }),
  check(params, context) {
    const selection = params.each ? selectParts(params, params.parts ?? [], context) : select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const elsewhere = params.or ? select({ file: params.file, in: params.or }, context) : undefined;
    const shared = elsewhere?.kind === "scopes" ? elsewhere.scopes.map(textOf).join("\n") : "";
    const parts = params.each ? selection.scopes.filter(saysSomething) : selection.scopes;
    if (parts.length === 0) return unmet(t`The section says nothing yet`, context.place);
    for (const part of parts) {
      const text = `${textOf(part)}\n${shared}`;
      const speaksOf = (word: string): boolean =>
        params.happened ? linesOf(part).some((line) => saysThat(line, word)) : occurs(text, word);
      const lacking = params.all.find((words) => !(typeof words === "string" ? [words] : words).some(speaksOf));
      if (lacking === undefined) continue;
      const heading = part.document.headings[part.heading];
      const what = either(listOf(lacking).slice(0, 3));
      return unmet(
        heading ? t`Nothing is said about ${what} in "${heading.text}"` : t`Nothing is said about ${what}`,
        startOfScope(part),
      );
    }
    return met(t`Everything is mentioned`);
  },
});

/** What a part says: its heading, its fields with a value and its text, without what is vacant. */
function textOf(part: Scope): string {
  const heading = part.document.headings[part.heading]?.text ?? "";
  const below = within(part, part.document.headings).map((other) => other.text);
  const header = within(part, part.document.tables).flatMap((table) => table.header);
  const blocks = within(part, part.document.blocks)
    .filter((block) => !block.vacant)
    .map((block) => block.text);
  return fold([heading, ...below, ...header, ...blocks].join("\n"));
}

/** What a part says, line by line: a row's cells are one line. */
function linesOf(part: Scope): string[] {
  const lines = new Map<number, string[]>();
  for (const { line, text, vacant } of within(part, part.document.blocks)) {
    if (!vacant) lines.set(line, [...(lines.get(line) ?? []), text]);
  }
  return [...lines.values()].map((texts) => fold(texts.join(": ")));
}

const denied =
  /\b(without|no|not|never|lack(s|ing)?|missing)( (any|an?|the|with|in|using|random|pause|delay|wait|order|added))* ?\(?$/;
const deniedBehind = /^\p{L}*\)?\s*[:=]?\s*((is|are|was|were) )?(none|no|off|disabled|not|never|missing|skipped)\b/u;

/** Whether a line says of a word that it was so, in a clause that neither denies it nor leaves it for later. */
function saysThat(line: string, word: string): boolean {
  return line.split(/[,;]|\.(?=\s|$)/).some((clause) => {
    const at = clause.indexOf(fold(word));
    if (at < 0 || !occurs(clause, word) || isStillToCome(clause)) return false;
    return !denied.test(clause.slice(0, at)) && !deniedBehind.test(clause.slice(at + fold(word).length));
  });
}

/** A word at a word's start: `ops` occurs in "Ops:" and in "operations" only when that is asked for. */
function occurs(text: string, word: string): boolean {
  const wanted = fold(word);
  for (let at = text.indexOf(wanted); at >= 0; at = text.indexOf(wanted, at + 1)) {
    if (!/[\p{L}\p{N}]/u.test(text[at - 1] ?? " ")) return true;
  }
  return false;
}
