import { deepEqual, equal, notEqual } from "node:assert/strict";
import type { GitFacts } from "../../../src/core/index.ts";
import { instead, stageAt } from "../core/judge/process.ts";
import type { Files } from "../support/memory.ts";
import { approved, criterionAt, filledFiles, judged, unmetAt } from "./filled.ts";

const files = filledFiles("dev-cycle");
const id = "docs/dev-cycle/current-cycle.json";
const text = String(files[id]);
const git: GitFacts = {
  head: "0123456789abcdef",
  branch: "main",
  commits: [
    {
      sha: "0123456789abcdef0123456789abcdef01234567",
      at: "2026-10-12T08:55:00Z",
      author: "Ada Roux",
      email: "ada@example.org",
      subject: "feat(T-001): print a label once",
      parents: 1,
      files: ["internal/label/label.go"],
    },
  ],
  truncated: false,
  dirty: [],
  user: { name: "Ada Roux", email: "ada@example.org" },
};

/** The state file with things changed, each of which has to be there. */
const state = (...changes: [from: string, to: string][]): Files => ({
  ...files,
  [id]: changes.reduce((all, [from, to]) => instead(all, from, to), text),
});
const without = (path: string): Files => Object.fromEntries(Object.entries(files).filter(([each]) => each !== path));
const file = (path: string, from: string, to: string): Files => ({
  ...files,
  [path]: instead(String(files[path]), from, to),
});

type Row = [title: string, changed: Files, verdict?: "unmet" | "unknown" | "met" | "notApplicable"];

/** The filled cycle meets a criterion and names the row; each change, alone, is judged as it says: unmet by default. */
function check(row: string, stage: string, label: string, rows: readonly Row[]): void {
  describe(`${row} ${label} (${stage})`, () => {
    it("the filled cycle meets it", async () => {
      const criterion = criterionAt(await judged(files, { git }), stage, label);
      equal(criterion.verdict, "met", criterion.message);
      equal(criterion.rule, `dev-cycle/${row}`);
    });
    for (const [title, changed, verdict = "unmet"] of rows) {
      it(`${verdict}: ${title}`, async () => {
        const criterion = criterionAt(await judged(changed, { git }), stage, label);
        equal(criterion.verdict, verdict, criterion.message);
        notEqual(criterion.message, "");
      });
    }
  });
}

const rules = "docs/PROJECT_RULES.md";
const section = (title: string): string => `## ${title}`;

check("DC-G00", "rules", "docs/PROJECT_RULES.md exists", [
  ["no file", without(rules)],
  ["an empty file", { ...files, [rules]: "\n" }],
]);
for (const title of [
  "Tech Stack",
  "Non-Standard Directory Structure",
  "External Integrations",
  "Environment Configuration",
  "Domain Terminology",
])
  check("DC-G00", "rules", title, [
    ["no such section", file(rules, section(title), "## Something Else")],
    ["nothing in it", file(rules, section(title), `${section(title)}\n\n## More`)],
    [
      "a suffix in parentheses is the same section",
      file(rules, section(title), `${section(title)} (Not in Standards)`),
      "met",
    ],
  ]);

const at = (gate: string): string => `T-001/${gate}`;

check("DC-G0", at("implementation"), "RED: a test that fails", [
  [
    "no failure output",
    state(['"failure_output": "--- FAIL: TestPrintOnce (0.00s)\\nFAIL\\tinternal/label\\t0.010s",', ""]),
  ],
  ["no test file", state(['"test_file": "internal/label/label_test.go",', ""])],
  [
    "an output that passes",
    state([
      "--- FAIL: TestPrintOnce (0.00s)\\nFAIL\\tinternal/label",
      "--- PASS: TestPrintOnce (0.00s)\\nok  \\tinternal/label",
    ]),
  ],
  [
    "an output of no known runner",
    state(["--- FAIL: TestPrintOnce (0.00s)\\nFAIL\\tinternal/label\\t0.010s", "it went wrong"]),
    "unknown",
  ],
  [
    "not completed",
    state(['"tdd_red": {\n            "status": "completed"', '"tdd_red": {\n            "status": "in_progress"']),
  ],
]);

check("DC-G0", at("implementation"), "GREEN: code that makes it pass", [
  [
    "no pass output",
    state(['"test_pass_output": "--- PASS: TestPrintOnce (0.00s)\\nok  \\tinternal/label\\t0.011s",', ""]),
  ],
  ["no implementation file", state(['"implementation_file": "internal/label/label.go",', ""])],
  ["an output that fails", state(["--- PASS: TestPrintOnce", "--- FAIL: TestPrintOnce"])],
  [
    "RED not completed yet",
    state(['"tdd_red": {\n            "status": "completed"', '"tdd_red": {\n            "status": "pending"']),
  ],
  ["completed before RED", state(["2026-10-12T08:50:00Z", "2026-10-12T08:10:00Z"])],
]);

