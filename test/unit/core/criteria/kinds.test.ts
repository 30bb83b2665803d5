import { equal } from "node:assert/strict";
import { verdictOf } from "./verdict.ts";

type Row = [title: string, document: string | undefined, verdict: string, others?: Record<string, string>];

/** What a criterion says of documents; each "unmet" stands beside a "met" that differs in its point. */
function check(title: string, definition: object, rows: readonly Row[]): void {
  describe(title, () => {
    for (const [row, document, verdict, others] of rows) {
      it(`${row}: ${verdict}`, async () => {
        const criterion = await verdictOf(definition, document, others);
        equal(criterion.verdict, verdict, criterion.message);
        equal(criterion.message !== "", true);
      });
    }
  });
}

check("checklist: all are ticked", { checklist: { in: "Tasks" } }, [
  ["all", "## Tasks\n\n- [x] a\n- [X] b\n", "met"],
  ["one open", "## Tasks\n\n- [x] a\n- [ ] b\n", "unmet"],
  ["one in progress", "## Tasks\n\n- [x] a\n- [-] b\n", "unmet"],
  ["one dropped", "## Tasks\n\n- [x] a\n- [~] b\n", "met"],
  ["one reverted", "## Tasks\n\n- [x] a\n- [-] b REVERTED\n", "met"],
  ["one skipped", "## Tasks\n\n- [x] a\n- [S] b\n", "met"],
  ["one blocked", "## Tasks\n\n- [x] a\n- [!] b\n", "unmet"],
  ["one struck through", "## Tasks\n\n- [x] a\n- [ ] ~~b~~\n", "met"],
  ["one nested and open", "## Tasks\n\n- [x] a\n  - [ ] b\n", "unmet"],
  ["one open elsewhere", "## Tasks\n\n- [x] a\n\n## Other\n\n- [ ] b\n", "met"],
  ["one open in a sub-section", "## Tasks\n\n- [x] a\n\n### More\n\n- [ ] b\n", "unmet"],
  ["one open in a hygiene section", "## Tasks\n\n- [x] a\n\n### Hygiene\n\n- [ ] b\n", "met"],
  ["one open in a fence", "## Tasks\n\n- [x] a\n\n```\n- [ ] b\n```\n", "met"],
  ["one open in a comment", "## Tasks\n\n- [x] a\n\n<!--\n- [ ] b\n-->\n", "met"],
  ["boxes in a table", "## Tasks\n\n| a | b |\n| - | - |\n| x | [x] |\n", "met"],
  ["an open box in a table", "## Tasks\n\n| a | b |\n| - | - |\n| x | [ ] |\n", "unmet"],
  ["no box", "## Tasks\n\n- a\n", "unmet"],
  ["no section", "## Other\n\n- [x] a\n", "unmet"],
  ["no document", undefined, "unmet"],
]);
check("checklist: at least one", { checklist: { in: "Tasks", any: "done" } }, [
  ["one of two", "## Tasks\n\n- [x] a\n- [ ] b\n", "met"],
  ["none of two", "## Tasks\n\n- [ ] a\n- [~] b\n", "unmet"],
]);
check("checklist: where none is fine", { checklist: { in: "Tasks", none: "notApplicable" } }, [
  ["no box", "## Tasks\n\n- a\n", "notApplicable"],
  ["no section", "## Other\n", "notApplicable"],
  ["an open one", "## Tasks\n\n- [ ] a\n", "unmet"],
]);

check("sections: as headings or fields, with text", { sections: { all: [["Risks", "Hazards"], "Costs"] } }, [
  ["headings", "## Risks\n\na\n\n## Costs\n\nb\n", "met"],
  ["another name", "## Hazards\n\na\n\n## Costs\n\nb\n", "met"],
  ["fields", "- Risks: a\n- **Costs**: b\n", "met"],
  ["a field with a list below", "- Risks:\n  - a\n- Costs: b\n", "met"],
  ["a field with nothing", "- Risks:\n- Costs: b\n", "unmet"],
  ["a heading with nothing", "## Risks\n\n## Costs\n\nb\n", "unmet"],
  ["a heading with a placeholder", "## Risks\n\n<risk>\n\n## Costs\n\nb\n", "unmet"],
  ["a heading with only a heading below", "## Risks\n\n### More\n\n## Costs\n\nb\n", "unmet"],
  ["text below a sub-heading", "## Risks\n\n### More\n\na\n\n## Costs\n\nb\n", "met"],
  ["a heading in a fence", "```\n## Risks\n\na\n```\n\n## Costs\n\nb\n", "unmet"],
  ["a quoted heading", "> ## Risks\n>\n> a\n\n## Costs\n\nb\n", "unmet"],
  ["one missing", "## Risks\n\na\n", "unmet"],
  ["a word in running text", "Risks and costs are low.\n", "unmet"],
]);
check("sections: each of several", { sections: { each: "Part*", all: ["Cost"] } }, [
  ["all have it", "## Part 1\n\n- Cost: a\n\n## Part 2\n\n### Cost\n\nb\n", "met"],
  ["one has it not", "## Part 1\n\n- Cost: a\n\n## Part 2\n\nb\n", "unmet"],
  ["the first has it not", "## Part 1\n\na\n\n## Part 2\n\n- Cost: b\n", "unmet"],
  ["there is none", "## Cost\n\na\n", "unmet"],
]);

