import { deepEqual, equal, match } from "node:assert/strict";
import { bundleFile, manifestFile, readJson } from "../../scripts/l10n/files.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

for (const language of ["zh-cn", "pt-br"]) {
  describe(`the editor's surface in ${language}`, () => {
    const workbench = useWorkbench({ workspace: "sample", language, sidebarWidth: 320 });
    const bundle = readJson(bundleFile(language)) as Record<string, string>;
    const manifest = readJson(manifestFile(language)) as Record<string, string>;
    const said = (message: string, ...values: string[]): string =>
      (bundle[message] ?? "").replaceAll(/\{(\d)\}/g, (_, index) => values[Number(index)] ?? "");
    const titled = (key: string): string => manifest[key] ?? "";

    it("names views, buttons and commands in that language", async () => {
      const { page, tree } = workbench();
      await workbench().focusContainer("Plangate");
      await tree.collapseAll();
      await page.locator(".sidebar .composite.title", { hasText: titled("view.features") }).waitFor();
      const spoken = async (): Promise<string> =>
        (await tree.rows()).find(({ label }) => label === "Instance sync")?.ariaLabel ?? "";
      const ready = said("now at {0}, {1}", "Problem Framing", said("ready"));
      equal(
        await spoken(),
        said(
          "{0}, feature of {1}, {2} of {3} gates behind it, {4}{5}",
          "Instance sync",
          "Complex Feature Process",
          "0",
          "6",
          ready,
        ),
      );
      await workbench().screenshot(`${language} tree`);
    });

    it("fills a board with texts of that language, and says so to those who hear it", async () => {
      const { panel, tree } = workbench();
      await tree.collapseAll();
      await tree.clickInline("Instance sync", titled("command.showBoard"));
      await panel.tab(said("{0} — Board", "Instance sync")).waitFor();
      await panel.content.getByRole("heading", { name: said("History"), exact: true }).waitFor();
      equal(await panel.content.locator("html").getAttribute("lang"), language);
      const text = await panel.content.getByRole("main").innerText();
      match(text, new RegExp(said("{0} of {1} gates behind it", "0", "6")));
      await workbench().screenshot(`${language} board`);
    });

    it("has all features in one page, and the state of the gate in words", async () => {
      const { panel } = workbench();
      await workbench().runCommand(`Plangate: ${titled("command.showOverview")}`);
      await panel.content.getByRole("heading", { name: said("All Features") }).waitFor();
      const [head, first] = await panel.rows(`${said("In work")} 5`);
      deepEqual(head?.slice(0, 3), [said("Feature"), said("Gate"), said("State")]);
      deepEqual(first?.slice(1, 3), ["Work", said("open")]);
      await workbench().screenshot(`${language} overview`);
    });

    it("says what a gate asks, in the status bar and above the gate", async () => {
      const { page, statusBar } = workbench();
      await workbench().openFile("docs/implementation-log.md");
      await waitFor(() => statusBar.text("plangate.gate"), /^Supporting APIs 4\/9$/);
      await statusBar.item("plangate.gate").hover();
      const hover = page.locator(".monaco-hover", { hasText: "Claims service" });
      await hover.waitFor();
      deepEqual(await hover.locator("a").allTextContents(), [
        said("Show Actions"),
        said("Open Document"),
        said("Advance…"),
      ]);
      await workbench().screenshot(`${language} status bar`);
    });
  });
}
