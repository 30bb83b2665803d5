import * as z from "zod";
import { t } from "../l10n.ts";
import { blank, inlineSpans } from "../readers/markdown/parser.ts";
import { withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import {
  criterion,
  excerpt,
  type GateContext,
  met,
  notApplicable,
  placeIn,
  type Scope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { type FieldValue, fieldValues } from "./fieldValues.ts";
import { listOf, select, where } from "./select.ts";
import { isChoice, statusOf } from "./status.ts";
import { type Vague, vagueness } from "./vagueness.ts";

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
    const [first, written] = conditionIn(selection.scopes, names);
    if (!first) return notApplicable(t`There is no field "${names[0] ?? ""}"`);
    // What is not written yet is asked for elsewhere; it is not vague.
    if (!written) return notApplicable(t`"${first.field.name}" is not written yet`);
    const text = textOf(written);
    const vague = vagueness(text);
    const place = placeIn(written.scope, written.field);
    if (!vague) return met(excerpt(text), place);
    return unmet(vague.advice(excerpt(vague.claim)), place);
  },
});

/** The first field of these names that states a condition, and the first that has one written. */
function conditionIn(scopes: readonly Scope[], names: readonly string[]): (FieldValue | undefined)[] {
  const values = fieldValues(scopes, names).filter((value) => !isVerdict(value));
  return [values[0], values.find((value) => !value.vacant)];
}

/** The vague condition of a stage, with the field it stands in; undefined where it has none. */
export function vagueCondition(
  params: z.infer<(typeof objective)["schema"]>,
  context: GateContext,
): (Vague & FieldValue) | undefined {
  const selection = select(params, context);
  if (selection.kind !== "scopes") return undefined;
  const [, written] = conditionIn(selection.scopes, listOf(params.field));
  const vague = written && vagueness(textOf(written));
  return written && vague && { ...vague, ...written };
}

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
