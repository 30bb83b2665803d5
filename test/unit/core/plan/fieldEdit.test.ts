import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { setField } from "../../../../src/core/plan/fieldEdit.ts";
import { readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";

interface Wanted {
  names: string[];
  value: string;
  add?: boolean;
  before?: boolean;
  after?: string[];
  unless?: string[];
}

const status: Wanted = { names: ["Status", "State"], value: "done", before: true };
const result: Wanted = { names: ["Acceptance gate result", "Gate result"], value: "pass" };
const evidence: Wanted = { names: ["Evidence links", "Evidence"], value: "run.log", add: true };

/** Sets a field in the section of a document's first heading of level two. */
function set(
  text: string,
  { names, value, add = false, before = false, after = [], unless = [] }: Wanted,
): string | null {
  const { headings } = readMarkdown("", text);
  const index = headings.findIndex((heading) => heading.level === 2);
  const section = { heading: headings[index]?.text ?? "", index };
  const edit = setField(text, section, { names, value, add, before, after, unless });
  return edit ? text.slice(0, edit.start) + edit.text + text.slice(edit.end) : (edit ?? null);
}

const cases: readonly [string, string, Wanted, string | null][] = [
  ["a plain value", "## S\n\n- Status: not-started\n- Docs: x\n", status, "## S\n\n- Status: done\n- Docs: x\n"],
  ["a bold name", "## S\n\n- **Status**: doing\n", status, "## S\n\n- **Status**: done\n"],
  ["a colon inside of the bold", "## S\n\n**Status:** In progress\n", status, "## S\n\n**Status:** Done\n"],
  ["all in bold", "## S\n\n**Status: Doing**\n", status, "## S\n\n**Status: Done**\n"],
  ["code", "## S\n\n- status: `doing`\n", status, "## S\n\n- status: `done`\n"],
  ["capitals", "## S\n\nStatus: IN PROGRESS\n", status, "## S\n\nStatus: DONE\n"],
  ["an empty value", "## S\n\n- Gate result:\n- Docs: x\n", result, "## S\n\n- Gate result: pass\n- Docs: x\n"],
  ["an empty value, CRLF", "## S\r\n\r\n- Gate result:\r\n", result, "## S\r\n\r\n- Gate result: pass\r\n"],
  ["a placeholder", "## S\n\n- Evidence: <which run>\n", evidence, "## S\n\n- Evidence: run.log\n"],
  ["a choice nobody made", "## S\n\n- Status: todo / doing / done\n", status, "## S\n\n- Status: done\n"],
  [
    "the file's own word",
    "## S\n\nStatus: 🔄\n\n## T\n\nStatus: ✅ Completed\n",
    status,
    "## S\n\nStatus: ✅ Completed\n\n## T\n\nStatus: ✅ Completed\n",
  ],
  [
    "not a word with its own date",
    "## S\n\n- Status: doing\n\n## T\n\n- Status: done (2026-07-08)\n",
    status,
    "## S\n\n- Status: done\n\n## T\n\n- Status: done (2026-07-08)\n",
  ],
  [
    "only this section",
    "## S\n\n- Status: doing\n\n## T\n\n- Status: doing\n",
    status,
    "## S\n\n- Status: done\n\n## T\n\n- Status: doing\n",
  ],
  ["nothing where it is so", "## S\n\n- Status: DONE (stub)\n", status, null],
  ["nothing at a status that stays", "## S\n\n- Status: blocked\n", { ...status, unless: ["blocked"] }, null],
  ["added to what is there", "## S\n\n- Evidence: a.txt\n", evidence, "## S\n\n- Evidence: a.txt; run.log\n"],
  ["in place of None", "## S\n\n- Evidence: None\n", evidence, "## S\n\n- Evidence: run.log\n"],
  [
    "added below",
    "## S\n\n- Evidence:\n  * a.txt\n  * b.txt\n- Docs: x\n",
    evidence,
    "## S\n\n- Evidence:\n  * a.txt\n  * b.txt\n  * run.log\n- Docs: x\n",
  ],
  [
    "a missing field, as the list has them",
    "## S\n\n* **Status**: doing\n\n## T\n",
    result,
    "## S\n\n* **Status**: doing\n* **Acceptance gate result**: pass\n\n## T\n",
  ],
  [
    "a missing field, as paragraphs",
    "## S\n\n**Status:** doing\n\n## T\n",
    result,
    "## S\n\n**Status:** doing\n\n**Acceptance gate result:** pass\n\n## T\n",
  ],
  [
    "a missing field behind another",
    "## S\n\n- Status: doing\n- Blockers:\n  - x\n- Docs: y\n",
    { ...evidence, after: ["Blockers"] },
    "## S\n\n- Status: doing\n- Blockers:\n  - x\n- Evidence links: run.log\n- Docs: y\n",
  ],
  ["a missing field in front", "## S\n\n- Docs: y\n", status, "## S\n\n- Status: done\n- Docs: y\n"],
  ["a field in a section without any", "## S\n\n## T\n", status, "## S\n\n- Status: done\n\n## T\n"],
  [
    "at the end of a file without a line end",
    "## S\n\n- Docs: y",
    result,
    "## S\n\n- Docs: y\n- Acceptance gate result: pass",
  ],
  ["a heading alone", "## S", status, "## S\n\n- Status: done"],
  ["the status of the heading", "## S (in progress)\n\nText.\n", status, "## S (done)\n\nText.\n"],
  ["the status of the heading, in capitals", "## S 🔄 IN PROGRESS\n\nText.\n", status, "## S ✅ DONE\n\nText.\n"],
  ["the icon of the heading", "## S ⬜\n\nText.\n", status, "## S ✅\n\nText.\n"],
];

describe("PH-A2 a field set in place", () => {
  for (const [what, text, wanted, expected] of cases)
    it(what, () => {
      equal(set(text, wanted), expected);
    });

  it("gives way where the heading is not where it was", () => {
    equal(
      setField("## T\n", { heading: "S", index: 0 }, { ...status, add: false, before: true, after: [], unless: [] }),
      undefined,
    );
    equal(
      setField("", { heading: "S", index: 3 }, { ...status, add: false, before: true, after: [], unless: [] }),
      undefined,
    );
  });

  it("changes one stretch, and every other byte stays; what it wrote is read back", () => {
    const line = fc.constantFrom(
      "- Status: doing",
      "- **Status**: not started",
      "**Status: Doing**",
      "Status: in progress",
      "- Gate result: fail",
      "- Acceptance gate result:",
      "- Evidence: a.txt",
      "  - nested",
      "Some text, with a colon: in it",
      "- [ ] a box",
      "",
      "```\n- Status: done\n```",
      "| Status | x |\n| --- | --- |\n| a | b |",
      "<!-- Status: done -->",
      "### Part",
    );
    const document = fc.record({
      head: fc.array(line, { maxLength: 4 }),
      body: fc.array(line, { maxLength: 8 }),
      tail: fc.array(line, { maxLength: 4 }),
      crlf: fc.boolean(),
      wanted: fc.constantFrom(status, result, evidence),
    });
    fc.assert(
      fc.property(document, ({ head, body, tail, crlf, wanted }) => {
        const plain = ["# L", "", ...head, "", "## S", "", ...body, "", "## T", "", ...tail, ""].join("\n");
        const text = crlf ? plain.replaceAll("\n", "\r\n") : plain;
        const index = readMarkdown("", text).headings.findIndex(
          ({ text: title, level }) => title === "S" && level === 2,
        );
        if (index < 0) return;
        const edit = setField(text, { heading: "S", index }, {
          add: false,
          before: false,
          after: [],
          unless: [],
          ...wanted,
        } as never);
        if (!edit) return;
        const after = text.slice(0, edit.start) + edit.text + text.slice(edit.end);
        equal(after.startsWith(text.slice(0, edit.start)), true);
        equal(after.endsWith(text.slice(edit.end)), true);
        const fieldsIn = (from: string, title: string): string[] => {
          const read = readMarkdown("", from);
          const heading = read.headings.find((each) => each.text === title && each.level === 2);
          return read.fields
            .filter((field) => heading && field.line > heading.line && field.line < heading.endLine)
            .map(({ name, value }) => `${name}: ${value}`);
        };
        // The stage behind is as it was, and the field says what was asked for.
        deepEqual(fieldsIn(after, "T"), fieldsIn(text, "T"));
        const set = fieldsIn(after, "S").find((field) => wanted.names.some((name) => field.startsWith(`${name}: `)));
        equal(set?.toLowerCase().includes(wanted.value), true, `${JSON.stringify(text)} → ${JSON.stringify(after)}`);
        if (crlf) equal(/[^\r]\n/.test(after), false);
      }),
      { numRuns: 300 },
    );
  });
});
