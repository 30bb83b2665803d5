import * as z from "zod";
import { labelOf } from "../cycle/recorded.ts";
import { entriesAt } from "../cycle/shape.ts";
import { isOver } from "../cycle/steps.ts";
import { textOf } from "../cycle/summary.ts";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { eitherPattern, feedbackFiles, openState, saveState } from "./cycleState.ts";
import { step } from "./step.ts";

export const feedbackDone = step({
  name: "feedbackDone",
  description:
    "Records that the feedback on a completed unit, or after the last one on the whole cycle, has come in; only where its files hold something.",
  schema: z.strictObject({
    role: z.string().describe("The state file's role"),
    files: z.array(z.string()).min(1).describe("Where feedback on the cycle lies"),
  }),
  run({ role, files }, context, draft) {
    const opened = openState(role, context, draft);
    const { state, path } = opened;
    const key = "feedback_loop_completed";
    const units = entriesAt(state.get([state.shape.units]));
    const waiting = units.findIndex((unit) => isOver(unit.status) && unit[key] !== true);
    const isCycle = waiting < 0 && units.every((unit) => isOver(unit.status)) && state.get([key]) !== true;
    if (waiting < 0 && !isCycle)
      return draft.stop(
        refuse(
          "nothing-to-do",
          state.shape.units === "epics"
            ? t`No completed epic in ${path} waits for its feedback.`
            : t`No completed task in ${path} waits for its feedback.`,
        ),
      );
    const found = feedbackFiles(files, opened, context, draft);
    if (found.length === 0)
      return draft.stop(
        refuse(
          "unmet",
          t`There is no feedback yet: no file ${eitherPattern(files)} of this cycle holds anything. Write it, one file for each agent, then record it.`,
        ),
      );
    state.set(isCycle ? [key] : [state.shape.units, waiting, key], true);
    state.set(["updated_at"], context.now);
    saveState(opened, draft);
    draft.note(
      isCycle
        ? t`Feedback on the cycle is recorded: ${found.join(", ")}.`
        : t`Feedback on ${textOf(labelOf(state, waiting))} is recorded: ${found.join(", ")}.`,
    );
  },
});
