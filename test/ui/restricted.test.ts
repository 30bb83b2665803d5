import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("Restricted Mode", () => {
  const workbench = useWorkbench({ workspace: "sample", trusted: false });

  it("shows where work stands and says that it writes nothing", async () => {
    await workbench().focusContainer("Plangate");
    const rows = await workbench().tree.rows();
    equal(
      rows.some(({ label }) => label === "Auth refresh token"),
      true,
    );
    deepEqual(
      rows.filter(({ checked }) => checked !== undefined),
      [],
    );
    await workbench().page.locator(".sidebar .message", { hasText: "Restricted Mode" }).waitFor();
    await workbench().screenshot("restricted mode");
  });

  it("lets a gate be reviewed, and says that nothing can be decided", async () => {
    const { panel, quickInput, statusBar } = workbench();
    await statusBar.click("plangate.gate");
    await quickInput.pick("Review Gate");
    await waitFor(
      () => panel.content.getByRole("region", { name: "Decide" }).innerText(),
      /^Restricted Mode: this can be read here, and nothing can be decided\.$/,
    );
    equal(await panel.content.getByRole("button", { name: /Approve|Waive|Skip|Revoke|Request/ }).count(), 0);
    await panel.content.getByRole("heading", { name: "Criteria" }).waitFor();
  });

  it("offers places to look at, and no command that writes", async () => {
    const { quickInput, statusBar } = workbench();
    await statusBar.click("plangate.gate");
    await waitFor(() => quickInput.title(), /—/);
    const items = await quickInput.items();
    deepEqual(
      items.filter((item) => /Advance|Approve|Log a Loop|Add Story/.test(item)),
      [],
    );
    await quickInput.cancel();
    await workbench().page.keyboard.press("F1");
    await quickInput.type(">Plangate: Advance…");
    await waitFor(async () => (await quickInput.items()).join(), /./);
    equal((await quickInput.items()).includes("Plangate: Advance…"), false);
    await quickInput.cancel();
    match(execFileSync("git", ["status", "--short"], { cwd: workbench().folder, encoding: "utf8" }), /^$/);
  });
});

describe("trust that is granted while the window is open", () => {
  const workbench = useWorkbench({ workspace: "sample", trusted: false, height: 1300, sidebarWidth: 420 });
  const box = "Audit line with user, reason and who asked";
  const plan = "tasks/auth-refresh-token-20261005T081500Z/plan.md";
  const decide = () => workbench().panel.content.getByRole("region", { name: "Decide" });

  it("is what an action asks for, and leads to", async () => {
    const { page } = workbench();
    await workbench().focusContainer("Plangate");
    await workbench().page.locator(".sidebar .message", { hasText: "Restricted Mode" }).waitFor();
    await workbench().openFile("docs/plans/instance_sync_stage0_problem.md");
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /Problem Framing/);
    await workbench().statusBar.click("plangate.gate");
    await workbench().quickInput.pick("Review Gate");
    await waitFor(() => decide().innerText(), /^Restricted Mode/);
    await workbench().runCommand("Plangate: Get Started");
    const step = page.locator(".getting-started-step").nth(1);
    const start = step.getByRole("button", { name: "Start Feature" });
    // The page is drawn anew while it opens: a click may come too early.
    for (let tries = 5; tries > 0 && !(await start.isVisible()); tries--) {
      await step.click();
      await start.waitFor({ timeout: 2000 }).catch(() => undefined);
    }
    await start.click();
    await workbench().runCommand("Notifications: Show Notifications");
    const said = page.locator(".notifications-center .notification-list-item", { hasText: "writes nothing" }).last();
    await workbench().screenshot("restricted action");
    await said.getByRole("button", { name: "Manage Workspace Trust" }).click();
    await page.locator(".workspace-trust-editor").waitFor();
  });

  it("makes actions work, and brings what git knows, without a reload", async () => {
    const { page, panel, quickInput, tree } = workbench();
    let loads = 0;
    page.on("load", () => loads++);
    await page.locator(".workspace-trust-editor").getByRole("button", { name: "Trust", exact: true }).first().click();
    await waitFor(() => tree.message(), /^((?!Restricted).)*$/);
    // Newer editors show it above everything else.
    const above = page.locator(".monaco-modal-editor-block");
    if (await above.isVisible())
      await above
        .getByRole("button", { name: /^Close/ })
        .last()
        .click();
    await above.waitFor({ state: "hidden" });
    await tree.row(box).locator(".custom-view-tree-node-item-checkbox").waitFor();
    await workbench().screenshot("trust granted");
    await tree.tick(box);
    await waitFor(async () => readFileSync(join(workbench().folder, plan), "utf8"), /^- \[x\] Audit line/m);
    await panel.tab("Problem Framing — Review").click();
    await waitFor(() => decide().getByRole("button").allInnerTexts().then(String), /Approve/);
    await workbench().runCommand("Plangate: Start Feature…");
    await waitFor(() => quickInput.question(), /Which process/);
    await quickInput.cancel();
    await tree.collapseAll();
    await tree.expand("Auth refresh token");
    await tree.expand("History");
    await waitFor(async () => (await tree.rows()).map(({ ariaLabel }) => ariaLabel).join("; "), /Ada Example/);
    await workbench().screenshot("trust granted history");
    equal(loads, 0);
  });
});
