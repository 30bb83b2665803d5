import { deepEqual, equal, ok } from "node:assert/strict";
import { type EvidencePlace, type Plan, planAddEvidence } from "../../../../src/core/index.ts";
import { type Files, openMemory } from "../../support/memory.ts";
import { planned, textAfter } from "./play.ts";

const process = (criteria: string): string => `id: trial
title: Trial
description: A process of one stage.
feature:
  id: "{folder}"
  title: {else: "{folder}"}
  folder: "{folder}"
  files: [{pattern: "{folder}/note.md", role: note}]
stages:
  - id: work
    title: Work
    artifacts: [{role: note, create: note.md}]
    gate:
      criteria:
        - {filled: {}, label: Filled in}
${criteria}
`;

const inField = process("        - {evidence: {field: [Evidence links, Evidence]}, label: Evidence}");
const behindBox = process(
  '        - {evidence: {files: ["runs/*"]}, label: A report, behind: {in: "*Exit*", like: ["*report*"]}}',
);
const nowhere = process("");
const inSections = inField.replace(
  / {2}- id: work\n.*\n.*\n/,
  '  - id: "{n}"\n    title: "{title}"\n    each: {headings: {role: note, like: ["Stage {n:step}: {title}"]}}\n',
);

const folder = (note: string, yaml: string): Files => ({
  ".plangate/processes/trial/process.yaml": yaml,
  "a/note.md": note,
  "a/runs/out.log": "ok\n",
});

async function plan(files: Files, place: EvidencePlace, paths: readonly string[]): Promise<Plan> {
  return planned(await openMemory(files), files, (context) => planAddEvidence(place, paths, context));
}

const gate: EvidencePlace = { feature: "a", stage: ["work"] };
const box = (line: number, text?: string): EvidencePlace => ({
  file: "a/note.md",
  line,
  ...(text !== undefined && { text }),
});

