import * as z from "zod";
import { criterion, met, type Outcome, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

const kinds = ["verification", "validation", "failure", "uncovered"] as const;
const words = {
  verification: "verification error",
  validation: "validation error",
  failure: "test failure",
  uncovered: "uncovered criterion",
} as const;

export const openPoints = criterion({
  name: "openPoints",
  description: "None of the points of these kinds that the gate's record lists is open.",
  example: "openPoints: {of: [failure]}",
  schema: z.strictObject({ of: z.array(z.enum(kinds)).min(1).describe("Kinds of points") }),
  check({ of }, context): Outcome {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const open = found.gate.evidence.run.issues.filter(
      (issue) => !issue.isFixed && of.some((kind) => kind === issue.kind),
    );
    const first = open[0];
    if (!first) return met("None is open", found.place);
    const more = open.length > 1 ? `, and ${open.length - 1} more` : "";
    return unmet(
      `Open ${words[first.kind as keyof typeof words]}: ${first.text || "without a description"}${more}`,
      found.at(first.line),
    );
  },
});
