import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { type Decision, type JudgedFeature, planDecide } from "../../../../src/core/index.ts";
import { readRecord, writeDecision } from "../../../../src/core/readers/record.ts";
import { type Files, sha256 } from "../../support/memory.ts";
import { applied, planned } from "../plan/play.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt, statesOf } from "./process.ts";

const text = "# Doc\n\nText of its own.\n\n- [ ] One\n";
const record = ".plangate/approvals/made/x/1.yaml";
const process = made([doc("1", approvalAsked), doc("2", approvalAsked)]);
const person = { name: "Ada Roux", email: "ada@example.org" };

/** The first gate approved by a person, with the record as the engine writes it. */
async function approvedFiles(): Promise<Record<string, string>> {
  const files: Files = { "x_doc1.md": text };
  const workspace = await openUnder([process], files);
  const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
  const plan = await planned(workspace, files, (context) =>
    planDecide("x", ["1"], { kind: "approved", by: person, through: "editor", comment: "Go", shown }, context),
  );
  return applied(files, plan) as Record<string, string>;
}

/** The recorded approval, as data. */
async function decision(over: Partial<Decision> = {}): Promise<Decision> {
  const [found] = readRecord(record, (await approvedFiles())[record] ?? "").decisions;
  if (!found) throw new Error("no decision was recorded");
  return { ...found, ...over };
}

const judged = async (files: Files, now?: string): Promise<JudgedFeature> =>
  onlyFeature(await openUnder([process], files, now === undefined ? {} : { now }));

/** A record of decisions under the first gate, and what the gate is then. */
async function withRecord(...decisions: Partial<Decision>[]): Promise<Record<string, string>> {
  let written = "";
  for (const over of decisions) written += writeDecision(await decision(over), sha256);
  return { "x_doc1.md": text, [record]: written };
}

