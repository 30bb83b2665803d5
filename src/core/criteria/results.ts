import * as z from "zod";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { fold, headingIs } from "../words.ts";
import { criterion, excerpt, met, placeIn, unknown, unmet, within } from "./criterion.ts";
import { listOf, select, where } from "./select.ts";
import { isChoice, statusOf } from "./status.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const results = criterion({
  name: "results",
  description: "Results that are recorded as fields, such as `Tests: pass`, are passes; every field of a name counts.",
  schema: z.strictObject({
    ...where,
    all: z.array(names).min(1).describe("What must have passed; a list gives other names"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    for (const each of params.all) {
      const alternatives = listOf(each);
      const found = selection.scopes.flatMap((scope) =>
        within(scope, scope.document.fields)
          .filter((field) => headingIs(field.name, alternatives))
          .map((field) => ({ field, place: placeIn(scope, field) })),
      );
      if (found.length === 0) return unmet(`No result is recorded for "${alternatives[0]}"`, context.place);
      const bad = found.find(({ field }) => !isPass(field.value));
      if (bad) {
        const value = isVacant(withoutPlaceholders(bad.field.value)) ? "nothing yet" : excerpt(bad.field.value);
        return unmet(`${bad.field.name} is no pass: ${value}`, bad.place);
      }
    }
    return met("Passed");
  },
});

/** Whether a recorded result says that everything passed. What takes it back, or counts a failure, does not. */
export function isPass(value: string): boolean {
  const text = fold(withoutPlaceholders(value)).replace(/^[^\p{L}\p{N}]+/u, "");
  if (isVacant(text) || isChoice(text)) return false;
  // "0 failed", "no errors", "without failures" are the absence of what would take it back.
  const rest = text.replace(
    /(?<![\d.,])(0+|no|none|zero|without)( of \d+)?\s+(\w+\s+)?(fail(ed|s|ing|ures?)?|errors?|warnings?|problems?|issues?|findings?|flaky|broken|red|critical)(?![\p{L}])/gu,
    "clean",
  );
  if (/\b(fail(ed|s|ing|ures?)?|errors?|broken|red|nobody|not|except|but|unless|skipped all)\b/.test(rest))
    return false;
  const share = /^(\d+)\s*(?:\/|of|out of)\s*(\d+)\b/.exec(rest);
  if (share && (share[1] !== share[2] || Number(share[1]) === 0)) return false;
  if (statusOf(rest) === "done") return true;
  return (
    /^(all|every|everything)\b.*\b(pass(ed|es)?|green|ok|clean)\b/.test(rest) ||
    /^[1-9]\d*(\s*(\/|of|out of)\s*\d+)?(\s+\w+){0,2}\s+(pass(ed|es|ing)?|green|ok)\b/.test(rest) ||
    /^(green|clean|passing)\b/.test(rest)
  );
}
