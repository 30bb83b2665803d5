import * as z from "zod";
import { statusOf } from "../criteria/status.ts";
import { isHeldUp } from "../cycle/held.ts";
import { checkpointsOf, goOn, nameOf, pausedAt, standing } from "../cycle/moves.ts";
import { labelOf } from "../cycle/recorded.ts";
import { entriesAt, ownerAt } from "../cycle/shape.ts";
import { isOver, recordAt } from "../cycle/steps.ts";
import { partSummary, textOf, unitSummary } from "../cycle/summary.ts";
import { t } from "../l10n.ts";
import { type Draft, refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import { ask } from "./ask.ts";
import {
  commitEnded,
  feedbackCheck,
  feedbackFiles,
  type Opened,
  openState,
  requireFit,
  saveState,
  tell,
} from "./cycleState.ts";
import { type StepContext, step } from "./step.ts";

export const resumeCycle = step({
  name: "resumeCycle",
  description:
    "Presents the checkpoint that the cycle waits at, to a person, and goes on as they say; in automatic mode it goes on after a unit once the unit's feedback is there.",
  schema: z.strictObject({
    role: z.string().describe("The state file's role"),
    message: z.string().describe("Of the commit, with {id} and {title} of the unit that ended"),
    feedback: z.array(z.string()).min(1).describe("Where feedback on the cycle lies"),
  }),
  run({ role, message, feedback }, context, draft) {
    const opened = openState(role, context, draft);
    const { state, path } = opened;
    const status = String(state.get(["status"]) ?? "");
    const check = feedbackCheck(feedback, opened, context, draft);
    const found = requireFit(path, standing(state), draft);
    const { unit, child } = found.step;
    const isAtEnd = (found.ends.child || found.ends.unit) && isOver(recordAt(state.json, found.step).status);
    if (statusOf(status) === "done" || statusOf(status) === "skipped")
      return draft.stop(refuse("nothing-to-do", t`No cycle to resume: ${path} says it is ${status}.`));
    const which = checkpointOf(opened, status, isAtEnd, unit, child);
    const goes =
      which === undefined
        ? undefined
        : (): void => {
            const moved = requireFit(path, goOn(state, which, context.now, check), draft);
            saveState(opened, draft);
            commitEnded(moved.ended, message, opened, context, draft);
            tell(moved, opened, check, draft);
          };
    let shown = status;
    if (statusOf(status) === "doing" && !isHeldUp(state)) {
      // Whatever the status says: where the mode has a checkpoint, nothing new begins behind it without a person.
      const isAsked = which !== undefined && !found.ends.cycle && requireFit(path, checkpointsOf(state), draft)[which];
      if (!isAsked && goes && which === "unit") return goes();
      if (!isAsked || which === undefined)
        return draft.stop(
          refuse("nothing-to-do", t`The cycle is not paused: work is at ${nameOf(state, found.step)}.`),
        );
      shown = pausedAt(state, which);
    }
    const stay = (next: string): void => {
      if (next === status) draft.stop(refuse("nothing-to-do", t`The cycle stays as it is.`));
      state.set(["status"], next);
      state.set(["updated_at"], context.now);
      saveState(opened, draft);
      draft.note(t`Paused. Go on with Resume when you are ready.`);
    };
    const answer = askCheckpoint(opened, shown, which, { unit, child, feedback, message }, context, draft);
    if (answer !== "continue") return stay(answer);
    if (goes) return goes();
    state.set(["status"], state.word("doing", "unit"));
    state.set(["updated_at"], context.now);
    saveState(opened, draft);
    draft.note(t`Next: ${nameOf(state, found.step)}.`);
  },
});

/** Which checkpoint the work is at: a part's, its unit's, or none because the gate is not passed yet. */
function checkpointOf(
  { state }: Opened,
  status: string,
  isAtEnd: boolean,
  unit: number,
  child: number,
): "child" | "unit" | undefined {
  if (!isAtEnd) return undefined;
  if (status === "paused_for_approval" || status === "paused_for_testing") return "child";
  if (/^paused_for_(task|epic)_approval$|^paused_for_integration_testing$/.test(status)) return "unit";
  const { shape } = state;
  const hasParts = entriesAt(ownerAt(state.json, shape, unit)[shape.children]).length > 0;
  const isUnitOver = unit >= 0 && isOver(state.get([shape.units, unit, "status"]));
  const isChildMode = state.get(["execution_mode"]) === `manual_per_${shape.words.child}`;
  if (isUnitOver && (hasParts || child >= 0 || !isChildMode || statusOf(status) === "doing")) return "unit";
  return "child";
}

/** The answer as the status that it leads to: `continue`, or the one to be paused in. */
function askCheckpoint(
  opened: Opened,
  status: string,
  which: "child" | "unit" | undefined,
  at: { unit: number; child: number; feedback: readonly string[]; message: string },
  context: StepContext,
  draft: Draft,
): string {
  const { state } = opened;
  const person = true;
  const required = true;
  const keep = { value: "keep", label: t`Keep paused` };
  const own = textOf(labelOf(state, Math.max(0, at.unit), which === "child" ? at.child : -1));
  if (status === "paused_for_testing" || status === "paused_for_integration_testing") {
    const label = t`Is the testing of ${own} complete?`;
    const choices = [{ value: "continue", label: t`Testing is complete, continue` }, keep];
    const detail = freshError(opened);
    return ask({ id: "checkpoint", label, detail, choices, person, required }, context, draft) === "keep"
      ? status
      : "continue";
  }
  if (which === undefined || !/^paused_for_\w*approval$/.test(status)) {
    const detail = errorText(state.get(["last_error"]));
    const choices = [{ value: "continue", label: t`Resume` }, keep];
    const label = t`The cycle is ${status}. Resume it?`;
    return ask({ id: "checkpoint", label, detail, choices, person, required }, context, draft) === "keep"
      ? status
      : "continue";
  }
  const message = fillIn(at.message, labelOf(state, at.unit, which === "child" ? at.child : -1));
  const commit = commitText(message, which, opened, context);
  const stop = { value: "stop", label: t`Stop here` };
  const go = { value: "continue", label: t`Continue` };
  if (which === "child") {
    const detail = [partSummary(state, at.unit, at.child, commit), freshError(opened)].filter(Boolean).join("\n");
    const choices = [go, { value: "test", label: t`Test first` }, stop];
    const answer = ask(
      { id: "checkpoint", label: t`${own} is completed. Ready to proceed?`, detail, choices, person, required },
      context,
      draft,
    );
    return answer === "test" ? "paused_for_testing" : answer === "stop" ? "paused" : "continue";
  }
  const files = feedbackFiles(at.feedback, opened, context, draft);
  const summary = unitSummary(state, at.unit, commit, files.length > 0 ? files.join(", ") : t`none yet`);
  const detail = [summary, freshError(opened)].filter(Boolean).join("\n");
  const choices = [go, { value: "test", label: t`Integration test` }, stop];
  const answer = ask(
    { id: "checkpoint", label: t`${own} is completed. Ready for the next?`, detail, choices, person, required },
    context,
    draft,
  );
  return answer === "test" ? "paused_for_integration_testing" : answer === "stop" ? "paused" : "continue";
}

/** Whether what has ended is committed, as far as the repository shows it. */
function commitText(
  message: string,
  which: "child" | "unit",
  { state }: Opened,
  { facts: { git } }: StepContext,
): string {
  const timing = String(state.get(["commit_timing"]) ?? "");
  const { words } = state.shape;
  if (timing === "at_end") return t`comes at the end of the cycle`;
  const isDue = timing === `per_${words.child}` || (which === "unit" && timing === `per_${words.unit}`);
  if (!isDue) return timing === "" ? t`no timing is recorded` : t`comes at the end of the task`;
  if (!git) return t`no git repository`;
  const found = git.commits.find(({ subject }) => subject === message);
  return found ? `${found.sha.slice(0, 10)} ${found.subject}` : t`not committed yet`;
}

/** The error that was recorded while the cycle waited here, nothing having been written since. */
function freshError({ state }: Opened): string {
  const isFresh = state.get(["last_error", "at"]) === state.get(["updated_at"]);
  return isFresh ? errorText(state.get(["last_error"])) : "";
}

function errorText(error: unknown): string {
  const { what, why, recover } = (typeof error === "object" && error !== null ? error : {}) as Record<string, unknown>;
  const isSaid = (value: unknown): value is string => typeof value === "string" && value !== "";
  return [
    isSaid(what) ? t`What failed: ${what}` : "",
    isSaid(why) ? t`Why: ${why}` : "",
    isSaid(recover) ? t`How to recover: ${recover}` : "",
  ]
    .filter(Boolean)
    .join("\n");
}
