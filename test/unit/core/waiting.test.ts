import { deepEqual } from "node:assert/strict";
import { type Decision, type GitFacts, type Process, waitingFor } from "../../../src/core/index.ts";
import { writeDecision } from "../../../src/core/readers/record.ts";
import { type Files, sha256 } from "../support/memory.ts";
import { approvalAsked, doc, made } from "./judge/made.ts";
import { onlyFeature, openUnder } from "./judge/process.ts";
import { NOW } from "./plan/play.ts";

const ada = { name: "Ada", email: "ada@example.org" };
const nobody = { name: "", email: "" };
const text = "# Doc\n\nText of its own.\n";
const process = made([doc("1", approvalAsked), doc("2")]);
const git: GitFacts = {
  head: "a",
  branch: "main",
  commits: [{ sha: "a", at: NOW, author: "Ada", email: ada.email, subject: "Write", parents: 0, files: ["x_doc1.md"] }],
  truncated: false,
  dirty: [],
  user: ada,
};

const decided = (decision: Decision["decision"], about = text, by = ada): Files => ({
  ".plangate/approvals/made/x/1.yaml": writeDecision(
    {
      decision,
      process: "made",
      feature: "x",
      gate: "1",
      by,
      at: "2026-10-04T10:00:00Z",
      through: "editor",
      fingerprint: "f",
      comment: "Why",
      subject: [{ path: "x_doc1.md", sha256: sha256(about), digest: sha256(about) }],
    },
    sha256,
  ),
});
const policy = (yaml: string): Files => ({ ".plangate/config.yaml": yaml });
const adopted = policy("");
const written: Files = { "x_doc1.md": text };
const ben = { name: "Ben", email: "ben@example.org" };

/** `path: what for`, of each gate that waits. */
async function waits(files: Files, by = ada, of: Process = process): Promise<string[]> {
  const workspace = await openUnder([of], files, { now: NOW, git });
  return waitingFor(onlyFeature(workspace), by, workspace.facts()).map((one) => `${one.stage.path}: ${one.for}`);
}

describe("waitingFor", () => {
  const rows: [title: string, files: Files, waiting: string[], by?: typeof ada][] = [
    ["a gate whose approval alone is missing", { ...written, ...adopted }, ["1: decision"]],
    ["not one with a criterion unmet", { "x_doc1.md": "# Doc\n\n<text>\n", ...adopted }, []],
    ["not one that was approved", { ...written, ...decided("approved") }, []],
    ["one whose approved text has changed", { ...written, ...decided("approved", "Other.\n") }, ["1: decision"]],
    [
      "not one whose text is still the one that changes were requested of",
      { ...written, ...decided("changes-requested") },
      [],
    ],
    ["one that changed as was requested", { ...written, ...decided("changes-requested", "Other.\n") }, ["1: decision"]],
    ["not somebody whom the policy does not name", { ...written, ...policy(`approvals: {by: [${ben.email}]}`) }, []],
    ["the one whom it names", { ...written, ...policy(`approvals: {by: [${ben.email}]}`) }, ["1: decision"], ben],
    [
      "not the author where the policy asks for somebody else",
      { ...written, ...policy("approvals: {author: false}") },
      [],
    ],
    [
      "the second of two, not the first",
      { ...written, ...decided("approved"), ...policy("approvals: {needed: 2}") },
      [],
    ],
    [
      "the second of two",
      { ...written, ...decided("approved"), ...policy("approvals: {needed: 2}") },
      ["1: decision"],
      ben,
    ],
    ["nobody under a policy that cannot be used", { ...written, ...policy("approvals: 3") }, []],
    ["whoever it is, where git knows nobody and everybody may", { ...written, ...adopted }, ["1: decision"], nobody],
    [
      "not an unknown person where the policy names who may",
      { ...written, ...policy(`approvals: {by: [a@b.c]}`) },
      [],
      nobody,
    ],
    ["the current gate of a folder that was not adopted", written, ["1: decision"]],
    ["no gate there that work has gone past", { ...written, "x_doc2.md": "# Doc\n\nFurther.\n" }, []],
    ["nothing of an archived feature", { "archive/x_doc1.md": text, ...adopted }, []],
  ];
  for (const [title, files, waiting, by] of rows) it(title, async () => deepEqual(await waits(files, by), waiting));

  it("a current gate that only needs to be advanced, for anybody", async () => {
    const marked = made([doc("1", { criteria: [{ filled: {} }], done: { checklist: {} } })]);
    deepEqual(await waits({ "x_doc1.md": `${text}\n- [ ] Go\n`, ...adopted }, nobody, marked), ["1: advance"]);
  });
});
