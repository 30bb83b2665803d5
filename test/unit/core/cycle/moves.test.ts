import { deepEqual, equal, match } from "node:assert/strict";
import { goOn, passGate } from "../../../../src/core/cycle/moves.ts";
import { StateFile } from "../../../../src/core/cycle/stateFile.ts";
import { fixtures } from "../../support/fixtures.ts";
import { changedPaths, NOON } from "./walk.ts";

const fixture = (name: string): string =>
  (fixtures("dev-cycle", `${name}.json`)[0]?.text ?? "").replace(/"paused_for_\w+"/, '"in_progress"');
const opened = (text: string): StateFile => {
  const state = StateFile.open(text);
  if ("unfit" in state) throw new Error(state.unfit);
  return state;
};
const done = (): undefined => undefined;

describe("DC-A2 state files of every version that is known", () => {
  const moves: [name: string, at: string, changed: Record<string, unknown>][] = [
    [
      "seed-1.0.0",
      "REFACTOR-001/ST-001-02/testing",
      {
        current_gate: 4,
        "tasks.0.gate_progress.testing.status": "completed",
        "tasks.0.gate_progress.testing.completed_at": NOON,
        "tasks.0.gate_progress.review.status": "in_progress",
        "tasks.0.gate_progress.review.started_at": NOON,
      },
    ],
    [
      "split-cadence-1.1.0",
      "T-001/review",
      {
        "tasks.0.gate_progress.review.status": "completed",
        "tasks.0.gate_progress.review.completed_at": NOON,
        "tasks.0.gate_progress.validation.status": "in_progress",
        "tasks.0.gate_progress.validation.started_at": NOON,
        current_gate: 9,
      },
    ],
    [
      "lean-1.1.0",
      "T1/review",
      {
        "tasks.0.gate_progress.review.status": "completed",
        "tasks.0.gate_progress.review.completed_at": NOON,
        "tasks.0.gate_progress.validation.status": "in_progress",
        "tasks.0.gate_progress.validation.started_at": NOON,
        current_gate: 9,
      },
    ],
    [
      "epics-2.0.0",
      "E-1/validation",
      {
        status: "paused_for_epic_approval",
        "epics.0.status": "completed",
        "epics.0.gate_progress.validation.status": "completed",
        "epics.0.gate_progress.validation.completed_at": NOON,
      },
    ],
  ];
  for (const [name, at, changed] of moves) {
    it(`${name}: passing ${at} changes what had to change`, () => {
      const text = fixture(name);
      const state = opened(text);
      const path = at.split("/");
      const moved = passGate(state, { gate: path.at(-1) ?? "", within: path.slice(0, -1) }, NOON, done);
      equal("unfit" in moved ? moved.unfit : "", "");
      const [before, after] = [JSON.parse(text), JSON.parse(state.text)];
      const paths = changedPaths(before, after).filter((each) => each !== "updated_at");
      const valueAt = (each: string): unknown =>
        each.split(".").reduce((value: unknown, key) => (value as Record<string, unknown>)?.[key], after);
      const expected = Object.entries(changed).filter(([each, value]) => valueAt(each) === value);
      deepEqual(expected.map(([each]) => each).sort(), Object.keys(changed).sort());
      deepEqual(
        paths.filter((each) => !(each in changed)),
        [],
      );
    });
  }

  const refused: [name: string, change: (text: string) => string, reason: RegExp][] = [
    ["multi-tenant", (text) => text, /without the tasks/],
    ["pre-dev", (text) => text, /without the tasks/],
    ["frontend-lean", (text) => text, /without the tasks/],
    ["seed-1.0.0", (text) => text.replace('"version": "1.0.0"', '"version": "7.0.0"'), /version 7\.0\.0 is not one/],
    ["seed-1.0.0", (text) => text.replaceAll('"devops"', '"smoke_testing"'), /a gate "smoke_testing"/],
    [
      "seed-1.0.0",
      (text) => text.replace('"sre": { "status": "completed" }', '"sre": "PASS"'),
      /records the gate sre as a word/,
    ],
    ["broken-missing-comma", (text) => text, /not valid JSON .*line/],
    ["duplicate-keys", (text) => text, /stands twice/],
  ];
  for (const [name, change, reason] of refused) {
    it(`refuses ${name} where it says ${reason.source}`, () => {
      const state = StateFile.open(change(fixture(name)));
      match("unfit" in state ? state.unfit : "", reason);
    });
  }

  const misplaced: [what: string, change: (text: string) => string, reason: RegExp][] = [
    [
      "the work is at another gate",
      (text) => text.replace('"current_gate": 3', '"current_gate": 5'),
      /work is at REFACTOR-001\/ST-001-02\/validation, not at/,
    ],
    [
      "a gate between is open",
      (text) =>
        text
          .replace('"current_gate": 3', '"current_gate": 1')
          .replace('"sre": { "status": "completed" }', '"sre": { "status": "pending" }'),
      /work is at .*devops, not at/,
    ],
    [
      "current_gate is no number",
      (text) => text.replace('"current_gate": 3', '"current_gate": "COMPLETE"'),
      /current_gate is no number/,
    ],
    [
      "an index is out of range",
      (text) => text.replace('"current_task_index": 0', '"current_task_index": 4'),
      /current_task_index names none of its 1 tasks/,
    ],
    [
      "nobody chose a mode",
      (text) => text.replace('"manual_per_subtask"', '"manual_per_subtask|automatic"'),
      /execution_mode .* is none of/,
    ],
  ];
  for (const [what, change, reason] of misplaced) {
    it(`writes nothing where ${what}`, () => {
      const text = change(fixture("seed-1.0.0"));
      const state = opened(text);
      const moved = passGate(state, { gate: "testing", within: ["REFACTOR-001", "ST-001-02"] }, NOON, done);
      match("unfit" in moved ? moved.unfit : "", reason);
      equal(state.text, text);
    });
  }

  it("keeps digits in quotes, and the words that the file uses", () => {
    const text = fixture("seed-1.0.0")
      .replace('"current_gate": 3', '"current_gate": "3"')
      .replaceAll('"status": "completed" }', '"status": "PASS" }');
    const state = opened(text);
    passGate(state, { gate: "testing", within: ["REFACTOR-001", "ST-001-02"] }, NOON, done);
    const after = JSON.parse(state.text);
    equal(after.current_gate, "4");
    equal(after.tasks[0].gate_progress.testing.status, "PASS");
  });

  it("goes on to a task that has no record yet", () => {
    const text =
      '{\n  "version": "1.1.0",\n  "cycle_id": "c",\n  "execution_mode": "automatic",\n  "status": "in_progress",\n  "current_task_index": 0,\n  "current_gate": 9,\n  "tasks": [\n    { "id": "T1", "title": "One", "status": "in_progress", "gate_progress": { "implementation": { "status": "completed" }, "review": { "status": "completed" }, "validation": { "status": "in_progress" } } },\n    {"id": "T2", "title": "Two", "status": "pending", "estimate_hours": 8}\n  ]\n}\n';
    const state = opened(text);
    passGate(state, { gate: "validation", within: ["T1"] }, NOON, done);
    match(
      state.text,
      /\{"id": "T2", "title": "Two", "status": "in_progress", "estimate_hours": 8, "gate_progress": \{ "implementation": \{ "status": "in_progress", "started_at": "2026-10-05T12:00:00\.000Z" \} \}\}\n/,
    );
    equal(JSON.parse(state.text).current_task_index, 1);
  });

  it("does not leave a unit behind whose gate is not passed", () => {
    const state = opened(fixture("seed-1.0.0"));
    const moved = goOn(state, "child", NOON, done);
    match("unfit" in moved ? moved.unfit : "", /is not passed/);
  });

  it("leaves byte order, tabs and unknown keys to the file", () => {
    const text = fixture("seed-1.0.0")
      .replace(/^ +/gm, (spaces) => "\t".repeat(spaces.length / 2))
      .replaceAll("\n", "\r\n")
      .replace('"cycle_type"', '"_note": "kept",\r\n\t"cycle_type"');
    const state = opened(text);
    passGate(state, { gate: "testing", within: ["REFACTOR-001", "ST-001-02"] }, NOON, done);
    const lines = state.text.split("\r\n");
    const old = text.split("\r\n");
    deepEqual(
      lines.flatMap((line, index) => (line === old[index] ? [] : [line.trim()])),
      [
        `"updated_at": "${NOON}",`,
        '"current_gate": 4,',
        `"testing": { "status": "completed", "coverage_actual": 84.9, "coverage_threshold": 85, "completed_at": "${NOON}" },`,
        `"review": { "status": "in_progress", "started_at": "${NOON}" },`,
      ],
    );
  });
});
