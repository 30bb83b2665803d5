import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";
import { statusOf } from "./status.ts";

export const iterations = criterion({
  name: "iterations",
  description: "The gate took no more attempts than these; what fails at the last one pauses the cycle.",
  example: "iterations: {max: 3}",
  schema: z.strictObject({ max: z.number().int().positive().describe("So many attempts") }),
  check({ max }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { run, outputs, attempts } = found.gate.evidence;
    const count = run.iterations;
    const unread = attempts.find(({ value }) => !/^\s*\d{1,9}\s*$/.test(value));
    if (unread && (count ?? 0) <= max)
      return unknown(t`${unread.key} is "${unread.value}", which is no number of attempts`, found.at(unread.line));
    if (count === undefined) return notApplicable(t`No number of attempts is recorded`);
    if (count > max)
      return unmet(t`${count} iterations; after ${max} the cycle pauses for a person`, found.at(run.line));
    const failed = found.status === "failed" || found.status === "blocked" || outputs.some(({ denial }) => denial);
    const runsOn = statusOf(found.cycle.status) === "doing";
    if (count === max && failed && runsOn)
      return unmet(
        t`Iteration ${count} of ${max} failed, but the cycle is "${found.cycle.status}": pause it for a person`,
        found.at(run.line),
      );
    return met(t`${count} of at most ${max} iterations`, found.at(run.line));
  },
});
