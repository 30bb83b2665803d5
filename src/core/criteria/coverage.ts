import * as z from "zod";
import type { CoverageDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import { startOf } from "../problem.ts";
import type { Patterns } from "../words.ts";
import { criterion, type GateContext, met, unknown, unmet } from "./criterion.ts";
import { isPutOff } from "./denial.ts";
import { coverageIn } from "./figures.ts";
import { recordedIn } from "./points.ts";
import { saysSomethingOfItsOwn } from "./reason.ts";
import { listOf, pathsOf, select, where } from "./select.ts";

/** The field that records it where a process names none. */
const byDefault: Patterns = ["Coverage"];

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const coverage = criterion({
  name: "coverage",
  description:
    "The recorded coverage is high enough, or a lower one is justified; reports that are there measured the same.",
  schema: z.strictObject({
    ...where,
    min: z.number().min(0).max(100).describe("So many percent of the lines are enough"),
    field: names.optional().describe("The field that records it; Coverage by default"),
    justification: names.optional().describe("The field that may justify less"),
    reports: z.array(z.string()).default([]).describe("Where reports lie: lcov.info, coverage-summary.json"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const fieldOf = (wanted: readonly string[]) => selection.scopes.flatMap((scope) => recordedIn(scope, wanted))[0];
    const names = listOf(params.field ?? byDefault);
    // Of several records the lowest counts: two runs of one report must not hide each other.
    const recorded = selection.scopes
      .flatMap((scope) => recordedIn(scope, names))
      .sort((a, b) => (coverageIn(a.value)?.value ?? -1) - (coverageIn(b.value)?.value ?? -1))[0];
    if (!recorded) return unmet(t`There is no field "${names[0] ?? ""}"`, context.place);
    const claimed = coverageIn(recorded.value);
    if (!claimed) return unmet(t`The coverage names no percentage`, recorded.place);
    const reports = reportsIn(params.reports, context);
    if (typeof reports === "string") return unknown(reports, recorded.place);
    let lowest = claimed.value;
    for (const { path, coverage: measured } of reports) {
      // A figure agrees with a measurement that it is the rounded form of, up or down.
      const kinds = [measured.lines, measured.statements].filter((each) => each !== undefined);
      const same = kinds.find((each) => Math.abs(each - claimed.value) < 10 ** -claimed.digits);
      if (same === undefined) {
        const found = either(kinds.map(shown));
        const message = t`The coverage is said to be ${claimed.value} %, but ${path} measured ${found} %`;
        return { ...unmet(message, recorded.place), related: [startOf(path)] };
      }
      lowest = Math.min(lowest, same);
    }
    if (lowest >= params.min)
      return reports.length === 0
        ? met(t`${shown(lowest)} %, with no report beside it`, recorded.place)
        : met(t`${shown(lowest)} %`, recorded.place);
    const reason = params.justification === undefined ? undefined : fieldOf(listOf(params.justification));
    const isJustified = reason !== undefined && isReason(reason.value);
    if (isJustified) return met(t`${shown(lowest)} %, justified`, reason.place);
    const [name] = listOf(params.justification);
    const message =
      name === undefined
        ? t`${shown(lowest)} % is less than ${params.min} %`
        : t`${shown(lowest)} % is less than ${params.min} %, and "${name}" gives no reason`;
    return unmet(message, reason?.place ?? recorded.place);
  },
});

const shown = (value: number): string => String(Math.floor(value * 100) / 100);

/** A reason is a few words at least; "n/a" gives none for less, whatever follows it, nor does a promise. */
const isReason = (text: string): boolean =>
  !/^[^\p{L}\p{N}]*(n\/?a|none|not applicable)\b/iu.test(text) &&
  !isPutOff(text) &&
  saysSomethingOfItsOwn(text) &&
  (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 3;

/** The reports that are there; a sentence where one is there and cannot be read. */
function reportsIn(patterns: readonly string[], context: GateContext): CoverageDocument[] | string {
  const found: CoverageDocument[] = [];
  for (const path of pathsOf(patterns, context)) {
    const document = context.facts.document(path);
    if (document === undefined) return t`${path} is not read yet`;
    if (document === null) continue;
    if (document.kind !== "coverage") return t`${path} is no coverage report that can be read`;
    found.push(document);
  }
  return found;
}
