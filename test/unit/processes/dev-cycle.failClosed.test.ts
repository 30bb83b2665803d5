import { deepEqual, equal } from "node:assert/strict";
import type { GitFacts } from "../../../src/core/index.ts";
import { instead, stageAt } from "../core/judge/process.ts";
import type { Files } from "../support/memory.ts";
import { criterionAt, filledFiles, judged } from "./filled.ts";

const files = filledFiles("dev-cycle");
const id = "docs/dev-cycle/current-cycle.json";
const text = String(files[id]);
const tasks = "docs/pre-dev/parcel-labels/tasks.md";
const sha = "0123456789abcdef0123456789abcdef01234567";
const git: GitFacts = {
  head: sha,
  branch: "main",
  commits: [
    { sha, at: "2026-10-12T08:55:00Z", author: "A", email: "a@example.org", subject: "s", parents: 1, files: [] },
  ],
  truncated: false,
  dirty: [],
  user: { name: "A", email: "a@example.org" },
};

type Change = readonly [from: string, to: string];
type Row = [title: string, verdict: "met" | "unmet" | "unknown" | "notApplicable", ...changes: Change[]];

const state = (changes: readonly Change[]): Files => ({
  ...files,
  [id]: changes.reduce((all, [from, to]) => instead(all, from, to), text),
});

/** The filled cycle meets each of these criteria; with these words changed, and nothing else, it is judged as the row says. */
function judge(row: string, gate: string, labels: string | string[], rows: readonly Row[]): void {
  for (const label of [labels].flat())
    describe(`${row} ${label} (${gate}), as recorded`, () => {
      for (const [title, verdict, ...changes] of rows)
        it(`${verdict}: ${title}`, async () => {
          const criterion = criterionAt(await judged(state(changes), { git }), `T-001/${gate}`, label);
          equal(criterion.verdict, verdict, criterion.message);
        });
    });
}

const recorded = '"reviewers_passed": "3/3"';
const beside = (review: string): Change => [recorded, `${recorded}, "code_reviewer": ${review}`];
const codeVerdict = '"output": "## Verdict\\nPASS\\n",\n            "verdict": "PASS"';

