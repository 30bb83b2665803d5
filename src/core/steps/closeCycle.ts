import * as z from "zod";
import { heldUp, isHeldUp } from "../cycle/held.ts";
import { cycleMetrics } from "../cycle/metrics.ts";
import { featureOf, labelOf } from "../cycle/recorded.ts";
import { executionReport } from "../cycle/report.ts";
import { entriesAt } from "../cycle/shape.ts";
import { isOver } from "../cycle/steps.ts";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import { cannot, commitAll, feedbackCheck, feedbackFiles, openState, saveState } from "./cycleState.ts";
import { pathOf, step } from "./step.ts";

export const closeCycle = step({
  name: "closeCycle",
  description:
    "Completes the cycle: its metrics and its status in the state file, the execution report as a document, and the last commit. Refused while a unit or its feedback is open.",
  schema: z.strictObject({
    role: z.string().describe("The state file's role"),
    message: z.string().describe("Of the commit at the end, with {id} of the cycle and {feature}"),
    unitMessage: z.string().describe("Of the commits before, with {id} and {title}; the report looks for them"),
    report: z.string().describe("The file of the execution report; {feature} is what was built"),
    feedback: z.array(z.string()).min(1).describe("Where feedback on the cycle lies"),
  }),
  run({ role, message, unitMessage, report, feedback }, context, draft) {
    const opened = openState(role, context, draft);
    const { state, path } = opened;
    if (isOver(state.get(["status"])))
      return draft.stop(
        refuse("nothing-to-do", t`${path} says that the cycle is ${String(state.get(["status"]))} already.`),
      );
    const units = entriesAt(state.get([state.shape.units]));
    const open = units.findIndex((unit) => !isOver(unit.status));
    if (open >= 0) return cannot(path, { unfit: t`${labelOf(state, open).id} is not completed` }, draft);
    // The last unit's checkpoint is a person's to pass as well.
    if (isHeldUp(state)) return cannot(path, { unfit: heldUp(state) }, draft);
    const check = feedbackCheck(feedback, opened, context, draft);
    for (const [index] of units.entries()) {
      const missing = check(index);
      if (missing) return cannot(path, missing, draft);
    }
    if (state.get(["feedback_loop_completed"]) !== true || feedbackFiles(feedback, opened, context, draft).length === 0)
      return cannot(
        path,
        { unfit: t`the cycle's own feedback loop is not completed: record the feedback first` },
        draft,
      );
    state.set(["status"], state.word("done", "unit"));
    state.set(["completed_at"], context.now);
    state.set(["updated_at"], context.now);
    const metrics = cycleMetrics(state.text);
    if (!metrics) return;
    if (metrics.duration) state.set(["metrics", "total_duration_ms"], metrics.duration.ms);
    for (const { gate, duration, iterations } of metrics.gates) {
      if (duration) state.set(["metrics", "gate_durations", gate], duration.ms);
      if (iterations && (gate === "review" || gate.endsWith("testing")))
        state.set(["metrics", `${gate}_iterations`], iterations.sum);
    }
    saveState(opened, draft);
    const name = featureOf(state);
    const vars = { ...context.vars, feature: name.replace(/[^\p{L}\p{N}._-]+/gu, "-") || "cycle" };
    const file = pathOf(fillIn(report, vars), { ...context, vars });
    const commits = context.facts.git?.commits ?? [];
    const committed = units.map((_, index): [string, string] => {
      const label = labelOf(state, index);
      const found = commits.find(({ subject }) => subject === fillIn(unitMessage, label));
      return [label.id, found?.sha.slice(0, 10) ?? ""];
    });
    const facts = {
      feature: name,
      now: context.now,
      statePath: path,
      commits: Object.fromEntries(committed.filter(([, sha]) => sha !== "")),
    };
    draft.create(file, executionReport(metrics, facts));
    draft.open(file);
    commitAll(message, [file], opened, context, draft);
    draft.note(
      units.length === 1
        ? t`The cycle is completed: 1 task. Its report is ${file}.`
        : t`The cycle is completed: ${units.length} tasks. Its report is ${file}.`,
    );
  },
});
