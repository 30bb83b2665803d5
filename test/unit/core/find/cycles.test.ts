import { deepEqual } from "node:assert/strict";
import { leavesOf } from "../../../../src/core/index.ts";
import { filledFiles } from "../../processes/filled.ts";
import { fixtures } from "../../support/fixtures.ts";
import { openMemory } from "../../support/memory.ts";

/** Each row: the shape (a fixture), where files of it lie, its current gate, and how many gates are through of how many. */
const rows: [shape: string, path: string, current: string, through: string][] = [
  ["first-version", "dev-team/state/current-cycle.json", "TASK-001/validation open", "8 of 18"],
  ["seed-1.0.0", "docs/dev-refactor/current-cycle.json", "REFACTOR-001/ST-001-01 open", "1 of 9"],
  ["ten-gates", "docs/ring:dev-cycle/current-cycle.json", "T-001/T1-itself/devops open", "2 of 12"],
  ["split-cadence-1.1.0", "docs/ring:dev-cycle/current-cycle.json", "T-001/review open", "9 of 13"],
  ["lean-1.1.0", "docs/ring:dev-refactor/current-cycle.json", "T1/review open", "2 of 5"],
  ["epics-2.0.0", "docs/ring:running-dev-cycle/current-cycle.json", "E-1/validation open", "4 of 9"],
  ["frontend", "docs/ring:dev-cycle-frontend/current-cycle.json", "T-001/accessibility open", "3 of 11"],
  ["multi-tenant", "docs/ring-dev-multi-tenant/current-cycle.json", "done", "8 of 8"],
  ["pre-dev", "docs/pre-dev/parcel-alerts/workflow-state.json", "2.5 open", "6 of 8"],
  ["broken-missing-comma", "docs/dev-cycle/current-cycle.json", "T-001/devops open", "2 of 15"],
  ["broken-truncated", "docs/dev-cycle/current-cycle.json", "T-001/devops open", "2 of 15"],
];

/** What the gates look for on disk, without a cycle. */
const around = Object.fromEntries(Object.entries(filledFiles("dev-cycle")).filter(([path]) => !path.endsWith(".json")));

describe("DC-S1 cycles of every version, judged by their state", () => {
  const texts = Object.fromEntries(fixtures("dev-cycle", ".json").map(({ name, text }) => [name, text]));

  for (const [shape, path, current, through] of rows) {
    it(shape, async () => {
      const { snapshot } = await openMemory({ [path]: texts[shape] ?? "", ...around });
      const [feature] = snapshot.features;
      const leaves = leavesOf(feature?.stages ?? []);
      const passed = leaves.filter(({ state }) => ["passed", "waived", "skipped"].includes(state));
      const at = feature?.current
        ? `${feature.current.path.join("/")} ${feature.current.state}`
        : feature?.done
          ? "done"
          : "nothing";
      deepEqual([feature?.id, at, `${passed.length} of ${leaves.length}`], [path, current, through]);
    });
  }

  it("frontend-lean: gates that are completed do not say that none is left", async () => {
    const { snapshot } = await openMemory({
      "docs/ring:dev-cycle-frontend/current-cycle.json": texts["frontend-lean"] ?? "",
    });
    deepEqual(
      snapshot.features.map(({ done }) => done),
      [false],
    );
  });

  it("what broke is never passed, whatever stands below it", async () => {
    for (const [name, text] of Object.entries(texts).filter(([each]) => each.startsWith("broken-"))) {
      const { snapshot } = await openMemory({ "docs/dev-cycle/current-cycle.json": text });
      for (const feature of snapshot.features)
        deepEqual([name, feature.done, feature.problems[0]?.code], [name, false, "json-invalid"]);
    }
  });

  it("a state path of another machine leads nowhere", async () => {
    const { snapshot } = await openMemory({ "docs/dev-refactor/current-cycle.json": texts["seed-1.0.0"] ?? "" });
    deepEqual(
      snapshot.features[0]?.dependencies.filter((path) => path.includes("Users") || path.startsWith("/")),
      [],
    );
  });
});
