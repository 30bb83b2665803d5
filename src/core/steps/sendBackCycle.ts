import * as z from "zod";
import { isHeldUp } from "../cycle/held.ts";
import { nameOf } from "../cycle/moves.ts";
import { earlierGates, sendBack } from "../cycle/sendBack.ts";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { ask } from "./ask.ts";
import { openState, requireFit, saveState } from "./cycleState.ts";
import { step } from "./step.ts";

export const sendBackCycle = step({
  name: "sendBackCycle",
  description:
    "Sends the work back to an earlier gate of its unit, with a reason: later gates wait again, what they recorded is kept.",
  schema: z.strictObject({ role: z.string().describe("The state file's role") }),
  run({ role }, context, draft) {
    const opened = openState(role, context, draft);
    const { state, path } = opened;
    const { at, before } = requireFit(path, earlierGates(state), draft);
    if (before.length === 0)
      return draft.stop(
        refuse("nothing-to-do", t`${nameOf(state, at)} is its unit's first gate: there is none before it.`),
      );
    const choices = before.map((each) => ({
      value: nameOf(state, each),
      label: each.gate,
      description: nameOf(state, each),
    }));
    const to = ask(
      { id: "to", label: t`To which gate does the work go back?`, choices, required: true },
      context,
      draft,
    );
    const reason = ask({ id: "reason", label: t`Why does it go back?`, required: true }, context, draft);
    requireFit(path, sendBack(state, to, reason, context.now), draft);
    saveState(opened, draft);
    draft.note(t`Sent back from ${nameOf(state, at)} to ${to}: ${reason}`);
    if (isHeldUp(state)) draft.note(t`The cycle is ${String(state.get(["status"]))}: a person goes on with Resume.`);
  },
});
