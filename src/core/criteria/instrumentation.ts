import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

export const instrumentation = criterion({
  name: "instrumentation",
  description: "So much of the code, in percent, is instrumented.",
  example: "instrumentation: {min: 90}",
  schema: z.strictObject({ min: z.number().describe("Percent") }),
  check({ min }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { run } = found.gate.evidence;
    const share = run.instrumentation;
    if (share === undefined)
      return found.cycle.shape.hasSixGates
        ? unknown(t`No instrumentation_coverage is recorded`, found.place)
        : notApplicable(t`This version's state does not record instrumentation here`);
    if (share > 100)
      return unknown(
        t`instrumentation_coverage is ${share} %; no more than 100 % can be instrumented`,
        found.at(run.line),
      );
    return share >= min
      ? met(t`${share} % instrumented, of at least ${min} %`, found.at(run.line))
      : unmet(t`${share} % instrumented, of at least ${min} %: not enough`, found.at(run.line));
  },
});
