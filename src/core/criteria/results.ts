import * as z from "zod";
import { t } from "../l10n.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { fold } from "../words.ts";
import { criterion, excerpt, met, unknown, unmet } from "./criterion.ts";
import { isStillToCome } from "./denial.ts";
import { withoutNoFailures } from "./failures.ts";
import { recordedIn } from "./points.ts";
import { listOf, select, where } from "./select.ts";
import { isChoice, statusOf } from "./status.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const results = criterion({
  name: "results",
  description: "Results that are recorded, such as `Tests: pass`, are passes; every record of a name counts.",
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
      const found = selection.scopes.flatMap((scope) => recordedIn(scope, alternatives));
      if (found.length === 0) return unmet(t`No result is recorded for "${alternatives[0] ?? ""}"`, context.place);
      const bad = found.find(({ value }) => !isPass(value));
      if (bad) {
        const value = isVacant(withoutPlaceholders(bad.value)) ? t`nothing yet` : excerpt(bad.value);
        return unmet(t`${bad.name} is no pass: ${value}`, bad.place);
      }
    }
    return met(t`Everything passed`);
  },
});

/** Whether nothing was run at all: "0 passed, 128 skipped", "no tests found". */
const isOfNothing = (text: string): boolean =>
  /(?<![\d.,])(0+|no|none|zero)( of \d+)? ((tests?|specs?|cases?) )?(pass(ed|es|ing)?|ran(?! into)|run|executed)\b/.test(
    text,
  ) ||
  /(?<![\d.,])(0+|no|zero) (tests?|specs?|cases?)( (were |was )?(found|collected)\b|(?=\s*($|[),;.])))/.test(text) ||
  /\ball( \d+)?( tests| specs| cases)?( were)? skipped\b/.test(text);

/** Whether a recorded result says that everything passed. What takes it back, or counts a failure, does not. */
export function isPass(value: string): boolean {
  // The command in brackets, as in "pass (`pytest -m 'not slow'`)", says nothing on how it went.
  const said = withoutPlaceholders(value).replace(/\(`[^`]*`\)/g, " ");
  const text = fold(said).replace(/^[^\p{L}\p{N}]+/u, "");
  if (isVacant(text) || isChoice(text) || isStillToCome(text) || isOfNothing(text)) return false;
  const rest = withoutNoFailures(text).replace(/\b\d+ (skipped|pending|todo)\b/g, " ");
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
