import * as z from "zod";
import { t } from "../l10n.ts";
import type { Sums } from "../readers/cycle/evidence.ts";
import { criterion, met, notApplicable, type Outcome, unknown, unmet } from "./criterion.ts";
import { isOutcome, type RecordedGate, recordedGate } from "./recorded.ts";

export const compliance = criterion({
  name: "compliance",
  description: "No section of the standards is open, for the gate and each reviewer, and every recorded sum adds up.",
  example: "compliance: {}",
  schema: z.strictObject({}),
  check(_, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { evidence } = found.gate;
    const gap = evidence.run.issues.find((issue) => issue.kind === "gap" && !issue.isFixed);
    const wrong = evidence.sums.map((sums) => wrongIn(sums, found)).find((each) => each !== undefined);
    if (wrong) return wrong;
    if (gap)
      return unmet(
        gap.text ? t`A gap is open: ${gap.text}` : t`A gap is open: without a description`,
        found.at(gap.line),
      );
    const disagreement = disagree(evidence.sums, found);
    if (disagreement) return disagreement;
    const counted = evidence.sums.filter((sums) => (sums.total ?? 0) > 0);
    const incomplete = evidence.sums.find(isIncomplete);
    if (incomplete)
      return unknown(
        saidOf(
          incomplete,
          incomplete.unread
            ? t`${incomplete.unread} is no number, so whether every section is kept is not known`
            : t`${lackingIn(incomplete).join(", ")} is not recorded, so whether every section is kept is not known`,
        ),
        found.at(incomplete.line),
      );
    if (counted.length === 0)
      return found.cycle.shape.hasSixGates
        ? unknown(t`No standards_compliance is recorded`, found.place)
        : notApplicable(t`This version's state does not record compliance here`);
    if (counted.every(({ compliant }) => compliant === 0))
      return unknown(t`Every section of the standards is called not applicable, and none is kept`, found.place);
    return counted.length === 1
      ? met(t`Every section of the standards is kept`, found.place)
      : met(t`Every section of ${counted.length} reports is kept`, found.place);
  },
});

/** What is said of a record of sums, with the name of the one who counted. */
const saidOf = ({ by }: Sums, said: string): string => (by === "" ? said : t`${by.replaceAll("_", " ")}: ${said}`);

function wrongIn(sums: Sums, found: RecordedGate): Outcome | undefined {
  const place = found.at(sums.line);
  if ((sums.nonCompliant ?? 0) > 0)
    return unmet(saidOf(sums, t`non_compliant is ${sums.nonCompliant ?? 0}; it has to be 0`), place);
  const { total, compliant, notApplicable: left, nonCompliant } = sums;
  if (total === undefined || compliant === undefined || left === undefined || nonCompliant === undefined)
    return undefined;
  const sum = compliant + left + nonCompliant;
  return sum === total
    ? undefined
    : unmet(
        saidOf(
          sums,
          t`total_sections is ${total}, but compliant + not_applicable + non_compliant is ${compliant} + ${left} + ${nonCompliant} = ${sum}`,
        ),
        place,
      );
}

/** The sums that are not recorded, by their keys. */
const lackingIn = (sums: Sums): string[] =>
  Object.entries({
    total_sections: sums.total,
    compliant: sums.compliant,
    not_applicable: sums.notApplicable,
    non_compliant: sums.nonCompliant,
  }).flatMap(([key, value]) => (value === undefined ? [key] : []));

/** Some of the four sums say something, and the others cannot be known. Nothing but zeros is a template's. */
function isIncomplete(sums: Sums): boolean {
  const { total, compliant, notApplicable, nonCompliant, unread } = sums;
  const says = [total, compliant, notApplicable, nonCompliant].some((value) => (value ?? 0) > 0);
  return unread !== undefined || (says && lackingIn(sums).length > 0);
}

/** The gate's own count and its agent's are of the same sections. */
function disagree(counts: readonly Sums[], found: RecordedGate): Outcome | undefined {
  const own = counts.filter(({ by, total }) => by === "" && (total ?? 0) > 0);
  const [first, ...others] = own;
  const other = others.find((each) =>
    (["total", "compliant", "notApplicable", "nonCompliant"] as const).some(
      (key) => each[key] !== undefined && first?.[key] !== undefined && each[key] !== first[key],
    ),
  );
  if (!first || !other) return undefined;
  const [kept, all] = [first.compliant ?? "?", first.total ?? "?"];
  return {
    ...unmet(
      t`standards_coverage and agent_outputs disagree: ${kept} of ${all} compliant, and ${other.compliant ?? "?"} of ${other.total ?? "?"}`,
      found.at(first.line),
    ),
    related: [found.at(other.line)],
  };
}