describe("the state of a gate", () => {
  const done = { name: "Status", is: "done" };
  const marked = { criteria: [{ filled: {} }], done: { field: done } };
  const unread = { "x_data.md": { kind: "unreadable" as const, reason: "Binary." } };
  const unknown = { criteria: [{ filled: { file: "data" } }], done: { field: done } };

  const rows: [
    title: string,
    gate: object,
    files: Files,
    state: string,
    reason: RegExp,
    more?: Partial<{ unverified: boolean; findings: string[] }>,
  ][] = [
    [
      "open while a criterion is unmet",
      { criteria: [{ filled: {} }] },
      { "x_doc1.md": "<left>" },
      "open",
      /no text yet|placeholder/,
    ],
    ["open where the document is missing", { criteria: [{ filled: {} }] }, {}, "open", /does not exist/],
    ["passed once they are met", { criteria: [{ filled: {} }] }, { "x_doc1.md": text }, "passed", /Criteria met/],
    [
      "a warning never holds it",
      { criteria: [{ filled: {} }, { sections: { all: ["Risks"] }, severity: "warning" }] },
      { "x_doc1.md": text },
      "passed",
      /Criteria met/,
    ],
    [
      "what does not apply never holds it",
      { criteria: [{ filled: {} }, { resolved: { in: "Unknowns" } }] },
      { "x_doc1.md": text },
      "passed",
      /Criteria met/,
    ],
    ["ready while the approval is missing", approvalAsked, { "x_doc1.md": text }, "ready", /approval is missing/],
    [
      "open, not ready, while both are missing",
      approvalAsked,
      { "x_doc1.md": "<left>" },
      "open",
      /no text yet|placeholder/,
    ],
    ["ready while the mark is missing", marked, { "x_doc1.md": text }, "ready", /mark is missing/],
    ["passed with its mark", marked, { "x_doc1.md": `Status: done\n\n${text}` }, "passed", /Criteria met/],
    [
      "open and contradicted: a mark on unmet criteria",
      marked,
      { "x_doc1.md": "Status: done\n\n<left>\n" },
      "open",
      /placeholder/,
      { findings: ["contradiction"] },
    ],
    ["unknown is open", unknown, { "x_doc1.md": text, ...unread }, "open", /could not be read/],
    [
      "unknown with a mark is passed, unverified",
      unknown,
      { "x_doc1.md": `Status: done\n\n${text}`, ...unread },
      "passed",
      /not verified/,
      { unverified: true },
    ],
    [
      "unknown beside unmet, with a mark, is open and contradicted",
      { ...unknown, criteria: [...unknown.criteria, { filled: {} }] },
      { "x_doc1.md": "Status: done\n\n<left>\n", ...unread },
      "open",
      /placeholder/,
      { findings: ["contradiction"] },
    ],
    [
      "one of several is enough, and known",
      { criteria: [{ any: [{ filled: { file: "data" } }, { filled: {} }] }] },
      { "x_doc1.md": text, ...unread },
      "passed",
      /Criteria met/,
    ],
    [
      "none of several, one unknown, is open",
      { criteria: [{ any: [{ filled: { file: "data" } }, { sections: { all: ["Risks"] } }] }] },
      { "x_doc1.md": text, ...unread },
      "open",
      /could not be read/,
    ],
    [
      "a condition that is unknown leaves it unknown",
      { criteria: [{ sections: { all: ["Risks"] }, when: { filled: { file: "data" } } }] },
      { "x_doc1.md": text, ...unread },
      "open",
      /could not be read/,
    ],
    [
      "a condition that does not hold asks nothing",
      { criteria: [{ filled: {} }, { sections: { all: ["Risks"] }, when: { sections: { all: ["Money"] } } }] },
      { "x_doc1.md": text },
      "passed",
      /Criteria met/,
    ],
    [
      "a condition that holds asks",
      { criteria: [{ filled: {} }, { sections: { all: ["Risks"] }, when: { sections: { all: ["Money"] } } }] },
      { "x_doc1.md": `${text}\n## Money\n\nText.\n` },
      "open",
      /Risks/,
    ],
    ["nothing asked, nothing there: open", {}, {}, "open", /Nothing is recorded/],
    ["nothing asked, something there: passed", {}, { "x_doc1.md": text }, "passed", /Nothing is asked/],
    [
      "blocked by a status",
      { criteria: [{ checklist: {} }], blocked: { field: { name: "Status", is: "blocked" } } },
      { "x_doc1.md": `Status: blocked by the vendor\n\n${text}` },
      "blocked",
      /blocked/,
    ],
    [
      "not blocked once it is passed",
      { criteria: [{ filled: {} }], blocked: { field: { name: "Status", is: "blocked" } } },
      { "x_doc1.md": `Status: blocked by the vendor\n\n${text}` },
      "passed",
      /Criteria met/,
    ],
  ];
  for (const [title, gate, files, state, reason, more] of rows) {
    it(title, async () => {
      const feature = onlyFeature(await openUnder([made([doc("1", gate)])], { "x_doc7.md": "", ...files }));
      const stage = stageAt(feature, "1");
      equal(stage.state, state, stage.reason);
      match(stage.reason, reason);
      equal(stage.unverified, more?.unverified ?? false);
      deepEqual(
        feature.findings.map(({ kind }) => kind),
        more?.findings ?? [],
      );
    });
  }

  it("met and total count what holds the gate, the approval included", async () => {
    const gate = {
      criteria: [
        { filled: {} },
        { sections: { all: ["Risks"] } },
        { sections: { all: ["Money"] }, severity: "warning" },
        { resolved: { in: "Unknowns" } },
      ],
      approval: { required: true },
    };
    const stage = stageAt(onlyFeature(await openUnder([made([doc("1", gate)])], { "x_doc1.md": text })), "1");
    deepEqual([stage.met, stage.total], [1, 3]);
    const approved = stageAt(await judged(await approvedFiles()), "1");
    deepEqual([approved.met, approved.total], [2, 2]);
    const ready = stageAt(await judged({ "x_doc1.md": text }), "1");
    deepEqual([ready.met, ready.total], [1, 2]);
  });

  it("a contradiction leads to the mark, and to what denies it", async () => {
    const feature = onlyFeature(
      await openUnder([made([doc("1", marked)])], { "x_doc1.md": "# D\n\nStatus: done\n\nText <left>\n" }),
    );
    const [found] = feature.findings;
    match(found?.message ?? "", /Status: done.*placeholder/);
    deepEqual([found?.place.line, found?.related.map(({ line }) => line)], [3, [5]]);
  });

  describe("a box that claims what a criterion denies", () => {
    const gate = {
      criteria: [
        { checklist: { in: "Exit" } },
        { sections: { all: ["Evidence"] }, behind: { in: "Exit", like: ["*evidence*"] } },
      ],
    };
    const rows: [title: string, document: string, found: number][] = [
      ["ticked, without it", "## Exit\n\n- [x] Evidence is there\n- [x] Other\n", 1],
      ["open, without it", "## Exit\n\n- [ ] Evidence is there\n- [x] Other\n", 0],
      ["ticked, with it", "## Exit\n\n- [x] Evidence is there\n\n## Evidence\n\nText.\n", 0],
      ["no such box", "## Exit\n\n- [x] Other\n", 0],
      ["ticked elsewhere", "## Exit\n\n- [x] Other\n\n## More\n\n- [x] Evidence is there\n", 0],
      ["ticked in a fence", "## Exit\n\n- [x] Other\n\n```\n- [x] Evidence is there\n```\n", 0],
    ];
    for (const [title, document, found] of rows) {
      it(`${title}: ${found === 0 ? "nothing" : "a contradiction"}`, async () => {
        const { findings } = onlyFeature(await openUnder([made([doc("1", gate)])], { "x_doc1.md": document }));
        equal(findings.filter(({ kind }) => kind === "contradiction").length, found);
      });
    }
  });

  describe("a conditional stage", () => {
    const conditional = made([
      doc("1"),
      doc(
        "2",
        { criteria: [{ filled: {} }] },
        { conditional: { declared: { sections: { file: "data", all: ["Trace"] } }, reason: "No tracing is declared" } },
      ),
      doc("3"),
    ]);
    const states = async (files: Files): Promise<string> =>
      Object.values(statesOf(onlyFeature(await openUnder([conditional], { "x_doc1.md": text, ...files })))).join(" ");
    it("undeclared it is skipped with its reason, and what follows opens", async () => {
      equal(await states({ "x_data.md": "# D\n\nText.\n" }), "passed skipped open");
      const feature = onlyFeature(await openUnder([conditional], { "x_doc1.md": text, "x_data.md": "# D\n\nText.\n" }));
      equal(stageAt(feature, "2").reason, "No tracing is declared");
    });
    it("declared it is asked", async () =>
      equal(await states({ "x_data.md": "## Trace\n\nText.\n" }), "passed open locked"));
    it("where that cannot be read it is not skipped", async () => equal(await states(unread), "passed open locked"));
  });
});

