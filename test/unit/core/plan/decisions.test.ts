import { deepEqual, equal, match } from "node:assert/strict";
import {
  type DecisionKind,
  type GateState,
  type JudgedStage,
  type PersonsVerdict,
  type Plan,
  type Process,
  planDecide,
} from "../../../../src/core/index.ts";
import { readRecord } from "../../../../src/core/readers/record.ts";
import type { Files } from "../../support/memory.ts";
import { doc, made } from "../judge/made.ts";
import { onlyFeature, openUnder, stageAt } from "../judge/process.ts";
import { applied, NOW, planned } from "./play.ts";

const record = ".plangate/approvals/made/x/1.yaml";
const by = { name: "Ada Roux", email: "ada@example.org" };
const asked = { criteria: [{ filled: {} }], approval: { required: true } };
const maybe = { conditional: { declared: { exists: { files: ["x_doc1.md"] } }, reason: "Not needed" } };
const rules = { "M-1": "Nobody goes past this.", "M-2": "Numbers are never waived." };
const files: Files = { "x_doc1.md": "# Doc\n\nText of its own.\n" };
const empty: Files = { "x_doc1.md": "# Doc\n\n<text>\n" };

const plain = made([doc("1", asked), doc("2")]);
const conditional = made([doc("1", asked, maybe), doc("2")]);
const unwaivable = made([doc("1", { ...asked, violation: "M-1" }, { waivable: false, ...maybe }), doc("2")], { rules });
const numbers = { sections: { all: ["Numbers"] }, label: "Numbers", rule: "M-2", waivable: false };
const partly = made([doc("1", { ...asked, criteria: [{ filled: {} }, numbers] }, maybe), doc("2")], { rules });

async function decide(
  process: Process,
  given: Files,
  kind: DecisionKind,
  over: Partial<PersonsVerdict> = {},
  now = NOW,
): Promise<Plan> {
  const workspace = await openUnder([process], given, { now });
  const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
  const verdict = { kind, by, through: "editor" as const, comment: "Because", shown, ...over };
  return planned(workspace, given, (context) => planDecide("x", ["1"], verdict, context), now);
}

const gateIn = async (process: Process, given: Files, now = NOW): Promise<JudgedStage> =>
  stageAt(onlyFeature(await openUnder([process], given, { now })), "1");

