import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import {
  type Decision,
  type GitFacts,
  type JudgedStage,
  openWorkspace,
  planDecide,
} from "../../../../src/core/index.ts";
import { readPolicy } from "../../../../src/core/policy/read.ts";
import { writeDecision } from "../../../../src/core/readers/record.ts";
import { type Files, memoryPorts, sha256 } from "../../support/memory.ts";
import { NOW, planned } from "../plan/play.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt } from "./process.ts";

const file = ".plangate/config.yaml";
const text = "# Doc\n\nText of its own.\n";
const process = made([doc("1", approvalAsked), doc("2")]);
const subject = [{ path: "x_doc1.md", sha256: sha256(text), digest: sha256(text) }];

const approvedBy = (email: string, more: Partial<Decision> = {}): string =>
  writeDecision(
    {
      decision: "approved",
      process: "made",
      feature: "x",
      gate: "1",
      by: { name: email.split("@")[0] ?? "", email },
      at: "2026-10-04T10:00:00Z",
      through: "editor",
      fingerprint: "f",
      subject,
      ...more,
    },
    sha256,
  );

async function gate(policy: string, record: string, git?: GitFacts): Promise<JudgedStage> {
  const files: Files = { "x_doc1.md": text, [file]: policy, ".plangate/approvals/made/x/1.yaml": record };
  return stageAt(onlyFeature(await openUnder([process], files, { now: NOW, ...(git && { git }) })), "1");
}

const git: GitFacts = {
  head: "a",
  branch: "main",
  commits: [
    { sha: "a", at: NOW, author: "Ada", email: "ADA@example.org", subject: "Write", parents: 0, files: ["x_doc1.md"] },
  ],
  truncated: false,
  dirty: [],
  user: { name: "Ben", email: "ben@example.org" },
};

const withCommit = (more: Partial<GitFacts["commits"][number]>, facts: Partial<GitFacts> = {}): GitFacts => ({
  ...git,
  commits: git.commits.map((each) => ({ ...each, ...more })),
  ...facts,
});

