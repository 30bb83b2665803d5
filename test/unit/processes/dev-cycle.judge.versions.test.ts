import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { outcomeOfRun, runners } from "../../../src/core/criteria/testRuns.ts";
import { leavesOf } from "../../../src/core/index.ts";
import { stageAt, statesOf } from "../core/judge/process.ts";
import { fixtures } from "../support/fixtures.ts";
import { type Files, openMemory } from "../support/memory.ts";
import { read } from "../support/shown.ts";
import { criterionAt, filledFiles, judged, unmetAt } from "./filled.ts";

const id = "docs/dev-cycle/current-cycle.json";
const filled = filledFiles("dev-cycle");
const around = Object.fromEntries(Object.entries(filled).filter(([path]) => path !== id));
const texts = Object.fromEntries(fixtures("dev-cycle", ".json").map(({ name, text }) => [name, text]));
const textOf = (name: string): string => texts[name] ?? "";
const at = (text: string): Files => ({ ...around, [id]: text });

describe("DC-D1 the schema's example, unedited", () => {
  const example = textOf("schema-example");

  it("has a problem at each list of choices that nobody has chosen from", () => {
    const { problems } = read(example, id);
    deepEqual(
      problems.map(({ code, line }) => `${code} ${line}`),
      [7, 8, 9, 10, 11, 20, 22, 28, 34, 89].map((line) => `choice-unmade ${line}`),
    );
  });

  it("passes nothing and begins nothing", async () => {
    const feature = await judged(at(example));
    equal(leavesOf(feature.stages).filter(({ state }) => state === "passed").length, 1);
    deepEqual(feature.findings, []);
    equal(feature.done, false);
  });

  it("with one value chosen in each list it is read and judged as it says", async () => {
    const chosen: Record<string, string> = {
      "pending|in_progress|completed|failed|blocked": "in_progress",
      "pending|in_progress|completed": "completed",
      "pending|completed": "pending",
      "approved|rejected": "approved",
    };
    const text = example.replace(
      /"([^"\n]*\|[^"\n]*)"/g,
      (_, list: string) => `"${chosen[list] ?? list.split("|")[0]?.trim()}"`,
    );
    const document = read(text, id);
    deepEqual(document.problems, []);
    if (document.kind !== "cycle") throw new Error("no cycle");
    const { cycle } = document;
    deepEqual(
      [cycle.status, cycle.executionMode, cycle.commitTiming, cycle.shape.id, cycle.current],
      ["in_progress", "manual_per_subtask", "per_subtask", "six", { task: "T-001", subtask: "ST-001-01", gate: "0" }],
    );
    const feature = await judged(at(text));
    const gate = "T-001/ST-001-01/implementation";
    deepEqual(feature.findings, []);
    equal(feature.current?.path.join("/"), gate);
    equal(criterionAt(feature, gate, "RED: a test that fails").verdict, "met");
    equal(criterionAt(feature, gate, "GREEN: code that makes it pass").verdict, "met");
    deepEqual(unmetAt(feature, gate), ["All standards met"]);
    deepEqual(
      ["devops", "sre", "testing", "review", "validation"].map(
        (name) => stageAt(feature, `T-001/ST-001-01/${name}`).state,
      ),
      Array.from({ length: 5 }, () => "locked"),
    );
  });
});

