import { deepEqual, equal, ok } from "node:assert/strict";
import { readFileSync } from "node:fs";
import fc from "fast-check";
import { type CycleMetrics, cycleMetrics, durationText, type GateTotal } from "../../../../src/core/index.ts";

const realistic = readFileSync(new URL("../../../fixtures/metrics/invoice-reminders.json", import.meta.url), "utf8");

const measure = (value: unknown): CycleMetrics => {
  const metrics = cycleMetrics(JSON.stringify(value, null, 2));
  ok(metrics);
  return metrics;
};

/** A cycle with one task and these records of its gates. */
const withGates = (gate_progress: unknown, agent_outputs: unknown = {}): CycleMetrics =>
  measure({ cycle_id: "c", tasks: [{ id: "T-001", gate_progress, agent_outputs }] });

const gateOf = ({ gates }: CycleMetrics, name: string): GateTotal => {
  const found = gates.find(({ gate }) => gate === name);
  ok(found, `no gate ${name}`);
  return found;
};

describe("the metrics of a whole cycle (DC-A5, DC-A8)", () => {
  const metrics = cycleMetrics(realistic);
  ok(metrics);

  it("DC-A8 measures gates by their times, sums them up, and says where a part is unknown", () => {
    const rows = metrics.gates.map(({ gate, duration, averageMs, iterations }) => [
      gate,
      duration && durationText(duration.ms) + (duration.atLeast ? "+" : ""),
      averageMs && durationText(averageMs),
      iterations?.sum,
    ]);
    deepEqual(rows, [
      ["implementation", "5h 30m", "1h 50m", 3],
      ["devops", "1h 3m", "21m", 2],
      ["sre", "45m+", "45m", 4],
      ["testing", "2h 10m", "1h 5m", 3],
      ["review", "3h", "1h 30m", 3],
      ["validation", "20m", "10m", undefined],
    ]);
  });

  it("DC-A5 measures tasks and the cycle up to its last update", () => {
    deepEqual(metrics.duration, { ms: 111_900_000, from: "times", atLeast: true });
    deepEqual(
      metrics.units.map(({ id, outcome, duration }) => [id, outcome, duration && durationText(duration.ms)]),
      [
        ["T-001", "passed", "7h 25m"],
        ["T-002", "running", "5h 23m"],
        ["T-003", "pending", undefined],
      ],
    );
  });

  it("DC-A5 counts how gates came out, and which passed at their first attempt", () => {
    deepEqual(metrics.outcomes, {
      passed: 13,
      failed: 1,
      blocked: 0,
      running: 0,
      pending: 9,
      skipped: 1,
      unknown: 0,
    });
    deepEqual(metrics.firstPass, { part: 5, of: 8 });
    deepEqual(gateOf(metrics, "sre").firstPass, { part: 1, of: 1 });
  });

  it("DC-A8 counts issues by severity and reviewer, fixed and open", () => {
    deepEqual(
      metrics.reviewers.map(({ reviewer, counts }) => [reviewer, counts]),
      [
        ["code", { medium: { found: 1, fixed: 1, open: 0 }, low: { found: 1, fixed: 0, open: 1 } }],
        ["business logic", { critical: { found: 1, fixed: 1, open: 0 } }],
        ["security", {}],
      ],
    );
    const low = metrics.issues.find(({ severity }) => severity === "low");
    deepEqual([low?.file, low?.fileLine, low?.unit, low?.isFixed], ["schedule.go", 22, ["T-001"], false]);
    equal(realistic.split("\n")[(low?.line ?? 0) - 1]?.trim(), "{");
  });

  it("DC-A8 keeps apart what gates find beside reviews", () => {
    const rows = metrics.issues
      .filter(({ kind }) => kind !== "issue")
      .map(({ kind, text, isFixed, fixedIn }) => [kind, text, isFixed, fixedIn]);
    deepEqual(rows, [
      ["gap", "Error Handling: error returned without context", true, 2],
      ["verification", "docker_build: go.sum was not in the build context", true, undefined],
      ["failure", "TestNext_Weekend: a reminder fell on a Saturday", true, 2],
      ["failure", "TestNext_Holiday: the calendar was nil", true, 3],
      ["validation", "structured_logging: fmt.Println instead of the logger", false, undefined],
      ["validation", "tracing: no span around the call", true, 2],
    ]);
  });

  it("DC-A8 sums up standards, coverage and what agents handed in", () => {
    deepEqual(metrics.standards, { total: 77, compliant: 75, notApplicable: 1, nonCompliant: 1 });
    deepEqual(
      metrics.runs.flatMap(({ coverage }) => coverage ?? []),
      [{ actual: 91.5, threshold: 85 }],
    );
    deepEqual(
      metrics.runs.flatMap(({ instrumentation }) => instrumentation ?? []),
      [93, 71],
    );
    deepEqual(
      metrics.agents.find(({ agent }) => agent === "backend-engineer-golang"),
      { agent: "backend-engineer-golang", outputs: 2, gates: ["implementation"], ms: 15_000_000 },
    );
  });
});

