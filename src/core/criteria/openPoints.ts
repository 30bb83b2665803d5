import * as z from "zod";
import type { CycleIssue } from "../cycle/issues.ts";
import { t } from "../l10n.ts";
import { criterion, met, type Outcome, unmet } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

const kinds = ["verification", "validation", "failure", "uncovered"] as const;

export const openPoints = criterion({
  name: "openPoints",
  description: "None of the points of these kinds that the gate's record lists is open.",
  example: "openPoints: {of: [failure]}",
  schema: z.strictObject({ of: z.array(z.enum(kinds)).min(1).describe("Kinds of points") }),
  check({ of }, context): Outcome {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const open = found.gate.evidence.run.issues.flatMap((issue) => {
      const kind = of.find((each) => each === issue.kind);
      return kind === undefined || issue.isFixed ? [] : [{ kind, issue }];
    });
    const first = open[0];
    if (!first) return met(t`None is open`, found.place);
    const message = openPoint(first.kind, first.issue);
    return unmet(open.length > 1 ? t`${message}, and ${open.length - 1} more` : message, found.at(first.issue.line));
  },
});

function openPoint(kind: (typeof kinds)[number], issue: CycleIssue): string {
  const text = issue.text || t`without a description`;
  switch (kind) {
    case "verification":
      return t`Open verification error: ${text}`;
    case "validation":
      return t`Open validation error: ${text}`;
    case "failure":
      return t`Open test failure: ${text}`;
    case "uncovered":
      return t`Open uncovered criterion: ${text}`;
  }
}
