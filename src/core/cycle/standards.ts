import type { Value } from "./json.ts";

/** How many sections of the standards are kept. */
export interface Standards {
  total: number;
  compliant: number;
  notApplicable: number;
  nonCompliant: number;
}

/** The sums that a gate records, its reviewers' included. An entry of nothing but zeros is a template's. */
export function standardsOf(
  records: readonly Value[],
  reviews: readonly { standards?: Standards }[],
): Standards | undefined {
  const own = records
    .flatMap((record) => [record.get("standards_compliance"), record.get("standards_coverage")])
    .map((entry) => entry && readStandards(entry))
    .filter((standards) => standards !== undefined)
    // Progress and output record the same sections: what counts more against the gate is taken.
    .reduce<Standards | undefined>((a, b) => (a && a.nonCompliant >= b.nonCompliant ? a : b), undefined);
  return addStandards([own, ...reviews.map(({ standards }) => standards)]);
}

export function readStandards(entry: Value): Standards | undefined {
  const [compliant, notApplicable, nonCompliant] = ["compliant", "not_applicable", "non_compliant"].map(
    (key) => entry.number(key) ?? 0,
  ) as [number, number, number];
  const total = entry.number("total_sections", "total") ?? compliant + notApplicable + nonCompliant;
  return total + compliant + notApplicable + nonCompliant > 0
    ? { total, compliant, notApplicable, nonCompliant }
    : undefined;
}

/** The sum of what is recorded; undefined where nothing is. */
export function addStandards(parts: readonly (Standards | undefined)[]): Standards | undefined {
  return parts.reduce(
    (a, b) =>
      a && b
        ? {
            total: a.total + b.total,
            compliant: a.compliant + b.compliant,
            notApplicable: a.notApplicable + b.notApplicable,
            nonCompliant: a.nonCompliant + b.nonCompliant,
          }
        : (a ?? b),
    undefined,
  );
}
