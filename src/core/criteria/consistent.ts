import * as z from "zod";
import { t } from "../l10n.ts";
import type { Place } from "../problem.ts";
import { consistencyChecks, type Disagreement } from "./consistency.ts";
import { criterion, met, type Outcome, unmet } from "./criterion.ts";
import { cycleFile, isMissing } from "./cycleFile.ts";

const names = Object.keys(consistencyChecks) as [keyof typeof consistencyChecks, ...(keyof typeof consistencyChecks)[]];

export const consistent = criterion({
  name: "consistent",
  description:
    "A cycle's state file agrees with itself: its units with their gates (units), its position with what is recorded (position), its times (times), its loops of feedback (feedback), its ids (ids); it names no deviation of its own (deviations), and no unit is blocked for long (blocked).",
  example: "consistent: {file: state, of: [units, position]}",
  schema: z.strictObject({
    file: z.string().describe("Role of the state file"),
    of: z.array(z.enum(names)).min(1).describe("What is compared"),
    reports: z.string().optional().describe("Pattern of the reports that a completed loop of feedback leaves"),
    max: z.number().int().positive().optional().describe("So many attempts may be blocked"),
  }),
  check({ file, of, reports, max }, context) {
    const found = cycleFile(file, context);
    if (isMissing(found)) return found;
    // What is left of a broken file is no statement that could disagree with another.
    if (found.document.lastGood || found.cycle.brokenAt !== undefined)
      return met(t`The file is broken: nothing is compared`);
    const all = of.flatMap((name) => consistencyChecks[name](found.cycle, { context, reports, max }));
    const outcomes = all.map((each) => outcomeOf(each, found.path));
    const [first, ...also] = outcomes;
    return first ? { ...first, also } : met(t`The state file agrees with itself`);
  },
});

function outcomeOf({ message, line, other }: Disagreement, file: string): Outcome & { place: Place } {
  const place = { file, line, column: 1 };
  return {
    ...unmet(message, place),
    place,
    ...(other !== undefined && { related: [{ file, line: other, column: 1 }] }),
  };
}
