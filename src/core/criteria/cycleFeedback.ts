import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, notApplicable, unmet } from "./criterion.ts";
import { cycleFile, isMissing } from "./cycleFile.ts";

export const cycleFeedback = criterion({
  name: "cycleFeedback",
  description: "The state file says that the loop of feedback over the whole cycle is completed.",
  example: "cycleFeedback: {file: state}",
  schema: z.strictObject({ file: z.string().describe("Role of the state file") }),
  check({ file }, context) {
    const found = cycleFile(file, context);
    if (isMissing(found)) return found;
    const { feedback } = found.cycle;
    if (!feedback)
      return found.cycle.shape.hasSixGates
        ? unmet(t`feedback_loop_completed is not recorded`, { file: found.path, line: 1, column: 1 })
        : notApplicable(t`This file does not record a loop of feedback`);
    const place = { file: found.path, line: feedback.line, column: 1 };
    return feedback.isDone ? met("feedback_loop_completed", place) : unmet(t`feedback_loop_completed is false`, place);
  },
});
