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

/** Advances up to a gate of the unit that the work is at. */
async function upTo(play: Play, gate: string): Promise<void> {
  for (const each of gates.slice(0, gates.indexOf(gate))) {
    equal(play.json(STATE).current_gate, gates.indexOf(each));
    play.apply(await play.advance());
  }
}

/** The whole of the unit that the work is at. */
async function unit(play: Play): Promise<Change> {
  await upTo(play, "validation");
  return play.apply(await play.advance());
}

describe("DC-A3 checkpoints", () => {
  it("are asked of a person only, with what there is to know", async () => {
    const play = await started("manual_per_subtask", "per_subtask");
    await unit(play);
    const plan = await play.act("resume");
    const question = plan.kind === "ask" ? plan.question : undefined;
    equal(question?.person, true);
    match(question?.label ?? "", /^ST-001-01 Store a rule is completed\. Ready to proceed\?$/);
    deepEqual(
      question?.choices.map(({ value }) => value),
      ["continue", "test", "stop"],
    );
    const names = (question?.detail ?? "").split("\n").map((line) => line.split(":")[0]);
    deepEqual(names, ["Unit", "Parent", "Gates", "Criteria", "Duration", "Files changed", "Commit"]);
    match(question?.detail ?? "", /implementation completed, devops completed, .*validation completed/);
    match(question?.detail ?? "", /Duration: 6m/);
    match(question?.detail ?? "", /Commit: not committed yet/);
  });

  it("cannot be gone past by advancing, nor can an error", async () => {
    const play = await started("manual_per_subtask");
    await unit(play);
    const next = ["T-001", "ST-001-02", "implementation"];
    const mark = (text: string): string => text.replace('"status": "paused_for_approval"', '"status": "in_progress"');
    equal((await play.advance(next)).kind, "refusal");
    // Even where the file is talked out of its pause: the work is still at the subtask before.
    play.files = { ...play.files, [STATE]: mark(play.text(STATE)) };
    equal((await play.advance(next)).kind, "refusal");
    const failed = await started();
    const error = { kind: "other", what: "a", why: "b", recover: "c" };
    failed.apply(await failed.act("error", error));
    match(
      refusalOf(await failed.advance(["T-001", "ST-001-01", "implementation"])).message,
      /is failed: resume it first/,
    );
  });

  it("test first, keep, complete: the state says so each time, and the checkpoint comes again", async () => {
    const play = await started("manual_per_subtask");
    await unit(play);
    const status = async (checkpoint: string): Promise<string> => {
      play.apply(await play.act("resume", { checkpoint }));
      return play.json(STATE).status;
    };
    equal(await status("test"), "paused_for_testing");
    match(refusalOf(await play.act("resume", { checkpoint: "keep" })).message, /stays as it is/);
    equal(play.asked[0]?.label, "Is the testing of ST-001-01 Store a rule complete?");
    equal(await status("continue"), "in_progress");
    equal(play.json(STATE).current_subtask_index, 1);
    await unit(play);
    equal(await status("stop"), "paused");
    equal(play.json(STATE).current_subtask_index, 1);
    equal(await status("continue"), "paused_for_task_approval");
  });

  it("a task's checkpoint sums the task up, and says what comes next", async () => {
    const play = await started("manual_per_task");
    await unit(play);
    await unit(play);
    const plan = await play.act("resume");
    const { label, detail = "", choices } = plan.kind === "ask" ? plan.question : { label: "", choices: [] };
    equal(label, "T-001 Alert rules is completed. Ready for the next?");
    const names = detail.split("\n").map((line) => line.split(":")[0]);
    deepEqual(names, [
      "Task",
      "Completed parts",
      "Duration",
      "Review iterations",
      "Feedback",
      "Files changed",
      "Commit",
      "Next",
    ]);
    match(detail, /Completed parts: 2 of 2: ST-001-01 Store a rule; ST-001-02 Refuse a broken one/);
    match(detail, /Duration: 12m/);
    match(detail, /Feedback: none yet/);
    match(detail, /Next: T-002 Mails \(no parts\)/);
    deepEqual(
      choices.map(({ value }) => value),
      ["continue", "test", "stop"],
    );
    play.apply(await play.act("resume", { checkpoint: "test" }));
    equal(play.json(STATE).status, "paused_for_integration_testing");
  });

  it("a task without subtasks has both, one after the other", async () => {
    const play = new Play({ ...files, [SOURCE]: "## T-001: One\n\n- [ ] a\n", [FEEDBACK]: "Good.\n" }, undefined, git);
    play.apply(
      await play.start("One", { source: SOURCE, execution_mode: "manual_per_subtask", commit_timing: "per_task" }),
    );
    const change = await unit(play);
    equal(play.json(STATE).status, "paused_for_approval");
    deepEqual(commitsOf(change), []);
    const after = play.apply(await play.act("resume", { checkpoint: "continue" }));
    equal(play.json(STATE).status, "paused_for_task_approval");
    deepEqual(commitsOf(after), ["feat(T-001): One"]);
  });

  it("resume says so where nothing is paused", async () => {
    const play = await started();
    match(refusalOf(await play.act("resume")).message, /not paused: work is at T-001\/ST-001-01\/implementation/);
  });
});

