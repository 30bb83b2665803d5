import * as z from "zod";
import { blank, inlineSpans } from "../readers/markdown/parser.ts";
import { withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { criterion, excerpt, met, notApplicable, placeIn, unknown, unmet, within } from "./criterion.ts";
import { type FieldValue, fieldValues } from "./fieldValues.ts";
import { listOf, select, where } from "./select.ts";
import { isChoice, statusOf } from "./status.ts";
import { vagueness } from "./vagueness.ts";

export const objective = criterion({
  name: "objective",
  description: "A condition is one that somebody else can check with the same result; a vague one gets a rewrite.",
  example: "objective: {field: Acceptance gate}",
  schema: z.strictObject({
    ...where,
    field: z.union([z.string(), z.array(z.string()).min(1)]).describe("The field with the condition"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const names = listOf(params.field);
    const values = fieldValues(selection.scopes, names).filter((value) => !isVerdict(value));
    const [first] = values;
    if (!first) return notApplicable(`There is no field "${names[0]}"`);
    const written = values.find((value) => !value.vacant);
    // What is not written yet is asked for elsewhere; it is not vague.
    if (!written) return notApplicable(`"${first.field.name}" is not written yet`);
    const text = textOf(written);
    const vague = vagueness(text);
    const place = placeIn(written.scope, written.field);
    if (!vague) return met(excerpt(text), place);
    return unmet(`“${excerpt(vague.claim)}” ${vague.fault}. Rather: ${vague.rewrite}`, place);
  },
});

/** `Acceptance gate: pass / fail` says how it went, not what is asked. */
const isVerdict = ({ field }: FieldValue): boolean =>
  isChoice(field.value) || (statusOf(field.value) !== undefined && field.value.trim().split(/\s+/).length <= 2);

/** All that a field says, one claim a line: its value, and the items below it. */
function textOf({ scope, field, to, items }: FieldValue): string {
  const below = within({ ...scope, from: field.line + 1, to }, scope.document.blocks)
    .filter((block) => block.kind === "item" && items.some((item) => item.line === block.line))
    .map((block) => block.text);
  return [field.value, ...below]
    .map((text) => withoutPlaceholders(text).trim())
    .filter((text) => blank(text, inlineSpans(text)).trim() !== "" || text.includes("`"))
    .join("\n");
}