check("mentions: words that must occur", { mentions: { in: "Plan", all: [["ops", "operations"], "load"] } }, [
  ["both", "## Plan\n\nOps under load.\n", "met"],
  ["another word for one", "## Plan\n\nOperations, load.\n", "met"],
  ["one is missing", "## Plan\n\nOps only.\n", "unmet"],
  ["one in the middle of a word", "## Plan\n\nOps and a payload.\n", "unmet"],
  ["one in a placeholder", "## Plan\n\nOps.\n\n<load>\n", "unmet"],
  ["one elsewhere", "## Plan\n\nOps.\n\n## Other\n\nLoad.\n", "unmet"],
  ["in a table's header", "## Plan\n\n| Ops | Load |\n| - | - |\n| a | b |\n", "met"],
  ["no section", "## Other\n\nOps, load.\n", "unmet"],
]);

check(
  "count: items that are like something",
  { count: { of: "item", in: "Plan", like: ["*given*"], min: 1, max: 2 } },
  [
    ["one", "## Plan\n\n- Given a\n- b\n", "met"],
    ["two", "## Plan\n\n- Given a\n- given b\n", "met"],
    ["three", "## Plan\n\n- Given a\n- given b\n- given c\n", "unmet"],
    ["none", "## Plan\n\n- b\n", "unmet"],
    ["a placeholder", "## Plan\n\n- <Given>\n", "unmet"],
  ],
);
check("count: commands", { count: { of: "code", in: "Tests", min: 1 } }, [
  ["a code span", "## Tests\n\n- Unit: `npm test`\n", "met"],
  ["a fence", "## Tests\n\n```\nnpm test\n```\n", "met"],
  ["a bare line", "## Tests\n\npytest -q tests/a.py\n", "met"],
  ["a bare line behind a name", "## Tests\n\n- Unit: go test ./...\n", "met"],
  ["a placeholder in words", "## Tests\n\n- Unit: <the exact command, in backticks>\n", "unmet"],
  ["n/a", "## Tests\n\n- Unit: n/a\n", "unmet"],
  ["an empty fence", "## Tests\n\n```\n```\n", "unmet"],
  ["a sentence", "## Tests\n\nAll tests are run by hand.\n", "unmet"],
]);

check("field: a value", { field: { name: ["Owner", "Lead"], is: "filled" } }, [
  ["filled", "- Owner: Ada\n", "met"],
  ["by another name", "**Lead:** Ada\n", "met"],
  ["a list below", "- Owner:\n  - Ada\n", "met"],
  ["empty", "- Owner:\n", "unmet"],
  ["a placeholder", "- Owner: <name>\n", "unmet"],
  ["to be done", "- Owner: TBD\n", "unmet"],
  ["missing", "- Author: Ada\n", "unmet"],
  ["in a fence", "```\nOwner: Ada\n```\n", "unmet"],
]);
check("field: a status", { field: { name: "Status", is: ["done", "skipped"] } }, [
  ["done", "Status: COMPLETE ✅\n", "met"],
  ["skipped", "- **Status**: skipped\n", "met"],
  ["another", "Status: in progress\n", "unmet"],
  ["a choice that nobody made", "Status: not-started / in-progress / done\n", "unmet"],
  ["none", "Text\n", "unmet"],
]);

