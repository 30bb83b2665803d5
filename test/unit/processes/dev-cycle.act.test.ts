import { deepEqual, equal, match } from "node:assert/strict";
import type { Change, GitFacts, Plan, Refusal } from "../../../src/core/index.ts";
import { changedPaths, Play } from "../core/cycle/walk.ts";

const STATE = "docs/dev-cycle/current-cycle.json";
const FEEDBACK = "docs/feedbacks/cycle-2026-10-05/backend-engineer.md";
const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

const rules = [
  "# Project Rules",
  ...["Tech Stack", "Non-Standard Directory Structure", "External Integrations", "Environment Configuration"].flatMap(
    (name) => ["", `## ${name}`, "", "- None: the service has nothing of this kind"],
  ),
  "",
  "## Domain Terminology",
  "",
  "- Alert: a rule that has fired",
  "",
].join("\n");

const tasks = [
  "# Tasks: Alerts",
  "",
  "## Task: T-001 - Alert rules",
  "",
  "- [ ] A rule can be stored",
  "",
  "### Subtasks",
  "",
  "- ST-001-01 - Store a rule",
  "- ST-001-02 - Refuse a broken one",
  "",
  "## Task: T-002 - Mails",
  "",
  "- [ ] A mail is sent",
  "",
].join("\n");

const SOURCE = "docs/pre-dev/alerts/tasks.md";
const files = { [SOURCE]: tasks, "docs/PROJECT_RULES.md": rules };

const git: GitFacts = {
  head: "1111111111",
  branch: "main",
  commits: [],
  truncated: false,
  dirty: ["src/alert.ts", "src/unrelated.ts", "notes/mine.md", SOURCE],
  user: { name: "Ada", email: "ada@example.org" },
};

const refusalOf = (plan: Plan): Refusal => {
  if (plan.kind !== "refusal") throw new Error(`no refusal: ${JSON.stringify(plan).slice(0, 300)}`);
  return plan;
};

const commitsOf = (change: Change): string[] =>
  change.followUps.flatMap((next) => (next.kind === "commit" ? [next.message] : []));

async function started(mode = "automatic", timing = "per_task"): Promise<Play> {
  const play = new Play({ ...files }, undefined, git);
  play.apply(await play.start("Alerts", { source: SOURCE, execution_mode: mode, commit_timing: timing }));
  return play;
}

describe("DC-A2 DC-A3 DC-A4 a state file goes through a whole cycle", () => {
  for (const mode of ["manual_per_subtask", "manual_per_task", "automatic"]) {
    for (const timing of ["per_subtask", "per_task", "at_end"]) {
      it(`${mode}, ${timing}: each write changes only what had to change`, () => walk(mode, timing));
    }
  }
});