judge("DC-G4", "review", "Every reviewer has passed it", [
  ["a second record of one reviewer that fails it", "unmet", beside('{ "verdict": "FAIL" }')],
  ["a second record in a group", "unmet", [recorded, `${recorded}, "reviewers": { "code": "FAIL" }`]],
  ["a second record that agrees", "met", beside('{ "verdict": "APPROVED" }')],
  ["a second record without a verdict", "met", beside('{ "agent": "code-reviewer" }')],
  ["two verdicts in one record", "unmet", [codeVerdict, `${codeVerdict}, "result": "FAIL"`]],
  ["a pass that waits", "unmet", [codeVerdict, codeVerdict.replace(/PASS"$/, 'PASS, pending re-review"')]],
  ["a pass that blocks", "unmet", [codeVerdict, codeVerdict.replace(/PASS"$/, 'approved with blocking changes"')]],
  ["a pass on a condition", "unmet", [codeVerdict, codeVerdict.replace(/PASS"$/, 'conditional approval"')]],
  ["a pass without blockers", "met", [codeVerdict, codeVerdict.replace(/PASS"$/, 'PASS, no blocking issues"')]],
  ["a pass with a remark", "met", [codeVerdict, codeVerdict.replace(/PASS"$/, 'PASS with non-blocking notes"')]],
  ["the count in words", "unmet", [recorded, '"reviewers_passed": "2 of 3"']],
  ["all in words", "met", [recorded, '"reviewers_passed": "3 of 3"']],
]);

const security =
  '"verdict": "PASS",\n            "issues": [],\n            "standards_compliance": { "total_sections": 10';
const low = '"severity": "LOW", "description": "a bare number"';
const medium = '"fixed": true, "fixed_in_iteration": 2';
judge(
  "DC-G4",
  "review",
  ["Nothing that blocks is open", "What is left is noted in the code"],
  [
    ["an open issue of an unknown severity", "unknown", [low, low.replace("LOW", "BLOCKER")]],
    ["an open issue of a tool's severity", "unknown", [low, low.replace("LOW", "Major")]],
    ["an open issue without a severity", "unknown", [low, '"description": "a bare number"']],
    ["an open issue in one sentence", "unknown", [security, security.replace("[]", '["Labels leak an address"]')]],
    ["one that is fixed", "met", ['"severity": "MEDIUM"', '"severity": "Major"']],
    ["low in small letters", "met", [low, low.replace("LOW", "low")]],
  ],
);
judge("DC-G4", "review", "Nothing that blocks is open", [
  [
    "issues that are only counted, of severities that do not block",
    "met",
    [security, security.replace('"issues": []', '"issues_count": 2, "issues_severity": "LOW/COSMETIC"')],
  ],
  [
    "issues that are only counted, of which one may block",
    "unknown",
    [security, security.replace('"issues": []', '"issues_count": 2, "issues_severity": "HIGH/LOW"')],
  ],
  [
    "issues that are only counted, without a severity",
    "unknown",
    [security, security.replace('"issues": []', '"issues_count": 2')],
  ],
  ["fixed: false, whatever stands beside it", "unmet", [medium, '"fixed": false, "fixed_in_iteration": 2']],
  ["fixed: no, whatever stands beside it", "unmet", [medium, '"fixed": "no", "fixed_in_iteration": 2']],
  ["fixed: nothing, and its iteration", "met", [medium, '"fixed": null, "fixed_in_iteration": 2']],
  ["fixed: yes, and its iteration", "met", [medium, '"fixed": "yes", "fixed_in_iteration": 2']],
  ["resolved", "met", [medium, '"resolution": "resolved in 3f2a"']],
  ["fixed, but not all of it", "unmet", [medium, '"resolution": "fixed, not merged"']],
  [
    "an open HIGH issue in a reviewer's shorter record",
    "unmet",
    beside('{ "verdict": "PASS", "issues": [{ "severity": "HIGH", "description": "prints twice" }] }'),
  ],
  [
    "the same issue in both records",
    "met",
    beside(
      '{ "verdict": "PASS", "issues": [{ "severity": "MEDIUM", "description": "error not wrapped", "fixed": true }] }',
    ),
  ],
]);

describe("DC-G4 a completed review that one reviewer's other record fails", () => {
  it("is a contradiction", async () => {
    const feature = await judged(state([beside('{ "verdict": "FAIL" }')]), { git });
    deepEqual(
      feature.findings.filter(({ stage }) => stage === "T-001/review").map(({ kind, rule }) => [kind, rule]),
      [
        ["contradiction", "dev-cycle/DC-G4"],
        ["violation", "dev-cycle/DC-S1"],
      ],
    );
    equal(stageAt(feature, "T-001/review").state === "passed", false);
  });
});

const eight =
  '"total_sections": 8, "compliant": 8, "not_applicable": 0, "non_compliant": 0, "gaps": [] }\n        },\n        "sre"';
const sums = (from: string, to: string): Change => [eight, eight.replace(from, to)];
const verified = '"standards_verified": true';
judge("DC-G6", "devops", "Standards", [
  ["three of eight, and no more is said", "unknown", sums(eight.slice(0, 76), '"total_sections": 8, "compliant": 3')],
  ["no total", "unknown", sums('"total_sections": 8, ', "")],
  ["no count of what is kept", "unknown", sums('"compliant": 8, ', "")],
  ["no count of what does not apply", "unknown", sums('"not_applicable": 0, ', "")],
  ["no count of what is not kept", "unknown", sums('"non_compliant": 0, ', "")],
  ["words for a number", "unknown", sums('"non_compliant": 0', '"non_compliant": "2 sections"')],
  ["nothing applies", "unknown", sums('"compliant": 8, "not_applicable": 0', '"compliant": 0, "not_applicable": 8')],
  [
    "some of it does not apply",
    "met",
    sums('"compliant": 8, "not_applicable": 0', '"compliant": 5, "not_applicable": 3'),
  ],
  ["numbers in quotes", "met", sums('"compliant": 8', '"compliant": "8"')],
]);
judge("DC-G6", "implementation", "Its output agrees", [
  ["the standards were not verified", "unmet", [verified, '"standards_verified": false']],
  ["the standards were perhaps verified", "unknown", [verified, '"standards_verified": "to be checked"']],
  ["the standards were verified, in a word", "met", [verified, '"standards_verified": "yes"']],
  ["a verdict that fails", "unmet", [verified, `${verified}, "verdict": "FAIL"`]],
]);
const result = "## Validation Result\\nStatus: PASS";
judge("DC-G6", "sre", "Its output agrees", [
  ...[
    "**Status:** ❌ INCOMPLETE",
    "Status: needs work",
    "Status: Incomplete",
    "Status: NOT READY",
    "Status: ❌",
    "Status: Partial",
  ].map((line): Row => [line, "unmet", [result, `## Validation Result\\n${line}`]]),
  ...["**Status:** ✅ PASS", "Status: complete", "Status: Not applicable"].map(
    (line): Row => [line, "met", [result, `## Validation Result\\n${line}`]],
  ),
]);
judge("DC-G6", "testing", "Iterations", [
  [
    "a word for a number",
    "unknown",
    [
      '"criteria_covered": "2/2",\n          "iterations": 1',
      '"criteria_covered": "2/2",\n          "iterations": "four"',
    ],
  ],
  [
    "a number in quotes",
    "met",
    [
      '"criteria_covered": "2/2",\n          "iterations": 1',
      '"criteria_covered": "2/2",\n          "iterations": "2"',
    ],
  ],
]);

const met = "**ALL STANDARDS MET:** ✅ YES";
judge("DC-G0", "implementation", "All standards met", [
  ["once the gaps are closed", "unmet", [met, "ALL STANDARDS MET? YES, once the gaps are closed"]],
  ["after one more change", "unmet", [met, "ALL STANDARDS MET: after the next change"]],
  ["nothing behind it", "unmet", [met, "ALL STANDARDS MET: pending"]],
  ["with a remark", "met", [met, "ALL STANDARDS MET: YES (12 sections)"]],
]);
const observed = '"observability_validated": true';
judge("DC-G2", "sre", "Structured logs with traces", [
  ["a word that only begins like a yes", "unknown", [observed, '"observability_validated": "true-ish, not checked"']],
  ["a word that begins like a no", "unknown", [observed, '"observability_validated": "noted"']],
  ["yes", "met", [observed, '"observability_validated": "yes"']],
  ["no", "unmet", [observed, '"observability_validated": "no"']],
]);
judge("DC-G2", "sre", "Instrumentation", [
  ["more than all of it", "unknown", ['"92%"', '"920%"']],
  ["all of it", "met", ['"92%"', '"100%"']],
]);
judge("DC-G3", "testing", "Coverage", [
  ["more than all of it", "unknown", ['"coverage_actual": 87.5', '"coverage_actual": 875']],
  ["all of it", "met", ['"coverage_actual": 87.5', '"coverage_actual": 100']],
]);
it("DC-G3 a fraction is not percent, and the message says so", async () => {
  const feature = await judged(state([['"coverage_actual": 87.5', '"coverage_actual": 0.875']]), { git });
  const { verdict, message } = criterionAt(feature, "T-001/testing", "Coverage");
  deepEqual([verdict, message.includes("87.5")], ["unmet", true], message);
});
const covered = '"criteria_covered": "2/2"';
judge("DC-G3", "testing", "Criteria covered", [
  ["one of two", "unmet", [covered, '"criteria_covered": "1 of 2"']],
  ["two of two", "met", [covered, '"criteria_covered": "2 of 2"']],
  ["half", "unmet", [covered, '"criteria_covered": "50%"']],
  ["all, in percent", "met", [covered, '"criteria_covered": "100%"']],
  ["none of none", "unknown", [covered, '"criteria_covered": "0/0"']],
  ["more than there are", "unknown", [covered, '"criteria_covered": "3/2"']],
  ["words", "unknown", [covered, '"criteria_covered": "most of them"']],
  ["with a remark that takes it back", "unknown", [covered, '"criteria_covered": "2/2, one not run"']],
  ["with a remark", "met", [covered, '"criteria_covered": "2/2 (100%)"']],
  ["not recorded", "notApplicable", [`${covered},`, ""]],
]);

const first = '{ "criterion": "A parcel that has a label is not printed again", "status": "PASS" }';
const second = '{ "criterion": "AC-2", "status": "PASS" }';
const accepted = (status: string): Change => [second, second.replace("PASS", status)];
const named = (criterion: string): Change => [second, second.replace("AC-2", criterion)];
judge("DC-G5", "validation", "Every acceptance criterion has passed", [
  ["OK, not tested", "unmet", accepted("OK - not tested")],
  ["delivered, not yet", "unmet", accepted("Delivered: not yet")],
  ["passed in part", "unmet", accepted("passed partially")],
  ["delivered, and nothing violated", "met", accepted("DELIVERED (the rule is not violated; no direct imports)")],
  ["delivered", "met", accepted("Delivered: labels.go:12")],
  ["OK", "met", accepted("OK")],
  ["a number that counts things", "unmet", named("2 labels look nice")],
  ["2.5 of something", "unmet", named("2.5 seconds are enough")],
  ...["2", "2. Tried", "2: tried", "2) tried", "AC2", "AC-002: tried", "Criterion 2"].map(
    (criterion): Row => [`by its number: ${criterion}`, "met", named(criterion)],
  ),
  ["one result for both", "unmet", [`${first},\n            ${second}`, first.replace("A parcel", "2. A parcel")]],
  ["its number and its words", "met", [first, first.replace("A parcel", "1. A parcel")]],
]);

it("DC-G5 the words of a criterion that stand in a longer one are the shorter one's", async () => {
  const [was] = /^.*A parcel that has a label is not printed again.*$/m.exec(String(files[tasks])) ?? [""];
  const longer = was.replace("again", "again on another day");
  const all = { ...state([]), [tasks]: instead(String(files[tasks]), was, `${was}\n${longer}`) };
  const criterion = criterionAt(
    await judged(all, { git }),
    "T-001/validation",
    "Every acceptance criterion has passed",
  );
  equal(criterion.verdict, "unmet", criterion.message);
});

const failed = '"--- FAIL: TestPrintOnce (0.00s)\\nFAIL\\tinternal/label\\t0.010s"';
const passed = '"--- PASS: TestPrintOnce (0.00s)\\nok  \\tinternal/label\\t0.011s"';
const log = "a line of the log\\n".repeat(20_000);
judge("DC-G0", "implementation", "RED: a test that fails", [
  ["an error that was never seen", "unknown", [failed, '"TypeError would be thrown here, did not run it"']],
  ["what passes and says undefined", "unmet", [failed, '"5 passed, 0 errors. undefined: x was expected"']],
  ["a module that somebody misses", "unknown", [failed, '"Cannot find module yet, I think"']],
  ["an error that was thrown", "met", [failed, '"TypeError: print is not a function"']],
  ["an assertion's error", "met", [failed, '"AssertionError [ERR_ASSERTION]: 1 == 2"']],
  ["what the compiler misses", "met", [failed, '"./label_test.go:8:2: undefined: Print"']],
  ["a module that node misses", "met", [failed, "\"Error: Cannot find module './label'\""]],
]);
judge("DC-G0", "implementation", "GREEN: code that makes it pass", [
  ["a sentence", "unknown", [passed, '"ok I think it works now"']],
  ["no tests to run", "unknown", [passed, '"ok  internal/label 0.011s [no tests to run]"']],
  [
    "no tests to run, as Go says it",
    "unknown",
    [passed, '"testing: warning: no tests to run\\nPASS\\nok  \\tinternal/label\\t0.011s [no tests to run]"'],
  ],
  [
    "no test files, and another package",
    "unknown",
    [passed, '"?   \\tapp/internal/label\\t[no test files]\\nok  \\tapp/other\\t0.1s"'],
  ],
  [
    "no test files of another package",
    "met",
    [passed, '"?   \\tapp/other\\t[no test files]\\nok  \\tapp/internal/label\\t0.1s"'],
  ],
  ["run before", "met", [passed, '"ok  \\tinternal/label\\t(cached)"']],
  ["covered", "met", [passed, '"ok  \\tinternal/label\\t0.011s\\tcoverage: 91.0% of statements"']],
  [
    "a failure behind a long log",
    "unmet",
    [passed, `"--- PASS: TestPrintOnce (0.00s)\\n${log}--- FAIL: TestOther (0.00s)\\nFAIL"`],
  ],
  [
    "a log that is not looked at as a whole",
    "unknown",
    [passed, `"--- PASS: TestPrintOnce (0.00s)\\n${log}--- PASS: TestOther (0.00s)"`],
  ],
  [
    "the test and the code are one file",
    "unmet",
    ['"implementation_file": "internal/label/label.go"', '"implementation_file": "internal/label/label_test.go"'],
  ],
  [
    "a language whose tests stand in the code",
    "met",
    ['"implementation_file": "internal/label/label.go"', '"implementation_file": "src/label.rs"'],
    ['"test_file": "internal/label/label_test.go"', '"test_file": "src/label.rs"'],
  ],
]);
