import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import { type PersonsVerdict, type Plan, planDecide } from "../../../../src/core/index.ts";
import { readRecord } from "../../../../src/core/readers/record.ts";
import { type Files, sha256 } from "../../support/memory.ts";
import { doc, made } from "../judge/made.ts";
import { onlyFeature, openUnder, stageAt } from "../judge/process.ts";
import { applied, planned, textAfter } from "./play.ts";

const record = ".plangate/approvals/made/x/1.yaml";
const path = "x_doc1.md";
const goal = "## Goal\n\nOne goal.\n\n- [ ] Box\n\n### Detail\n\nMore.\n\n";
const risks = "## Risks ##\r\n\r\nNone worth a name.  \r\n";
const text = `# Doc\n\nBefore.\n\n${goal}${risks}## Notes\n\nAfter.\n`;

const bound = (subject: unknown) =>
  made([doc("1", { criteria: [{ filled: {} }], approval: { required: true, subject } }), doc("2")]);
const process = bound([{ path: "{feature}_doc1.md", sections: ["goal", "1. Risks:"] }]);

const person: Pick<PersonsVerdict, "kind" | "by" | "through"> = {
  kind: "approved",
  by: { name: "Ada Roux", email: "ada@example.org" },
  through: "editor",
};

async function gateOver(files: Files, under = process) {
  const { approval, ...gate } = stageAt(onlyFeature(await openUnder([under], files)), "1");
  if (!approval) throw new Error("the gate has no approval");
  return { ...gate, approval };
}

async function approve(files: Files, edit: (files: Files) => void = () => undefined, under = process): Promise<Plan> {
  const workspace = await openUnder([under], files);
  const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
  edit(files);
  return planned(workspace, files, (context) => planDecide("x", ["1"], { ...person, shown }, context));
}

