import { deepEqual, equal, match } from "node:assert/strict";
import {
  type Decision,
  type JudgedFeature,
  type PersonsVerdict,
  planAdopt,
  planDecide,
  type Snapshot,
} from "../../../../src/core/index.ts";
import { adoptable, unadoptable } from "../../../../src/core/plan/adopt.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { type Files, sha256 } from "../../support/memory.ts";
import { doc, made } from "../judge/made.ts";
import { onlyFeature, openUnder, stageAt } from "../judge/process.ts";
import { applied, NOW, planned } from "../plan/play.ts";

const file = ".plangate/config.yaml";
const record = ".plangate/approvals/made/x/1.yaml";
const process = made([
  doc(
    "1",
    { criteria: [{ filled: {} }], approval: { required: true } },
    {
      conditional: { declared: { exists: { files: ["x_doc1.md"] } }, reason: "It is not for every feature." },
    },
  ),
  doc("2"),
]);
const ada = { name: "Ada", email: "ada@example.org" };
const ben = { name: "Ben", email: "ben@example.org" };
const open: Files = { "x_doc1.md": "# Doc\n\n<text>\n", "x_doc2.md": "# Doc\n\nText.\n" };

const silent: Omit<Decision, "by"> = {
  decision: "waived",
  process: "made",
  feature: "x",
  gate: "1",
  at: "2026-10-04T10:00:00Z",
  through: "editor",
  fingerprint: "f",
  subject: [],
};

const decided = (by: Decision["by"], more: Partial<Decision> = {}): string =>
  writeDecision({ ...silent, by, comment: "Written before", ...more }, sha256);

async function judged(policy: string, text: string, now = NOW): Promise<JudgedFeature> {
  return onlyFeature(await openUnder([process], { ...open, [file]: policy, [record]: text }, { now }));
}