describe("what a state file does not tell", () => {
  const start = "2026-03-01T10:00:00Z";
  const rows: [what: string, gate: unknown, output: unknown, ms: number | undefined][] = [
    ["two times", { started_at: start, completed_at: "2026-03-01T10:05:00Z" }, {}, 300_000],
    ["times in two zones", { started_at: start, completed_at: "2026-03-01T07:05:00-03:00" }, {}, 300_000],
    [
      "times before a recorded length",
      { started_at: start, completed_at: "2026-03-01T10:01:00Z" },
      { duration_ms: 7 },
      60_000,
    ],
    ["a recorded length", { status: "completed" }, { duration_ms: 1500 }, 1500],
    ["a template's 0", { status: "completed" }, { duration_ms: 0 }, undefined],
    ["no start", { completed_at: start }, {}, undefined],
    ["no end", { started_at: start }, {}, undefined],
    ["an end before the start", { started_at: start, completed_at: "2026-02-28T10:00:00Z" }, {}, undefined],
    ["the same time twice", { started_at: start, completed_at: start }, {}, undefined],
    ["bare dates", { started_at: "2026-03-01", completed_at: "2026-03-03" }, {}, undefined],
    ["a zone on one side only", { started_at: start, completed_at: "2026-03-01T10:05:00" }, {}, undefined],
    ["no zone on either", { started_at: "2026-03-01T10:00:00", completed_at: "2026-03-01T10:05:00" }, {}, 300_000],
    [
      "a placeholder",
      { started_at: "...", completed_at: "ISO timestamp" },
      { duration_ms: "[execution time]" },
      undefined,
    ],
    ["no such day", { started_at: start, completed_at: "2026-13-41T10:05:00Z" }, {}, undefined],
    ["a negative length", { status: "done" }, { duration_ms: -5 }, undefined],
  ];
  for (const [what, gate, output, ms] of rows) {
    it(`stays unknown, never 0 (DC-A8): ${what}`, () => {
      equal(withGates({ review: gate }, { review: output }).runs[0]?.duration?.ms, ms);
    });
  }

  it("is no first pass: a passed gate without recorded attempts counts neither way", () => {
    const gates = { devops: { status: "completed" }, sre: { status: "completed", iterations: 0 } };
    deepEqual(withGates(gates).firstPass, { part: 0, of: 0 });
  });

  it("takes the larger count of attempts where two records differ", () => {
    const metrics = withGates(
      { implementation: { status: "completed", standards_compliance_iterations: 3 } },
      { implementation: { iterations: 1 } },
    );
    equal(metrics.runs[0]?.iterations, 3);
  });

  it("uses the file's own sums only where no gate tells", () => {
    const metrics = measure({
      cycle_id: "c",
      tasks: [{ id: "T-001", gate_progress: { review: { status: "completed" }, devops: { status: "pending" } } }],
      metrics: { total_duration_ms: 9000, gate_durations: { review: 4000, devops: 0 }, review_iterations: 2 },
    });
    deepEqual(gateOf(metrics, "review").duration, { ms: 4000, from: "recorded", atLeast: false });
    deepEqual(gateOf(metrics, "review").iterations, { sum: 2, known: 1 });
    equal(gateOf(metrics, "devops").duration, undefined);
    deepEqual(metrics.duration, { ms: 9000, from: "recorded", atLeast: false });
  });

  it("counts a gate that a task and its finished part both keep once", () => {
    const review = { status: "completed", started_at: start, completed_at: "2026-03-01T11:00:00Z" };
    const metrics = measure({
      cycle_id: "c",
      tasks: [{ id: "T-1", gate_progress: { review }, subtasks: [{ id: "S-1", gate_progress: { review } }] }],
    });
    deepEqual(
      metrics.runs.map(({ unit }) => unit),
      [["T-1", "S-1"]],
    );
  });
});

