import { deepEqual, equal, match } from "node:assert/strict";
import type { Plan, Refusal } from "../../../src/core/index.ts";
import { Play } from "../core/cycle/walk.ts";

const STATE = "docs/dev-cycle/current-cycle.json";
const FEEDBACK = "docs/feedbacks/cycle-2026-10-05/backend-engineer.md";
const LAST = 5;

const refusalOf = (plan: Plan): Refusal => {
  if (plan.kind !== "refusal") throw new Error(`no refusal: ${JSON.stringify(plan).slice(0, 300)}`);
  return plan;
};

const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

/** The gates of a unit, those before `at` passed. */
const progress = (at: number): object =>
  Object.fromEntries(
    gates.map((gate, index) => [
      gate,
      index < at
        ? { status: "completed", started_at: "2026-10-05T10:00:00Z", completed_at: "2026-10-05T10:05:00Z" }
        : { status: index === at ? "in_progress" : "pending" },
    ]),
  );

interface Standing {
  mode?: string;
  status?: unknown;
  /** The gate of the first task that work is at; past the last one the task is over. */
  at: number;
  /** Without a second task the first is the last. */
  isAlone?: boolean;
}

/** A cycle of two tasks, the feedback on the first recorded. */
function cycle({ mode = "manual_per_task", status = "in_progress", at, isAlone = false }: Standing): Play {
  const isOver = at > LAST;
  const task = (id: string, state: string, gate: number): object => ({
    id,
    title: `Do ${id}`,
    status: state,
    feedback_loop_completed: isOver,
    subtasks: [],
    gate_progress: progress(gate),
  });
  const state = {
    version: "1.0.0",
    cycle_id: "cycle-1",
    started_at: "2026-10-05T10:00:00Z",
    updated_at: "2026-10-05T10:05:00Z",
    source_file: "docs/pre-dev/alerts/tasks.md",
    execution_mode: mode,
    commit_timing: "per_task",
    status,
    feedback_loop_completed: isAlone && isOver,
    current_task_index: 0,
    current_gate: Math.min(at, LAST),
    tasks: [
      task("T-001", isOver ? "completed" : "in_progress", at),
      ...(isAlone ? [] : [task("T-002", "pending", -1)]),
    ],
  };
  return new Play({ [STATE]: `${JSON.stringify(state, undefined, 2)}\n`, [FEEDBACK]: "Good.\n" });
}

const error = (kind: string): Record<string, string> => ({ kind, what: "a", why: "b", recover: "c" });
const held = ["paused_for_approval", "paused_for_task_approval", "paused_for_integration_testing", "paused", "failed"];

describe("DC-A3 DC-A6 DC-A7 nothing but a person's answer goes past a pause", () => {
  for (const status of [...held, "waits for Ada", "waiting for approval", "in_progress, on hold", 3]) {
    for (const kind of ["agent", "network", "files"]) {
      it(`DC-A6 ${status}: an error (${kind}) is recorded, and it stays so`, async () => {
        for (const at of [3, LAST + 1]) {
          const play = cycle({ status, at });
          const { notes = [] } = play.apply(await play.act("error", error(kind)));
          const { last_error, tasks, ...state } = play.json(STATE);
          deepEqual([state.status, last_error.what], [status, "a"]);
          equal(JSON.stringify(tasks).includes("_retries"), false);
          match(notes[0] ?? "", new RegExp(`^The cycle stays ${status} at T-001/`));
          const plan = await play.act("resume");
          equal(plan.kind === "ask" && plan.question.person, true);
          match((plan.kind === "ask" && plan.question.detail) || "", /What failed: a\nWhy: b\nHow to recover: c$/);
          equal((await play.advance(["T-001", gates[at] ?? "validation"])).kind, "refusal");
        }
      });
    }

    it(`DC-A7 ${status}: the work is sent back, and waits for a person there`, async () => {
      for (const at of [3, LAST + 1]) {
        const play = cycle({ status, at });
        play.apply(await play.act("sendBack", { to: "T-001/sre", reason: "Again" }));
        deepEqual(
          [play.json(STATE).status, play.json(STATE).current_gate],
          [status === "failed" ? "failed" : "paused", 2],
        );
        equal((await play.advance(["T-001", "sre"])).kind, "refusal");
        const plan = await play.act("resume");
        equal(plan.kind === "ask" && plan.question.person, true);
        play.apply(await play.act("resume", { checkpoint: "continue" }));
        deepEqual([play.json(STATE).status, play.json(STATE).current_gate], ["in_progress", 2]);
      }
    });
  }

  it("DC-A6 a gate that is over is not tried again", async () => {
    const play = cycle({ mode: "automatic", at: LAST + 1 });
    play.apply(await play.act("error", error("network")));
    equal(play.json(STATE).status, "paused");
  });

  it("DC-A6 a gate whose count of tries cannot be read is not tried again", async () => {
    const play = cycle({ at: 0 });
    const edited = play
      .text(STATE)
      .replace('"status": "in_progress"\n', '"status": "in_progress", "agent_retries": "one"\n');
    play.files = { ...play.files, [STATE]: edited };
    play.apply(await play.act("error", error("agent")));
    equal(play.json(STATE).status, "paused");
  });

  it("DC-A7 a completed cycle that is sent back waits for a person", async () => {
    const play = cycle({ status: "completed", at: LAST + 1, isAlone: true });
    play.apply(await play.act("sendBack", { to: "T-001/sre", reason: "Again" }));
    equal(play.json(STATE).status, "paused");
  });

  for (const mode of ["manual_per_subtask", "manual_per_task"]) {
    it(`DC-A3 ${mode}: the next task begins only when a person says so, whatever the status says`, async () => {
      const play = cycle({ mode, at: LAST + 1 });
      const plan = await play.act("resume");
      const question = plan.kind === "ask" ? plan.question : undefined;
      deepEqual([question?.person, question?.label], [true, "T-001 Do T-001 is completed. Ready for the next?"]);
      play.apply(await play.act("resume", { checkpoint: "continue" }));
      equal(play.json(STATE).current_task_index, 1);
    });
  }

  it("DC-A3 automatic: it goes on without a question", async () => {
    const play = cycle({ mode: "automatic", at: LAST + 1 });
    play.apply(await play.act("resume"));
    equal(play.json(STATE).current_task_index, 1);
  });

  for (const status of held) {
    it(`DC-A5 ${status}: the cycle is not closed before a person has resumed it`, async () => {
      const play = cycle({ status, at: LAST + 1, isAlone: true });
      match(refusalOf(await play.act("close")).message, new RegExp(`it is ${status}: resume it first`));
      play.files = {
        ...play.files,
        [STATE]: play.text(STATE).replace(`"status": "${status}"`, '"status": "in_progress"'),
      };
      play.apply(await play.act("close"));
      equal(play.json(STATE).status, "completed");
    });
  }
});
