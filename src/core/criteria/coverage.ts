import * as z from "zod";
import type { CoverageDocument } from "../document.ts";
import { headingIs } from "../words.ts";
import { criterion, type GateContext, met, placeIn, unknown, unmet, within } from "./criterion.ts";
import { coverageIn } from "./figures.ts";
import { isRefusal, saysSomethingOfItsOwn } from "./reason.ts";
import { listOf, pathsOf, select, where } from "./select.ts";

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
    const fieldOf = (wanted: readonly string[]) =>
      selection.scopes.flatMap((scope) =>
        within(scope, scope.document.fields)
          .filter((field) => headingIs(field.name, wanted))
          .map((field) => ({ value: field.value, place: placeIn(scope, field) })),
      )[0];
    const recorded = fieldOf(listOf(params.field ?? "Coverage"));
    if (!recorded) return unmet(`There is no field "${listOf(params.field ?? "Coverage")[0]}"`, context.place);
    const claimed = coverageIn(recorded.value);
    if (!claimed) return unmet("The coverage names no percentage", recorded.place);
    const reports = reportsIn(params.reports, context);
    if (typeof reports === "string") return unknown(reports, recorded.place);
    let lowest = claimed.value;
    for (const { path, coverage: measured } of reports) {
      // A figure agrees with a measurement that it is the rounded form of, up or down.
      const kinds = [measured.lines, measured.statements].filter((each) => each !== undefined);
      const same = kinds.find((each) => Math.abs(each - claimed.value) < 10 ** -claimed.digits);
      if (same === undefined) {
        const found = kinds.map((each) => shown(each)).join(" or ");
        return unmet(`The coverage is said to be ${claimed.value} %, but ${path} measured ${found} %`, recorded.place);
      }
      lowest = Math.min(lowest, same);
    }
    if (lowest >= params.min)
      return met(`${shown(lowest)} %${reports.length === 0 ? ", with no report beside it" : ""}`, recorded.place);
    const reason = params.justification === undefined ? undefined : fieldOf(listOf(params.justification));
    const isJustified = reason !== undefined && !isRefusal(reason.value) && isReason(reason.value);
    if (isJustified) return met(`${shown(lowest)} %, justified`, reason.place);
    const name = params.justification === undefined ? "" : `, and "${listOf(params.justification)[0]}" gives no reason`;
    return unmet(`${shown(lowest)} % is less than ${params.min} %${name}`, reason?.place ?? recorded.place);
  },
});

const shown = (value: number): string => String(Math.floor(value * 100) / 100);

/** A reason is a few words at least. */
const isReason = (text: string): boolean =>
  saysSomethingOfItsOwn(text) && (text.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 3;

/** The reports that are there; a sentence where one is there and cannot be read. */
function reportsIn(patterns: readonly string[], context: GateContext): CoverageDocument[] | string {
  const found: CoverageDocument[] = [];
  for (const path of pathsOf(patterns, context)) {
    const document = context.facts.document(path);
    if (document === undefined) return `${path} is not read yet`;
    if (document === null) continue;
    if (document.kind !== "coverage") return `${path} is no coverage report that can be read`;
    found.push(document);
  }
  return found;
}