/** Walks the cycle as a person would, and says after each write what may have changed. */
async function walk(mode: string, timing: string): Promise<void> {
  const play = await started(mode, timing);
  const commits: string[] = [];
  const write = async (plan: Promise<Plan>, changed: string[]): Promise<void> => {
    const before = play.json(STATE);
    const change = play.apply(await plan);
    commits.push(...commitsOf(change));
    deepEqual(changedPaths(before, play.json(STATE)).sort(), ["updated_at", ...changed].sort());
  };
  const pass = (task: number, gate: string): string[] =>
    ["status", "completed_at"].map((key) => `tasks.${task}.gate_progress.${gate}.${key}`);
  const begin = (task: number, gate: string): string[] => [
    ...["status", "started_at"].map((key) => `tasks.${task}.gate_progress.${gate}.${key}`),
  ];
  const reset = ["status", "started_at", "completed_at"].flatMap((key) =>
    gates.map((gate) => `tasks.0.gate_progress.${gate}.${key}`),
  );
  const nextPart = [
    ...["gate_progress", "agent_outputs", "artifacts"].map((key) => `tasks.0.subtasks.0.${key}`),
    ...reset,
    "current_subtask_index",
    "current_gate",
    "tasks.0.subtasks.1.status",
  ];
  // In one write with the last gate its time goes straight to the finished subtask.
  const unset = "tasks.0.gate_progress.validation.completed_at";
  const nextTask = [
    "current_task_index",
    "current_subtask_index",
    "current_gate",
    "tasks.1.status",
    ...begin(1, "implementation"),
  ];
  const run = async (task: number): Promise<void> => {
    for (const [index, gate] of gates.slice(0, -1).entries()) {
      await write(play.advance(), ["current_gate", ...pass(task, gate), ...begin(task, gates[index + 1] ?? "")]);
    }
  };
  const [perPart, perTask] = [mode === "manual_per_subtask", mode !== "automatic"];
  const answer = { checkpoint: "continue" };

  // The first subtask.
  await run(0);
  const end = pass(0, "validation");
  if (perPart) {
    await write(play.advance(), [...end, "tasks.0.subtasks.0.status", "status"]);
    equal(play.json(STATE).status, "paused_for_approval");
    await write(play.act("resume", answer), ["status", ...nextPart]);
  } else await write(play.advance(), ["tasks.0.subtasks.0.status", ...nextPart.filter((each) => each !== unset)]);
  deepEqual(play.json(STATE).tasks[0].subtasks[0].gate_progress.validation.status, "completed");
  deepEqual(commits, timing === "per_subtask" ? ["feat(ST-001-01): Store a rule"] : []);

  // The second subtask, and with it the task.
  await run(0);
  const afterPart = ["tasks.0.subtasks.1.status"];
  if (perPart) {
    await write(play.advance(), [...end, ...afterPart, "status"]);
    equal(play.json(STATE).tasks[0].status, "in_progress");
    await write(play.act("resume", answer), ["tasks.0.status", "status"]);
  } else await write(play.advance(), [...end, ...afterPart, "tasks.0.status", ...(perTask ? ["status"] : [])]);
  equal(play.json(STATE).status, perTask ? "paused_for_task_approval" : "in_progress");
  equal(commits.filter((each) => each === "feat(T-001): Alert rules").length, timing === "per_task" ? 1 : 0);

  // No mode goes on before the feedback is there.
  match(refusalOf(await play.act("resume", answer)).message, /feedback loop of T-001 Alert rules is not recorded/);
  match(refusalOf(await play.act("feedback")).message, /no feedback yet/);
  play.files = { ...play.files, [FEEDBACK]: "# Backend engineer\n\nPrompts were clear.\n" };
  await write(play.act("feedback"), ["tasks.0.feedback_loop_completed"]);
  await write(play.act("resume", answer), [...nextTask, ...(perTask ? ["status"] : [])]);

  // The second task is one piece.
  await run(1);
  if (perPart) {
    await write(play.advance(), [...pass(1, "validation"), "tasks.1.status", "status"]);
    equal(play.json(STATE).status, "paused_for_approval");
    await write(play.act("resume", answer), ["status"]);
  } else await write(play.advance(), [...pass(1, "validation"), "tasks.1.status", ...(perTask ? ["status"] : [])]);
  equal(play.json(STATE).status, perTask ? "paused_for_task_approval" : "in_progress");
  await write(play.act("feedback"), ["tasks.1.feedback_loop_completed"]);
  if (perTask) await write(play.act("resume", answer), ["status"]);

  // The cycle.
  match(refusalOf(await play.act("close")).message, /own feedback loop is not completed/);
  await write(play.act("feedback"), ["feedback_loop_completed"]);
  await write(play.act("close"), [
    "status",
    "completed_at",
    "metrics.total_duration_ms",
    ...gates.map((gate) => `metrics.gate_durations.${gate}`),
  ]);
  const id = play.json(STATE).cycle_id;
  deepEqual(
    commits,
    {
      per_subtask: ["feat(ST-001-01): Store a rule", "feat(ST-001-02): Refuse a broken one", "feat(T-002): Mails"],
      per_task: ["feat(T-001): Alert rules", "feat(T-002): Mails"],
      at_end: [`feat(${id}): complete dev cycle for alerts`],
    }[timing],
  );
  match(play.text("docs/dev-cycle/report-alerts-2026-10-05.md"), /\| Tasks processed \| 2 of 2 \|/);
  match(refusalOf(await play.act("resume", answer)).message, /^No cycle to resume/);
}