check("DC-G0", at("implementation"), "Recorded files exist", [
  ["the test is gone", without("internal/label/label_test.go")],
  ["the code is gone", without("internal/label/label.go")],
  [
    "a path of another machine that ends here",
    state(['"test_file": "internal', '"test_file": "/home/ci/work/internal']),
    "met",
  ],
  ["a path that leads out", state(['"test_file": "internal', '"test_file": "../internal']), "unknown"],
]);

check("DC-G0", at("implementation"), "The commit exists", [
  ["git has no such commit", state(['"commit_sha": "0123456789abcdef"', '"commit_sha": "fedcba9876543210"'])],
  ["a word that names no commit", state(['"commit_sha": "0123456789abcdef"', '"commit_sha": "HEAD"'])],
  ["none recorded", state([', "commit_sha": "0123456789abcdef"', ""]), "notApplicable"],
]);

check("DC-G0", at("implementation"), "All standards met", [
  ["no coverage table", state(["## Standards Coverage Table", "## Table"])],
  ["no summary", state(["**ALL STANDARDS MET:** ✅ YES", ""])],
  ["the summary says no", state(["**ALL STANDARDS MET:** ✅ YES", "**ALL STANDARDS MET:** ❌ NO"])],
]);

for (const [label, path] of [
  ["Dockerfile", "Dockerfile"],
  ["docker-compose.yml", "docker-compose.yml"],
  [".env.example", ".env.example"],
  ["Makefile", "Makefile"],
] as const) {
  check("DC-G1", at("devops"), label, [
    ["not on disk", without(path)],
    ["empty", { ...files, [path]: "" }],
  ]);
}
check("DC-G1", at("devops"), "docker-compose.yml", [
  ["under its newer name", { ...without("docker-compose.yml"), "compose.yaml": "services: {}\n" }, "met"],
]);
check("DC-G1", at("devops"), "All four are in the record", [
  ["one is not recorded", state([', "Makefile"]', "]"])],
  [
    "no list at all",
    state(['"artifacts_created": ["Dockerfile", "docker-compose.yml", ".env.example", "Makefile"],', ""]),
  ],
]);
check("DC-G1", at("devops"), "No open verification error", [
  [
    "one whose status is FAIL",
    state(['"check": "docker_build", "status": "PASS"', '"check": "docker_build", "status": "FAIL"']),
  ],
]);

check("DC-G2", at("sre"), "Instrumentation", [
  ["89 %", state(['"92%"', '"89%"'])],
  ["90 % is enough", state(['"92%"', '"90%"']), "met"],
  ["none recorded", state(['"instrumentation_coverage": "92%",', ""]), "unknown"],
]);
check("DC-G2", at("sre"), "Structured logs with traces", [
  ["not validated", state(['"observability_validated": true', '"observability_validated": false'])],
  ["nothing recorded", state([', "observability_validated": true', ""]), "unknown"],
]);
check("DC-G2", at("sre"), "No open validation error", [
  [
    "one that failed",
    state([
      '"validation_errors": []',
      '"validation_errors": [{ "check": "health", "status": "FAIL", "error": "no probe" }]',
    ]),
  ],
]);

check("DC-G3", at("testing"), "Coverage", [
  [
    "84.9 % is a fail, though the recorded threshold is met",
    {
      ...state(
        ['"coverage_actual": 87.5', '"coverage_actual": 84.9'],
        ['"coverage_threshold": 85', '"coverage_threshold": 80'],
      ),
      [rules]: instead(String(files[rules]), "Coverage threshold: 86%", ""),
    },
  ],
  ["85.5 %, where the project's rules ask for 86 %", state(['"coverage_actual": 87.5', '"coverage_actual": 85.5'])],
  [
    "85.5 %, where nothing asks for more",
    {
      ...state(['"coverage_actual": 87.5', '"coverage_actual": 85.5']),
      [rules]: instead(String(files[rules]), "Coverage threshold: 86%", ""),
    },
    "met",
  ],
  ["87.5 %, where 90 % is recorded as the threshold", state(['"coverage_threshold": 85', '"coverage_threshold": 90'])],
  ["none recorded", state(['"coverage_actual": 87.5,', ""]), "unknown"],
]);
check("DC-G3", at("testing"), "Threshold", [
  ["a threshold that is too low", state(['"coverage_threshold": 85', '"coverage_threshold": 80'])],
]);
check("DC-G3", at("testing"), "Criteria covered", [
  ["one of two", state(['"criteria_covered": "2/2"', '"criteria_covered": "1/2"'])],
]);
check("DC-G3", at("testing"), "No uncovered criterion", [
  [
    "one listed",
    state(['"uncovered_criteria": []', '"uncovered_criteria": [{ "criterion_id": "AC-1", "reason": "no test" }]']),
  ],
]);
check("DC-G3", at("testing"), "No open failure", [
  [
    "one that no iteration fixed",
    state(['"message": "expected 3", "fixed_in_iteration": 1', '"message": "expected 3", "fixed_in_iteration": null']),
  ],
]);