describe("planAddEvidence", () => {
  const rows: [title: string, yaml: string, place: EvidencePlace, paths: string[], before: string, after: string][] = [
    ["behind a box", nowhere, box(1), ["a/runs/out.log"], "- [ ] one\n", "- [ ] one — [out.log](runs/out.log)\n"],
    ["behind a last line", nowhere, box(1), ["a/b.md"], "- [ ] one", "- [ ] one — [b.md](b.md)"],
    [
      "before blanks at the end, in a CRLF file",
      nowhere,
      box(3),
      ["b.md"],
      "# A\r\n\r\n* [x] one  \r\n* [ ] two\r\n",
      "# A\r\n\r\n* [x] one — [b.md](../b.md)  \r\n* [ ] two\r\n",
    ],
    [
      "behind a text of several lines, before what is nested",
      nowhere,
      box(1),
      ["a/b.md"],
      "- [ ] one\n  goes on\n  - [ ] inner\n\n  more\n",
      "- [ ] one\n  goes on — [b.md](b.md)\n  - [ ] inner\n\n  more\n",
    ],
    [
      "behind a link that is there, and only what is new",
      nowhere,
      box(1),
      ["a/b.md", "a/c d.md"],
      "- [ ] one — [b.md](b.md)\n",
      "- [ ] one — [b.md](b.md), [c d.md](c%20d.md)\n",
    ],
    [
      "names that mean something in Markdown",
      nowhere,
      box(1),
      ["a/x]_(1)#é.md", "a:b.md"],
      "- [ ] one\n",
      "- [ ] one — [x\\]\\_(1)#é.md](x%5D_%281%29%23é.md), [a:b.md](../a:b.md)\n",
    ],
    [
      "into the field that the process asks for",
      inField,
      gate,
      ["a/runs/out.log"],
      "# A\n\n- Status: done\n- Evidence links: <files>\n",
      "# A\n\n- Status: done\n- Evidence links: [out.log](runs/out.log)\n",
    ],
    [
      "added to what the field says, also where the name begins like a status",
      inField,
      gate,
      ["a/done.md"],
      "# A\n\n- Evidence: [a](a.md)\n",
      "# A\n\n- Evidence: [a](a.md); [done.md](done.md)\n",
    ],
    [
      "a field that is missing, in the stage's own section, as its other fields are written",
      inSections,
      { feature: "a", stage: ["2"] },
      ["a/b.md"],
      "# A\n\n## Stage 1: One\n\n- **Evidence:** x\n\n## Stage 2: Two\n\n- **Status:** done\n\n## Stage 3: Three\n",
      "# A\n\n## Stage 1: One\n\n- **Evidence:** x\n\n## Stage 2: Two\n\n- **Status:** done\n- **Evidence links:** [b.md](b.md)\n\n## Stage 3: Three\n",
    ],
    [
      "behind the box that the criterion stands behind",
      behindBox,
      gate,
      ["a/runs/out.log"],
      "# A\n\n- [ ] A report of mine\n\n## Exit\n\n- [ ] Test report\n",
      "# A\n\n- [ ] A report of mine\n\n## Exit\n\n- [ ] Test report — [out.log](runs/out.log)\n",
    ],
    [
      "into a section of that name",
      nowhere,
      gate,
      ["a/b.md", "a/c.md"],
      "# A\n\nText.\n\n## Evidence\n\n- [a](a.md)\n\n## Next\n",
      "# A\n\nText.\n\n## Evidence\n\n- [a](a.md)\n- [b.md](b.md)\n- [c.md](c.md)\n\n## Next\n",
    ],
    [
      "into an empty section at the very end",
      nowhere,
      gate,
      ["a/b.md"],
      "# A\n\nText.\n\n## Evidence",
      "# A\n\nText.\n\n## Evidence\n\n- [b.md](b.md)\n",
    ],
  ];
  for (const [title, yaml, place, paths, before, after] of rows)
    it(`adds ${title}`, async () => {
      const files = folder(before, yaml);
      equal(textAfter(files, await plan(files, place, paths), "a/note.md"), after);
    });

  const refusals: [title: string, place: EvidencePlace, paths: string[], note: string, code: string, says: RegExp][] = [
    ["a file outside", gate, ["../secret"], "# A\n", "unfit", /\.\.\/secret lies outside/],
    ["an absolute path", gate, ["/etc/passwd"], "# A\n", "unfit", /outside/],
    ["no file", gate, [], "# A\n", "nothing-to-do", /no file/],
    [
      "a gate without a place",
      gate,
      ["b.md"],
      "# A\n\n- [ ] one\n",
      "unfit",
      /“Work” has no place for evidence.*boxes/,
    ],
    ["a gate that is not there", { feature: "a", stage: ["x"] }, ["b.md"], "# A\n", "unknown", /no gate "x"/],
    ["a box that went away", box(3, "one"), ["b.md"], "# A\n\n- [ ] other\n", "changed", /note\.md:3/],
    ["a box in a table", box(3), ["b.md"], "| a |\n| - |\n| [ ] |\n", "unfit", /heading or a table/],
    ["the document itself", box(1), ["a/note.md"], "- [ ] one\n", "unfit", /this very document/],
    ["what is linked already", box(1), ["a/b c.md"], "- [ ] one [x](b%20c.md)\n", "nothing-to-do", /already/],
  ];
  for (const [title, place, paths, note, code, says] of refusals)
    it(`refuses ${title}`, async () => {
      const made = await plan(folder(note, nowhere), place, paths);
      equal(made.kind, "refusal");
      deepEqual(made.kind === "refusal" && made.code, code);
      ok(made.kind === "refusal" && says.test(made.message), JSON.stringify(made));
    });

  describe("refuses what rests in an archive", () => {
    const archiving = inField.replace("feature:\n", "feature:\n  archives: [done]\n");
    const note = "# A\n\n- [ ] one\n- Evidence: none\n";
    const files = { ...folder(note, archiving), "done/note.md": note };
    const places: [title: string, place: EvidencePlace, says: RegExp][] = [
      ["at a gate", { feature: "done", stage: ["work"] }, /"done" is archived/],
      ["at a box", { file: "done/note.md", line: 3 }, /done\/note\.md belongs to an archived feature/],
    ];
    for (const [title, place, says] of places)
      it(title, async () => {
        const made = await plan(files, place, ["a/runs/out.log"]);
        ok(made.kind === "refusal" && made.code === "archived" && says.test(made.message), JSON.stringify(made));
      });
    it("and not what is live beside it", async () => equal((await plan(files, gate, ["a/b.md"])).kind, "change"));
  });

  it("meets the criterion that asked", async () => {
    const files = folder("# A\n\n- Evidence: none\n", inField);
    const workspace = await openMemory(files);
    const after = { ...files, "a/note.md": textAfter(files, await plan(files, gate, ["a/runs/out.log"]), "a/note.md") };
    const verdict = async (opened: typeof workspace) =>
      opened.snapshot.features[0]?.stages[0]?.criteria.find(({ kind }) => kind === "evidence")?.verdict;
    equal(await verdict(workspace), "unmet");
    equal(await verdict(await openMemory(after)), "met");
  });
});
