import { equal } from "node:assert/strict";
import { bundleFile, readJson } from "../../../../scripts/l10n/files.ts";
import { speak } from "../../../../src/core/index.ts";
import { verdictOf } from "./verdict.ts";

/** A language without words: of each message only what it fills in is left, between brackets. */
const wordless = Object.fromEntries(
  Object.keys(readJson(bundleFile())).map((key) => [
    key,
    `⟨${[...key.matchAll(/\{\d+\}/g)].map(([value]) => value).join(" ")}⟩`,
  ]),
);

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
  ["flags: one", { flags: {} }, "- `sync.dedupe` guards the retry path; default off\n", "⟨⟩"],
];

describe("what criteria say in another language", () => {
  afterEach(() => speak(undefined));

  for (const [title, definition, document, message] of rows) {
    it(`holds no English beside what it fills in: ${title}`, async () => {
      speak(wordless);
      equal((await verdictOf(definition, document)).message, message);
    });
  }
});