check("DC-G4", at("review"), "Every reviewer has passed it", [
  [
    "one that failed it",
    state([
      '"agent": "security-reviewer",\n            "verdict": "PASS"',
      '"agent": "security-reviewer",\n            "verdict": "FAIL"',
    ]),
  ],
  ["one that is missing", state(['"security_reviewer": {', '"other_reviewer": {'])],
  ["two of three by the gate's own count", state(['"reviewers_passed": "3/3"', '"reviewers_passed": "2/3"'])],
  [
    "a verdict that takes itself back",
    state([
      '"agent": "security-reviewer",\n            "verdict": "PASS"',
      '"agent": "security-reviewer",\n            "verdict": "PASS with 1 CRITICAL open"',
    ]),
  ],
]);
check("DC-G4", at("review"), "Nothing that blocks is open", [
  ["a MEDIUM issue", state(['"fixed": true, "fixed_in_iteration": 2', '"fixed": false, "fixed_in_iteration": null'])],
  [
    "a HIGH issue that is only counted",
    state(['"reviewers_passed": "3/3"', '"reviewers_passed": "3/3", "issues_by_severity": { "HIGH": 1 }']),
  ],
]);
check("DC-G4", at("review"), "What is left is noted in the code", [
  ["a LOW issue without its comment", file("internal/label/label.go", "TODO(review):", "Note:")],
  ["a COSMETIC issue without its comment", file("internal/label/label.go", "FIXME(nitpick):", "Note:")],
  ["the comment of the other kind", file("internal/label/label.go", "FIXME(nitpick):", "TODO(review):")],
]);

check("DC-G5", at("validation"), "Every acceptance criterion has passed", [
  ["one that failed", state(['"criterion": "AC-2", "status": "PASS"', '"criterion": "AC-2", "status": "FAIL"'])],
  ["one without a result", state([',\n            { "criterion": "AC-2", "status": "PASS" }', ""])],
  ["no results", state(['"criteria_results"', '"other_results"'])],
  ["rejected as a whole", state(['"result": "approved"', '"result": "rejected"'])],
  ["a tasks file that is not here", without("docs/pre-dev/parcel-labels/tasks.md"), "unknown"],
]);

for (const [gate, sums] of [
  [
    "implementation",
    '"standards_coverage": { "total_sections": 12, "compliant": 11, "not_applicable": 1, "non_compliant": 0',
  ],
  [
    "devops",
    '"standards_compliance": { "total_sections": 8, "compliant": 8, "not_applicable": 0, "non_compliant": 0, "gaps": [] }\n        },\n        "sre"',
  ],
  [
    "sre",
    '"total_sections": 10, "compliant": 10, "not_applicable": 0, "non_compliant": 0, "gaps": [] }\n        },\n        "testing"',
  ],
  ["testing", '"total_sections": 6, "compliant": 6, "not_applicable": 0, "non_compliant": 0'],
  [
    "review",
    '"agent": "security-reviewer",\n            "verdict": "PASS",\n            "issues": [],\n            "standards_compliance": { "total_sections": 10, "compliant": 10, "not_applicable": 0, "non_compliant": 0',
  ],
] as const) {
  const total = /"total_sections": (\d+)/.exec(sums)?.[0] ?? "";
  check("DC-G6", at(gate), "Standards", [
    [
      "a section that is not kept",
      state([
        sums,
        sums
          .replace('"non_compliant": 0', '"non_compliant": 1')
          .replace(total, `"total_sections": ${Number(total.slice(18)) + 1}`),
      ]),
    ],
    ["a sum that does not add up", state([sums, sums.replace(total, '"total_sections": 99')])],
  ]);
  check("DC-G6", at(gate), "Iterations", [["four of them", fourIterations(gate)]]);
}
function fourIterations(gate: string): Files {
  const value = JSON.parse(text) as { tasks: { agent_outputs: Record<string, { iterations?: number }> }[] };
  const output = value.tasks[0]?.agent_outputs[gate];
  if (output) output.iterations = 4;
  return { ...files, [id]: JSON.stringify(value, undefined, 2) };
}
check("DC-G6", at("implementation"), "Standards", [
  [
    "the gate and its agent count differently",
    state(['"compliant": 11, "not_applicable": 1', '"compliant": 12, "not_applicable": 0']),
  ],
  [
    "a gap that no iteration fixed",
    state(['"reason": "not wrapped", "fixed_in_iteration": 2', '"reason": "not wrapped"']),
  ],
]);
for (const [gate, from, to] of [
  ["devops", "Status: PASS\\n\\n## Handoff", "Status: FAIL\\n\\n## Handoff"],
  ["devops", "Ready for Gate 2: YES", "Ready for Gate 2: NO"],
  ["sre", "## Validation Result\\nStatus: PASS", "## Validation Result\\n\\nESCALATION: a person has to decide"],
  ["testing", "## Testing Summary\\nStatus: PASS", "## Testing Summary\\nStatus: FAIL"],
  ["review", "## Verdict\\nPASS\\n", "## Verdict\\n\\nStatus: FAIL\\n"],
  ["implementation", "Labels are printed once.", "Labels are printed once.\\n\\nStatus: FAIL"],
] as const) {
  check("DC-G6", at(gate), "Its output agrees", [[`it says ${to.split("\\n").at(-1) || to}`, state([from, to])]]);
}

