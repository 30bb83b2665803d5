import * as z from "zod";
import { t } from "../l10n.ts";
import { plainGate } from "../readers/cycle/versions.ts";
import { criterion, type GateContext, met, notApplicable, type Outcome, unknown, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";
import { pathsOf } from "./select.ts";
import { shareOf } from "./share.ts";

export const stateCoverage = criterion({
  name: "stateCoverage",
  description:
    "The recorded test coverage, in percent, reaches the largest of this floor, the recorded threshold, and the threshold that a document raises it to. With `of: threshold` it is the recorded threshold that must not be below the floor; with `of: criteria`, every acceptance criterion that must be covered.",
  example: "stateCoverage: {min: 85, raisedBy: docs/PROJECT_RULES.md}",
  schema: z.strictObject({
    min: z.number().describe("Percent"),
    raisedBy: z.string().optional().describe("A document with a field `Coverage threshold: N%`"),
    of: z.enum(["code", "threshold", "criteria"]).default("code").describe("What is compared"),
  }),
  check({ min, raisedBy, of }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { run, criteriaCovered } = found.gate.evidence;
    const place = found.at(run.line);
    if (of === "threshold") {
      const threshold = run.coverage?.threshold;
      if (threshold === undefined) return notApplicable(t`This version's state does not record a threshold`);
      return threshold >= min
        ? met(t`The threshold is ${threshold} %`, place)
        : unmet(t`The recorded threshold is ${threshold} %; it cannot be lower than ${min} %`, place);
    }
    if (of === "criteria") {
      if (!criteriaCovered) return notApplicable(t`This version's state does not record how many criteria are covered`);
      const at = found.at(criteriaCovered.line);
      const share = shareOf(criteriaCovered.value);
      if (!share || share.all === 0 || share.part > share.all)
        return unknown(t`criteria_covered is "${criteriaCovered.value}", not so many of so many, such as 2/2`, at);
      return share.part === share.all
        ? met(t`${criteriaCovered.value} acceptance criteria are covered`, at)
        : unmet(t`Only ${criteriaCovered.value} acceptance criteria are covered`, at);
    }
    const actual = run.coverage?.actual;
    if (actual === undefined)
      // The six gates measure it at testing; what another gate records of it counts as well.
      return found.cycle.shape.hasSixGates && plainGate(found.gate.id) === "testing"
        ? unknown(t`No coverage is recorded`, found.place)
        : notApplicable(t`This version's state does not record coverage here`);
    if (actual > 100) return unknown(t`The recorded coverage is ${actual} %; no more than 100 % can be covered`, place);
    const raised = raisedBy === undefined ? undefined : thresholdIn(raisedBy, context);
    if (raised && typeof raised !== "number") return raised;
    const needed = Math.max(min, run.coverage?.threshold ?? 0, raised ?? 0);
    return actual >= needed
      ? met(t`${actual} % covered, of at least ${needed} %`, place)
      : unmet(tooLittle(actual, needed), place);
  },
});

/** What looks like a fraction was perhaps not meant as percent. */
const tooLittle = (actual: number, needed: number): string =>
  actual > 0 && actual < 1
    ? t`${actual} % covered, of at least ${needed} %: not enough. If a fraction is meant, record ${Number((actual * 100).toFixed(6))}`
    : t`${actual} % covered, of at least ${needed} %: not enough`;

/** The largest `Coverage threshold: N%` of the documents; undefined where there is none. */
function thresholdIn(path: string, context: GateContext): number | Outcome | undefined {
  const found: number[] = [];
  for (const each of pathsOf([path], context)) {
    const document = context.facts.document(each);
    if (document === undefined) return unknown(t`${each} is not read yet`);
    if (document?.kind !== "markdown") continue;
    const texts = [
      ...document.fields.map(({ name, value }) => `${name}: ${value}`),
      ...document.blocks.map(({ plain }) => plain),
    ];
    for (const text of texts) {
      const value = /\bcoverage threshold\b[*_\s]*[:=|]?[*_\s≥>=]*(\d{1,3}(?:\.\d+)?)\s*%/iu.exec(
        text.slice(0, 2000),
      )?.[1];
      if (value !== undefined) found.push(Number(value));
    }
  }
  return found.length > 0 ? Math.max(...found) : undefined;
}