describe("how a gate came out", () => {
  const rows: [what: string, progress: unknown, output: unknown, outcome: string][] = [
    ["completed", { status: "completed" }, {}, "passed"],
    ["the bare word", "PASS", {}, "passed"],
    ["the short form", true, {}, "passed"],
    ["skipped", "SKIP", {}, "skipped"],
    ["a verdict where there is no status", { verdict: "APPROVED" }, {}, "passed"],
    ["completed with a failed verdict", { status: "completed" }, { verdict: "FAIL" }, "failed"],
    ["completed and rejected", { status: "completed", result: "rejected" }, {}, "failed"],
    ["only written so far", { write_status: "completed" }, {}, "passed"],
    ["pending whatever an older verdict says", { status: "pending" }, { verdict: "PASS" }, "pending"],
    ["words of its own", { status: "sort of" }, { verdict: "PASS" }, "unknown"],
    ["an unedited choice", { status: "pending|in_progress|completed" }, {}, "unknown"],
    ["nothing at all", null, {}, "unknown"],
  ];
  for (const [what, progress, output, outcome] of rows)
    it(`DC-A5 ${what}: ${outcome}`, () => {
      equal(withGates({ testing: progress }, { testing: output }).runs[0]?.outcome, outcome);
    });
});

describe("issues in every form that files have them", () => {
  const counts = (review: unknown): unknown => withGates({ review }).severities;
  const open = (found: number): unknown => ({ found, fixed: 0, open: found });
  const told = (found: number): unknown => ({ found, fixed: 0, open: 0 });

  it("DC-A8 a verdict with counts in words", () => {
    const reviewer_verdicts = { code_reviewer: "PASS (4 LOW)", "x:test-reviewer": "PASS (2 MED, 1 WARN, 2 INFO)" };
    deepEqual(counts({ reviewer_verdicts }), { low: told(4), medium: told(2) });
    deepEqual(
      withGates({ review: { reviewer_verdicts } }).reviewers.map(({ reviewer }) => reviewer),
      ["code", "test"],
    );
  });

  it("DC-A8 a number of issues, of one severity or of an unknown one", () => {
    const rows: [unknown, unknown][] = [
      [{ issues_count: 5, issues_severity: "LOW" }, { low: told(5) }],
      [{ issues_count: 4, issues_severity: "LOW/COSMETIC" }, { other: told(4) }],
      [{ issues_count: 0 }, {}],
      [{ issues_count: 1, issues: [{ severity: "high" }] }, { high: open(1) }],
      [
        { issues_count: 3, issues: [{ severity: "high" }] },
        { high: open(1), other: told(2) },
      ],
    ];
    for (const [verdict, expected] of rows) deepEqual(counts({ reviewers: { "code-reviewer": verdict } }), expected);
  });

  it("DC-A8 a review that neither lists nor counts says nothing, which is not 0", () => {
    const reviewers = { code: { verdict: "PASS" }, test: { verdict: "PASS", issues: [] }, security: "PASS" };
    deepEqual(
      withGates({ review: { reviewers } }).reviewers.map(({ isCounted }) => isCounted),
      [false, true, false],
    );
  });

  it("DC-A8 a gate that keeps no list of what it found says nothing either", () => {
    const rows: [object, boolean][] = [
      [{ status: "completed" }, false],
      [{ status: "completed", failures: [] }, true],
      [{ status: "completed", standards_compliance: { total_sections: 3, compliant: 3 } }, false],
      [{ status: "completed", standards_compliance: { total_sections: 3, compliant: 3, gaps: [] } }, true],
      [{ status: "completed", reviewers: { code: { issues_count: 0 } } }, true],
    ];
    for (const [testing, is] of rows) equal(withGates({ testing }).runs[0]?.isCounted, is, JSON.stringify(testing));
  });

  it("DC-A8 resolutions are the listed ones of what their reviewers counted", () => {
    const review = {
      reviewer_verdicts: { "x:test-reviewer": { issues_count: 3, issues_severity: "2 MEDIUM (fixed), 1 LOW" } },
      issues_by_severity: { MEDIUM: 3, LOW: 1 },
      medium_resolutions: [
        { id: "M-1", reviewer: "x:test-reviewer", issue: "dead branch", status: "fixed" },
        { id: "M-2", reviewer: "x:test-reviewer", issue: "no drift test", status: "deferred" },
      ],
    };
    deepEqual(counts(review), { medium: { found: 3, fixed: 1, open: 1 }, low: told(1) });
    deepEqual(withGates({ review }).reviewers.at(-1), {
      reviewer: "",
      reviews: 0,
      counts: { medium: told(1) },
      isCounted: true,
    });
  });

  it("DC-A8 issues of any gate, by whoever found them", () => {
    const metrics = withGates({ sre: { status: "completed", issues: [{ severity: "LOW", description: "a name" }] } });
    deepEqual(metrics.reviewers, [{ reviewer: "", reviews: 0, counts: { low: open(1) }, isCounted: true }]);
  });

  const fixes: [what: string, issue: object, isFixed: boolean][] = [
    ["fixed: true", { fixed: true }, true],
    ["fixed in an iteration", { fixed_in_iteration: 2 }, true],
    ["fixed in an iteration, and yet not fixed", { fixed: false, fixed_in_iteration: 2 }, false],
    ["fixed in none", { fixed: false, fixed_in_iteration: null }, false],
    ["nothing said", {}, false],
    ["fixed as a word", { fixed: "yes" }, false],
    ["an empty iteration", { fixed_in_iteration: "" }, false],
  ];
  for (const [what, issue, isFixed] of fixes)
    it(`DC-A8 an issue with ${what} is ${isFixed ? "fixed" : "open"}`, () => {
      equal(withGates({ review: { issues: [{ severity: "LOW", ...issue }] } }).issues[0]?.isFixed, isFixed);
    });
});

