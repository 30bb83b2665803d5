import { deepEqual, equal, match, ok } from "node:assert/strict";
import "../../support/editor.ts";
import type { JudgedFeature, JudgedStage, WaitingGate } from "../../../../src/core/index.ts";
import { approval, feature, stage } from "../../support/judged.ts";

const { groupOf, overviewOf } = await import("../../../../src/ui/overview/view.ts");

const ready = stage("a", { state: "ready", approval: approval(), met: 1, total: 2 });
const waitingFor = (...stages: JudgedStage[]): WaitingGate[] => stages.map((one) => ({ stage: one, for: "decision" }));
/** In these tests the gates that are ready wait. */
const waitingIn = ({ stages }: JudgedFeature) => waitingFor(...stages.filter(({ state }) => state === "ready"));

describe("the overview", () => {
  const blocked = stage("a", { state: "blocked", approval: approval() });
  const cases: [what: string, judged: JudgedFeature, waiting: WaitingGate[], group: string][] = [
    ["a gate that waits for the person", feature([ready], "a"), waitingFor(ready), "waiting"],
    ["a ready gate that waits for somebody else", feature([ready], "a"), [], "working"],
    ["a gate with criteria to meet", feature([stage("a", { approval: approval() })], "a"), [], "working"],
    ["a blocked gate", feature([blocked], "a"), [], "blocked"],
    ["a blocked gate beside one that waits", feature([blocked, ready], "a"), waitingFor(ready), "waiting"],
    ["work that is done", feature([stage("a", { state: "passed" })], null), [], "done"],
    ["archived work, whatever its gates", feature([ready], "a", { archived: true }), [], "archived"],
    ["work that could not be judged", feature([], null, { done: false }), [], "working"],
  ];
  for (const [what, judged, waiting, group] of cases)
    it(`files ${what} under ${group}`, () => equal(groupOf(judged, waiting), group));

  it("shows the gate in front, and one that waits for the person where that one does not", () => {
    const gates = [stage("a", { state: "blocked" }), stage("b", { state: "ready" }), stage("c", { state: "ready" })];
    const shown = (at: string, ...waiting: JudgedStage[]) =>
      overviewOf(
        [{ folder: "f", name: "f", features: [feature(gates, at)], waitingIn: () => waitingFor(...waiting) }],
        true,
      ).groups.flatMap(({ rows }) => rows.map(({ gate, word }) => [gate, word]));
    deepEqual(shown("a"), [["a", "blocked"]]);
    deepEqual(shown("a", ...gates.slice(1)), [["b", "ready"]]);
    deepEqual(shown("c", ...gates.slice(1)), [["c", "ready"]]);
  });

  it("puts what waits for the person first, each group by title, and names the folder where there are several", () => {
    const of = (title: string, judged = feature([ready], "a")): JudgedFeature => ({ ...judged, id: title, title });
    const done = feature([stage("a", { state: "passed" })], null);
    const view = overviewOf(
      [
        { folder: "file:///one", name: "one", features: [of("Beta"), of("Done", done)], waitingIn },
        { folder: "file:///two", name: "two", features: [of("Alpha")], waitingIn },
      ],
      true,
    );
    deepEqual(
      view.groups.map(({ id, isOpen, rows }) => [id, isOpen, ...rows.map(({ title, home }) => `${title} in ${home}`)]),
      [
        ["waiting", true, "Alpha in two", "Beta in one"],
        ["done", false, "Done in one"],
      ],
    );
    match(view.lead, /^3 features · 2 wait for you$/);
    deepEqual(view.groups[0]?.rows[0], {
      subject: { folder: "file:///two", feature: "Alpha" },
      title: "Alpha",
      process: "Made",
      home: "two",
      gate: "a",
      mark: "ready",
      word: "ready",
      gates: "0/1",
      criteria: "1/2",
      trouble: "",
    });
  });

  it("says what to do where there is nothing", () => {
    const none = { folder: "file:///one", name: "one", features: [], waitingIn };
    equal(overviewOf([none], true).empty?.button, "Start Feature");
    equal(overviewOf([none], false).empty?.button, undefined);
    ok(overviewOf([], true).empty?.text);
  });
});
