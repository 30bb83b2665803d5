import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isOutcome, notAsked, recordedGate } from "./recorded.ts";

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
        ? unknown("No instrumentation_coverage is recorded", found.place)
        : notAsked("instrumentation here");
    if (share > 100)
      return unknown(
        `instrumentation_coverage is ${share} %; no more than 100 % can be instrumented`,
        found.at(run.line),
      );
    const text = `${share} % instrumented, of at least ${min} %`;
    return share >= min ? met(text, found.at(run.line)) : unmet(`${text}: not enough`, found.at(run.line));
  },
});
