import { deepEqual, equal, match } from "node:assert/strict";
import { passGate } from "../../../../src/core/cycle/moves.ts";
import { StateFile } from "../../../../src/core/cycle/stateFile.ts";
import { NOON } from "./walk.ts";

const opened = (text: string): StateFile => {
  const state = StateFile.open(text);
  if ("unfit" in state) throw new Error(state.unfit);
  return state;
};

const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

/** A task at the last gate of its first part; `artifacts` move to that part when it passes. */
const text = (artifacts: string): string => `{
  "version": "1.0.0", "execution_mode": "automatic", "status": "in_progress",
  "current_task_index": 0, "current_subtask_index": 0, "current_gate": 5,
  "tasks": [
    {
      "id": "T-1", "title": "One", "status": "in_progress",
      "subtasks": [
        { "id": "ST-1", "title": "One", "status": "in_progress" },
        { "id": "ST-2", "title": "Two", "status": "pending" }
      ],
      "artifacts": ${artifacts},
      "gate_progress": { ${gates.map((gate) => `"${gate}": { "status": "${gate === "validation" ? "in_progress" : "completed"}" }`).join(", ")} }
    }
  ]
}
`;

describe("DC-A2 a state file that is being edited", () => {
  const places: [what: string, path: (string | number)[], value: unknown, said: RegExp][] = [
    ["a key below a text", ["version", "a"], 1, /^version \(line 2\) is text where an object belongs\. Set that right/],
    ["a key below a list", ["tasks", "a"], 1, /^tasks \(line 4\) is a list where an object belongs/],
    [
      "an entry below an object",
      ["tasks", 0, "gate_progress", 0],
      1,
      /^tasks\/0\/gate_progress .* is an object where a list/,
    ],
    ["an entry behind the end", ["tasks", 2], {}, /^tasks\/2 is missing where an object belongs/],
    ["an entry of a missing list", ["gone", 0], {}, /^gone is missing where a list belongs/],
    ["a text over an object", ["tasks", 0], "x", /^tasks\/0 \(line 5\) is an object where a plain value belongs/],
    ["a list over a text", ["status"], [], /^status \(line 2\) is text where a list belongs/],
  ];
  for (const [what, path, value, said] of places) {
    it(`refuses ${what}, changes nothing, and nothing after it is set`, () => {
      const state = opened(text("{}"));
      state.set(path, value);
      state.set(["updated_at"], NOON);
      match(state.refused?.unfit ?? "", said);
      equal(state.text, text("{}"));
    });
  }

  it("sets what is new, what is null, and the next entry of a list", () => {
    const state = opened(text("null"));
    state.set(["tasks", 0, "artifacts"], { a: [] });
    state.set(["tasks", 0, "artifacts", "a", 0], "x");
    state.set(["metrics", "gate_durations", "review"], 1);
    equal(state.refused, undefined);
    const { tasks, metrics } = JSON.parse(state.text);
    deepEqual([tasks[0].artifacts, metrics], [{ a: ["x"] }, { gate_durations: { review: 1 } }]);
  });

  it("throws nothing where records nest too deeply to be moved", () => {
    let refused = 0;
    for (let depth = 500; depth <= 8000; depth += 500) {
      const state = StateFile.open(text(`{ "a": ${"[".repeat(depth)}${"]".repeat(depth)} }`));
      if (!("unfit" in state)) passGate(state, { gate: "validation", within: ["T-1", "ST-1"] }, NOON, () => undefined);
      const why = "unfit" in state ? state.unfit : state.refused?.unfit;
      if (why === undefined) continue;
      refused++;
      match(why, /nested too deeply/);
    }
    equal(refused > 0, true);
  });
});