describe("DC-A4 commits", () => {
  it("name the files of the record and the cycle's own, and nothing of the person's", async () => {
    const play = await started("automatic", "per_subtask");
    play.files = {
      ...play.files,
      [STATE]: play
        .text(STATE)
        .replace(
          '"started_at": "2026-10-05T12:00:00.000Z"\n        }',
          '"started_at": "2026-10-05T12:00:00.000Z",\n          "tdd_red": { "test_file": "src/alert.test.ts" },\n          "tdd_green": { "implementation_file": "src/alert.ts" }\n        }',
        ),
    };
    const { followUps, notes = [] } = await unit(play);
    const commit = followUps.find(({ kind }) => kind === "commit");
    deepEqual(commit?.kind === "commit" && commit.paths, [STATE, SOURCE, "src/alert.ts"]);
    match(notes[0] ?? "", /^Not committed, .*: src\/unrelated\.ts, notes\/mine\.md\.$/);
  });

  it("are left out, and it is said, where there is no repository", async () => {
    const play = new Play({ ...files });
    play.apply(
      await play.start("Alerts", { source: SOURCE, execution_mode: "automatic", commit_timing: "per_subtask" }),
    );
    const { followUps, notes = [] } = await unit(play);
    deepEqual(followUps, []);
    match(notes[0] ?? "", /no git repository/);
  });
});

describe("DC-A5 completion", () => {
  it("a feedback flag without a file of this cycle lets nothing go on", async () => {
    const play = await started("manual_per_task");
    await unit(play);
    await unit(play);
    play.files = {
      ...play.files,
      [STATE]: play
        .text(STATE)
        .replace(
          '"feedback_loop_completed": false,\n      "subtasks"',
          '"feedback_loop_completed": true,\n      "subtasks"',
        ),
    };
    equal(play.json(STATE).tasks[0].feedback_loop_completed, true);
    const message = async (): Promise<string> =>
      refusalOf(await play.act("resume", { checkpoint: "continue" })).message;
    match(await message(), /but no file docs\/feedbacks\/cycle-\*\/\*\.md of this cycle holds any feedback/);
    // Feedback from before the cycle is about another one; an empty file is none.
    play.files = { ...play.files, "docs/feedbacks/cycle-2026-09-01/a.md": "Old.\n", [FEEDBACK]: " \n" };
    match(await message(), /holds any feedback/);
    play.files = { ...play.files, [FEEDBACK]: "Good.\n" };
    play.apply(await play.act("resume", { checkpoint: "continue" }));
    equal(play.json(STATE).current_task_index, 1);
  });

  it("is refused while a task is open", async () => {
    match(refusalOf(await (await started()).act("close")).message, /T-001 is not completed/);
  });
});

