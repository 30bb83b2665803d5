import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { planTick } from "../../../../src/core/index.ts";
import { readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";
import { openMemory } from "../../support/memory.ts";
import { planned, textAfter } from "./play.ts";

const path = "notes.md";

/** The text after ticking the box on a line (from 1). */
async function ticked(text: string, line: number): Promise<string> {
  const files = { [path]: text };
  return textAfter(
    files,
    await planned(await openMemory(files), files, (context) => planTick(path, line, context)),
    path,
  );
}

/** Ticking gives the second text; only that changes. */
function check(title: string, rows: readonly [title: string, before: string, line: number, after: string][]): void {
  describe(title, () => {
    for (const [row, before, line, after] of rows)
      it(`${row}: ${JSON.stringify(before)} line ${line}`, async () => equal(await ticked(before, line), after));
  });
}

describe("planTick (C-5)", () => {
  check("ticks", [
    ["a dash", "- [ ] a\n", 1, "- [x] a\n"],
    ["an asterisk", "* [ ] a\n", 1, "* [x] a\n"],
    ["a plus", "+ [ ] a\n", 1, "+ [x] a\n"],
    ["a number", "1. [ ] a\n", 1, "1. [x] a\n"],
    ["a quoted item", "> - [ ] a\n", 1, "> - [x] a\n"],
    ["a nested item", "- a\n  - [ ] b\n", 2, "- a\n  - [x] b\n"],
    ["an empty pair of brackets", "- [] a\n", 1, "- [x] a\n"],
    ["what is in progress", "- [-] a\n", 1, "- [x] a\n"],
    ["an optional task", "- [ ]* 1.1 a\n", 1, "- [x]* 1.1 a\n"],
    ["an item in a CRLF file", "# A\r\n\r\n- [ ] a\r\n", 3, "# A\r\n\r\n- [x] a\r\n"],
    ["an item in a CR file", "# A\r\r- [ ] a\r", 3, "# A\r\r- [x] a\r"],
    ["a file with a byte order mark", "\ufeff- [ ] a", 1, "\ufeff- [x] a"],
    ["the last line without its end", "- [ ] a\n- [ ] b", 2, "- [ ] a\n- [x] b"],
    ["a heading", "### [ ] Task 1\n", 1, "### [x] Task 1\n"],
    ["a table cell", "| a | b |\n| - | - |\n| x | [ ] |\n", 3, "| a | b |\n| - | - |\n| x | [x] |\n"],
    ["one of two boxes that look alike", "- [ ] [ ] a\n- [ ] [ ] a\n", 2, "- [ ] [ ] a\n- [x] [ ] a\n"],
  ]);

  check("unticks", [
    ["a small x", "- [x] a\n", 1, "- [ ] a\n"],
    ["a capital X", "- [X] a\n", 1, "- [ ] a\n"],
    ["an icon between brackets", "- [✅] a\n", 1, "- [ ] a\n"],
    ["a v", "- [v] a\n", 1, "- [ ] a\n"],
    ["an icon in a table cell", "| a | b |\n| - | - |\n| ✅ T01 | x |\n", 3, "| a | b |\n| - | - |\n| ⬜ T01 | x |\n"],
  ]);

  check("keeps to the marks of the file", [
    [
      "capitals where those are the custom",
      "- [X] a\n- [X] b\n- [x] c\n- [ ] d\n",
      4,
      "- [X] a\n- [X] b\n- [x] c\n- [X] d\n",
    ],
    ["icons where those are the custom", "- [✅] a\n- [ ] b\n", 2, "- [✅] a\n- [✅] b\n"],
    ["icons in a table", "| a |\n| - |\n| ✅ one |\n| ⬜ two |\n", 4, "| a |\n| - |\n| ✅ one |\n| ✅ two |\n"],
    ["icons in a heading", "## ⬜ one\n\n## ✅ two\n", 1, "## ✅ one\n\n## ✅ two\n"],
    ["a small x where nothing is ticked yet", "- [ ] a\n- [ ] b\n", 1, "- [x] a\n- [ ] b\n"],
    [
      "brackets stay brackets beside a table of icons",
      "| a |\n| - |\n| ✅ one |\n\n- [ ] two\n",
      5,
      "| a |\n| - |\n| ✅ one |\n\n- [x] two\n",
    ],
  ]);

  describe("is refused", () => {
    const rows: [title: string, text: string, line: number][] = [
      ["where no box is", "- a\n", 1],
      ["in a fence", "```\n- [ ] a\n```\n", 2],
      ["in a comment", "<!--\n- [ ] a\n-->\n", 2],
      ["on a line that is not there", "- [ ] a\n", 7],
      ["at a link", "- [x](y)\n", 1],
      ["at a legend in code", "- Use `[ ]` now\n", 1],
    ];
    for (const [title, text, line] of rows) {
      it(title, async () => {
        const files = { [path]: text };
        const plan = await planned(await openMemory(files), files, (context) => planTick(path, line, context));
        deepEqual([plan.kind, plan.kind === "refusal" && plan.code], ["refusal", "unknown"]);
      });
    }
    it("where there is no such file", async () => {
      const plan = await planned(await openMemory({}), {}, (context) => planTick("gone.md", 1, context));
      equal(plan.kind === "refusal" && plan.code, "unknown");
    });
    describe("in archived work", () => {
      const yaml = `id: trial
title: Trial
description: A process of one stage.
feature:
  id: "{folder}"
  title: {else: "{folder}"}
  folder: "{folder}"
  archives: [done]
  files: [{pattern: "{folder}/note.md", role: note}]
stages:
  - id: work
    title: Work
    artifacts: [{role: note, create: note.md}]
    gate: {criteria: [{filled: {}, label: Filled in}]}
`;
      const files = {
        ".plangate/processes/trial/process.yaml": yaml,
        "done/note.md": "- [ ] a\n",
        "live/note.md": "- [ ] a\n",
        "loose.md": "- [ ] a\n",
      };
      const rows: [path: string, code: string | false][] = [
        ["done/note.md", "archived"],
        ["live/note.md", false],
        ["loose.md", false],
      ];
      for (const [file, code] of rows)
        it(`${file}: ${code || "is ticked"}`, async () => {
          const plan = await planned(await openMemory(files), files, (context) => planTick(file, 1, context));
          equal(plan.kind === "refusal" && plan.code, code);
        });
    });
    it("where the file cannot be read as text", async () => {
      const files = { [path]: { kind: "unreadable" as const, reason: "It is binary." } };
      const plan = await planned(await openMemory(files), files, (context) => planTick(path, 1, context));
      equal(plan.kind === "refusal" && plan.code, "unreadable");
    });
  });

  it("changes the mark and nothing else, whatever the file; a second time it is as before", async () => {
    const end = fc.constantFrom("\n", "\r\n", "\r");
    const line = fc.constantFrom(
      "- [ ] a",
      "- [x] b",
      "* [X] c",
      "  - [ ] d",
      "1. [x] e",
      "text",
      "",
      "> - [ ] q",
      "### [ ] h",
      "```",
      "| a | b |",
      "| - | - |",
      "| [ ] | ✅ x |",
      "- [~] f",
      "\t- [ ] g",
      "é <ö> [ ]",
      "- [✅] i",
    );
    const text = fc
      .tuple(fc.boolean(), fc.array(fc.tuple(line, end), { maxLength: 12 }), line)
      .map(
        ([mark, lines, last]) => (mark ? "\ufeff" : "") + lines.map(([each, ending]) => each + ending).join("") + last,
      );
    await fc.assert(
      fc.asyncProperty(text, async (before) => {
        const plain = before.replace(/^\ufeff/, "");
        const items = readMarkdown(path, plain).items.filter(({ box }) => box);
        for (const item of new Set(items.map((each) => items.find((other) => other.line === each.line)))) {
          if (!item?.box) continue;
          const after = await ticked(before, item.line);
          const shift = before.length - plain.length;
          const { offset, end: until } = item.box;
          equal(after.slice(0, offset + shift), before.slice(0, offset + shift));
          equal(after.slice(after.length - (plain.length - until)), plain.slice(until));
          const now = readMarkdown(path, after.replace(/^\ufeff/, "")).items.filter(({ box }) => box);
          const index = items.indexOf(item);
          equal(now.length, items.length);
          deepEqual(
            now.map(({ state }, at) => at === index || state),
            items.map(({ state }, at) => at === index || state),
          );
          equal(now[index]?.state === "done", item.state !== "done");
          if (/^[ x]$/.test(item.box.mark) && !/\[X\]|\[✅\]/.test(before))
            equal(await ticked(after, item.line), before);
        }
      }),
      { numRuns: 150 },
    );
  });
});
