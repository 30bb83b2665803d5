import * as z from "zod";
import { isHeldUp } from "../cycle/held.ts";
import { nameOf, standing } from "../cycle/moves.ts";
import { isOver, recordAt } from "../cycle/steps.ts";
import { saidByProcess, t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { ask } from "./ask.ts";
import { openState, requireFit, saveState } from "./cycleState.ts";
import { step } from "./step.ts";

export const stopCycle = step({
  name: "stopCycle",
  description:
    "Records an error: what failed, why, how to recover. The gate is tried again as often as its kind of error allows; then the cycle is paused or failed. One that waits for a person keeps waiting.",
  schema: z.strictObject({
    role: z.string().describe("The state file's role"),
    resume: z.string().describe("How to go on, for people"),
    kinds: z
      .array(
        z.strictObject({
          value: z.string().describe("What is written into the state file"),
          label: z.string().describe("What the person reads"),
          retries: z.number().int().nonnegative().default(0).describe("How often the gate is tried again first"),
          status: z.enum(["paused", "failed"]).describe("What becomes of the cycle then"),
        }),
      )
      .min(1)
      .describe("The kinds of error that a person chooses from"),
  }),
  run({ role, resume, kinds }, context, draft) {
    const opened = openState(role, context, draft);
    const { state, path } = opened;
    const { step: at } = requireFit(path, standing(state), draft);
    if (isOver(state.get(["status"])))
      return draft.stop(
        refuse("nothing-to-do", t`${path} says it is ${String(state.get(["status"]))}: there is nothing to stop.`),
      );
    const required = true;
    const choices = kinds.map(({ value, label }) => ({ value, label: saidByProcess(label) }));
    const kind = ask({ id: "kind", label: t`What kind of error is it?`, choices, required }, context, draft);
    const what = ask({ id: "what", label: t`What failed?`, required }, context, draft);
    const why = ask({ id: "why", label: t`Why did it fail?`, required }, context, draft);
    const recover = ask({ id: "recover", label: t`How can it be mended?`, required }, context, draft);
    const found = kinds.find(({ value }) => value === kind);
    const key = `${kind}_retries`;
    const tried = recordAt(state.json, at)[key];
    const count = tried === undefined ? 0 : typeof tried === "number" ? tried : Number.POSITIVE_INFINITY;
    // What waits for a person is tried again when that person says so; a gate that is over is not tried again at all.
    const isWaiting = isHeldUp(state);
    const isRetried =
      !isWaiting && !isOver(recordAt(state.json, at).status) && found !== undefined && count < found.retries;
    const status = isWaiting
      ? state.get(["status"])
      : isRetried
        ? state.word("doing", "unit")
        : (found?.status ?? "failed");
    state.set(["last_error"], { at: context.now, kind, gate: nameOf(state, at), what, why, recover, resume });
    if (isRetried) state.set([...at.at, key], count + 1);
    state.set(["status"], status);
    state.set(["updated_at"], context.now);
    saveState(opened, draft);
    const gate = nameOf(state, at);
    const next = saidByProcess(resume);
    if (isRetried) draft.note(t`${gate} is tried again (${count + 1} of ${found.retries}). ${recover}`);
    else if (isWaiting) draft.note(t`The cycle stays ${String(status)} at ${gate}: ${what} ${recover} ${next}`);
    else draft.note(t`The cycle is ${String(status)} at ${gate}: ${what} ${recover} ${next}`);
  },
});