describe("DC-G6 a completed gate whose output says that it failed", () => {
  it("is a contradiction", async () => {
    const feature = await judged(state(["Ready for Gate 2: YES", "Ready for Gate 2: NO"]), { git });
    deepEqual(
      feature.findings.map(({ kind, rule, stage }) => [kind, rule, stage]),
      [
        ["contradiction", "dev-cycle/DC-G6", "T-001/devops"],
        ["violation", "dev-cycle/DC-S1", "T-001/devops"],
      ],
    );
  });
});

describe("DC-G5 a person's decision", () => {
  it("is asked though the file says approved", async () => {
    const feature = await judged(files, { git });
    deepEqual([stageAt(feature, at("validation")).state, unmetAt(feature, at("validation"))], ["ready", []]);
    equal(feature.done, false);
  });

  it("passes the gate, and the cycle is done", async () => {
    const all = await approved(files, id, at("validation"));
    const feature = await judged(all, { git });
    deepEqual([stageAt(feature, at("validation")).state, feature.done, feature.findings], ["passed", true, []]);
  });

  it("stands while the state file goes on, and not when what was approved changes", async () => {
    const all = await approved(files, id, at("validation"));
    const later = {
      ...all,
      [id]: instead(text, '"updated_at": "2026-10-12T12:05:00Z"', '"updated_at": "2026-10-13T12:05:00Z"').replace(
        '"cycle_type"',
        '"note": "more",\n  "cycle_type"',
      ),
    };
    equal(stageAt(await judged(later, { git }), at("validation")).state, "passed");
    const other = { ...all, [id]: instead(text, '"coverage_actual": 87.5', '"coverage_actual": 88.5') };
    equal(stageAt(await judged(other, { git }), at("validation")).state, "stale");
    const failed = {
      ...all,
      [id]: instead(text, '"criterion": "AC-2", "status": "PASS"', '"criterion": "AC-2", "status": "FAIL"'),
    };
    equal(stageAt(await judged(failed, { git }), at("validation")).state, "stale");
  });
});

describe("DC-A5 the close", () => {
  it("asks for the loop of feedback; completed without it is a contradiction", async () => {
    const feature = await judged(
      state([
        '"feedback_loop_completed": true,\n  "current_task_index"',
        '"feedback_loop_completed": false,\n  "current_task_index"',
      ]),
      { git },
    );
    equal(criterionAt(feature, "close", "Loop of feedback").verdict, "unmet");
    deepEqual(
      feature.findings.filter(({ stage }) => stage === "close").map(({ kind, rule }) => [kind, rule]),
      [["contradiction", "dev-cycle/DC-A5"]],
    );
  });

  it("a flag without a report is a contradiction", async () => {
    const feature = await judged(without("docs/feedbacks/cycle-2026-10-12/backend-engineer.md"), { git });
    deepEqual(
      feature.findings.map(({ kind, rule, place }) => [kind, rule, place.line]),
      [["contradiction", "dev-cycle/DC-A5", 13]],
    );
  });

  it("an empty report is none", async () => {
    const feature = await judged({ ...files, "docs/feedbacks/cycle-2026-10-12/backend-engineer.md": "\n" }, { git });
    deepEqual(
      feature.findings.map(({ kind, rule }) => [kind, rule]),
      [["contradiction", "dev-cycle/DC-A5"]],
    );
  });
});
