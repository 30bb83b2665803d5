import { deepEqual, equal, match } from "node:assert/strict";
import type { Plan, Refusal } from "../../../src/core/index.ts";
import { Play } from "../core/cycle/walk.ts";

const STATE = "docs/dev-cycle/current-cycle.json";
const FEEDBACK = "docs/feedbacks/cycle-2026-10-05/backend-engineer.md";
const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

const refusalOf = (plan: Plan): Refusal => {
  if (plan.kind !== "refusal") throw new Error(`no refusal: ${JSON.stringify(plan).slice(0, 300)}`);
  return plan;
};

// biome-ignore lint/suspicious/noExplicitAny: a test changes whatever stands in the file
type State = any;

/** A cycle of one task at its third gate. */
const base = (): State => ({
  version: "1.0.0",
  cycle_id: "cycle-1",
  started_at: "2026-10-05T10:00:00Z",
  updated_at: "2026-10-05T10:05:00Z",
  source_file: "docs/pre-dev/alerts/tasks.md",
  execution_mode: "automatic",
  commit_timing: "per_task",
  status: "in_progress",
  feedback_loop_completed: false,
  current_task_index: 0,
  current_gate: 2,
  tasks: [
    {
      id: "T-001",
      title: "Alerts",
      status: "in_progress",
      feedback_loop_completed: false,
      subtasks: [],
      gate_progress: Object.fromEntries(
        gates.map((gate, index) => [
          gate,
          { status: index < 2 ? "completed" : index === 2 ? "in_progress" : "pending" },
        ]),
      ),
    },
  ],
  metrics: { gate_durations: {} },
});

/** The same, its task over and the feedback recorded. */
const ended = (): State => {
  const state = base();
  const [task] = state.tasks;
  task.status = "completed";
  task.feedback_loop_completed = true;
  for (const gate of gates)
    task.gate_progress[gate] = {
      status: "completed",
      started_at: "2026-10-05T10:00:00Z",
      completed_at: "2026-10-05T10:05:00Z",
    };
  return { ...state, feedback_loop_completed: true, current_gate: 5 };
};

/** The place of every value below a value. */
function pathsIn(value: unknown, path: string[] = []): string[][] {
  if (typeof value !== "object" || value === null) return [path];
  const below = Object.entries(value).flatMap(([key, inner]) => pathsIn(inner, [...path, key]));
  return path.length === 0 ? below : [path, ...below];
}

const play = (state: State): Play =>
  new Play({ [STATE]: `${JSON.stringify(state, undefined, 2)}\n`, [FEEDBACK]: "Good.\n" });

const error = { kind: "agent", what: "a", why: "b", recover: "c" };
const back = { to: "T-001/devops", reason: "Again" };
type Act = (each: Play) => Promise<Plan>;
const pass: Act = (each) => each.advance(["T-001", "sre"]);
const fail: Act = (each) => each.act("error", error);
const send: Act = (each) => each.act("sendBack", back);
const close: Act = (each) => each.act("close");

