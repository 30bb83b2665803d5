import { deepEqual, equal, match, ok } from "node:assert/strict";
import "../../support/editor.ts";
import type { JudgedFeature } from "../../../../src/core/index.ts";
import { approval, decision, feature, stage } from "../../support/judged.ts";

const { groupOf, overviewOf } = await import("../../../../src/ui/overview/view.ts");

const ready = stage("a", { state: "ready", approval: approval(), met: 1, total: 2 });

describe("the overview", () => {
  const cases: [what: string, judged: JudgedFeature, group: string][] = [
    ["a gate that lacks its approval only", feature([ready], "a"), "waiting"],
    [
      "an approved text that has changed",
      feature([stage("a", { state: "stale", approval: approval({ state: "stale", latest: decision() }) })], "a"),
      "waiting",
    ],
    [
      "a gate with criteria to meet before its approval",
      feature([stage("a", { approval: approval() })], "a"),
      "working",
    ],
    ["a gate that lacks its mark", feature([stage("a", { state: "ready" })], "a"), "working"],
    ["a blocked gate", feature([stage("a", { state: "blocked", approval: approval() })], "a"), "blocked"],
    ["work that is done", feature([stage("a", { state: "passed" })], null), "done"],
    ["archived work, whatever its gates", feature([ready], "a", { archived: true }), "archived"],
    ["work that could not be judged", feature([], null, { done: false }), "working"],
  ];
  for (const [what, judged, group] of cases) it(`files ${what} under ${group}`, () => equal(groupOf(judged), group));

  it("puts what waits for a person first, each group by title, and names the folder where there are several", () => {
    const of = (title: string, judged = feature([ready], "a")): JudgedFeature => ({ ...judged, id: title, title });
    const done = feature([stage("a", { state: "passed" })], null);
    const view = overviewOf(
      [
        { folder: "file:///one", name: "one", features: [of("Beta"), of("Done", done)] },
        { folder: "file:///two", name: "two", features: [of("Alpha")] },
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
    match(view.lead, /^3 features · 2 wait for a person$/);
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
    const none = { folder: "file:///one", name: "one", features: [] };
    equal(overviewOf([none], true).empty?.button, "Start Feature");
    equal(overviewOf([none], false).empty?.button, undefined);
    ok(overviewOf([], true).empty?.text);
  });
});
