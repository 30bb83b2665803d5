import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { waitFor } from "../../test/ui/support/waitFor.ts";
import type { Workbench, WorkbenchOptions } from "../../test/ui/support/workbench.ts";

/** A visit to the editor on which pictures are taken, in light and in dark. */
export interface Scene extends Omit<WorkbenchOptions, "theme"> {
  pictures: readonly string[];
  /** Those that are taken in high contrast as well. */
  highContrast?: readonly string[];
  play(workbench: Workbench, keep: (picture: string) => Promise<void>): Promise<void>;
}

const log = "docs/import-log.md";
const claim = "System works correctly";

/** The pointer rests where it shows nothing. */
const lookAway = ({ page }: Workbench): Promise<void> => page.mouse.move(0, 0);

export const scenes: readonly Scene[] = [
  {
    workspace: "sample",
    sidebarWidth: 440,
    pictures: ["tree", "filter"],
    highContrast: ["tree"],
    async play(workbench, keep) {
      const { page, quickInput, tree } = workbench;
      await workbench.focusContainer("Plangate");
      await tree.click("Work");
      await page.locator(".tab.active").waitFor();
      await keep("tree");
      await tree.clickTitle("Filter…");
      await waitFor(() => quickInput.title(), /Filter Features/);
      await quickInput.pick("ready");
      await keep("filter");
    },
  },
  {
    workspace: "sample",
    sidebarWidth: 300,
    pictures: ["status-bar", "refusal"],
    async play(workbench, keep) {
      const { page, quickInput, statusBar } = workbench;
      await workbench.focusContainer("Plangate");
      await workbench.openFile("docs/implementation-log.md");
      await waitFor(() => statusBar.text("plangate.gate"), /^Supporting APIs/);
      await statusBar.item("plangate.gate").hover();
      await page.locator(".monaco-hover", { hasText: "Claims service" }).waitFor();
      await keep("status-bar");
      await lookAway(workbench);
      await workbench.runCommand("Plangate: Advance…");
      await waitFor(() => quickInput.title(), /does not hold yet/);
      await keep("refusal");
    },
  },
  {
    workspace: "sample",
    pictures: ["board", "board-figures", "overview", "metrics"],
    async play(workbench, keep) {
      const { page, panel, tree } = workbench;
      await workbench.focusContainer("Plangate");
      await tree.collapseAll();
      await tree.clickInline("Parcel alerts", "Show Board");
      await panel.content.getByRole("heading", { name: "Parcel alerts" }).waitFor();
      // The panels are the picture: the view beside them would only make them narrow.
      await workbench.runCommand("View: Close Primary Side Bar");
      await page.locator(".part.sidebar").waitFor({ state: "hidden" });
      await keep("board");
      await panel.content.getByRole("heading", { name: "Figures" }).evaluate((heading) => heading.scrollIntoView());
      await keep("board-figures");
      await workbench.runCommand("Plangate: Show All Features");
      await panel.content.getByRole("heading", { name: "All Features" }).waitFor();
      await keep("overview");
      await workbench.openFile("docs/dev-cycle/current-cycle.json");
      await waitFor(() => workbench.statusBar.text("plangate.gate"), /validation/);
      await workbench.runCommand("Plangate: Show Cycle Metrics");
      await panel.table("Gates").waitFor();
      await keep("metrics");
    },
  },
  {
    // A gate that was approved and whose text changed since: what changed stands above the texts.
    workspace: "make-express",
    sidebarWidth: 300,
    height: 1000,
    pictures: ["review", "approve"],
    async play(workbench, keep) {
      const { dialog, panel, quickInput, tree } = workbench;
      const text = join(workbench.folder, "services/mailer/artifacts/assumptions.md");
      writeFileSync(
        text,
        readFileSync(text, "utf8").replace("answers after twelve seconds", "answers after fifteen seconds"),
      );
      await workbench.focusContainer("Plangate");
      await tree.clickMenu("Ask (Gate A)", "Review Gate");
      await panel.content.locator(".diff ins").waitFor();
      await lookAway(workbench);
      await keep("review");
      await tree.clickInline("Ask (Gate A)", "Approve Gate…");
      await waitFor(() => quickInput.title(), /^Approve/);
      await quickInput.enter("Fifteen seconds is what we measured");
      await dialog.text();
      await keep("approve");
    },
  },
  {
    workspace: "phased",
    sidebarWidth: 260,
    height: 800,
    pictures: ["text", "fixes", "problem"],
    async play(workbench, keep) {
      const { page } = workbench;
      await workbench.focusContainer("Plangate");
      await workbench.openFile(log);
      await page
        .locator(".codelens-decoration a", { hasText: /open \d+\/\d+/ })
        .first()
        .waitFor();
      await page
        .locator(".view-line span", { hasText: /Stage.3/ })
        .last()
        .hover({ position: { x: 60, y: 8 } });
      await page.locator(".monaco-hover", { hasText: /unmet/ }).first().waitFor();
      await keep("text");
      await lookAway(workbench);
      await workbench.runCommand("Problems: Focus on Problems View");
      await page.locator(".markers-panel .monaco-list-row", { hasText: claim }).first().click();
      await waitFor(() => workbench.statusBar.text("status.editor.selection"), /selected/);
      await page.keyboard.press("Control+Period");
      await page.locator(".action-widget, .context-view .monaco-menu").getByText(claim).waitFor();
      await keep("fixes");
      await page.keyboard.press("Escape");
      await workbench.runCommand("Problems: Focus on Problems View");
      await page
        .locator(".markers-panel .monaco-list-row", { hasText: claim })
        .first()
        .locator("a", { hasText: "rule-unmet" })
        .click();
      const heading = page.frameLocator("iframe.webview.ready").last().frameLocator("iframe").locator("h1");
      await waitFor(async () => (await heading.textContent({ timeout: 1000 })) ?? "", /^rule-unmet$/);
      await keep("problem");
    },
  },
  {
    workspace: "empty",
    width: 1400,
    settings: { "workbench.startupEditor": "none" },
    pictures: ["welcome", "walkthrough", "start"],
    async play(workbench, keep) {
      const { page, quickInput } = workbench;
      await workbench.focusContainer("Plangate");
      const welcome = page.locator(".sidebar .welcome-view-content");
      await welcome.getByRole("button", { name: "Start Feature" }).waitFor();
      await keep("welcome");
      await welcome.getByRole("button", { name: "Get started" }).click();
      await page.locator(".getting-started-step").first().getByRole("button").first().waitFor();
      await keep("walkthrough");
      await workbench.runCommand("View: Close All Editors");
      await workbench.runCommand("Plangate: Start Feature…");
      await quickInput.pick("Complex Feature Process");
      await waitFor(() => quickInput.question(), /What is the feature called/);
      await quickInput.enter("Order export");
      await waitFor(() => quickInput.question(), /What kind of feature/);
      await quickInput.pick("A large feature");
      await waitFor(() => quickInput.title(), /^Start Order export/);
      await keep("start");
    },
  },
  {
    workspace: "sample",
    trusted: false,
    sidebarWidth: 400,
    pictures: ["restricted"],
    async play(workbench, keep) {
      await workbench.focusContainer("Plangate");
      await waitFor(() => workbench.tree.message(), /Restricted Mode/);
      await keep("restricted");
    },
  },
];
