import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { generate } from "../bench/generate.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const plan = "tasks/feature-0-20261001T080000Z/plan.md";

describe("a feature of 40 stories and 800 boxes", () => {
  const size = { features: 1, stories: 40, boxes: 20, others: 50 };
  const workbench = useWorkbench({ workspace: "empty", height: 1000, fill: (folder) => generate(folder, size) });

  it("is unfolded where work stands, and folded elsewhere; a folded story says what is wrong in it", async () => {
    const { tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.row("Part 1").waitFor();
    const rows = await tree.rows();
    deepEqual(
      rows.filter(({ level, expanded }) => level === 2 && expanded).map(({ label }) => label),
      ["Plan"],
    );
    equal(rows.find(({ label }) => label === "Part 1")?.description, "3 violations");
    await workbench().screenshot("large tree");
  });

  it("is ticked box after box by the space bar, each press the row in focus", async () => {
    const { page, tree } = workbench();
    await tree.collapse("Plan");
    await tree.expand("Part 1");
    await tree.expand("Work");
    const text = (): string => readFileSync(join(workbench().folder, plan), "utf8");
    const before = text();
    await tree.click("Tasks ticked");
    await page.keyboard.press("ArrowDown");
    for (let row = 0; row < 20; row++) {
      await waitFor(() => tree.focused(), new RegExp(`^Step ${row} of`));
      const unticked = text();
      await page.keyboard.press("Space");
      await waitFor(async () => String(text() !== unticked), /true/);
      await page.keyboard.press("ArrowDown");
    }
    const turned = before.split("\n").map((line, index) => (/^- \[.\]/.test(line) ? index : -1));
    const boxes = new Set(turned.filter((index) => index >= 0).slice(0, 20));
    const wanted = before
      .split("\n")
      .map((line, index) =>
        boxes.has(index) ? line.replace(/\[(.)\]/, (_, mark) => (mark === "x" ? "[ ]" : "[x]")) : line,
      );
    equal(text(), wanted.join("\n"));
  });
});

describe("a workspace of 500 features", () => {
  const size = { features: 250, stories: 4, boxes: 8, others: 3000 };
  const workbench = useWorkbench({ workspace: "empty", height: 1000, fill: (folder) => generate(folder, size) });

  it("starts as a list to choose from, in the order of its numbers", async () => {
    const { tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.row("Feature 0").waitFor();
    const rows = await tree.rows();
    deepEqual(
      rows.slice(0, 12).map(({ label, expanded }) => [label, expanded]),
      Array.from({ length: 12 }, (_, index) => [`Feature ${index}`, false]),
    );
    await workbench().screenshot("large workspace");
  });

  it("is found through by words", async () => {
    const { quickInput, tree } = workbench();
    await tree.clickTitle("Filter…");
    await waitFor(() => quickInput.title(), /Filter Features/);
    await quickInput.ok();
    await waitFor(() => quickInput.question(), /Which words/);
    await quickInput.enter("part_249");
    await waitFor(() => tree.message(), /499 features are hidden/);
    deepEqual(await tree.tops(), ["Part 249"]);
    await tree.clickTitle("Clear Filter");
    await waitFor(() => tree.message(), /^((?!hidden).)*$/);
  });
});