describe("P-5 who may waive and skip", () => {
  const skipped = { decision: "skipped" as const };
  const rows: [title: string, policy: string, record: string, state: string, why?: RegExp][] = [
    ["everybody, where nothing is said", "", decided(ben), "waived"],
    ["those who are named", "waivers: {by: [ada@example.org]}", decided(ada), "waived"],
    ["in any case of letters", "waivers: {by: [ADA@example.org]}", decided(ada), "waived"],
    [
      "nobody else",
      "waivers: {by: [ada@example.org]}",
      decided(ben),
      "open",
      /Ben may not waive here, as the team's policy/,
    ],
    [
      "nobody without an address",
      "waivers: {by: [ada@example.org]}",
      decided({ name: "Ada", email: "" }),
      "open",
      /Ada may not waive here/,
    ],
    ["who may approve is another matter", "approvals: {by: [ada@example.org]}", decided(ben), "waived"],
    ["skipping, too", "waivers: {by: [ada@example.org]}", decided(ben, skipped), "open", /Ben may not skip here/],
    ["skipping by those who are named", "waivers: {by: [ada@example.org]}", decided(ada, skipped), "skipped"],
    ["no waivers at all", "waivers: {allowed: false}", decided(ada), "open", /the team's policy allows no waivers/],
    ["skipping where waivers are not allowed", "waivers: {allowed: false}", decided(ada, skipped), "skipped"],
    [
      "at a gate of its own",
      "gates: [{gate: '1', waivers: {by: [ada@example.org]}}]",
      decided(ben),
      "open",
      /Ben may not waive/,
    ],
    ["at another gate", "gates: [{gate: '2', waivers: {by: [ada@example.org]}}]", decided(ben), "waived"],
    [
      "a gate that allows what others do not",
      "waivers: {allowed: false}\ngates: [{gate: '1', waivers: {allowed: true}}]",
      decided(ada),
      "waived",
    ],
    [
      "a gate that says one thing leaves the others as they are",
      "waivers: {by: [ada@example.org]}\ngates: [{gate: '1', waivers: {longest: 30}}]",
      decided(ben),
      "open",
      /Ben may not waive/,
    ],
    ["C-4 none without a reason", "", writeDecision({ ...silent, by: ada }, sha256), "open", /it gives no reason/],
    ["C-4 nor with a blank one", "", decided(ada, { comment: "  " }), "open", /it gives no reason/],
    ["C-4 no skip without a reason", "", decided(ada, { ...skipped, comment: "" }), "open", /it gives no reason/],
    [
      "what does not count undoes nothing that does",
      "waivers: {by: [ada@example.org]}",
      decided(ada) + decided(ben, { at: "2026-10-04T11:00:00Z" }),
      "waived",
      /Ben may not waive/,
    ],
    [
      "what counts puts right what did not",
      "waivers: {by: [ada@example.org]}",
      decided(ben) + decided(ada, { at: "2026-10-04T11:00:00Z" }),
      "waived",
    ],
    [
      "what was revoked is over",
      "waivers: {by: [ada@example.org]}",
      decided(ben) + decided(ada, { decision: "revoked", at: "2026-10-04T11:00:00Z" }),
      "open",
    ],
  ];
  for (const [title, policy, text, state, why] of rows) {
    it(`${title}: ${state}`, async () => {
      const feature = await judged(policy, text);
      equal(stageAt(feature, "1").state, state);
      const told = feature.findings.filter(({ code }) => code === "decision-not-allowed");
      equal(told.length, why ? 1 : 0);
      if (!why) return;
      deepEqual([told[0]?.kind, told[0]?.place.file], ["violation", record]);
      match(told[0]?.message ?? "", why);
    });
  }

  it("under a policy that cannot be used none counts, and the policy is the one problem", async () => {
    for (const decision of ["waived", "skipped"] as const) {
      const feature = await judged("waivers: {alowed: true}", decided(ada, { decision }));
      equal(stageAt(feature, "1").state, "open");
      deepEqual(
        feature.findings.filter(({ code }) => code === "decision-not-allowed"),
        [],
      );
    }
  });
});

describe("P-5 waiving and skipping are refused to whom the policy does not name", () => {
  const decide = async (policy: string, verdict: Partial<PersonsVerdict>, text?: string) => {
    const files: Files = { ...open, [file]: policy, ...(text !== undefined && { [record]: text }) };
    const workspace = await openUnder([process], files);
    const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
    const whole = { kind: "waived" as const, by: ben, through: "editor" as const, comment: "Later", shown, ...verdict };
    return { files, plan: await planned(workspace, files, (context) => planDecide("x", ["1"], whole, context)) };
  };
  const only = "waivers: {by: [ada@example.org]}";
  const rows: [title: string, policy: string, verdict: Partial<PersonsVerdict>, refused?: RegExp][] = [
    ["waived by somebody else", only, {}, /cannot be waived: Ben may not waive here/],
    ["waived by the one who is named", only, { by: ada }],
    ["skipped by somebody else", only, { kind: "skipped" }, /cannot be skipped: Ben may not skip here/],
    ["skipped by the one who is named", only, { kind: "skipped", by: ada }],
    ["skipped under a policy that cannot be used", "waivers: 3", { kind: "skipped" }, /config\.yaml cannot be used/],
    [
      "longer than the gate lets it",
      "gates: [{gate: '1', waivers: {longest: 5}}]",
      { until: "2026-12-01" },
      /5 days at most/,
    ],
    ["no longer than that", "gates: [{gate: '1', waivers: {longest: 5}}]", { until: "2026-10-09" }],
  ];
  for (const [title, policy, verdict, refused] of rows) {
    it(title, async () => {
      const { plan } = await decide(policy, verdict);
      equal(plan.kind, refused ? "refusal" : "change");
      if (plan.kind === "refusal" && refused) match(plan.message, refused);
    });
  }

  it("what does not count can be revoked", async () => {
    const { files, plan } = await decide(only, { kind: "revoked", comment: "Not mine to waive" }, decided(ben));
    const feature = onlyFeature(await openUnder([process], applied(files, plan)));
    deepEqual(
      feature.findings.filter(({ code }) => code === "decision-not-allowed"),
      [],
    );
  });

  it("adopting waives only what this person may", async () => {
    const files: Files = { ...open, [file]: only };
    const list = ({ features }: Snapshot, by: Decision["by"]) => [adoptable(features, by), unadoptable(features, by)];
    const workspace = await openUnder([process], files);
    deepEqual(
      [ada, ben].map((by) => list(workspace.snapshot, by).map(({ length }) => length)),
      [
        [1, 0],
        [0, 1],
      ],
    );
    const plan = await planned(workspace, files, (context) =>
      planAdopt({ by: ada, through: "editor", shown: adoptable(context.workspace.snapshot.features, ada) }, context),
    );
    equal(stageAt(onlyFeature(await openUnder([process], applied(files, plan))), "1").state, "waived");
  });
});

describe("P-5 time alone ends a waiver", () => {
  const at = "2026-10-04T10:00:00Z";
  const rows: [title: string, policy: string, more: Partial<Decision>, nextChangeAt: string | undefined][] = [
    ["as it says itself", "", { until: "2026-10-08" }, "2026-10-08T00:00:00.000Z"],
    ["as the policy says", "waivers: {longest: 2}", {}, "2026-10-06T10:00:00.000Z"],
    [
      "as a gate of its own says",
      "waivers: {longest: 9}\ngates: [{gate: '1', waivers: {longest: 2}}]",
      {},
      "2026-10-06T10:00:00.000Z",
    ],
    ["whichever is earlier", "waivers: {longest: 2}", { until: "2026-10-08" }, "2026-10-06T10:00:00.000Z"],
    ["never, where nothing ends it", "", {}, undefined],
  ];
  for (const [title, policy, more, nextChangeAt] of rows) {
    it(title, async () => {
      const text = decided(ada, { at, ...more });
      const feature = await judged(policy, text);
      deepEqual([stageAt(feature, "1").state, feature.nextChangeAt], ["waived", nextChangeAt]);
      if (nextChangeAt === undefined) return;
      const moment = Date.parse(nextChangeAt);
      const stateAt = async (time: number) =>
        stageAt(await judged(policy, text, new Date(time).toISOString()), "1").state;
      deepEqual([await stateAt(moment - 1), await stateAt(moment)], ["waived", "open"]);
    });
  }

  it("and begins one that is dated ahead: judge says when, and judges it anew then", async () => {
    const later = "2026-10-06T10:00:00.000Z";
    const feature = await judged("", decided(ada, { at: later }));
    deepEqual([stageAt(feature, "1").state, feature.nextChangeAt], ["open", "2026-10-06T09:50:00.000Z"]);
    const then = await judged("", decided(ada, { at: later }), "2026-10-06T09:50:00.000Z");
    deepEqual([stageAt(then, "1").state, then.nextChangeAt], ["waived", undefined]);
  });

  it("in a workspace that stays open, without any file changing", async () => {
    const options = { now: NOW };
    const files: Files = { ...open, [record]: decided(ada, { until: "2026-10-08" }) };
    const workspace = await openUnder([process], files, options);
    equal(stageAt(onlyFeature(workspace), "1").state, "waived");
    options.now = "2026-10-08T00:00:00.000Z";
    await workspace.refresh([]);
    equal(stageAt(onlyFeature(workspace), "1").state, "open");
  });
});