describe("DC-A2 DC-A5 DC-A6 DC-A7 a place of the state file that has another shape than is needed", () => {
  const odd: [what: string, value: unknown, named: string][] = [
    ["null", null, "null"],
    ["text", "see below", "text"],
    ["a list", [], "a list"],
    ["a number", 3, "a number"],
  ];
  const rows: [
    row: string,
    what: string,
    start: () => State,
    put: (state: State, value: unknown) => void,
    act: Act,
    place: string,
  ][] = [
    ["DC-A5", "closing, metrics", ended, (state, value) => Object.assign(state, { metrics: value }), close, "metrics"],
    [
      "DC-A5",
      "closing, gate_durations",
      ended,
      (state, value) => Object.assign(state.metrics, { gate_durations: value }),
      close,
      "metrics/gate_durations",
    ],
    [
      "DC-A6",
      "an error, gate_progress",
      base,
      (state, value) => Object.assign(state.tasks[0], { gate_progress: value }),
      fail,
      "tasks/0/gate_progress",
    ],
    [
      "DC-A7",
      "sending back, gate_progress",
      base,
      (state, value) => Object.assign(state.tasks[0], { gate_progress: value }),
      send,
      "tasks/0/gate_progress",
    ],
  ];
  for (const [row, what, start, put, act, place] of rows) {
    it(`${row} ${what}: works as an object`, async () => {
      equal((await act(play(start()))).kind, "change");
    });
    for (const [shape, value, named] of odd) {
      it(`${row} ${what}: is refused as ${shape}, with file, place and what to do`, async () => {
        const state = start();
        put(state, value);
        const each = play(state);
        const key = place.split("/").at(-1);
        const line =
          each
            .text(STATE)
            .split("\n")
            .findIndex((text) => text.includes(`"${key}"`)) + 1;
        equal(
          refusalOf(await act(each)).message,
          `${STATE} is left as it is: ${place} (line ${line}) is ${named} where an object belongs. Set that right, then try again.`,
        );
      });
    }
  }

  it("DC-A2 a task that is null is refused when its turn comes", async () => {
    const state = ended();
    state.tasks.push(null);
    const each = play(state);
    const line = each.text(STATE).split("\n").indexOf("    null") + 1;
    match(
      refusalOf(await each.act("resume")).message,
      new RegExp(`tasks/1 \\(line ${line}\\) is null where an object belongs`),
    );
  });

  it("DC-A2 a status that is an object is refused, and what no edit touches may have any shape", async () => {
    const state = base();
    state.tasks[0].gate_progress.sre.status = { note: "mine" };
    match(
      refusalOf(await pass(play(state))).message,
      /gate_progress\/sre\/status \(line \d+\) is an object where a plain value belongs/,
    );
    const other = base();
    Object.assign(other, { metrics: "n/a", note: null });
    equal((await pass(play(other))).kind, "change");
  });

  for (const [shape, value, named] of [
    ["text", "keep me", "text"],
    ["an object", { note: "keep me" }, "an object"],
  ] as const) {
    it(`DC-A7 a send_backs that is ${shape} is not thrown away`, async () => {
      const each = play({ ...base(), send_backs: value });
      match(
        refusalOf(await send(each)).message,
        new RegExp(
          `^${STATE} is left as it is: send_backs \\(line \\d+\\) is ${named} where a list belongs\\. Set that right`,
        ),
      );
    });
  }

  it("DC-A6 a last_error that a person wrote as text is not thrown away", async () => {
    match(
      refusalOf(await fail(play({ ...base(), last_error: "keep me" }))).message,
      /last_error .* is text where an object/,
    );
    equal((await fail(play({ ...base(), last_error: null }))).kind, "change");
  });

  it("DC-A7 earlier entries of send_backs keep their bytes", async () => {
    const each = play(base());
    const old = '"send_backs": [ { "to":"T-001/devops",  "reason": "x" } ],\n  "metrics"';
    each.files = { ...each.files, [STATE]: each.text(STATE).replace('"metrics"', old) };
    each.apply(await send(each));
    match(
      each.text(STATE),
      /"send_backs": \[ \{ "to":"T-001\/devops", {2}"reason": "x" \}, \{ "at": .*"reason": "Again" \} \],\n/,
    );
    deepEqual(each.json(STATE).send_backs.length, 2);
  });

  it("DC-A7 send_backs that is null or empty takes the first entry", async () => {
    for (const send_backs of [null, []]) {
      const each = play({ ...base(), send_backs });
      each.apply(await send(each));
      deepEqual([each.json(STATE).send_backs.length, each.json(STATE).send_backs[0].reason], [1, "Again"]);
    }
  });

  it("DC-A2 whatever stands at whatever place, no action throws", async function () {
    this.timeout(120_000);
    const acts: Act[] = [
      pass,
      fail,
      send,
      close,
      (each) => each.act("resume", { checkpoint: "continue" }),
      (each) => each.act("feedback"),
    ];
    for (const start of [base, ended, (): State => ({ ...ended(), status: "paused_for_task_approval" })]) {
      for (const path of pathsIn(start())) {
        for (const value of [null, "x", []]) {
          const state = start();
          let at = state;
          for (const key of path.slice(0, -1)) at = at[key];
          at[path.at(-1) ?? ""] = value;
          // A file that is no cycle any more has no actions.
          if ((await play(state).open()).snapshot.features.length !== 1) continue;
          for (const act of acts) {
            const plan = await act(play(state));
            equal(["change", "refusal", "ask"].includes(plan.kind), true, path.join("/"));
          }
        }
      }
    }
  });
});
