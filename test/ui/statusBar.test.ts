import { deepEqual, equal, match } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("the status bar", () => {
  const workbench = useWorkbench({ workspace: "sample", theme: "dark" });
  const log = "docs/implementation-log.md";

  it("says the gate and how much of it holds, and at length what it asks", async () => {
    const { page, statusBar } = workbench();
    await workbench().openFile(log);
    await waitFor(() => statusBar.text("plangate.gate"), /^Supporting APIs 4\/9$/);
    await statusBar.item("plangate.gate").hover();
    const hover = page.locator(".monaco-hover", { hasText: "Claims service" });
    await hover.waitFor();
    match((await hover.textContent()) ?? "", /Evidence: unmet\. "Evidence links" is empty/);
    deepEqual(await hover.locator("a").allTextContents(), ["Show Actions", "Open Document", "Advance…"]);
    await workbench().screenshot("status bar tooltip");
    await hover.getByRole("link", { name: "Show Actions" }).click();
    await waitFor(() => workbench().quickInput.title(), /Supporting APIs/);
    await workbench().quickInput.cancel();
  });

  it("says what a hostile title says, and nothing of it is drawn, linked or run", async () => {
    const { page, statusBar } = workbench();
    const path = join(workbench().folder, log);
    const title = "$(zap) <img src=x> [go](command:workbench.action.quit) **b**";
    writeFileSync(path, readFileSync(path, "utf8").replace("### Stage 4 — Supporting APIs", `### Stage 4 — ${title}`));
    await waitFor(() => statusBar.text("plangate.gate"), /^\$\(zap\) <img src=x> \[go\]/);
    equal(await statusBar.item("plangate.gate").locator(".codicon-zap").count(), 0);
    await page.mouse.move(600, 300);
    await statusBar.item("plangate.gate").hover();
    const hover = page.locator(".monaco-hover", { hasText: "Claims service" });
    await hover.waitFor();
    // A hover that was open already keeps its old words for a moment.
    await waitFor(
      async () => (await hover.textContent()) ?? "",
      /\$\(zap\) <img src=x> \[go\]\(command:workbench\.action\.quit\) \*\*b\*\*/,
    );
    equal(await hover.locator("img, .codicon-zap").count(), 0);
    deepEqual(await hover.locator("a").allTextContents(), ["Show Actions", "Open Document", "Advance…"]);
    await workbench().screenshot("status bar hostile");
  });

  it("leads to the review of a gate that waits for an approval", async () => {
    const { page, statusBar } = workbench();
    await workbench().openFile("docs/plans/instance_sync_stage0_problem.md");
    await waitFor(() => statusBar.text("plangate.gate"), /^Problem Framing/);
    await statusBar.item("plangate.gate").hover();
    const hover = page.locator(".monaco-hover", { hasText: "Instance sync" });
    await hover.waitFor();
    match((await hover.textContent()) ?? "", /Approval: not given yet/);
    deepEqual(await hover.locator("a").allTextContents(), [
      "Show Actions",
      "Review Gate",
      "Open Document",
      "Approve Gate…",
    ]);
    await hover.getByRole("link", { name: "Review Gate" }).click();
    await page.locator(".tab.active", { hasText: "Problem Framing — Review" }).waitFor();
    await page.keyboard.press("Control+F4");
  });
});
