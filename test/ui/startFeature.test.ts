import { deepEqual, equal } from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("C-1 Start Feature, step by step", () => {
  const workbench = useWorkbench({ workspace: "empty" });
  const written = (): boolean => existsSync(join(workbench().folder, "docs/plans/order_export_stage0_problem.md"));

  it("goes back and forth, keeps what was said, and writes nothing before the last row is chosen", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await waitFor(() => quickInput.title(), /Start Feature \(1\)/);
    equal(await quickInput.canGoBack(), false);
    await quickInput.pick("Complex Feature Process");
    await waitFor(() => quickInput.title(), /Start Feature: Complex Feature Process \(2\)/);
    await quickInput.enter("Order export");
    await waitFor(() => quickInput.question(), /What kind of feature/);
    await quickInput.pick("A large feature");
    await waitFor(() => quickInput.title(), /^Start Order export \(4\)/);
    await workbench().screenshot("start feature preview");
    // Rows of files are there to be read: a click on one neither goes on nor ends it.
    await quickInput.pick("docs/plans/order_export_stage0_problem.md");
    await waitFor(() => quickInput.title(), /^Start Order export \(4\)/);

    await quickInput.back();
    await waitFor(() => quickInput.question(), /What kind of feature/);
    await quickInput.back();
    await waitFor(() => quickInput.question(), /What is the feature called/);
    equal(await quickInput.value(), "Order export");
    await quickInput.back();
    await waitFor(() => quickInput.question(), /Which process/);
    await waitFor(() => quickInput.focused(), /Complex Feature Process/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.question(), /What is the feature called/);
    await quickInput.enter("Order import");
    await waitFor(() => quickInput.question(), /What kind of feature/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.title(), /^Start Order import \(4\)/);
    deepEqual((await quickInput.items()).sort(), [
      ".plangate/README.md",
      "Start “Order import”",
      "docs/plans/order_import_stage0_problem.md",
    ]);
    equal(written(), false);
    await quickInput.cancel();
  });

  it("ends at each step with Escape, and nothing is written", async () => {
    const { quickInput } = workbench();
    for (const steps of [0, 1, 2, 3]) {
      await workbench().runCommand("Plangate: Start Feature…");
      await waitFor(() => quickInput.title(), /Start Feature/);
      if (steps > 0) await quickInput.pick("Complex Feature Process");
      if (steps > 0) await waitFor(() => quickInput.question(), /What is the feature called/);
      if (steps > 1) await quickInput.enter("Order export");
      if (steps > 1) await waitFor(() => quickInput.question(), /What kind of feature/);
      if (steps > 2) await quickInput.pick("A large feature");
      if (steps > 2) await waitFor(() => quickInput.title(), /^Start Order export/);
      await quickInput.cancel();
      equal(written(), false);
    }
  });

  it("says what is wrong with a title as it is typed, by keyboard alone, and starts", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await quickInput.type("Complex");
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.question(), /What is the feature called/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.message(), /at least one letter/);
    await page.keyboard.type("…");
    await waitFor(() => quickInput.message(), /at least one letter/);
    await quickInput.enter("Order export");
    await waitFor(() => quickInput.question(), /What kind of feature/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.title(), /^Start Order export/);
    await page.keyboard.press("Enter");
    await page.locator(".tab.active", { hasText: "order_export_stage0_problem.md" }).waitFor();
    equal(written(), true);
  });
});
