import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const filled = join(root, "test/fixtures/filled/complex-feature/docs/plans/offline_scans_stage0_problem.md");
const problem = "docs/plans/order_export_stage0_problem.md";

describe("a complex feature, by clicking", () => {
  const workbench = useWorkbench({ workspace: "complex-feature" });
  const path = (relative: string): string => join(workbench().folder, relative);
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: workbench().folder, encoding: "utf8" }).trim();
  /** The state that a screen reader says for a gate. */
  const gate = async (label: string): Promise<string> => {
    const row = (await workbench().tree.rows()).find((one) => one.label === label);
    return row?.ariaLabel ?? "";
  };
  const gateSays = (label: string, text: RegExp) => waitFor(() => gate(label), text);
  const status = (text: RegExp) => waitFor(() => workbench().statusBar.text("plangate.gate"), text);

  it("starts from the welcome view: a process, a title, its question, a look at the files", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await page.locator(".welcome-view-content").getByRole("button", { name: "Start Feature" }).click();
    await quickInput.pick("Complex Feature Process");
    await waitFor(() => quickInput.title(), /Start Feature: Complex Feature Process/);
    await quickInput.type("!!");
    await waitFor(() => quickInput.message(), /at least one letter/);
    await quickInput.enter("Order export");
    await quickInput.pick("Leave open");
    await waitFor(() => quickInput.title(), /^Start Order export$/);
    deepEqual(await quickInput.items(), ["Start “Order export”", ".plangate/README.md", problem]);
    equal(existsSync(path(problem)), false);
    await quickInput.pick("Start “Order export”");
    await page.locator(".tab.active", { hasText: "order_export_stage0_problem.md" }).waitFor();
    await gateSays("Problem Framing", /gate, open/);
    await status(/Problem Framing 1\/5/);
    await workbench().screenshot("complex feature started");
  });

  it("is not advanced before its time: every unmet criterion is named and leads to its place", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance");
    await waitFor(() => quickInput.title(), /Problem Framing does not hold yet/);
    deepEqual(await quickInput.items(), [
      "Filled in",
      "Problem, pains, metrics, guardrails",
      "No unknown is open",
      "Approval",
    ]);
    await workbench().screenshot("complex feature refused");
    await quickInput.pick("Problem, pains, metrics, guardrails");
    await page.locator(".statusbar-item", { hasText: /^Ln 8,/ }).waitFor();
    equal(git("log", "--format=%s"), "Start");
  });

  it("turns ready when its document is filled in, whoever writes it", async () => {
    writeFileSync(path(problem), readFileSync(filled, "utf8"));
    await gateSays("Problem Framing", /gate, ready/);
    await status(/Problem Framing 5\/6/);
  });

  it("is approved in a modal that shows what is approved, and asks again when that changed meanwhile", async () => {
    const { dialog, quickInput } = workbench();
    await workbench().tree.clickInline("Problem Framing", "Approve Gate");
    await waitFor(() => quickInput.title(), /Approve “Problem Framing”/);
    await quickInput.enter("Reads well");
    deepEqual((await dialog.buttons()).sort(), ["Approve", "Cancel"]);
    const shown = await dialog.text();
    for (const part of [
      /Order export/,
      /Problem Framing/,
      /order_export_stage0_problem\.md/,
      /Reads well/,
      /Ada Example/,
    ]) {
      match(shown, part);
    }
    doesNotMatch(shown, /changed while you were asked/);
    await workbench().screenshot("complex feature approval");

    writeFileSync(path(problem), `${readFileSync(filled, "utf8")}\nOne sentence more.\n`);
    await workbench().page.locator(".monaco-dialog-box").getByRole("button", { name: "Approve" }).click();
    await waitFor(() => dialog.text(), /changed while you were asked/);
    equal(existsSync(path(".plangate/approvals")), false);
    await dialog.click("Approve");
    await gateSays("Problem Framing", /gate, passed/);
    await workbench().tree.expand("Problem Framing");
    await gateSays("Approval", /given by Ada Example/);
  });

  it("advances: document and record are committed, the next document is there and open", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance");
    await waitFor(() => quickInput.title(), /Advance|Problem Framing/);
    await quickInput.pick("Advance “Order export”");
    await page.locator(".tab.active", { hasText: "order_export_stage1_architecture_brief.md" }).waitFor();
    await status(/Architecture Brief/);
    await waitFor(async () => git("log", "-1", "--format=%s"), /stage 0 approved/);
    const committed = git("show", "--name-only", "--format=").split("\n");
    equal(committed.includes(problem), true);
    equal(
      committed.some((file) => file.startsWith(".plangate/approvals/")),
      true,
    );
    await workbench().screenshot("complex feature advanced");
  });

  it("goes stale when the approved text is edited, even before it is saved", async () => {
    const { page } = workbench();
    await workbench().openFile(problem);
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Typed after the approval.");
    await gateSays("Problem Framing", /gate, stale/);
    await gateSays("Approval", /stale/);
    await status(/Problem Framing/);
    await workbench().screenshot("complex feature stale");
    doesNotMatch(readFileSync(path(problem), "utf8"), /Typed after/);
  });
});
