import { deepEqual, equal, match } from "node:assert/strict";
import { type GitFacts, type Plan, type Process, planAdvance } from "../../../../src/core/index.ts";
import type { Files, MemoryOptions } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "../judge/made.ts";
import { onlyFeature, openUnder } from "../judge/process.ts";
import { asChange, planned, textAfter } from "./play.ts";

const text = "# Doc\n\nText of its own.\n";
const git = (dirty: string[]): GitFacts => ({
  head: "a",
  branch: "main",
  commits: [],
  truncated: false,
  dirty,
  user: { name: "A", email: "a@example.org" },
});

async function advance(process: Process, files: Files, stage?: string, options: MemoryOptions = {}): Promise<Plan> {
  const workspace = await openUnder([process], files, options);
  return planned(workspace, files, (context, answers) => planAdvance("x", stage?.split("/"), answers, context));
}

describe("planAdvance (C-2)", () => {
  const steps = [{ commit: { message: "docs({feature}): one" } }, { scaffoldNext: true }, { open: "next" }];
  const two = made([
    doc("1", { criteria: [{ filled: {} }], advance: steps }),
    doc("2", { criteria: [{ checklist: {} }] }),
  ]);

  describe("is refused", () => {
    const three = [
      { filled: {}, label: "Filled" },
      { sections: { all: ["Risks"] }, label: "Risks" },
      { sections: { all: ["Money"] }, label: "Money", severity: "warning" },
      { filled: { file: "data" }, label: "Data" },
    ];
    const unreadable = { kind: "unreadable" as const, reason: "It is binary." };
    const rows: [
      title: string,
      process: Process,
      files: Files,
      stage: string | undefined,
      code: string,
      unmet: string[],
    ][] = [
      [
        "with every criterion that is unmet or unknown, warnings left out",
        made([doc("1", { criteria: three })]),
        { "x_doc1.md": "Text <left>\n", "x_data.md": unreadable },
        undefined,
        "unmet",
        ["Filled", "Risks", "Data"],
      ],
      [
        "with the approval that is missing as well",
        made([doc("1", approvalAsked)]),
        { "x_doc1.md": "Text <left>\n" },
        undefined,
        "unmet",
        ["filled", "Approval"],
      ],
      [
        "where only the approval is missing",
        made([doc("1", approvalAsked)]),
        { "x_doc1.md": text },
        undefined,
        "approval-missing",
        ["Approval"],
      ],
      [
        "where the approval file names no content",
        made([doc("1", approvalAsked)]),
        { "x_doc1.md": text, ".plangate/approvals/made/x/1.yaml": "ok\n" },
        undefined,
        "approval-missing",
        ["Approval"],
      ],
      ["at a gate that is locked", two, { "x_doc1.md": "Text <left>\n", "x_doc2.md": "- [x] One\n" }, "2", "unmet", []],
      [
        "at a gate that is blocked",
        made([doc("1")], { stopTokens: ["HALT"] }),
        { "x_doc1.md": "HALT\n\n<left>\n" },
        undefined,
        "blocked",
        ["filled"],
      ],
      ["at a stage that is not there", two, { "x_doc1.md": text }, "7", "unknown", []],
    ];
    for (const [title, process, files, stage, code, unmet] of rows) {
      it(title, async () => {
        const plan = await advance(process, files, stage);
        if (plan.kind !== "refusal") throw new Error("not refused");
        deepEqual([plan.code, plan.unmet.map(({ label }) => label)], [code, unmet], plan.message);
      });
    }
    it("for a feature that is not there", async () => {
      const workspace = await openUnder([two], { "x_doc1.md": text });
      const plan = await planned(workspace, {}, (context, answers) => planAdvance("y", undefined, answers, context));
      equal(plan.kind === "refusal" && plan.code, "unknown");
    });
    it("for what is archived", async () => {
      const workspace = await openUnder([two], { "archive/x_doc1.md": text });
      const { archived, id } = onlyFeature(workspace);
      equal(archived, true);
      const plan = await planned(workspace, {}, (context, answers) => planAdvance(id, undefined, answers, context));
      equal(plan.kind === "refusal" && plan.code, "archived");
    });
    it("each with the place to jump to", async () => {
      const plan = await advance(two, { "x_doc1.md": "# D\n\nText\n\n- <left>\n" });
      deepEqual(plan.kind === "refusal" && plan.unmet.map(({ place }) => place), [
        { file: "x_doc1.md", line: 5, column: 3 },
      ]);
    });
  });

  describe("where the gate holds", () => {
    it("the next document is made from its template, and opened at its first placeholder", async () => {
      const change = asChange(await advance(two, { "x_doc1.md": text }));
      deepEqual(
        change.edits.map(({ path, expect }) => [path, expect]),
        [["x_doc2.md", null]],
      );
      equal(
        textAfter({}, change, "x_doc2.md"),
        "# x\n\n<text>\n\nAlways there.\n\n- [ ] A box\n".replace("# x", "# X"),
      );
      deepEqual(change.followUps, [{ kind: "open", path: "x_doc2.md", line: 3 }]);
    });
    it("the next document is kept where it is", async () => {
      const change = asChange(await advance(two, { "x_doc1.md": text, "x_doc2.md": "mine" }, "1"));
      deepEqual([change.edits, change.followUps], [[], [{ kind: "open", path: "x_doc2.md" }]]);
    });
    it("document and record are committed, and nothing else", async () => {
      const record = ".plangate/approvals/made/x/1.yaml";
      const dirty = [
        "x_doc1.md",
        "x_doc2.md",
        "src/a.js",
        record,
        ".plangate/README.md",
        ".plangate/approvals/made/y/1.yaml",
      ];
      const change = asChange(await advance(two, { "x_doc1.md": text }, undefined, { git: git(dirty) }));
      deepEqual(change.followUps[0], {
        kind: "commit",
        paths: [".plangate/README.md", record, "x_doc1.md"],
        message: "docs(x): one",
      });
    });
    it("what is committed already is not committed again; without git nothing is", async () => {
      for (const options of [{ git: git([]) }, {}]) {
        const change = asChange(await advance(two, { "x_doc1.md": text }, undefined, options));
        equal(
          change.followUps.some(({ kind }) => kind === "commit"),
          false,
        );
      }
    });
    it("a gate whose next stage has begun is not advanced again: the current one is meant", async () => {
      const plan = await advance(two, { "x_doc1.md": text, "x_doc2.md": "- [ ] One\n" });
      match(plan.kind === "refusal" ? plan.message : "", /Stage 2/);
    });
    it("without steps of its own, the next stage is opened", async () => {
      const change = asChange(
        await advance(made([doc("1"), doc("2")]), { "x_doc1.md": text, "x_doc2.md": "<left>\n" }, "1"),
      );
      deepEqual([change.edits, change.followUps], [[], [{ kind: "open", path: "x_doc2.md" }]]);
    });
    it("a group's path means its first gate that does not hold", async () => {
      const process = made([{ id: "g", title: "G", stages: [doc("1"), doc("2")] }]);
      const plan = await advance(process, { "x_doc1.md": text, "x_doc2.md": "Text <left>\n" }, "g");
      match(plan.kind === "refusal" ? plan.message : "", /Stage 2/);
    });
    it("a stage is named without case", async () => {
      const process = made([{ ...doc("1"), id: "One" }, doc("2")]);
      equal((await advance(process, { "x_doc1.md": text, "x_doc2.md": "<left>\n" }, "oNe")).kind, "change");
    });
  });

  describe("steps", () => {
    const stepping = (...advance: object[]): Process =>
      made([doc("1", { criteria: [{ filled: {} }], advance }), doc("2")]);
    const run = async (files: Files, ...advanceSteps: object[]): Promise<Files> => {
      const given = { "x_doc1.md": text, "x_doc2.md": "<left>\n", ...files };
      const plan = await advance(stepping(...advanceSteps), given, "1");
      return Object.fromEntries(asChange(plan).edits.map(({ path }) => [path, textAfter(given, plan, path)]));
    };
    const table = "# L\r\n\r\n| Date | What |\r\n| --- | --- |\r\n| 1 | a |\r\n\r\nAfter.\r\n";
    const rows: [title: string, files: Files, step: object, after: Files][] = [
      [
        "a line goes to the end",
        { "x_log.md": "a\n" },
        { append: { file: "x_log.md", line: "- {feature} {date}" } },
        { "x_log.md": "a\n- x 2026-10-05\n" },
      ],
      [
        "a line goes to its own line",
        { "x_log.md": "a" },
        { append: { file: "x_log.md", line: "b" } },
        { "x_log.md": "a\nb\n" },
      ],
      [
        "in the file's own line ends",
        { "x_log.md": "a\r\nb" },
        { append: { file: "x_log.md", line: "c" } },
        { "x_log.md": "a\r\nb\r\nc\r\n" },
      ],
      [
        "behind a byte order mark",
        { "x_log.md": "\ufeffa\n" },
        { append: { file: "x_log.md", line: "b" } },
        { "x_log.md": "\ufeffa\nb\n" },
      ],
      ["into an empty file", { "x_log.md": "" }, { append: { file: "x_log.md", line: "b" } }, { "x_log.md": "b\n" }],
      ["into a new file", {}, { append: { file: "x_log.md", line: "b" } }, { "x_log.md": "b\n" }],
      [
        "or not at all where the file has to be there",
        {},
        { append: { file: "x_log.md", line: "b", ifExists: true } },
        {},
      ],
      [
        "a row goes behind the last row of the table",
        { "x_log.md": table },
        { append: { file: "x_log.md", row: ["{date}", "b"] } },
        { "x_log.md": table.replace("| 1 | a |\r\n", "| 1 | a |\r\n| 2026-10-05 | b |\r\n") },
      ],
      [
        "a row behind a table that ends the file",
        { "x_log.md": "| A |\n| - |\n| 1 |" },
        { append: { file: "x_log.md", row: ["2"] } },
        { "x_log.md": "| A |\n| - |\n| 1 |\n| 2 |\n" },
      ],
      [
        "a cell never breaks its row",
        { "x_log.md": "| A |\n| - |\n" },
        { append: { file: "x_log.md", row: ["a|b"] } },
        { "x_log.md": "| A |\n| - |\n| a\\|b |\n" },
      ],
      [
        "a path with a slash in front starts at the workspace folder",
        {},
        { append: { file: "/top.md", line: "b" } },
        { "top.md": "b\n" },
      ],
    ];
    for (const [title, files, step, after] of rows) it(title, async () => deepEqual(await run(files, step), after));

    it("two steps on one file are one edit", async () => {
      deepEqual(
        await run(
          { "x_log.md": "a\n" },
          { append: { file: "x_log.md", line: "b" } },
          { append: { file: "x_log.md", line: "c" } },
        ),
        { "x_log.md": "a\nb\nc\n" },
      );
    });
    it("two lines into a file that both would make", async () => {
      deepEqual(
        await run({}, { append: { file: "x_log.md", line: "b" } }, { append: { file: "x_log.md", line: "c" } }),
        { "x_log.md": "b\nc\n" },
      );
    });
  });
});
