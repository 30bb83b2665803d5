import { deepEqual } from "node:assert/strict";
import type { Finding } from "../../../src/core/index.ts";
import { byName } from "../../../src/host/vscode/order.ts";
import { findingsAt, findingsWithin } from "../../../src/ui/shared/found.ts";
import { feature, stage } from "../support/judged.ts";

const finding = (at: string): Finding => ({
  code: "gate-passed-over",
  kind: "violation",
  severity: "error",
  stage: at,
  message: at,
  place: { file: "a.md", line: 1, column: 1 },
  related: [],
});
const judged = feature([], null, { findings: ["s/1", "s/1/work", "s/10", "s/10/work", "t"].map(finding) });

describe("what is found about a stage", () => {
  const cases: [path: string, own: string[], within: string[]][] = [
    ["s/1", ["s/1"], ["s/1", "s/1/work"]],
    ["s/1/work", ["s/1/work"], ["s/1/work"]],
    ["s", [], ["s/1", "s/1/work", "s/10", "s/10/work"]],
    ["u", [], []],
  ];
  for (const [path, own, within] of cases)
    it(`is its own, and what lies in it: ${path}`, () => {
      const said = (findings: Finding[]) => findings.map(({ message }) => message);
      deepEqual([said(findingsAt(judged, stage(path))), said(findingsWithin(judged, stage(path)))], [own, within]);
    });
});

describe("the order of names", () => {
  it("takes numbers by their value", () =>
    deepEqual(["Part 10", "part 2", "Part 1", "Émile"].sort(byName), ["Émile", "Part 1", "part 2", "Part 10"]));
});
