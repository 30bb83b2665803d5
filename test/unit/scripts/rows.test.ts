import { deepEqual, equal } from "node:assert/strict";
import { mutantsOf } from "../../../scripts/rows/mutants.ts";
import { namedRows, rowsIn } from "../../../scripts/rows/rows.ts";
import { loadProcesses } from "../../../src/core/index.ts";
import type { ProcessDefinition } from "../../../src/core/process/schema.ts";
import { builtInSources } from "../support/memory.ts";

const own = `id: own
title: Own
description: For this test.
feature:
  id: "{dir}"
  title: {else: "{dir}"}
  folder: "{dir}"
  files: [{pattern: "{dir:path}/own.md", role: own}]
stages:
  - id: group
    title: Group
    conditional: {declared: {exists: {files: [own.md]}}, reason: Not asked}
    stages:
      - id: first
        title: First
        gate:
          criteria:
            - {filled: {}, label: Filled in, rule: X-1, behind: {in: Exit, like: ["*"]}}
            - any: [{size: {pages: 1}}, {size: {words: 9}}]
          approval: {required: true}
          done: {filled: {}}
          started: {filled: {}}
          blocked: {filled: {}}
always:
  - {commit: {notBeforeApproval: true}, stage: first}
`;

const definitionOf = (text: string): ProcessDefinition => JSON.parse(text) as ProcessDefinition;

describe("npm run rows", () => {
  for (const [title, rows] of [
    ["CP-G2 a plan without a story", ["CP-G2"]],
    ["common C-14 adopting: P-1, C-14 and DC-G00", ["C-14", "P-1", "DC-G00"]],
    ["S-1, CP-1, AC-3, story S-12, SHA-256, C-3PO and MCP-G2", []],
  ] as [string, string[]][]) {
    it(`finds ${rows.length || "no"} row ids in "${title}"`, () => deepEqual(rowsIn(title), rows));
  }

  it("finds the rows that a definition names", () => {
    const criteria = [
      { filled: {}, rule: "X-G1" },
      { any: [{ size: { pages: 1 } }], rule: "X-G2" },
    ];
    const definition = { stages: [{ gate: { criteria, violation: "X-G3" } }], rules: { "X-G4": "rule" } };
    deepEqual([...namedRows(definition)], ["X-G1", "X-G2", "X-G3"]);
  });

  it("disables each thing that a process asks, and says where it stands", () => {
    deepEqual(
      mutantsOf(own).map(({ what, line }) => `${line} ${what}`),
      [
        "12 group: conditional",
        '18 first: criterion "Filled in" (X-1)',
        '18 first: criterion "Filled in" (X-1), the box that claims it',
        "19 first: criterion any",
        "20 first: approval",
        "21 first: done",
        "22 first: started",
        "23 first: blocked",
        "25 always at first: criterion commit",
      ],
    );
  });

  it("changes nothing besides", () => {
    const [, filled] = mutantsOf(own);
    const gate = definitionOf(filled?.text ?? "").stages[0]?.stages?.[0]?.gate;
    deepEqual(gate?.criteria[0], { exists: {}, label: "Filled in", rule: "X-1", behind: { in: "Exit", like: ["*"] } });
    equal(gate?.criteria.length, 2);
    equal(gate?.approval?.required, true);
  });

  it("leaves every shipped process one that loads", () => {
    for (const { folder, files } of builtInSources()) {
      for (const { what, text } of mutantsOf(files["process.yaml"] ?? "")) {
        const { problems } = loadProcesses([{ folder, origin: "built-in", files: { ...files, "process.yaml": text } }]);
        deepEqual(problems, [], `${folder} ${what}`);
      }
    }
  });
});
