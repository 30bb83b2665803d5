import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const log = "docs/implementation-log.md";

describe("settings", () => {
  const workbench = useWorkbench({ workspace: "sample", sidebarWidth: 320 });
  const set = (settings: Record<string, unknown>): void => {
    const folder = join(workbench().folder, ".vscode");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "settings.json"), JSON.stringify(settings));
  };
  const goTo = async (line: number): Promise<void> => {
    const { page, statusBar } = workbench();
    await page.keyboard.press("Control+G");
    await page.keyboard.type(String(line));
    await page.keyboard.press("Enter");
    await waitFor(() => statusBar.text("status.editor.selection"), new RegExp(`^Ln ${line},`));
  };

  it("lines above gates go and come back as their setting says, without a reload", async () => {
    const { page } = workbench();
    await workbench().openFile(log);
    await goTo(61);
    const lens = page.locator(".codelens-decoration a", { hasText: /open \d+\/\d+/ });
    await lens.first().waitFor();
    set({ "plangate.codeLens": false });
    await lens.first().waitFor({ state: "detached" });
    set({});
    await lens.first().waitFor();
  });

  it("the tree follows the editor as soon as its setting says so", async () => {
    const { tree } = workbench();
    await workbench().focusContainer("Plangate");
    await tree.collapseAll();
    set({ "plangate.autoReveal": true });
    // The editor takes a setting over when it has seen the file: until then opening a document reveals nothing.
    await waitFor(async () => {
      await workbench().openFile(log);
      await workbench().openFile("docs/plans/instance_sync_stage0_problem.md");
      return (await tree.rows()).map(({ label }) => label).join("|");
    }, /Problem Framing/);
    set({});
  });
});
