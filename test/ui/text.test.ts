import { match } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Theme } from "./support/workbench.ts";

const log = "docs/import-log.md";
const claim = "System works correctly";

describe("in the text", () => {
  describe("by keyboard and by mouse", () => {
    const workbench = useWorkbench({ workspace: "phased", theme: "dark", height: 1000, sidebarWidth: 260 });
    const text = async (): Promise<string> => readFileSync(join(workbench().folder, log), "utf8");
    const problem = () => workbench().page.locator(".markers-panel .monaco-list-row", { hasText: claim }).first();

    it("shows how the current gate stands above its heading; a click shows what it asks for", async () => {
      const { page, quickInput } = workbench();
      await workbench().openFile(log);
      const lens = page.locator(".codelens-decoration a", { hasText: /open \d+\/\d+/ }).first();
      await lens.waitFor();
      await workbench().screenshot("text code lens dark");
      await lens.click();
      await waitFor(() => quickInput.title(), /— open \d+\/\d+$/);
      await quickInput.cancel();
    });

    it("goes past the gate no sooner than it holds: Advance above the heading says what is missing", async () => {
      const { page, quickInput } = workbench();
      await page.locator(".codelens-decoration a", { hasText: "Advance" }).first().click();
      await waitFor(() => quickInput.title(), /does not hold yet/);
      await quickInput.cancel();
    });

    it("opens the page about a problem's code from the Problems panel, rendered", async () => {
      const { page } = workbench();
      await workbench().runCommand("Problems: Focus on Problems View");
      await problem().locator("a", { hasText: "rule-unmet" }).click();
      await page.locator(".tab.active", { hasText: "rule-unmet" }).waitFor();
      const heading = page.frameLocator("iframe.webview.ready").last().frameLocator("iframe").locator("h1");
      await waitFor(async () => (await heading.textContent({ timeout: 1000 })) ?? "", /^rule-unmet$/);
      await workbench().screenshot("text problem page dark");
      await page.keyboard.press("Control+F4");
    });

    it("mends a vague gate from the Problems panel by keyboard", async () => {
      const { page } = workbench();
      await workbench().openFile(log);
      await workbench().runCommand("Problems: Focus on Problems View");
      await problem().click();
      await page.keyboard.press("Control+Period");
      await page.locator(".action-widget, .context-view .monaco-menu").getByText(claim).waitFor();
      await workbench().screenshot("text quick fixes dark");
      await page.keyboard.press("ArrowDown");
      await page.keyboard.press("Enter");
      await waitFor(text, /Gate.*<one request, command or action> gives <its outcome>/i);
      await problem().waitFor({ state: "detached" });
    });

    it("shows a gate's criteria under the pointer", async () => {
      const { page } = workbench();
      await workbench().openFile(log);
      await page
        .locator(".view-line span", { hasText: /Stage.3/ })
        .last()
        .hover({ position: { x: 60, y: 8 } });
      const hover = page.locator(".monaco-hover", { hasText: /unmet/ }).first();
      const said = async () => ((await hover.textContent({ timeout: 1000 })) ?? "").replace(/\s+/g, " ");
      await waitFor(said, /unmet · Acceptance gate/);
      await workbench().screenshot("text hover dark");
      match(await said(), /unmet · Evidence/);
    });
  });

  for (const theme of ["light", "highContrast"] satisfies Theme[]) {
    describe(`in ${theme}`, () => {
      const workbench = useWorkbench({ workspace: "phased", theme, height: 1000, sidebarWidth: 260 });

      it("marks placeholders, and puts badges on files", async () => {
        const { page } = workbench();
        await workbench().openFile("docs/implementation-log-parcel-claims.md");
        await workbench().focusContainer("Explorer");
        const file = page.locator(".explorer-folders-view .monaco-list-row", { hasText: "import-log.md" });
        const badge = () =>
          file.locator(".monaco-icon-label").evaluate((label) => getComputedStyle(label, "::after").content);
        await waitFor(badge, /O/);
        await page.locator(".editor-instance .view-line").first().click();
        await page.keyboard.press("Control+End");
        const gap = page.locator(".view-line span", { hasText: /^<?hours/ }).last();
        await waitFor(() => gap.evaluate((part) => getComputedStyle(part).fontStyle), /italic/);
        await workbench().screenshot(`text ${theme}`);
      });
    });
  }
});
