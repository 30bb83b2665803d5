import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import type { Decision } from "../../../../src/core/approval.ts";
import type { Document } from "../../../../src/core/index.ts";
import { readRecord, writeDecision } from "../../../../src/core/readers/record.ts";
import { payloadOf } from "../../../../src/core/signature.ts";
import { sha256 } from "../../support/memory.ts";
import { read } from "../../support/shown.ts";

const decision = {
  decision: "approved",
  process: "complex-feature",
  feature: "docs/plans/sync",
  gate: "0",
  by: { name: "Ada", email: "ada@example.org" },
  at: "2026-10-05T08:15:00Z",
  through: "editor",
  fingerprint: "f".repeat(64),
  subject: [{ path: "docs/plans/sync_stage0_problem.md", sha256: "a".repeat(64), digest: "b".repeat(64) }],
} as const;

const yaml = (over: Record<string, unknown> = {}): string => writeDecision({ ...decision, ...over } as never, sha256);

const takeBack = yaml({ decision: "revoked" });

type Record_ = Extract<Document, { kind: "approval" }>;
const record = (text: string): Record_ => {
  const document = read(text, "approvals/plan.approved");
  equal(document.kind, "approval");
  return document as Record_;
};

describe("P-1 approval record", () => {
  /** Each row: what it shows, the record, its decisions, and the lines of its problems. */
  const rows: [title: string, text: string, decisions: string[], problems: number[]][] = [
    ["nothing", "", [], []],
    ["one decision", yaml(), ["approved"], []],
    [
      "several, in order",
      yaml() + yaml({ decision: "revoked" }) + yaml({ decision: "waived", until: "2026-12-01" }),
      ["approved", "revoked", "waived"],
      [],
    ],
    ["CRLF", (yaml() + yaml({ decision: "revoked" })).replaceAll("\n", "\r\n"), ["approved", "revoked"], []],
    [
      "free-form words alone: no decision, and no problem",
      "Gate A passed on: Mon Oct  5 10:00:00 +02 2026\nReviewer: Auto-approved\n",
      [],
      [],
    ],
    ["free-form words before a decision", `Gate A passed on: Monday\n${yaml()}`, ["approved"], []],
    ["a comment that spans lines and holds a separator", yaml({ comment: "one\n---\ntwo" }), ["approved"], []],
    ["a decision of an unknown kind", yaml({ decision: "blessed" }), [], [2]],
    ["a decision without its subject", yaml().replace(/subject:[\s\S]*/, ""), [], [2]],
    ["a person without a name", yaml({ by: { email: "a@b" } }), [], [2]],
    ["cut off in the middle of the second", yaml() + yaml().slice(0, 60), ["approved"], [17]],
    ["CR alone", (yaml() + yaml({ decision: "revoked" })).replaceAll("\n", "\r"), ["approved", "revoked"], []],
    ["a take-back in other line ends", yaml() + takeBack.replaceAll("\n", "\r"), ["approved", "revoked"], []],
    [
      "a take-back with a slip in its first word",
      yaml() + takeBack.replace("decision", "Decision"),
      ["approved"],
      [17],
    ],
    ["the same slip alone", takeBack.replace("decision", "Decision"), [], [2]],
    ["a take-back in a list", `${yaml()}---\n- decision: revoked\n`, ["approved"], [17]],
    ["a take-back as a text", `${yaml()}--- |\n  decision: revoked\n`, ["approved"], [16]],
    ["a take-back behind what is no YAML", `${yaml()}--- |\n  # x\n decision: revoked\n`, ["approved"], [16]],
    [
      "nothing but a comment between decisions",
      `${yaml()}---\n# of the second branch\n${takeBack}`,
      ["approved", "revoked"],
      [],
    ],
    [
      "a merge conflict: what its marks touch does not count",
      `${yaml()}${yaml()}<<<<<<< ours\n${yaml()}=======\n${yaml()}>>>>>>> theirs\n`,
      ["approved"],
      [17, 33, 49],
    ],
  ];
  for (const [title, text, decisions, problems] of rows) {
    it(title, () => {
      const document = record(text);
      deepEqual(
        document.decisions.map((each) => each.decision),
        decisions,
      );
      deepEqual(
        document.problems.map(({ line }) => line),
        problems,
      );
      for (const problem of document.problems) equal(problem.code, "record-invalid");
    });
  }

  it("gives back what was written", () => {
    deepEqual(record(yaml({ comment: "Ships on “Friday”: yes # really" })).decisions, [
      { ...decision, comment: "Ships on “Friday”: yes # really" },
    ]);
  });

  it("endless aliases are a problem, not the end", () => {
    const bomb = `decision: approved\na: &a [x, x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c]\n`;
    deepEqual(record(bomb).decisions, []);
    equal(record(bomb).problems.length, 1);
  });

  it("reads every decision back as it was written, and gives each of its lines the same id", () => {
    const text = fc.string({ unit: "binary" });
    const person = fc
      .record({ name: text, email: text }, { noNullPrototype: true })
      .filter(({ name, email }) => name !== "" || email !== "");
    const subjects = fc.array(fc.record({ path: text, sha256: text, digest: text }, { noNullPrototype: true }), {
      maxLength: 3,
    });
    fc.assert(
      fc.property(text, person, text, text, subjects, (feature, by, comment, gate, subject) => {
        const written: Decision = { ...decision, feature, by, comment, gate, subject };
        const record = writeDecision(written, sha256);
        const { decisions, entries, problems } = readRecord("x", record);
        deepEqual([decisions, problems], [[written], []]);
        // What is signed is what will be read, whatever stands in it; else a decision would deny its own signature.
        deepEqual([...entries.values()], [{ line: 2, payload: payloadOf(written) }]);
        const ids = record
          .split("\n")
          .slice(0, -1)
          .map((line) => / # ([0-9a-f]{8})$/.exec(line)?.[1]);
        equal(new Set(ids).size, 1);
        equal(ids.includes(undefined), false);
      }),
    );
  });
});
