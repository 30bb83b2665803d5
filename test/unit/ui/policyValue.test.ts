import { deepEqual } from "node:assert/strict";
import { policyValueAt } from "../../../src/ui/yamlFiles/policyValue.ts";

/** What is written at the `|` of a text. */
function at(marked: string): ReturnType<typeof policyValueAt> {
  const before = marked.slice(0, marked.indexOf("|")).split("\n");
  return policyValueAt(marked.replace("|", "").split("\n"), before.length - 1, before.at(-1)?.length ?? 0);
}

describe("values of a policy that only the workspace knows", () => {
  const rows: [title: string, text: string, value: ReturnType<typeof policyValueAt>][] = [
    ["a process", "gates:\n  - process: |", { what: "process", written: "", start: 13 }],
    ["a process between braces", "gates: [{process: co|}]", { what: "process", written: "co", start: 18 }],
    ["a process in quotes", 'gates:\n  - process: "co|"', { what: "process", written: "co", start: 13 }],
    ["a gate", "gates:\n  - gate: S-1/|", { what: "gate", written: "S-1/", start: 10 }],
    ["a gate in quotes", "gates:\n  - gate: '|'", { what: "gate", written: "", start: 10 }],
    [
      "a gate of a process on its line",
      "gates:\n  - {process: made, gate: |}",
      { what: "gate", written: "", start: 26, process: "made" },
    ],
    [
      "a gate of a process in its entry",
      "gates:\n  - process: made\n    gate: |\n  - process: other\n",
      { what: "gate", written: "", start: 10, process: "made" },
    ],
    [
      "a gate of a process that comes after it",
      "gates:\n  - process: other\n  - gate: |\n    process: made\n",
      { what: "gate", written: "", start: 10, process: "made" },
    ],
    ["a person between brackets", "approvals: {by: [|]}", { what: "person", written: "", start: 17 }],
    ["a second person", "approvals:\n  by: [a@b, c|]", { what: "person", written: "c", start: 12 }],
    ["a person behind a dash", "approvals:\n  by:\n    - a|", { what: "person", written: "a", start: 6 }],
    ["a further person", "waivers:\n  by:\n    - a@b\n    # and\n    - |", { what: "person", written: "", start: 6 }],
    ["a person of a gate", "gates:\n  - by:\n      - |", { what: "person", written: "", start: 8 }],
    ["a key", "appro|", undefined],
    ["a key of an entry", "gates:\n  - |", undefined],
    ["another key behind people", "approvals: {by: [a@b], |}", undefined],
    ["another value", "approvals: {needed: |}", undefined],
    ["a comment", "gates:\n  - process: a # gate: |", undefined],
    ["behind a list of people", "approvals:\n  by:\n    - a@b\ngates:\n  - |", undefined],
  ];
  for (const [title, text, value] of rows) it(title, () => deepEqual(at(text), value));
});