describe("approvals", () => {
  const later = "2026-10-06T08:00:00Z";
  const earlier = "2026-10-04T08:00:00Z";
  const other = "0".repeat(64);

  const rows: [title: string, files: () => Promise<Files>, approval: string, state: string][] = [
    ["none", async () => ({ "x_doc1.md": text }), "none", "ready"],
    ["approved", approvedFiles, "approved", "passed"],
    [
      "stale: a word has changed",
      async () => ({ ...(await approvedFiles()), "x_doc1.md": text.replace("Text", "Other text") }),
      "stale",
      "stale",
    ],
    [
      "approved: only a box was ticked",
      async () => ({ ...(await approvedFiles()), "x_doc1.md": text.replace("[ ]", "[x]") }),
      "approved",
      "passed",
    ],
    [
      "approved: only line ends and blanks have changed",
      async () => ({ ...(await approvedFiles()), "x_doc1.md": `\ufeff${text.replaceAll("\n", " \r\n")}` }),
      "approved",
      "passed",
    ],
    [
      "approved: the file was moved",
      async () => ({ [record]: (await approvedFiles())[record] ?? "", "archive/x_doc1.md": text }),
      "approved",
      "passed",
    ],
    [
      "unbound: a free-form record",
      async () => ({ "x_doc1.md": text, [record]: "Gate passed on Friday\nReviewer: Ada\n" }),
      "unbound",
      "ready",
    ],
    ["none: an empty record", async () => ({ "x_doc1.md": text, [record]: "" }), "none", "ready"],
    [
      "changes requested after it",
      () => withRecord({}, { decision: "changes-requested", at: later }),
      "changes-requested",
      "ready",
    ],
    [
      "approved after changes were requested",
      () => withRecord({ decision: "changes-requested", at: earlier }, {}),
      "approved",
      "passed",
    ],
    [
      "the newest counts, wherever it stands",
      () => withRecord({ decision: "changes-requested", at: later }, {}),
      "changes-requested",
      "ready",
    ],
    ["revoked", () => withRecord({}, { decision: "revoked", at: later }), "none", "ready"],
    [
      "approved again",
      () => withRecord({}, { decision: "revoked", at: later }, { at: "2026-10-07T08:00:00Z" }),
      "approved",
      "passed",
    ],
    ["of another gate", () => withRecord({ gate: "2" }), "none", "ready"],
    ["of another feature", () => withRecord({ feature: "y" }), "none", "ready"],
    ["of another process", () => withRecord({ process: "other" }), "none", "ready"],
    [
      "of other text",
      () => withRecord({ subject: [{ path: "x_doc1.md", sha256: other, digest: other }] }),
      "stale",
      "stale",
    ],
    ["of nothing", () => withRecord({ subject: [] }), "stale", "stale"],
    [
      "of more than there is",
      async () =>
        withRecord({ subject: [...(await decision()).subject, { path: "x_gone.md", sha256: other, digest: other }] }),
      "stale",
      "stale",
    ],
    [
      "of an empty digest",
      () => withRecord({ subject: [{ path: "x_doc1.md", sha256: "", digest: "" }] }),
      "stale",
      "stale",
    ],
  ];
  for (const [title, files, approval, state] of rows) {
    it(`${title}: ${approval}, ${state}`, async () => {
      const stage = stageAt(await judged(await files(), "2026-10-31T08:00:00Z"), "1");
      deepEqual([stage.approval?.state, stage.state], [approval, state], stage.reason);
      equal(stage.approval?.required, true);
    });
  }

  it("text that is changed and changed back is approved again", async () => {
    const files: Files = await approvedFiles();
    const workspace = await openUnder([process], files);
    const states: string[] = [];
    for (const content of [text, `${text}more`, text]) {
      files["x_doc1.md"] = content;
      await workspace.refresh(["x_doc1.md"]);
      states.push(stageAt(onlyFeature(workspace), "1").state);
    }
    deepEqual(states, ["passed", "stale", "passed"]);
  });

  it("a stale approval is a finding of its own and no violation, and what follows is locked", async () => {
    const files = { ...(await approvedFiles()), "x_doc1.md": `${text}more\n`, "x_doc2.md": text };
    const feature = await judged(files);
    deepEqual(
      feature.findings.map(({ kind, code, stage }) => [kind, code, stage]),
      [["stale", "approval-stale", "1"]],
    );
    deepEqual(statesOf(feature), { 1: "stale", 2: "locked" });
    equal(feature.current?.id, "1");
  });

  it("an unmet criterion makes no approval good", async () => {
    const files = await withRecord({});
    const broken = stageAt(await judged({ ...files, "x_doc1.md": `${text}\n<left>\n` }), "1");
    notEqual(broken.state, "passed");
    equal(broken.criteria[0]?.verdict, "unmet");
  });

  it("an approval under other rules says so, and stands (P-4)", async () => {
    const stage = stageAt(await judged(await withRecord({ fingerprint: other })), "1");
    deepEqual([stage.approval?.otherRules, stage.approval?.state, stage.state], [true, "approved", "passed"]);
    deepEqual(stage.approval?.changedSince, ["rules"]);
    const { problems } = await judged(await withRecord({ fingerprint: other }));
    deepEqual(
      problems.map(({ code, severity, file }) => [code, severity, file]),
      [["approval-other-rules", "info", record]],
    );
    match(problems[0]?.message ?? "", /approved under other rules of the gate\. The approval counts/);
    const archived = { "archive/x_doc1.md": text, [record]: (await withRecord({ fingerprint: other }))[record] ?? "" };
    deepEqual((await judged(archived)).problems, []);
    equal(stageAt(await judged(await withRecord({})), "1").approval?.otherRules, false);
  });

  it("the fingerprint is of the rules: steps and their order in the file do not matter, a criterion does", async () => {
    const fingerprint = async (gate: object): Promise<boolean | undefined> => {
      const files = await withRecord({});
      return stageAt(onlyFeature(await openUnder([made([doc("1", gate)])], files)), "1").approval?.otherRules;
    };
    equal(await fingerprint({ approval: { required: true }, criteria: [{ filled: {} }] }), false);
    equal(await fingerprint({ ...approvalAsked, advance: [{ scaffoldNext: true }] }), false);
    equal(await fingerprint({ ...approvalAsked, criteria: [{ filled: { except: ["Links"] } }] }), true);
    equal(await fingerprint({ ...approvalAsked, criteria: [{ filled: {} }, { size: { pages: 1 } }] }), true);
  });

  it("a decision that cannot be read is a problem and does not count", async () => {
    const files = await withRecord({});
    const broken = { ...files, [record]: `${files[record]}---\ndecision: approved\nby: {name: ]\n` };
    const feature = await judged(broken);
    deepEqual(
      feature.problems.map(({ file, code }) => [file, code]),
      [[record, "record-invalid"]],
    );
    // It may have taken the approval back: the gate fails closed.
    equal(stageAt(feature, "1").state, "ready");
    const alone = await judged({ "x_doc1.md": text, [record]: "decision: approved\nby: Ada\n" });
    notEqual(stageAt(alone, "1").state, "passed");
    deepEqual(
      alone.problems.map(({ code }) => code),
      ["record-invalid"],
    );
  });

  it("a decision on a gate that asks for none holds nothing", async () => {
    const free = made([doc("1")]);
    const stage = stageAt(
      onlyFeature(await openUnder([free], { ...(await withRecord({ decision: "changes-requested" })) })),
      "1",
    );
    deepEqual([stage.approval?.required, stage.state], [false, "passed"]);
  });
});