describe("DC-G4 rules of one version are not asked of another", () => {
  const notApplicable: [fixture: string, stage: string, label: string][] = [
    ["first-version", "TASK-001/implementation", "RED: a test that fails"],
    ["first-version", "TASK-001/devops", "Dockerfile"],
    ["lean-1.1.0", "T1/implementation", "All standards met"],
    ["lean-1.1.0", "T1/implementation", "Coverage"],
    ["split-cadence-1.1.0", "T-001/ST-T001-01/sre", "Instrumentation"],
  ];
  for (const [fixture, stage, label] of notApplicable)
    it(`${fixture}: ${label}`, async () =>
      equal(criterionAt(await judged(at(textOf(fixture))), stage, label).verdict, "notApplicable"));

  const lean = (review: object, implementation: object = {}): string =>
    JSON.stringify({
      version: "1.1.0",
      cycle_id: "c-9",
      status: "in_progress",
      current_gate: 8,
      current_task_index: 0,
      tasks: [
        {
          id: "T-001",
          status: "in_progress",
          gate_progress: { review },
          subtasks: [
            {
              id: "ST-001-01",
              status: "completed",
              gate_progress: { implementation: { status: "completed", ...implementation } },
            },
          ],
        },
      ],
    });

  it("what is recorded counts in every version: too little coverage, an open issue, a reviewer who has not passed it", async () => {
    const feature = await judged(
      at(
        lean(
          { status: "completed", issues_by_severity: { MEDIUM: 1 }, reviewers_passed: "8/9" },
          { coverage_actual: 70, coverage_threshold: 70 },
        ),
      ),
    );
    const unmet = (stage: string): string[] =>
      stageAt(feature, stage)
        .criteria.filter(({ verdict }) => verdict === "unmet")
        .map(({ label }) => label);
    deepEqual(unmet("T-001/review"), ["Every reviewer has passed it", "Nothing that blocks is open"]);
    deepEqual(unmet("T-001/ST-001-01/implementation"), ["Coverage", "Threshold"]);
  });

  it("what a version never records is not missing: the mark counts, unverified", async () => {
    const feature = await judged(at(lean({ status: "completed", reviewers_passed: "9/9" })));
    const implementation = stageAt(feature, "T-001/ST-001-01/implementation");
    deepEqual([implementation.state, implementation.unverified], ["passed", true]);
    deepEqual(feature.findings, []);
  });

  it("fewer reviewers than a version declares are not known to be enough", async () => {
    const feature = await judged(at(lean({ status: "completed", reviewers_passed: "3/3" })));
    equal(criterionAt(feature, "T-001/review", "Every reviewer has passed it").verdict, "unknown");
  });

  it("a version's own gates are judged by their status, their sums, and what their output says", async () => {
    const fuzz = async (output: object): Promise<string[]> => {
      const value = JSON.parse(textOf("ten-gates")) as {
        tasks: { agent_outputs?: object; gate_progress: Record<string, object> }[];
      };
      const task = value.tasks[0];
      if (task) {
        task.gate_progress.fuzz_testing = { status: "completed" };
        task.agent_outputs = { fuzz_testing: output };
      }
      const stage = stageAt(await judged(at(JSON.stringify(value, undefined, 1))), "T-001/T1-itself/fuzz_testing");
      return stage.criteria.filter(({ verdict }) => verdict === "unmet").map(({ label }) => label);
    };
    deepEqual(await fuzz({ output: "Status: PASS" }), []);
    deepEqual(await fuzz({ output: "Status: FAIL" }), ["Its output agrees"]);
    deepEqual(
      await fuzz({ standards_compliance: { total_sections: 2, compliant: 1, not_applicable: 0, non_compliant: 1 } }),
      ["Standards"],
    );
  });

  it("gates that are numbers are judged by their status alone, and planning asks for no project rules", async () => {
    const feature = await judged({ "docs/pre-dev/parcel-alerts/workflow-state.json": textOf("pre-dev") });
    deepEqual(statesOf(feature), {
      rules: "skipped",
      "0": "passed",
      "1": "passed",
      "1.5": "skipped",
      "2": "passed",
      "2.5": "open",
      "3": "locked",
      close: "skipped",
    });
    deepEqual(feature.findings, []);
  });
});