describe("every version of the state file", () => {
  it("DC-A8 2.0.0: epics, their tasks, and gates at any level", () => {
    const metrics = measure({
      version: "2.0.0",
      cycle_id: "c",
      gate_progress: { review: { status: "completed", iterations: 2 } },
      epics: [{ id: "E-1", tasks: [{ id: "T-1", gate_progress: { implementation: { status: "completed" } } }] }],
    });
    deepEqual(
      metrics.runs.map(({ unit, gate }) => [...unit, gate].join("/")),
      ["review", "E-1/T-1/implementation"],
    );
  });

  it("DC-A8 1.1.0: what a task has accumulated stands in where its gates do not tell", () => {
    const metrics = measure({
      cycle_id: "c",
      tasks: [
        {
          id: "T-1",
          gate_progress: { _comment: "by cadence", review: { status: "completed" } },
          accumulated_metrics: { gate_durations_ms: { review: 60_000 }, review_iterations: 2 },
        },
      ],
    });
    deepEqual([metrics.runs.length, metrics.runs[0]?.duration?.ms, metrics.runs[0]?.iterations], [1, 60_000, 2]);
  });

  it("DC-A8 gates by number, in the order of their numbers", () => {
    const metrics = measure({
      gates: { "0": "PASS", "2": "PASS", "10": "PASS", "1.5": "SKIP" },
      current_gate: "COMPLETE",
    });
    deepEqual(
      metrics.runs.map(({ gate, outcome }) => [gate, outcome]),
      [
        ["0", "passed"],
        ["1.5", "skipped"],
        ["2", "passed"],
        ["10", "passed"],
      ],
    );
    equal(metrics.outcome, "passed");
  });

  it("DC-A8 the short forms that list what is completed", () => {
    const lean = measure({ tasks_file: "a.md", current_task: "T-1", gates_completed: ["implementation", 8] });
    deepEqual(
      lean.runs.map(({ gate, outcome }) => [gate, outcome]),
      [
        ["implementation", "passed"],
        ["8", "passed"],
      ],
    );
    const flat = measure({ cycle_id: "c", gate_0_implementation: "PASS", gate_4_review: "FAIL then mended" });
    deepEqual(
      flat.runs.map(({ gate, outcome }) => [gate, outcome]),
      [
        ["implementation", "passed"],
        ["review", "failed"],
      ],
    );
  });
});