describe("waivers", () => {
  const waived = (over: Partial<Decision> = {}): Partial<Decision> => ({
    decision: "waived",
    comment: "Written before",
    ...over,
  });
  const now = "2026-10-10T12:00:00.000Z";

  const rows: [title: string, decisions: Partial<Decision>[], state: string, nextChangeAt: string | undefined][] = [
    ["for good", [waived()], "waived", undefined],
    ["until later", [waived({ until: "2026-10-11T00:00:00.000Z" })], "waived", "2026-10-11T00:00:00.000Z"],
    ["run out", [waived({ until: "2026-10-10T11:59:59.000Z" })], "open", undefined],
    ["running out at this moment", [waived({ until: now })], "open", undefined],
    ["taken back", [waived(), { decision: "revoked", at: "2026-10-06T00:00:00Z" }], "open", undefined],
    [
      "overtaken by a request for changes",
      [waived(), { decision: "changes-requested", at: "2026-10-06T00:00:00Z" }],
      "open",
      undefined,
    ],
  ];
  for (const [title, decisions, state, nextChangeAt] of rows) {
    it(`${title}: ${state}`, async () => {
      const files = { ...(await withRecord(...decisions)), "x_doc1.md": "<left>\n" };
      const feature = await judged(files, now);
      const stage = stageAt(feature, "1");
      equal(stage.state, state, stage.reason);
      equal(feature.nextChangeAt, nextChangeAt);
      equal(stageAt(feature, "2").state, state === "waived" ? "open" : "locked");
      notEqual(stage.approval?.state, "approved");
    });
  }

  it("says who waived it and why, and counts no approval", async () => {
    const stage = stageAt(await judged(await withRecord(waived())), "1");
    match(stage.reason, /Ada Roux: Written before/);
    deepEqual([stage.approval?.state, stage.met, stage.total], ["none", 1, 2]);
  });

  it("when it runs out, the same files are judged anew", async () => {
    const files: Files = {
      ...(await withRecord(waived({ until: "2026-10-11T00:00:00.000Z" }))),
      "x_doc1.md": "<left>\n",
    };
    const options = { now };
    const workspace = await openUnder([process], files, options);
    equal(stageAt(onlyFeature(workspace), "1").state, "waived");
    options.now = "2026-10-10T23:59:59.999Z";
    await workspace.refresh([]);
    equal(stageAt(onlyFeature(workspace), "1").state, "waived");
    options.now = "2026-10-11T00:00:00.000Z";
    await workspace.refresh([]);
    equal(stageAt(onlyFeature(workspace), "1").state, "open");
  });

  it("the end of a waiver is a moment, however its time is written", async () => {
    const state = async (until: string): Promise<string> =>
      stageAt(await judged({ ...(await withRecord(waived({ until }))), "x_doc1.md": "<left>\n" }, now), "1").state;
    equal(await state("2026-10-10T13:00:00+02:00"), "open");
    equal(await state("2026-10-10T13:00:00-02:00"), "waived");
    equal(await state("2026-10-10T12:00:00Z"), "open");
    equal(await state("2026-10-11"), "waived");
    equal(await state("2026-10-09"), "open");
  });

  it("a recorded skip opens a conditional stage only", async () => {
    const files = await withRecord({ decision: "skipped", comment: "No need" });
    equal(stageAt(await judged({ ...files, "x_doc1.md": "<left>\n" }), "1").state, "open");
    const conditional = made([doc("1", approvalAsked, { conditional: { declared: { filled: {} }, reason: "n/a" } })]);
    const stage = stageAt(onlyFeature(await openUnder([conditional], files)), "1");
    deepEqual([stage.state, stage.reason], ["skipped", "Skipped by Ada Roux: No need"]);
  });
});

describe("work from before the folder was adopted", () => {
  const files = { "x_doc1.md": text, "x_doc2.md": text };
  it("lacks approvals: information, not a violation", async () => {
    const feature = await judged(files);
    deepEqual(
      [feature.adopted, feature.findings.filter(({ kind, severity }) => kind === "violation" || severity !== "info")],
      [false, []],
    );
    deepEqual(statesOf(feature), { 1: "ready", 2: "locked" });
    equal(stageAt(feature, "1").passedOver, true);
  });
  it("once it is adopted, it is a violation", async () => {
    const feature = await judged({ ...files, ".plangate/README.md": "# R\n" });
    deepEqual(
      [feature.adopted, feature.findings.map(({ kind, code, stage }) => [kind, code, stage])],
      [true, [["violation", "approval-missing", "1"]]],
    );
  });
  it("an unmet criterion is a violation all the same", async () => {
    const feature = await judged({ ...files, "x_doc1.md": "# D\n\nText <left>\n" });
    deepEqual(
      [feature.adopted, feature.findings.map(({ code, stage }) => [code, stage])],
      [false, [["gate-passed-over", "1"]]],
    );
  });
});