describe("DC-G0 what a test run's output shows", () => {
  const rows: [runner: string, output: string, shows: "failed" | "passed" | undefined][] = [
    ["Go", "=== RUN TestA\n--- FAIL: TestA (0.00s)\nFAIL\tpkg\t0.1s", "failed"],
    ["Go", "ok  \tpkg\t0.1s", "passed"],
    ["Go, not built", "# pkg\n./a_test.go:3: undefined: New\nFAIL\tpkg [build failed]", "failed"],
    ["Jest", "FAIL src/a.test.ts\nTests:       1 failed, 2 passed, 3 total", "failed"],
    ["Jest", "PASS src/a.test.ts\nTests:       3 passed, 3 total", "passed"],
    ["Vitest", " Tests  1 failed | 2 passed (3)", "failed"],
    ["Vitest", " Tests  3 passed (3)", "passed"],
    ["Mocha", "  2 passing (3ms)\n  1 failing", "failed"],
    ["Mocha", "  2 passing (3ms)", "passed"],
    ["pytest", "FAILED tests/test_a.py::test_a - AssertionError\n1 failed, 2 passed in 0.1s", "failed"],
    ["pytest", "===== 3 passed in 0.1s =====", "passed"],
    ["unittest", "FAILED (failures=1)", "failed"],
    ["unittest", "OK", "passed"],
    ["Cargo", "test result: FAILED. 0 passed; 1 failed", "failed"],
    ["Cargo", "test result: ok. 3 passed; 0 failed; 0 ignored", "passed"],
    ["Maven", "Tests run: 3, Failures: 1, Errors: 0", "failed"],
    ["Maven", "Tests run: 3, Failures: 0, Errors: 0\nBUILD SUCCESS", "passed"],
    [".NET", "Failed!  - Failed:     1, Passed:     2", "failed"],
    [".NET", "Passed!  - Failed:     0, Passed:     3", "passed"],
    ["RSpec", "3 examples, 1 failure", "failed"],
    ["RSpec", "3 examples, 0 failures", "passed"],
    ["PHPUnit", "FAILURES!\nTests: 3, Assertions: 3, Failures: 1.", "failed"],
    ["PHPUnit", "OK (3 tests, 3 assertions)", "passed"],
    ["TAP", "not ok 1 - a", "failed"],
    ["TAP", "ok 1 - a", "passed"],
    ["Node", "ℹ pass 3\nℹ fail 1", "failed"],
    ["TypeScript", "a.test.ts(3,1): error TS2304: Cannot find name 'make'.", "failed"],
    ["nothing known", "it went wrong, there was an error", undefined],
    ["a claim", "All is well", undefined],
    ["a failure that is over", "0 failed", undefined],
    ["nothing", "", undefined],
  ];
  for (const [runner, output, shows] of rows)
    it(`${runner}: ${shows ?? "unknown"} (${output.slice(0, 30).replace(/\s+/g, " ")})`, () =>
      equal(outcomeOfRun(output), shows));

  it("every runner is in the documented list", () => {
    const page = readFileSync(new URL("../../../docs/TEST_RUNNERS.md", import.meta.url), "utf8");
    deepEqual(
      runners.filter(({ runner }) => !page.includes(`| ${runner} `)),
      [],
    );
  });
});

describe("C-9 state files that are damaged in any way", () => {
  /** Every value of a JSON text, by the path to it. */
  const mutate = (value: unknown, path: number[], to: unknown): unknown => {
    if (path.length === 0 || typeof value !== "object" || value === null) return to;
    const [first = 0, ...rest] = path;
    const keys = Object.keys(value);
    if (keys.length === 0) return to;
    const key = keys[first % keys.length] ?? "";
    const copy: Record<string, unknown> | unknown[] = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
    (copy as Record<string, unknown>)[key] = mutate((value as Record<string, unknown>)[key], rest, to);
    return copy;
  };
  const sources = [String(filled[id]), ...Object.values(texts)].flatMap((text) => {
    try {
      return [JSON.parse(text) as unknown];
    } catch {
      return [];
    }
  });

  it("are judged without an error, and the gate that lost its evidence is not verified", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...sources),
        fc.array(fc.tuple(fc.array(fc.nat(30), { maxLength: 7 }), fc.jsonValue()), { minLength: 1, maxLength: 3 }),
        async (source, changes) => {
          const changed = changes.reduce<unknown>((value, [path, to]) => mutate(value, path, to), source);
          const { snapshot } = await openMemory(at(JSON.stringify(changed, undefined, 1)));
          for (const feature of snapshot.features) ok(!feature.problems.some(({ code }) => code === "not-judged"));
        },
      ),
      { numRuns: 300 },
    );
  });

  it("cut off anywhere, they pass nothing for good", async () => {
    const text = String(filled[id]);
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 3), async (end) => {
        const { snapshot } = await openMemory(at(text.slice(0, end)));
        for (const feature of snapshot.features) {
          equal(feature.done, false);
          const leaves = leavesOf(feature.stages).filter(({ path }) => path[0] === "T-001");
          ok(leaves.every(({ state, unverified }) => state !== "passed" || unverified));
          deepEqual(
            feature.findings.filter(({ kind }) => kind === "contradiction"),
            [],
          );
        }
      }),
      { numRuns: 100 },
    );
  });
});