describe("P-5 the team's policy", () => {
  const ada = approvedBy("ada@example.org");
  const ben = approvedBy("ben@example.org");
  type Row = [title: string, policy: string, record: string, state: string, reason: RegExp, git?: GitFacts];
  const rows: Row[] = [
    ["nothing written: one approval by anybody", "", ada, "passed", /approved/],
    ["two needed, one given", "approvals: {needed: 2}", ada, "ready", /1 of 2 approvals/],
    ["two needed, two given", "approvals: {needed: 2}", ada + ben, "passed", /approved/],
    ["two needed, the same person twice", "approvals: {needed: 2}", ada + ada, "ready", /1 of 2 approvals/],
    ["who may approve, in any case of letters", "approvals: {by: [Ada@Example.org]}", ada, "passed", /approved/],
    ["who may not", "approvals: {by: [ada@example.org]}", ben, "ready", /ben may not approve here/],
    ["the author may, by default", "", ada, "passed", /approved/, git],
    ["nobody can be told from the author without git", "approvals: {author: false}", ada, "ready", /Git does not say/],
    [
      "one person with blanks around the address",
      "approvals: {needed: 2}",
      ada + approvedBy(" ada@example.org"),
      "ready",
      /1 of 2/,
    ],
    [
      "a person without an address, where two are needed",
      "approvals: {needed: 2}",
      ada + approvedBy("", { by: { name: "Ada", email: "" } }),
      "ready",
      /no e-mail address/,
    ],
    ["the author may not", "approvals: {author: false}", ada, "ready", /ada wrote the text/, git],
    ["somebody else than the author", "approvals: {author: false}", ben, "passed", /approved/, git],
    [
      "changes of one's own that are not committed make an author",
      "approvals: {author: false}",
      ben,
      "ready",
      /ben wrote the text/,
      { ...git, dirty: ["x_doc1.md"] },
    ],
    [
      "a co-author is an author",
      "approvals: {author: false}",
      ben,
      "ready",
      /ben wrote the text/,
      withCommit({ body: "Why.\n\nCo-Authored-By: Ben B. <Ben@example.org> \nCo-authored-by: Cy <cy@example.org>" }),
    ],
    [
      "who is merely spoken of is none",
      "approvals: {author: false}",
      ben,
      "passed",
      /approved/,
      withCommit({ body: "Reviewed-by: Ben <ben@example.org>\nben@example.org did not co-author this" }),
    ],
    [
      "a log that is cut off does not say who began the text",
      "approvals: {author: false}",
      ben,
      "ready",
      /Git does not say/,
      withCommit({ parents: 1 }, { truncated: true }),
    ],
    [
      "nor does the commit that a shallow log ends with: every file seems to come to be there",
      "approvals: {author: false}",
      ben,
      "ready",
      /Git does not say/,
      withCommit({ parents: 0, added: ["x_doc1.md"] }, { truncated: true }),
    ],
    [
      "it does where the text came to be within it",
      "approvals: {author: false}",
      ben,
      "passed",
      /approved/,
      withCommit({ parents: 1, added: ["x_doc1.md"] }, { truncated: true }),
    ],
    ["a gate of its own", "approvals: {needed: 2}\ngates: [{gate: '1', needed: 1}]", ada, "passed", /approved/],
    ["another gate", "gates: [{gate: '2', needed: 2}]", ada, "passed", /approved/],
    ["a process of its own", "gates: [{process: made, needed: 2}]", ada, "ready", /1 of 2/],
    ["the later entry wins", "gates: [{needed: 3}, {process: made, gate: '1', needed: 1}]", ada, "passed", /approved/],
    ["a record without content, refused", "", "Reviewer: Ada\n", "ready", /names no content/],
    ["a record without content, accepted", "approvals: {unbound: accept}", "Reviewer: Ada\n", "passed", /approved/],
    ...["needed: 2", "by: [ada@example.org]", "author: false"].map(
      (more): Row => [
        `a record without content, accepted: it is by nobody in particular, and ${more} asks for more`,
        `approvals: {unbound: accept, ${more}}`,
        "Reviewer: Ada\n",
        "ready",
        /names no content/,
        git,
      ],
    ),
    [
      "what was revoked does not count",
      "approvals: {needed: 2}",
      ada +
        approvedBy("ada@example.org", { decision: "revoked", at: "2026-10-04T11:00:00Z" }) +
        approvedBy("ben@example.org", { at: "2026-10-04T12:00:00Z" }),
      "ready",
      /1 of 2/,
    ],
  ];
  for (const [title, policy, record, state, reason, facts] of rows) {
    it(title, async () => {
      const stage = await gate(policy, record, facts);
      equal(stage.state, state);
      match(stage.reason, reason);
    });
  }

  it("two needed, one of them over another text: stale", async () => {
    const old = approvedBy("ben@example.org", { subject: [{ path: "x_doc1.md", sha256: "0", digest: "0" }] });
    equal((await gate("approvals: {needed: 2}", old + ada)).state, "stale");
  });

  it("P-4 that changed since shows on the gates approved under the old one", async () => {
    const files: Files = { "x_doc1.md": text };
    const workspace = await openUnder([process], files);
    const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
    const verdict = {
      kind: "approved" as const,
      by: { name: "Ada", email: "ada@example.org" },
      through: "editor" as const,
      shown,
    };
    const plan = await planned(workspace, files, (context) => planDecide("x", ["1"], verdict, context));
    if (plan.kind !== "change") throw new Error(plan.kind);
    const record = plan.edits.find(({ path }) => path.endsWith("1.yaml"))?.changes[0]?.text ?? "";
    const before = await gate("", record);
    deepEqual([before.approval?.otherRules, before.approval?.changedSince], [false, []]);
    const stage = await gate("approvals: {by: [ada@example.org]}", record);
    deepEqual([stage.state, stage.approval?.otherRules, stage.approval?.changedSince], ["passed", true, ["policy"]]);
    // What a policy asks of waivers is no rule of an approval.
    equal((await gate("waivers: {by: [ben@example.org]}", record)).approval?.otherRules, false);
    const { problems } = onlyFeature(
      await openUnder([process], {
        "x_doc1.md": text,
        [file]: "approvals: {by: [ada@example.org]}",
        ".plangate/approvals/made/x/1.yaml": record,
      }),
    );
    deepEqual(
      problems.map(({ code, severity, file: where }) => [code, severity, where]),
      [["approval-other-rules", "info", ".plangate/approvals/made/x/1.yaml"]],
    );
    match(problems[0]?.message ?? "", /approved under another policy of the team\. The approval counts/);
  });

  it("may forbid waivers, or end them", async () => {
    const waived = approvedBy("ada@example.org", { decision: "waived", subject: [], comment: "Later" });
    equal((await gate("", waived)).state, "waived");
    equal((await gate("waivers: {allowed: false}", waived)).state, "ready");
    equal((await gate("waivers: {longest: 30}", waived)).state, "waived");
    const old = approvedBy("ada@example.org", {
      decision: "waived",
      subject: [],
      comment: "Later",
      at: "2026-08-01T00:00:00Z",
    });
    equal((await gate("waivers: {longest: 30}", old)).state, "ready");
  });

  describe("that cannot be used says where, and lets no approval count", () => {
    const broken: [title: string, policy: string, line: number, column: number, message: RegExp][] = [
      ["no YAML", "approvals: [", 1, 13, /Not valid YAML/],
      [
        "an unknown key",
        "approvals:\n  nedded: 2\n",
        2,
        3,
        /no key "nedded" under approvals\. Did you mean "needed"\?/,
      ],
      [
        "a number that is none",
        "approvals:\n  needed: two\n",
        2,
        11,
        /approvals\.needed is "two", and has to be a whole number/,
      ],
      ["nobody at all", "approvals:\n  by: []\n", 2, 7, /approvals\.by names nobody/],
      ["a list", "- a\n", 1, 1, /The file is a list, and has to be a map/],
    ];
    for (const [title, policy, line, column, message] of broken) {
      it(title, async () => {
        const files: Files = { "x_doc1.md": text, [file]: policy, ".plangate/approvals/made/x/1.yaml": ada };
        const workspace = await openUnder([process], files);
        const stage = stageAt(onlyFeature(workspace), "1");
        deepEqual([stage.state, stage.approval?.state], ["ready", "none"]);
        match(stage.reason, /config\.yaml cannot be used/);
        const [problem] = workspace.snapshot.problems;
        deepEqual(
          [problem?.code, problem?.file, problem?.line, problem?.column],
          ["policy-invalid", file, line, column],
        );
        match(problem?.message ?? "", message);
      });
    }

    it("binary, too", async () => {
      const files: Files = {
        "x_doc1.md": text,
        [file]: { kind: "unreadable", reason: "It is binary." },
        ".plangate/approvals/made/x/1.yaml": ada,
      };
      equal(stageAt(onlyFeature(await openUnder([process], files)), "1").state, "ready");
    });

    it("never throws", () => {
      fc.assert(fc.property(fc.string({ unit: "binary" }), (policy) => void readPolicy(file, policy)));
    });
  });

  describe("says what can have no effect", () => {
    const slips: [title: string, policy: string, line: number, message: RegExp][] = [
      ["a process that is not here", "gates:\n  - {process: maade, needed: 2}", 2, /no process "maade"/],
      [
        "a gate by its title",
        "gates:\n  - {gate: '2', needed: 2}\n  - {gate: Stage 1}",
        3,
        /No gate can be called "Stage 1"/,
      ],
      ["more approvals than people", "approvals: {needed: 3, by: [a@example.org]}", 1, /only 1 may give them/],
      [
        "more approvals than people at a gate",
        "approvals: {by: [a@example.org]}\ngates:\n  - {gate: '1', needed: 2}",
        3,
        /only 1 may/,
      ],
    ];
    for (const [title, policy, line, message] of slips) {
      it(title, async () => {
        const workspace = await openUnder([process], { "x_doc1.md": text, [file]: policy });
        const [problem, ...more] = workspace.snapshot.problems;
        deepEqual([problem?.code, problem?.line, more], ["policy-unused", line, []]);
        match(problem?.message ?? "", message);
      });
    }
  });

  describe("P-1 what takes decisions back, whatever times they claim", () => {
    const revoked = (at: string) => approvedBy("ada@example.org", { decision: "revoked", at });
    const future = approvedBy("ada@example.org", { at: "2026-10-08T10:00:00Z" });
    const rows: [title: string, record: string, now: string, state: string][] = [
      ["an approval from the future does not count", future, "2026-10-05T08:00:00Z", "ready"],
      ["it counts once its time has come", future, "2026-10-09T08:00:00Z", "passed"],
      ["not where it was taken back before", future + revoked("2026-10-05T08:00:00Z"), "2026-10-09T08:00:00Z", "ready"],
      [
        "approved again behind it, it counts",
        approvedBy("ada@example.org", { at: "2099-01-01T00:00:00Z" }) +
          revoked("2026-10-05T08:00:00Z") +
          approvedBy("ada@example.org", { at: "2026-10-05T09:00:00Z" }),
        "2026-10-06T08:00:00Z",
        "passed",
      ],
      [
        "within the difference of clocks it is taken back as well",
        approvedBy("ada@example.org", { at: "2026-10-05T08:09:00Z" }) + revoked("2026-10-05T08:01:00Z"),
        "2026-10-05T08:02:00Z",
        "ready",
      ],
      [
        "a take-back that a merge put first counts by its time",
        revoked("2026-10-05T07:00:00Z") + ada,
        "2026-10-06T08:00:00Z",
        "ready",
      ],
      [
        "a take-back from the future does not close the gate for good",
        revoked("2099-01-01T00:00:00Z") + ada,
        "2026-10-06T08:00:00Z",
        "passed",
      ],
    ];
    for (const [title, record, now, state] of rows) {
      it(title, async () => {
        const files: Files = { "x_doc1.md": text, ".plangate/approvals/made/x/1.yaml": record };
        equal(stageAt(onlyFeature(await openUnder([process], files, { now })), "1").state, state);
      });
    }

    it("a decision from the future is a problem that says so", async () => {
      const files: Files = { "x_doc1.md": text, ".plangate/approvals/made/x/1.yaml": future };
      const { problems } = onlyFeature(await openUnder([process], files, { now: "2026-10-05T08:00:00Z" }));
      deepEqual(
        problems.map(({ code, file: where }) => [code, where]),
        [["record-from-future", ".plangate/approvals/made/x/1.yaml"]],
      );
    });
  });

  it("that is a link which leads nowhere is a policy that cannot be used", async () => {
    const files: Files = { "x_doc1.md": text, ".plangate/approvals/made/x/1.yaml": ada };
    const ports = memoryPorts(files);
    const read = ports.read;
    ports.read = async (path) => (path === file ? { kind: "unreadable", reason: "It is a link." } : read(path));
    const workspace = openWorkspace(ports, [process]);
    await workspace.refresh();
    equal(stageAt(onlyFeature(workspace), "1").state, "ready");
  });

  it("takes effect when it changes", async () => {
    const files: Files = { "x_doc1.md": text, ".plangate/approvals/made/x/1.yaml": ada };
    const workspace = await openUnder([process], files);
    equal(stageAt(onlyFeature(workspace), "1").state, "passed");
    files[file] = "approvals: {needed: 2}\n";
    await workspace.refresh([file]);
    equal(stageAt(onlyFeature(workspace), "1").state, "ready");
  });
});
