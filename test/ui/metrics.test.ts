import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Workbench } from "./support/workbench.ts";

const state = "docs/dev-cycle/current-cycle.json";
const feature = "Parcel alerts";
const title = `${feature} — Cycle Metrics`;

/** Opens the panel of the cycle whose state file is in front, by the command palette. */
async function _openPanel(workbench: Workbench): Promise<void> {
  await workbench.openFile(state);
  await waitFor(() => workbench.statusBar.text("plangate.gate"), /validation/);
  await workbench.runCommand("Plangate: Show Cycle Metrics");
  await workbench.panel.tab(title).waitFor();
  await workbench.panel.table("Gates").waitFor();
}

describe("the metrics of a cycle (DC-A8)", () => {
  const workbench = useWorkbench({ workspace: "sample" });

  const change = (edit: (text: string) => string): void => {
    const path = join(workbench().folder, state);
    writeFileSync(path, edit(readFileSync(path, "utf8")));
  };
  const notices = (): Promise<string> => workbench().panel.content.getByRole("status").innerText();
  const text = (): Promise<string> => workbench().panel.content.getByRole("main").innerText();

  it("opens from the feature's context menu and shows timings, attempts and issues", async () => {
    const { panel, tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.collapseAll();
    await tree.clickMenu(feature, "Show Cycle Metrics");
    await panel.tab(title).waitFor();
    const gates = await panel.rows("Gates");
    deepEqual(gates[0], ["Gate", "Result", "Time", "Average", "Attempts", "Passed at first"]);
    deepEqual(gates[3], ["sre", "1 passed, 1 in progress, 1 to do", "at least 1h 8m", "1h 8m", "2", "0 of 1"]);
    deepEqual((await panel.rows("Review issues by reviewer")).slice(1), [
      ["code", "1", "0", "0", "0", "1 (1 open)", "0"],
      ["business logic", "1", "0", "1", "0", "0", "0"],
      ["security", "1", "0", "0", "0", "0", "0"],
    ]);
    await workbench().screenshot("metrics light");
  });

  it("opens a row's line by a click anywhere on it", async () => {
    const { page, panel, statusBar } = workbench();
    await panel.table("Gates").getByRole("row", { name: /^sre/ }).getByText("at least 1h 8m").click();
    await page.locator(".tab.active", { hasText: "current-cycle.json" }).waitFor();
    const lines = readFileSync(join(workbench().folder, state), "utf8").split("\n");
    const line = lines.findIndex((each, i) => each.includes('"sre": {') && lines[i + 1]?.includes("in_progress")) + 1;
    await waitFor(() => statusBar.text("status.editor.selection"), new RegExp(`^Ln ${line},`));
    await panel.tab(title).click();
    await panel.table("Gates").waitFor();
  });

  it("is read and left by the keyboard alone", async () => {
    const { page, panel, statusBar } = workbench();
    await panel.content.getByRole("heading", { name: feature }).click();
    const focused = (): Promise<string> =>
      panel.content
        .locator("plangate-metrics")
        .evaluate((element) => element.shadowRoot?.activeElement?.textContent ?? "");
    for (let stops = 0; stops < 100 && !/Delivered parcels matched a rule/.test(await focused()); stops++)
      await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "current-cycle.json" }).waitFor();
    const lines = readFileSync(join(workbench().folder, state), "utf8").split("\n");
    const line = lines.findIndex((each) => each.includes('"severity": "HIGH"'));
    await waitFor(() => statusBar.text("status.editor.selection"), new RegExp(`^Ln ${line},`));
    await panel.tab(title).click();
    await panel.table("Gates").waitFor();
  });

  it("follows the file, shows hostile words as words", async () => {
    change((before) =>
      before
        .replace('"title": "Alert rules"', '"title": "<img src=x onerror=document.body.remove()> <b>evil</b>"')
        .replace('"duration_ms": 4080000', '"duration_ms": 7200000'),
    );
    await waitFor(text, /<img src=x onerror=document\.body\.remove\(\)> <b>evil<\/b>/);
    await waitFor(text, /sre\s+1\s+2h/);
    equal(await workbench().panel.content.locator("img").count(), 0);
  });

  it("keeps the last good state in view while the file is broken, and says so", async () => {
    const whole = readFileSync(join(workbench().folder, state), "utf8");
    change((before) => before.slice(0, before.length / 2));
    match(await waitFor(notices, /not valid JSON/), /Shown is what it said before it broke/);
    match(await text(), /validation/);
    await workbench().screenshot("metrics broken");
    change(() => whole);
    await waitFor(async () => `[${await notices()}]`, /^\[\s*\]$/);
  });

  it("is there again after a reload of the window", async () => {
    const { page, panel } = workbench();
    // The editor's own command waits until the window's state is kept; a browser's reload does not.
    const loaded = page.waitForEvent("load");
    await workbench().runCommand("Developer: Reload Window");
    await loaded;
    await panel.tab(title).waitFor();
    await panel.table("Gates").waitFor();
    match(await text(), /Parcel alerts/);
  });
});
