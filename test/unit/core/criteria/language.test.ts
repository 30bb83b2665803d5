import { equal } from "node:assert/strict";
import { speak } from "../../../../src/core/index.ts";
import { wordless } from "../../support/languages.ts";
import { verdictOf } from "./verdict.ts";

const rows: [title: string, definition: object, document: string, message: string][] = [
  ["addressed: points", { addressed: { all: ["Risks", "Costs", "Owner"] } }, "# Doc\n", "⟨⟨Risks⟩ ⟨Costs⟩, ⟨Owner⟩⟩"],
  ["checklist: the next box", { checklist: {} }, "- [x] a\n- [ ] b\n", "⟨1 2 b⟩"],
  ["count: too few of a kind", { count: { of: "heading", like: "S *", min: 3 } }, "## S a\n", "⟨⟨1 S *⟩ 3⟩"],
  ["count: too many", { count: { of: "item", max: 1 } }, "- a\n- b\n", "⟨⟨2⟩ 1⟩"],
  [
    "count: a part that lacks something",
    { count: { of: "part", parts: ["Option *"], having: [{ of: "item", in: "Risks", like: "R *" }] } },
    "## Option A\n\n### Risks\n\n- none\n",
    "⟨Option A R * Risks⟩",
  ],
  [
    "coverage: too low, and no reason",
    { coverage: { min: 80, justification: "Why" } },
    "- Coverage: 61 %\n- Why: n/a\n",
    "⟨61 80 Why⟩",
  ],
  [
    "estimate: too large",
    { estimate: { items: "Tasks", hours: 1, lines: 75 } },
    "## Tasks\n\n- a (3 h)\n",
    "⟨⟨1 75⟩ a (3 h)⟩",
  ],
  ["exists: several files", { exists: { files: ["a.md", "b.md"] } }, "# Doc\n", "⟨⟨a.md⟩ ⟨b.md⟩⟩"],
  [
    "field: one of several statuses",
    { field: { name: "Status", is: ["done", "skipped"] } },
    "Status: pending\n",
    "⟨Status: pending ⟨done skipped⟩⟩",
  ],
  ["field: what it says", { field: { name: "Status", is: "done" } }, "Status: done\n", "Status: done"],
  ["filled: more than one", { filled: {} }, "Text.\n\n<a name>\n\n<a date>\n", "⟨<a name> 1⟩"],
  ["log: no entry of a story", { log: { file: "log", tag: "S-1", says: "done" } }, "# Doc\n", "⟨S-1⟩"],
  [
    "mentions: other words for one thing, in a section",
    { mentions: { in: "Tests", all: [["unit", "integration"]] } },
    "## Tests\n\nBy hand.\n",
    "⟨⟨unit integration⟩ Tests⟩",
  ],
  ["objective: a vague gate", { objective: { field: "Gate" } }, "- Gate: all tests pass\n", "⟨all tests pass⟩"],
  ["resolved: several points", { resolved: { in: "Questions" } }, "## Questions\n\n- Who?\n- When?\n", "⟨Who? 1⟩"],
  ["results: a placeholder", { results: { all: ["Tests"] } }, "- Tests: <result>\n", "⟨Tests ⟨⟩⟩"],
  ["sections: several", { sections: { all: ["Risks", "Costs"] } }, "# Doc\n", "⟨⟨Risks⟩, ⟨Costs⟩⟩"],
  [
    "sections: in one of several parts",
    { sections: { all: ["Risks"], each: "Option *" } },
    "## Option A\n\n### Risks\n\nNone.\n\n## Option B\n\nText.\n",
    "⟨Risks Option B⟩",
  ],
  ["sections: without text", { sections: { all: ["Risks"] } }, "## Risks\n", "⟨Risks⟩"],
  ["size: too long", { size: { pages: 1, pageWords: 2 } }, "one two three\n", "⟨3 2 1⟩"],
  ["table: too few rows", { table: { columns: ["Task"], min: 2 } }, "| Task |\n| - |\n| a |\n", "⟨1 2⟩"],
  ["targets: no Makefile", { targets: { all: ["build"] } }, "# Doc\n", "⟨⟩"],
  [
    "trials: all of one kind",
    { trials: { field: ["Pilots"], min: 2, kinds: { low: ["low"], high: ["high"] }, different: 2 } },
    "- Pilots:\n  - a, low\n  - b, low\n",
    "⟨low 2 low, high⟩",
  ],
  ["variable: none", { variable: { is: { n: "0" } } }, "# Doc\n", "⟨n⟩"],
  ["flags: one", { flags: {} }, "- `sync.dedupe` guards the retry path; default off\n", "⟨⟩"],
];

describe("what criteria say in another language", () => {
  afterEach(() => speak(undefined));

  for (const [title, definition, document, message] of rows) {
    it(`holds no English beside what it fills in: ${title}`, async () => {
      speak(wordless());
      equal((await verdictOf(definition, document)).message, message);
    });
  }
});