describe("a broken state file", () => {
  it("DC-A8 is measured up to where it breaks, and says where that is", () => {
    const cut = realistic.slice(0, realistic.indexOf('"T-003"'));
    const metrics = cycleMetrics(cut);
    equal(metrics?.brokenAt, cut.split("\n").length);
    equal(metrics?.outcomes.passed, 13);
  });

  it("DC-A8 is nothing where it is no object", () => {
    for (const text of ["", "[]", "null", "42", "{", "not json", "\ufeff"]) {
      const metrics = cycleMetrics(text);
      deepEqual([text, metrics?.runs ?? []], [text, []]);
    }
  });

  it("never throws, and never counts less than nothing", () => {
    const parts = fc.constantFrom(
      "{",
      "}",
      "[",
      "]",
      '"',
      ":",
      ",",
      "null",
      "1e999",
      '"tasks":[',
      '"issues":[{}',
      "\0",
      "é",
    );
    const broken = fc
      .tuple(fc.nat(realistic.length), fc.nat(60), fc.array(parts, { maxLength: 4 }))
      .map(([at, cut, put]) => realistic.slice(0, at) + put.join("") + realistic.slice(at + cut));
    fc.assert(
      fc.property(fc.oneof(broken, fc.json(), fc.string()), (text) => {
        const metrics = cycleMetrics(text);
        for (const { duration, iterations } of metrics?.runs ?? []) {
          ok(duration === undefined || duration.ms > 0);
          ok(iterations === undefined || iterations > 0);
        }
      }),
      { numRuns: 500 },
    );
  });

  it("never throws on values of the wrong kind anywhere", () => {
    const keys = fc.constantFrom(
      "tasks",
      "epics",
      "subtasks",
      "gate_progress",
      "agent_outputs",
      "review",
      "issues",
      "id",
    );
    const more = fc.constantFrom(
      "status",
      "severity",
      "reviewers",
      "started_at",
      "completed_at",
      "iterations",
      "metrics",
    );
    const json = fc.letrec((tie) => ({
      value: fc.oneof({ maxDepth: 6 }, fc.constantFrom(null, true, -1, 0, "", "completed"), tie("list"), tie("object")),
      list: fc.array(tie("value"), { maxLength: 3 }),
      object: fc.dictionary(fc.oneof(keys, more), tie("value"), { maxKeys: 5 }),
    })).object;
    fc.assert(
      fc.property(json, (value) => void cycleMetrics(JSON.stringify(value))),
      { numRuns: 1000 },
    );
  });

  it("never throws on what is nested without end", () => {
    for (const text of ["[".repeat(30_000), '{"a":'.repeat(30_000), '{"tasks":[{"tasks":['.repeat(5000)])
      cycleMetrics(text);
  });
});

describe("a length of time in words", () => {
  it("DC-A8 names its two largest units", () => {
    const rows: [number, string][] = [
      [1, "1s"],
      [59_400, "59s"],
      [60_000, "1m"],
      [754_000, "12m 34s"],
      [3_600_000, "1h"],
      [3_900_000, "1h 5m"],
      [3_605_000, "1h"],
      [97_200_000, "1d 3h"],
    ];
    for (const [ms, text] of rows) equal(durationText(ms), text);
  });
});