describe("a person's decisions", () => {
  describe("take effect at once, each with its own state (C-3, C-4)", () => {
    const rows: [
      title: string,
      process: Process,
      given: Files,
      kind: DecisionKind,
      state: GateState,
      reason: RegExp,
    ][] = [
      ["C-3 changes requested", plain, files, "changes-requested", "ready", /requested by Ada Roux: Because/],
      ["C-4 waived", plain, empty, "waived", "waived", /Waived by Ada Roux: Because/],
      ["C-4 skipped", conditional, empty, "skipped", "skipped", /Skipped by Ada Roux: Because/],
      [
        "C-4 waived although one criterion may not be, as long as that one holds",
        partly,
        { "x_doc1.md": "# Doc\n\n<text>\n\n## Numbers\n\nFour.\n" },
        "waived",
        "waived",
        /Waived/,
      ],
    ];
    for (const [title, process, given, kind, state, reason] of rows) {
      it(title, async () => {
        const stage = await gateIn(process, applied(given, await decide(process, given, kind)));
        equal(stage.state, state);
        match(stage.reason, reason);
      });
    }
  });

  it("C-3 are revoked with a reason: the gate is where it was, and the record keeps both", async () => {
    const approved = applied(files, await decide(plain, files, "approved"));
    equal((await gateIn(plain, approved)).state, "passed");
    const later = "2026-10-06T08:00:00.000Z";
    const revoked = applied(approved, await decide(plain, approved, "revoked", {}, later));
    equal((await gateIn(plain, revoked, later)).state, "ready");
    deepEqual(
      readRecord(record, String(revoked[record])).decisions.map(({ decision }) => decision),
      ["approved", "revoked"],
    );
  });

  it("C-4 a waiver ends by itself, and judge says when", async () => {
    const until = "2026-10-08T00:00:00.000Z";
    const waived = applied(empty, await decide(plain, empty, "waived", { until }));
    const judged = onlyFeature(await openUnder([plain], waived, { now: NOW }));
    deepEqual([stageAt(judged, "1").state, judged.nextChangeAt], ["waived", until]);
    equal((await gateIn(plain, waived, until)).state, "open");
  });

  describe("are refused", () => {
    const rows: [
      title: string,
      process: Process,
      given: Files,
      kind: DecisionKind,
      over: Partial<PersonsVerdict>,
      code: string,
      message: RegExp,
    ][] = [
      [
        "C-3 changes without a word which",
        plain,
        files,
        "changes-requested",
        { comment: " " },
        "answer-missing",
        /Which changes/,
      ],
      [
        "C-3 changes at a gate that asks for no approval",
        made([doc("1")]),
        files,
        "changes-requested",
        {},
        "not-asked",
        /asks for no approval/,
      ],
      ["C-3 revoking what was never decided", plain, files, "revoked", {}, "nothing-to-do", /no decision/],
      [
        "C-4 a waiver without a reason",
        plain,
        empty,
        "waived",
        { comment: undefined },
        "answer-missing",
        /A reason is needed/,
      ],
      ["C-4 a waiver of a gate that passed", made([doc("1")]), files, "waived", {}, "nothing-to-do", /is passed/],
      [
        "C-4 a waiver whose stage forbids it, in the rule's words",
        unwaivable,
        empty,
        "waived",
        {},
        "not-waivable",
        /Nobody goes past this/,
      ],
      ["C-4 a skip whose stage forbids it", unwaivable, empty, "skipped", {}, "not-waivable", /Nobody goes past this/],
      [
        "C-4 a waiver over a criterion that is never waived",
        partly,
        files,
        "waived",
        {},
        "not-waivable",
        /Numbers: Numbers are never waived/,
      ],
      [
        "C-4 a skip of a stage that every feature has",
        plain,
        empty,
        "skipped",
        {},
        "not-conditional",
        /for every feature/,
      ],
      [
        "C-4 a waiver that has ended already",
        plain,
        empty,
        "waived",
        { until: "2026-01-01" },
        "answer-missing",
        /has passed/,
      ],
      [
        "C-4 a waiver until a day that is none",
        plain,
        empty,
        "waived",
        { until: "2027-02-31" },
        "answer-missing",
        /no day and no time/,
      ],
      [
        "C-4 a waiver until a time without a zone",
        plain,
        empty,
        "waived",
        { until: "2027-01-01T00:00" },
        "answer-missing",
        /no day and no time/,
      ],
      ["C-4 a waiver until no time", plain, empty, "waived", { until: "soon" }, "answer-missing", /"soon" is no day/],
      [
        "P-5 an approval by somebody who may not",
        plain,
        { ...files, ".plangate/config.yaml": "approvals: {by: [ben@example.org]}" },
        "approved",
        {},
        "not-allowed",
        /Ada Roux may not approve here/,
      ],
      [
        "P-5 an approval under a policy that cannot be used",
        plain,
        { ...files, ".plangate/config.yaml": "approvals: [" },
        "approved",
        {},
        "not-allowed",
        /config\.yaml cannot be used/,
      ],
      ["P-6 by nobody", plain, empty, "waived", { by: { name: "", email: "" } }, "answer-missing", /Git does not know/],
      [
        "P-2 over a text that was not the one shown",
        plain,
        files,
        "changes-requested",
        { shown: [] },
        "changed",
        /has changed since it was shown/,
      ],
    ];
    for (const [title, process, given, kind, over, code, message] of rows) {
      it(title, async () => {
        const plan = await decide(process, given, kind, over);
        deepEqual([plan.kind, plan.kind === "refusal" && plan.code], ["refusal", code]);
        match(plan.kind === "refusal" ? plan.message : "", message);
      });
    }
  });

  describe("that stand in a record where none is allowed do not count, and are a violation (C-4)", () => {
    const rows: [title: string, from: Process, to: Process, kind: DecisionKind, message: RegExp][] = [
      ["a waiver", plain, unwaivable, "waived", /waiver is recorded by Ada Roux.*Nobody goes past this/],
      [
        "a skip of a stage that every feature has",
        conditional,
        plain,
        "skipped",
        /skip is recorded by Ada Roux.*every feature/,
      ],
      ["a waiver over a criterion that is never waived", plain, partly, "waived", /Numbers are never waived/],
    ];
    for (const [title, from, to, kind, message] of rows) {
      it(title, async () => {
        const written = applied(empty, await decide(from, empty, kind));
        const feature = onlyFeature(await openUnder([to], written));
        equal(stageAt(feature, "1").state, "open");
        const [finding] = feature.findings;
        deepEqual([finding?.kind, finding?.code, finding?.place.file], ["violation", "decision-not-allowed", record]);
        match(finding?.message ?? "", message);
      });
    }
  });
});
