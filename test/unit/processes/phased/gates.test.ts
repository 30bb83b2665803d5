import { deepEqual, equal, match } from "node:assert/strict";
import type { GitFacts } from "../../../../src/core/index.ts";
import { stageAt } from "../../core/judge/process.ts";
import type { Files } from "../../support/memory.ts";
import { criterionAt } from "../filled.ts";
import { advance, field, filled, LOG, phase, refusedFor, withStage, workingAt } from "./log.ts";

interface Row {
  rule: string;
  label: string;
  stage: string;
  /** The one point in which the stage differs from a well-filled one. */
  edit: (section: string) => string;
  reason: RegExp;
  severity?: "warning";
}

const gate = "Acceptance gate";
const rows: readonly Row[] = [
  {
    rule: "PH-G1",
    label: "No placeholder is left",
    stage: "3",
    edit: field("Work completed", "<what>"),
    reason: /placeholder/,
  },
  {
    rule: "PH-G1",
    label: "No blocker is open",
    stage: "3",
    edit: field("Blockers", "The bank's test account is locked"),
    reason: /test account/,
  },
  { rule: "PH-G1", label: "Evidence", stage: "3", edit: field("Evidence links", ""), reason: /is empty/ },
  {
    rule: "PH-G1",
    label: "Evidence",
    stage: "3",
    edit: field("Evidence links", "`docs/evidence/none.txt`"),
    reason: /none\.txt does not exist/,
  },
  {
    rule: "PH-G1",
    label: "Evidence",
    stage: "3",
    edit: field("Evidence links", "see [the run](evidence/none.txt#L3)"),
    reason: /none\.txt does not exist/,
  },
  {
    rule: "PH-G1",
    label: "Evidence",
    stage: "3",
    edit: field("Evidence links", "evidence/none.txt:4, seen by two"),
    reason: /none\.txt does not exist/,
  },
  { rule: "PH-G1", label: "Docs", stage: "3", edit: field("Docs", ""), reason: /"Docs" is empty/ },
  { rule: "PH-G1", label: "Risk and rollback", stage: "3", edit: field("Risk/rollback", "TBD"), reason: /is empty/ },
  {
    rule: "PH-G1",
    label: "Open questions",
    stage: "5",
    edit: field("Open questions", "Who pays for a lost parcel?"),
    reason: /Who pays/,
  },
  { rule: "PH-G1", label: "Open questions", stage: "5", edit: field("Open questions", ""), reason: /says nothing/ },
  {
    rule: "PH-G1",
    label: "The gate has not failed",
    stage: "3",
    edit: field("Acceptance gate result", "fail"),
    reason: /fail/,
  },
  {
    rule: "PH-G1",
    label: "Gate result is pass",
    stage: "3",
    edit: field("Acceptance gate result", "not tried"),
    reason: /wanted: pass/,
  },
  {
    rule: "PH-G1",
    label: "Gate result is pass",
    stage: "3",
    edit: field("Acceptance gate result", "pass / fail"),
    reason: /wanted: pass/,
  },
  { rule: "PH-G2", label: gate, stage: "3", edit: field(gate, ""), reason: /is empty/ },
  {
    rule: "PH-G2",
    label: "The gate is objective",
    stage: "3",
    edit: field(gate, "System works correctly"),
    reason: /Rather: name one request/,
    severity: "warning",
  },
  {
    rule: "PH-G2",
    label: "The gate is objective",
    stage: "3",
    edit: field(gate, "Code looks clean"),
    reason: /Rather: .*linter/,
    severity: "warning",
  },
  {
    rule: "PH-G2",
    label: "The gate is objective",
    stage: "3",
    edit: field(gate, "Tests pass"),
    reason: /Rather: name the command/,
    severity: "warning",
  },
  {
    rule: "PH-G3",
    label: "At most four hours",
    stage: "3",
    edit: field("Estimate", "6 h"),
    reason: /split the stage/,
    severity: "warning",
  },
  {
    rule: "PH-G3",
    label: "At most four hours",
    stage: "3",
    edit: field("Estimate", "2–5 hours"),
    reason: /split the stage/,
    severity: "warning",
  },
  {
    rule: "PH-G3",
    label: "At most four hours",
    stage: "3",
    edit: field("Estimate", "one day or so, 1 day"),
    reason: /split the stage/,
    severity: "warning",
  },
  {
    rule: "PH-G5",
    label: "No architecture decision is open",
    stage: "0",
    edit: field("Unresolved architecture decisions", "Which queue?"),
    reason: /Which queue/,
  },
  { rule: "PH-G5", label: "Metrics captured", stage: "10", edit: field("Metrics captured", ""), reason: /is empty/ },
  { rule: "PH-G5", label: "Gaps documented", stage: "10", edit: field("Gaps documented", "-"), reason: /is empty/ },
  {
    rule: "PH-G5",
    label: "Final sign-off",
    stage: "10",
    edit: field("Final sign-off", "pass / fail"),
    reason: /is empty/,
  },
  {
    rule: "PH-G5",
    label: "Final sign-off",
    stage: "10",
    edit: field("Final sign-off", "rejected by Ada Roux"),
    reason: /rejected/,
  },
  {
    rule: "PH-G5",
    label: "Three real tasks of different risk",
    stage: "9",
    edit: (text) => text.replace(/^ {2}- High.*\n/m, ""),
    reason: /2 of at least 3/,
  },
  {
    rule: "PH-G5",
    label: "Three real tasks of different risk",
    stage: "9",
    edit: (text) => text.replace(/(Medium|High) risk/g, "Low risk"),
    reason: /All are low/,
  },
  {
    rule: "PH-G5",
    label: "Exit definition",
    stage: "10",
    edit: (text) => text,
    reason: /4 of 5 ticked/,
    severity: "warning",
  },
];

