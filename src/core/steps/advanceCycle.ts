import * as z from "zod";
import { passGate } from "../cycle/moves.ts";
import { commitEnded, feedbackCheck, openState, requireFit, saveState, tell } from "./cycleState.ts";
import { step } from "./step.ts";

export const advanceCycle = step({
  name: "advanceCycle",
  description:
    "Records in the cycle's state file that the gate is passed and which one comes next; stops for the person where the execution mode says so, and commits by the commit timing.",
  schema: z.strictObject({
    role: z.string().describe("The state file's role"),
    message: z.string().describe("Of the commit, with {id} and {title} of the unit that ended"),
    feedback: z
      .array(z.string())
      .min(1)
      .describe("Where feedback on the cycle lies: no unit begins before it is there"),
  }),
  run({ role, message, feedback }, context, draft) {
    const opened = openState(role, context, draft);
    const path = context.stage?.path ?? [];
    const target = { gate: path.at(-1) ?? "", within: path.slice(0, -1) };
    const check = feedbackCheck(feedback, opened, context, draft);
    const moved = requireFit(opened.path, passGate(opened.state, target, context.now, check), draft);
    saveState(opened, draft);
    commitEnded(moved.ended, message, opened, context, draft);
    tell(moved, opened, check, draft);
  },
});