describe("P-2 an approval that binds to sections", () => {
  it("is over their exact text, from the heading to the next of the same level, and keeps that alone", async () => {
    const files: Files = { [path]: text };
    const plan = await approve(files);
    const [decision] = readRecord(record, textAfter(files, plan, record)).decisions;
    deepEqual(decision?.subject, [
      { path, section: "Goal", sha256: sha256(goal), digest: sha256(`${goal.trimEnd()}\n`) },
      { path, section: "Risks", sha256: sha256(risks), digest: sha256("## Risks ##\n\nNone worth a name.\n") },
    ]);
    equal(textAfter(files, plan, `.plangate/approved/${sha256(goal)}`), goal);
    equal(textAfter(files, plan, `.plangate/approved/${sha256(risks)}`), risks);
  });

  const edits: [title: string, state: string, edit: (text: string) => string][] = [
    ["nothing", "passed", (all) => all],
    ["text before the sections", "passed", (all) => all.replace("Before.", "Quite another text.\n\nAnd more.")],
    ["text behind them", "passed", (all) => all.replace("After.", "- [x] Other")],
    ["a new section between them", "passed", (all) => all.replace(risks, `## New\n\nText.\n\n${risks}`)],
    ["their order", "passed", (all) => all.replace(goal, "").replace(risks, risks + goal)],
    ["a byte order mark", "passed", (all) => `\ufeff${all}`],
    ["line ends", "passed", (all) => all.replace(/\r?\n/g, "\r\n")],
    ["a box within", "passed", (all) => all.replace("[ ]", "[x]")],
    ["blank lines before the next section", "passed", (all) => all.replace("More.\n", "More.\n\n\n")],
    ["a word within", "stale", (all) => all.replace("One goal", "Two goals")],
    ["a word below a heading within", "stale", (all) => all.replace("More.", "Less.")],
    ["the level of the heading", "stale", (all) => all.replace("## Goal", "# Goal")],
    ["a paragraph that moves out", "stale", (all) => all.replace("### Detail", "## Detail")],
    ["the numbering of the title", "stale", (all) => all.replace("## Goal", "## 1. Goal")],
  ];
  for (const [title, state, edit] of edits) {
    it(`is ${state} after a change of ${title}`, async () => {
      const files = applied({ [path]: text }, await approve({ [path]: text }));
      equal((await gateOver({ ...files, [path]: edit(text) })).state, state);
    });
  }

  const broken: [title: string, says: RegExp, edit: (text: string) => string][] = [
    ["is renamed", /x_doc1\.md has no section “goal”/, (all) => all.replace("## Goal", "## Aim")],
    ["is gone", /x_doc1\.md has no section “1\. Risks:”/, (all) => all.replace(risks, "")],
    [
      "stands there twice",
      /x_doc1\.md has more than one section “goal”, at lines 5 and 18\./,
      (all) => all.replace("## Notes", "## GOAL\n\nOne goal.\n\n## Notes"),
    ],
    ["is in a code block now", /has no section “goal”/, (all) => all.replace("## Goal", "```\n## Goal\n```")],
  ];
  for (const [title, says, edit] of broken) {
    it(`is stale, and cannot be given again, where a section ${title}`, async () => {
      const files = applied({ [path]: text }, await approve({ [path]: text }));
      const changed: Files = { ...files, [path]: edit(text) };
      const gate = await gateOver(changed);
      equal(gate.state, "stale");
      match(gate.reason, says);
      match(gate.approval.subjectFlaw ?? "", says);
      const plan = await approve(changed);
      equal(plan.kind === "refusal" && plan.code, "unfit");
      match(plan.kind === "refusal" ? plan.message : "", says);
    });

    it(`is missing, with the reason, where a section ${title} from the start`, async () => {
      const gate = await gateOver({ [path]: edit(text) });
      equal(gate.state, "ready");
      match(gate.reason, says);
    });
  }

  it("counts for nothing where the process asks for one more section, which is not there", async () => {
    const files = applied({ [path]: text }, await approve({ [path]: text }));
    const more = bound([{ path: "{feature}_doc1.md", sections: ["Goal", "Risks", "Costs"] }]);
    equal((await gateOver(files, more)).state, "stale");
    const fewer = bound([{ path: "{feature}_doc1.md", sections: ["Goal"] }]);
    equal((await gateOver(files, fewer)).state, "stale");
    const whole = bound(["{feature}_doc1.md"]);
    equal((await gateOver(files, whole)).state, "stale");
  });

  it("cannot be given over a file that is not there, or is no Markdown", async () => {
    const data = (await gateOver({ [path]: text }, bound([{ path: "data.md", sections: ["Goal"] }]))).approval;
    match(data.subjectFlaw ?? "", /data\.md is not there/);
    const json = bound([{ path: "data.json", sections: ["Goal"] }]);
    match((await gateOver({ [path]: text, "data.json": "{}" }, json)).approval.subjectFlaw ?? "", /as Markdown/);
  });

  it("is refused where the section changed under the dialog, and given where only other text did", async () => {
    const inside = await approve({ [path]: text }, (files) => {
      files[path] = text.replace("One goal", "Two goals");
    });
    equal(inside.kind === "refusal" && inside.code, "changed");
    const outside = await approve({ [path]: text }, (files) => {
      files[path] = text.replace("Before", "Ahead");
    });
    equal(outside.kind, "change");
    const renamed = await approve({ [path]: text }, (files) => {
      files[path] = text.replace("## Goal", "## Aim");
    });
    equal(renamed.kind === "refusal" && renamed.code, "changed");
  });

  it("takes titles with variables and wildcards, and binds to the heading as it is shown", async () => {
    const variable = bound([{ path: "{feature}_doc1.md", sections: ["Plan for {feature}", "Ri*"] }]);
    const files: Files = { [path]: "# Doc\n\n## Plan for x\n\nText.\n\n## **Risky** parts\n\nSome.\n" };
    const { subject } = (await gateOver(files, variable)).approval;
    deepEqual(
      subject.map(({ section }) => section),
      ["Plan for x", "**Risky** parts"],
    );
    const after = applied(files, await approve(files, undefined, variable));
    equal((await gateOver(after, variable)).state, "passed");
  });

  it("costs nothing where no process asks for sections", async () => {
    const workspace = await openUnder([bound(["{feature}_doc1.md"])], { [path]: text });
    const document = workspace.document(path);
    equal(document?.kind === "markdown" && document.hashes, undefined);
    notEqual(document?.digest, "");
  });
});