describe("phased: what each gate asks, over a well-filled log", () => {
  for (const { rule, label, stage, edit, reason, severity = "error" } of rows)
    it(`${rule} ${label}: ${edit("").trim() || reason.source}`, async () => {
      const whole = filled();
      const changed =
        label === "Exit definition"
          ? { ...whole, [LOG]: (whole[LOG] as string).replace("- [x] Remaining", "- [ ] Remaining") }
          : withStage(whole, stage, edit);
      equal(criterionAt(await phase(whole), stage, label).verdict, "met");
      const judged = await phase(changed);
      const criterion = criterionAt(judged, stage, label);
      deepEqual([criterion.verdict, criterion.severity, criterion.rule], ["unmet", severity, `phased/${rule}`]);
      match(criterion.message, reason);
      equal(criterion.place?.file, LOG);
      equal(stageAt(judged, stage).state, severity === "error" ? "open" : "passed");
    });

  it("PH-G1 the work is committed, as long as no later stage has begun", async () => {
    const dirty = (...paths: string[]): GitFacts => ({
      head: "a".repeat(40),
      branch: "main",
      commits: [],
      truncated: false,
      dirty: paths,
      user: { name: "Ada Roux", email: "ada@example.org" },
    });
    const files = { ...workingAt(3), "src/claims.js": "export {};\n" };
    const committed = async (at: Files, stage: string, git: GitFacts | undefined) =>
      criterionAt(await phase(at, undefined, git ? { git } : {}), stage, "The work is committed");
    equal((await committed(files, "3", dirty(LOG, "notes.md"))).verdict, "met");
    const open = await committed(files, "3", dirty(LOG, "src/claims.js"));
    deepEqual([open.verdict, open.place?.file], ["unmet", "src/claims.js"]);
    equal((await committed(files, "3", dirty("docs/evidence/stage-3.txt"))).verdict, "unmet");
    equal((await committed(files, "2", dirty("src/claims.js"))).verdict, "notApplicable");
    equal((await committed(files, "3", undefined)).verdict, "notApplicable");
    // Behind what is done, other work may have begun; but evidence that was never committed is seen.
    equal((await committed(filled(), "10", dirty("src/claims.js", "README.md"))).verdict, "met");
    equal((await committed(filled(), "10", dirty("docs/evidence/stage-10.txt"))).verdict, "unmet");
    const known = {
      sha: "b".repeat(40),
      at: "2026-10-30T10:00:00Z",
      author: "A",
      email: "a@example.org",
      subject: "Stage 10",
      parents: 1,
    };
    const later = {
      ...dirty("docs/evidence/stage-10.txt"),
      commits: [{ ...known, files: ["docs/evidence/stage-10.txt"] }],
    };
    equal((await committed(filled(), "10", later)).verdict, "met");
    deepEqual(await refusedFor(advance(files, "3", undefined, { git: dirty("src/claims.js") })), [
      "The work is committed",
    ]);
  });

  it("PH-G1 done with a gate that failed, or with an open blocker, is a contradiction", async () => {
    for (const edit of [field("Acceptance gate result", "fail"), field("Blockers", "No test account")]) {
      const { findings } = await phase(withStage(filled(), "10", edit));
      deepEqual(
        findings.map(({ kind, rule, stage }) => `${kind} ${rule} ${stage}`),
        ["contradiction phased/PH-G1 10"],
      );
      match(findings[0]?.message ?? "", /^Status: done — but/);
    }
    deepEqual((await phase(filled())).findings, []);
  });

  it("PH-G1 an open question is answered behind an arrow, below it, or carried over", async () => {
    const said = async (value: string) =>
      criterionAt(await phase(withStage(filled(), "5", field("Open questions", value))), "5", "Open questions").verdict;
    for (const open of ["Who pays?", "Who pays? → ", "Who pays? Nobody knows yet", "carried over"])
      equal(await said(open), "unmet", open);
    for (const closed of [
      "None.",
      "Who pays? → the sender",
      "Who pays? Answer: the sender",
      "Who pays? Carried over to stage 7",
      "Who pays? Deferred to phase 2",
    ])
      equal(await said(closed), "met", closed);
  });

  it("PH-G1 evidence that names no file, an address, a command or a file elsewhere in the tree is taken", async () => {
    for (const value of [
      "commit 1f6ab90, run by Lena Okafor",
      "https://ci.example.org/runs/17/report.html",
      "`GET /healthz` said ok, `npm test` ended with 0",
      "`stage-3.txt`",
      "[the run](./evidence/stage-3.txt#L2) and ../docs/evidence/stage-3.txt:3.",
      "the folder docs/evidence/",
    ]) {
      const { verdict, message } = criterionAt(
        await phase(withStage(filled(), "3", field("Evidence links", value))),
        "3",
        "Evidence",
      );
      equal(verdict, "met", `${value}: ${message}`);
    }
  });

  it("PH-G1 in older logs a missing field is a warning until the stage is advanced", async () => {
    const old: Files = {
      "log.md":
        "# Log\n\n## Stage 1 — Storage\n\n- Status: done\n- Gate result: pass\n\n## Stage 2 — API\n\n- Status: in progress\n",
    };
    const judged = await phase(old, "log.md#phase-1");
    equal(stageAt(judged, "1").state, "passed");
    deepEqual(judged.findings, []);
    deepEqual(
      judged.problems.map(({ severity, line, message }) => `${severity} ${line} ${message}`),
      [
        "warning 3 Storage: Not written here: Acceptance gate, Evidence, Docs, Risk and rollback, Open questions. Advancing this stage will ask for it",
        "warning 8 API: Not written here: Acceptance gate, Evidence, Docs, Risk and rollback, Open questions. Advancing this stage will ask for it",
      ].map((text) => text.replace("8 API", `${judged.problems[1]?.line} API`)),
    );
    equal(stageAt(judged, "2").state, "open");
    deepEqual(await refusedFor(advance(old, "2", "log.md#phase-1")), [
      "Acceptance gate",
      "Evidence",
      "Docs",
      "Risk and rollback",
      "Open questions",
    ]);
  });

  it("PH-G1 a field that an older log lacks altogether is a warning, one that it has is asked for", async () => {
    for (const [stage, name, label] of [
      ["3", "Acceptance gate", "Acceptance gate"],
      ["3", "Evidence links", "Evidence"],
      ["3", "Docs", "Docs"],
      ["3", "Risk/rollback", "Risk and rollback"],
      ["3", "Open questions", "Open questions"],
      ["3", "Acceptance gate result", "Gate result is pass"],
      ["0", "Unresolved architecture decisions", "No architecture decision is open"],
      ["9", "Pilot tasks", "Three real tasks of different risk"],
      ["10", "Metrics captured", "Metrics captured"],
      ["10", "Gaps documented", "Gaps documented"],
      ["10", "Final sign-off", "Final sign-off"],
    ] as const) {
      const judged = await phase(withStage(filled(), stage, field(name, undefined)));
      const { verdict, severity } = criterionAt(judged, stage, label);
      deepEqual([verdict, severity, stageAt(judged, stage).state], ["unmet", "warning", "passed"], name);
    }
  });

  it("PH-G5 the boxes of the exit definition are the last stage's", async () => {
    const judged = await phase(filled());
    deepEqual([stageAt(judged, "3").items.length, stageAt(judged, "10").items.length], [0, 5]);
  });

  it("PH-G2 a gate in several lines, below its field or behind its paragraph, is read as a whole", async () => {
    const of = async (section: (text: string) => string) =>
      criterionAt(await phase(withStage(filled(), "3", section)), "3", "The gate is objective");
    const line = /^- Acceptance gate: .*$/m;
    equal(
      (await of((text) => text.replace(line, "- Acceptance gate:\n  - Tests pass\n  - Code looks clean"))).verdict,
      "unmet",
    );
    equal(
      (await of((text) => text.replace(line, "- Acceptance gate:\n  - Tests pass\n  - a 6 MB file gives 422"))).verdict,
      "met",
    );
    equal((await of((text) => text.replace(line, "- Acceptance gate: Tests pass\n  - by `npm test`"))).verdict, "met");
    equal((await of((text) => text.replace(line, "- **Gate**: Everything works"))).verdict, "unmet");
  });

  it("PH-G3 an estimate is read in words of time; none at all is no fault, one without a figure is", async () => {
    const of = async (edit: (text: string) => string) =>
      criterionAt(await phase(withStage(filled(), "3", edit)), "3", "At most four hours").verdict;
    equal(await of(field("Estimate", "3–4 hours")), "met");
    equal(await of(field("Estimate", "90 min")), "met");
    equal(await of(field("Estimate", "small")), "unmet");
    equal(await of(field("Estimate", undefined)), "notApplicable");
  });
});
