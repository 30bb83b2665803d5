import { deepEqual, equal, ok } from "node:assert/strict";
import { openFolder } from "./support/folder.ts";
import { useTrialProcess } from "./support/process.ts";
import { allItems, rowsOf, topRows } from "./support/tree.ts";

describe("the Features tree", () => {
  const open = openFolder("tree");
  useTrialProcess(open);

  it("shows a feature, its gates, their criteria and boxes", async () => {
    await open.write("tree/labels_trial0.md", "# Problem\n\nLabels print twice.\n");
    await open.write(
      "tree/labels_trial1.md",
      "# Build\n\n- [x] Find the `queue`\n- [ ] Fix it\n  - [ ] Write a test\n",
    );
    await open.feature("tree/labels", ({ files }) => files.length === 2);
    deepEqual(rowsOf(open.folders, "tree/labels"), [
      [
        "Labels — 1/2 · Trial",
        [
          ["Problem — 1/1", ["Filled in"]],
          [
            "Build — 0/1",
            ["All ticked — 1 of 3 ticked; next: Fix it", "[x] Find the queue", ["[ ] Fix it", ["[ ] Write a test"]]],
          ],
          "History",
        ],
      ],
    ]);
  });

  it("shows a violation on the feature, on the gate and as a row that leads to its place", async () => {
    await open.write("tree/late_trial0.md", "# Problem\n\n");
    await open.write("tree/late_trial1.md", "# Build\n\n- [x] Done too early\n");
    await open.feature("tree/late", ({ findings }) => findings.length > 0);
    const [feature] = rowsOf(open.folders, "tree/late");
    const [title, stages] = feature as [string, [string, string[]][]];
    equal(title, "Late — 0/2 · 1 violation · Trial");
    equal(stages[0]?.[0], "Problem — 0/1 · 1 violation");
    ok(stages[0]?.[1][0]?.startsWith("Violation — Build has begun, but Problem does not hold"));
  });

  it("keeps archived features in a folded group at the end", async () => {
    await open.write("tree/problems_trial0.md", "# Problem\n\nText.\n");
    await open.feature("tree/problems");
    const rows = topRows(open.folders);
    equal(rows.at(-1), "Archived — 1");
  });

  it("says every row in words, under an id of its own", () => {
    const items = allItems(open.folders);
    ok(items.length > 50, `only ${items.length} rows`);
    for (const { accessibilityInformation, label } of items) {
      ok(accessibilityInformation?.label, `${String(label)} has no accessible label`);
    }
    const ids = items.map(({ id }) => id);
    deepEqual(
      ids.filter((id, index) => ids.indexOf(id) !== index),
      [],
    );
  });

  it("gives each state of a gate a shape of its own", async () => {
    const { gateStates } = await import("../../../src/core/index.ts");
    const { stateIcon } = await import("../../../src/ui/shared/words/words.ts");
    const shapes = new Set(gateStates.map((state) => stateIcon({ state, unverified: false }).id));
    equal(shapes.size, gateStates.length);
  });
});