describe("DC-A6 errors", () => {
  const error = { what: "The build.", why: "No memory.", recover: "Give it more." };
  const cases: [kind: string, statuses: string[]][] = [
    ["agent", ["in_progress", "paused"]],
    ["flaky", ["in_progress", "in_progress", "paused"]],
    ["iterations", ["paused"]],
    ["files", ["failed"]],
  ];
  for (const [kind, statuses] of cases) {
    it(`${kind}: ${statuses.join(", ")}`, async () => {
      const play = await started();
      for (const status of statuses) {
        play.apply(await play.act("error", { kind, ...error }));
        equal(play.json(STATE).status, status);
        // A pause is over before the next error can happen.
      }
      const { at: _, ...last } = play.json(STATE).last_error;
      deepEqual(last, {
        kind,
        gate: "T-001/ST-001-01/implementation",
        ...error,
        resume: "Mend it, then run Resume (plangate record --action resume).",
      });
      const plan = await play.act("resume");
      match(
        plan.kind === "ask" ? (plan.question.detail ?? "") : "",
        /What failed: The build\.\nWhy: No memory\.\nHow to recover: Give it more\./,
      );
      play.apply(await play.act("resume", { checkpoint: "continue" }));
      equal(play.json(STATE).status, "in_progress");
      equal(play.json(STATE).current_gate, 0);
    });
  }

  it("says what failed, why, how to recover and how to go on", async () => {
    const play = await started();
    const { notes } = play.apply(await play.act("error", { kind: "other", ...error }));
    deepEqual(notes, [
      "The cycle is failed at T-001/ST-001-01/implementation: The build. Give it more. Mend it, then run Resume (plangate record --action resume).",
    ]);
  });
});

describe("DC-A7 send back", () => {
  it("offers the earlier gates of the unit, and wants a reason", async () => {
    const play = await started();
    match(refusalOf(await play.act("sendBack")).message, /there is none before it/);
    await upTo(play, "testing");
    const plan = await play.act("sendBack");
    deepEqual(plan.kind === "ask" && plan.question.choices.map(({ label }) => label), [
      "implementation",
      "devops",
      "sre",
    ]);
    match(
      refusalOf(await play.act("sendBack", { to: "T-001/ST-001-01/devops", reason: " " })).message,
      /answer is needed/,
    );
  });

  it("makes later gates wait again, moves the work, and keeps what they recorded", async () => {
    const play = await started();
    await upTo(play, "review");
    play.files = {
      ...play.files,
      [STATE]: play
        .text(STATE)
        .replace('"agent_outputs": {}', '"agent_outputs": { "testing": { "coverage_actual": 91 } }'),
    };
    const before = play.json(STATE);
    play.apply(await play.act("sendBack", { to: "T-001/ST-001-01/devops", reason: "The image does not build" }));
    const after = play.json(STATE);
    const { gate_progress, agent_outputs } = after.tasks[0];
    deepEqual(
      gates.map((gate) => gate_progress[gate].status),
      ["completed", "in_progress", "pending", "pending", "pending", "pending"],
    );
    equal(after.current_gate, 1);
    equal(after.status, "in_progress");
    equal(gate_progress.sre.started_at, before.tasks[0].gate_progress.sre.started_at);
    equal("completed_at" in gate_progress.devops, false);
    deepEqual(agent_outputs, before.tasks[0].agent_outputs);
    deepEqual(after.send_backs, [
      {
        at: after.updated_at,
        from: "T-001/ST-001-01/review",
        to: "T-001/ST-001-01/devops",
        reason: "The image does not build",
      },
    ]);
    // And the work goes on from there.
    play.apply(await play.advance());
    equal(play.json(STATE).current_gate, 2);
  });

  it("takes a unit that waits at its checkpoint back as well", async () => {
    const play = await started("manual_per_subtask");
    await unit(play);
    const back = await play.act("sendBack", { to: "T-001/ST-001-01/review", reason: "A finding came late" });
    match(play.apply(back).notes?.at(-1) ?? "", /^The cycle is paused: a person goes on with Resume\.$/);
    const { status, tasks, current_gate } = play.json(STATE);
    deepEqual([status, tasks[0].subtasks[0].status, current_gate], ["paused", "in_progress", 4]);
  });
});
