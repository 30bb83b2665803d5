import * as z from "zod";
import { t } from "../l10n.ts";
import { likeAny } from "../words.ts";
import { criterion, met, unmet } from "./criterion.ts";
import { listOf } from "./select.ts";

const said = (name: string, value: string | undefined): string =>
  value === undefined ? t`${name}: none` : `${name}: ${value}`;

const patterns = z.record(z.string(), z.union([z.string(), z.array(z.string()).min(1)]));

export const variable = criterion({
  name: "variable",
  description: "Variables of the stage, such as its number, have values of a kind; asked with `when`.",
  example: 'variable: {is: {n: "0"}}',
  schema: z.strictObject({
    is: patterns.optional().describe("Patterns by variable: each value fits one of its own"),
    not: patterns.optional().describe("Patterns by variable: no value fits any of its own"),
  }),
  check(params, { vars, place }) {
    const fits = ([name, values]: [string, string | string[]]): boolean => likeAny(vars[name] ?? "", listOf(values));
    const wrong = Object.entries(params.is ?? {}).find((each) => !fits(each));
    const other = wrong ?? Object.entries(params.not ?? {}).find(fits);
    return other ? unmet(said(other[0], vars[other[0]]), place) : met(t`The stage is one of these`);
  },
});