check("exists", { exists: { files: ["x_other.md", "logs/*.txt"], folders: ["runs"], notEmpty: true } }, [
  ["all", "a", "met", { "x_other.md": "a", "logs/a.txt": "a", "runs/1.log": "" }],
  ["a file missing", "a", "unmet", { "logs/a.txt": "a", "runs/1.log": "" }],
  ["a file empty", "a", "unmet", { "x_other.md": "", "logs/a.txt": "a", "runs/1.log": "" }],
  [
    "a file that is only a template",
    "a",
    "unmet",
    { "x_other.md": "# T\n\n<text>\n", "logs/a.txt": "a", "runs/1.log": "" },
  ],
  ["a pattern without a file", "a", "unmet", { "x_other.md": "a", "logs/a.md": "a", "runs/1.log": "" }],
  ["an empty folder", "a", "unmet", { "x_other.md": "a", "logs/a.txt": "a" }],
]);
check("exists: so many are enough", { exists: { files: ["a.txt", "b.txt", "c.txt"], min: 2 } }, [
  ["two of three", "a", "met", { "a.txt": "", "c.txt": "" }],
  ["one of three", "a", "unmet", { "a.txt": "" }],
]);

check("evidence: a file that says something", { evidence: { files: ["runs/{feature}/*.log"] } }, [
  ["there", "a", "met", { "runs/x/1.log": "pass" }],
  ["one of two", "a", "met", { "runs/x/1.log": "", "runs/x/2.log": "pass" }],
  ["empty", "a", "unmet", { "runs/x/1.log": " \n" }],
  ["of another feature", "a", "unmet", { "runs/y/1.log": "pass" }],
  ["deeper than asked", "a", "unmet", { "runs/x/1/1.log": "pass" }],
]);

check("size: pages of running text", { size: { pages: 1, pageWords: 5 } }, [
  ["five words", "one two three four five\n", "met"],
  ["six words", "one two three four five six\n", "unmet"],
  ["words in a heading count", "# One two three\n\nfour five six\n", "unmet"],
  ["words in a list count", "- one two three\n- four five six\n", "unmet"],
  ["words in a table count", "| one | two |\n| - | - |\n| three | four five six |\n", "unmet"],
  ["a comment does not", "one two three four five <!-- six seven -->\n", "met"],
  ["a link's target does not", "one two [three four](five/six/seven) five\n", "met"],
  ["a diagram does not", "one two\n\n```mermaid\ngraph LR; three --> four --> five --> six\n```\n", "met"],
  ["code does", "one two\n\n```\nthree four five six\n```\n", "unmet"],
  ["a box is no word", "- [x] one two three four five\n", "met"],
]);

const capabilities = { covers: { stage: "other", columns: ["Name", "Scope"] } };
const table = "| Name | Scope |\n| --- | --- |\n| Sync queue | a |\n| Usage & Logs | b |\n";
check("covers: the entries of another stage", capabilities, [
  ["in headings", "## Sync queue\n\na\n\n## Usage and logs\n\nb\n", "met", { "x_other.md": table }],
  ["in a table", "| Task |\n| - |\n| Sync queue |\n| Usage + Logs |\n", "met", { "x_other.md": table }],
  ["with an id in front", "## Capability 1 – Sync queue\n\n## C2. Usage & Logs\n", "met", { "x_other.md": table }],
  ["one missing", "## Sync queue\n\na\n", "unmet", { "x_other.md": table }],
  ["one only in running text", "## Sync queue\n\nUsage & Logs come later.\n", "unmet", { "x_other.md": table }],
  ["one under a longer name", "## Sync queue for handhelds\n\n## Usage & Logs\n", "met", { "x_other.md": table }],
  ["a letter of it alone", "## S\n\n## Usage & Logs\n", "unmet", { "x_other.md": table }],
  ["part of a word of it", "## Sync que\n\n## Usage & Logs\n", "unmet", { "x_other.md": table }],
  ["nothing to cover", "## Sync queue\n", "unmet", { "x_other.md": "Text\n" }],
]);

check("estimate: small tasks", { estimate: { items: "Tasks", hours: 1, lines: 75 } }, [
  ["small", "## Tasks\n\n- a (30 min)\n- b [~60 LoC]\n", "met"],
  ["one large", "## Tasks\n\n- a (30 min)\n- b (2 h)\n", "unmet"],
  ["one without", "## Tasks\n\n- a (30 min)\n- b\n", "unmet"],
  ["a detail below needs none", "## Tasks\n\n- a (30 min)\n  - how\n", "met"],
  ["under a field", "- Tasks:\n  - a (30 min)\n", "met"],
  ["large under a field", "- Tasks:\n  - a (3 h)\n", "unmet"],
  ["a range whose end is too long", "## Tasks\n\n- a (1–2 h)\n", "unmet"],
  ["none", "## Tasks\n\nText\n", "unmet"],
]);
