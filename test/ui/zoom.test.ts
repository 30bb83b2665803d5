import { deepEqual, equal, ok } from "node:assert/strict";
import type { Locator } from "playwright-core";
import { openBoard, openMetrics, openOverview, openReview } from "./support/openPanels.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

/** What a window of 1280 by 1024 pixels has at a zoom of 200 %. */
const zoomed = { width: 640, height: 512, scale: 2 };
const state = "docs/dev-cycle/current-cycle.json";
const problem = "docs/plans/instance_sync_stage0_problem.md";

/** What is not whole inside the window, by its name. */
async function outOfSight(...locators: Locator[]): Promise<string[]> {
  const out: string[] = [];
  for (const locator of locators) {
    await locator.waitFor();
    const box = await locator.boundingBox();
    const isIn =
      box && box.x >= 0 && box.y >= 0 && box.x + box.width <= zoomed.width && box.y + box.height <= zoomed.height;
    if (!isIn)
      out.push(
        `${(await locator.getAttribute("aria-label")) ?? (await locator.textContent())}: ${JSON.stringify(box)}`,
      );
  }
  return out;
}

describe("at a zoom of 200 %", () => {
  const workbench = useWorkbench({ workspace: "sample", sidebarWidth: 240, ...zoomed });
  const row = (): Locator => workbench().page.locator(".sidebar .customview-tree .monaco-list-row.focused");

  it("every row of the tree is reached by the keyboard, and its buttons by the pointer", async () => {
    const { page, tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.click("Auth refresh token");
    await page.keyboard.press("End");
    await waitFor(() => tree.focused(), /^((?!Auth refresh token).)+$/);
    deepEqual(await outOfSight(row()), []);
    await page.keyboard.press("Home");
    await waitFor(() => tree.focused(), /Auth refresh token/);
    await tree.row("Auth refresh token").hover();
    const buttons = await tree.row("Auth refresh token").getByRole("button").all();
    ok(buttons.length > 0);
    deepEqual(await outOfSight(row(), ...buttons), []);
    await workbench().screenshot("zoom tree");
  });

  it("every button in the view's title is in sight or in its menu", async () => {
    const { page } = workbench();
    const title = page.locator(".sidebar .composite.title");
    await title.hover();
    const names = ["Start Feature…", "Filter…", "Show Only What Waits for Me", "Views and More Actions..."];
    deepEqual(await outOfSight(...names.map((name) => title.getByLabel(name, { exact: true }))), []);
    await title.getByLabel("Views and More Actions...", { exact: true }).click();
    const menu = page.locator(".context-view .monaco-menu");
    deepEqual(await outOfSight(menu, menu.getByRole("menuitem", { name: "Reveal Active File" })), []);
    await workbench().screenshot("zoom title menu");
    await page.keyboard.press("Escape");
    await menu.waitFor({ state: "hidden" });
  });

  it("a list shows its title, its buttons and, by the keyboard, every row", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await waitFor(() => quickInput.question(), /Which process/);
    const widget = page.locator(".quick-input-widget");
    deepEqual(await outOfSight(widget, widget.locator(".quick-input-title")), []);
    // Up from the first row leads to the last.
    await page.keyboard.press("ArrowUp");
    const focused = widget.locator(".monaco-list-row.focused");
    await waitFor(() => quickInput.focused(), /./);
    deepEqual(await outOfSight(focused), []);
    await quickInput.pick("Complex Feature Process", "Complex");
    await waitFor(() => quickInput.question(), /What is the feature called/);
    deepEqual(await outOfSight(widget, widget.getByRole("button", { name: "Back" })), []);
    await quickInput.enter("Order export");
    await quickInput.pick("A large feature");
    await waitFor(() => quickInput.title(), /^Start Order export/);
    deepEqual(await outOfSight(widget, widget.getByRole("button", { name: "Back" }), focused), []);
    await workbench().screenshot("zoom preview");
    await quickInput.cancel();
  });

  it("a filter's list has its OK in sight", async () => {
    const { page, quickInput, tree } = workbench();
    await tree.clickTitle("Filter…");
    await waitFor(() => quickInput.title(), /Filter Features/);
    deepEqual(await outOfSight(page.locator(".quick-input-widget").getByRole("button", { name: "OK" })), []);
    await workbench().screenshot("zoom filter");
    await quickInput.cancel();
  });

  it("the question of an approval has all of its words and buttons within reach", async () => {
    const { dialog, page, quickInput } = workbench();
    await workbench().openFile(problem);
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /Problem Framing/);
    await workbench().runCommand("Plangate: Approve Gate…");
    await quickInput.enter("Read");
    const box = page.locator(".monaco-dialog-box");
    await dialog.text();
    await workbench().screenshot("zoom approve");
    deepEqual(await outOfSight(box, ...(await box.locator(".dialog-buttons").getByRole("button").all())), []);
    const detail = box.locator(".dialog-message-detail");
    const hidden = await detail.evaluate((element) => {
      for (
        let each: Element | null = element;
        each && !each.classList.contains("monaco-dialog-box");
        each = each.parentElement
      ) {
        const cut = each.scrollHeight > each.clientHeight + 1;
        if (cut && !/auto|scroll/.test(getComputedStyle(each).overflowY)) return true;
      }
      return false;
    });
    equal(hidden, false);
    await dialog.click("Cancel");
  });

  const panels: Record<string, () => Promise<void>> = {
    overview: () => openOverview(workbench()),
    "board of documents": () => openBoard(workbench(), problem, /Problem Framing/, "Instance sync"),
    "board of a cycle": () => openBoard(workbench(), state, /validation/, "Parcel alerts"),
    metrics: () => openMetrics(workbench(), state, /validation/),
    review: () => openReview(workbench(), problem, /Problem Framing/),
  };
  for (const [panel, open] of Object.entries(panels))
    it(`needs no scrolling sideways: ${panel}`, async () => {
      await open();
      await workbench().screenshot(`zoom ${panel}`);
      equal(await workbench().panel.beyond(), 0);
    });

  it("a table that is wider than the panel is scrolled by the keyboard, by itself", async () => {
    const { page, panel } = workbench();
    await panels.metrics?.();
    const table = panel.content.getByRole("group", { name: "Gates", exact: true });
    await waitFor(async () => String(await table.getAttribute("tabindex")), /^0$/);
    await table.focus();
    for (let presses = 0; presses < 20; presses++) await page.keyboard.press("ArrowRight");
    const last = panel.table("Gates").getByRole("columnheader", { name: "Passed at first" });
    await waitFor(async () => String((await outOfSight(last)).length), /^0$/);
    await workbench().screenshot("zoom metrics scrolled");
    equal(await panel.beyond(), 0);
  });
});
