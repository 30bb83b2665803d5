import { deepEqual, equal, match, notEqual, ok } from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { bundleFile, manifestFile, readJson } from "../../scripts/l10n/files.ts";
import { fixesFor, fixNames, leavesOf, problemGuides } from "../../src/core/index.ts";
import { judgedIn } from "./support/engine.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { escaped, waitFor } from "./support/waitFor.ts";

const log = "docs/implementation-log.md";
const violation = "gate-passed-over";

/** A text as it reads: runs of blanks, such as those that cannot break, are one. */
const plain = (text: string): string => text.replaceAll(/\s+/g, " ");

const literally = (text: string): RegExp => new RegExp(escaped(text));

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

    it("says under the pointer what a criterion still asks", async () => {
      const { page, folder } = workbench();
      const asked = async (messages?: Record<string, string>) =>
        (await judgedIn(folder, messages))
          .flatMap(({ stages }) => leavesOf(stages))
          .flatMap(({ criteria }) => criteria.filter(({ label }) => label === (messages?.["Docs/process"] ?? "Docs")))
          .find(({ verdict, place }) => verdict === "unmet" && place?.file === log);
      const [criterion, english] = [await asked(bundle), await asked()];
      ok(criterion?.place);
      notEqual(criterion.message, english?.message, "The engine says it in English.");
      await workbench().openFile(log);
      await page.keyboard.press("Control+G");
      await page.keyboard.type(String(criterion.place.line));
      await page.keyboard.press("Enter");
      // Shown at the cursor, as the keys of the editor's own command do.
      await page.keyboard.press("Control+K");
      await page.keyboard.press("Control+I");
      const hover = page.locator(".monaco-hover", { hasText: criterion.label }).first();
      const text = `${said("unmet")} · ${criterion.label} — ${criterion.message}`;
      await waitFor(async () => plain(await hover.innerText({ timeout: 1000 })), literally(text));
      await workbench().screenshot(`${language} hover`);
      await page.keyboard.press("Escape");
    });

    it("says a violation in the Problems panel", async () => {
      const { page, folder } = workbench();
      // The stage after the one that work is going on at.
      const path = join(folder, log);
      const [before = "", ...after] = readFileSync(path, "utf8").split(/(?=^### Stage 5)/m);
      writeFileSync(path, before + after.join("").replace("Status: not-started", "Status: done"));
      const found = async (messages?: Record<string, string>) =>
        (await judgedIn(folder, messages)).flatMap(({ findings }) => findings).find(({ code }) => code === violation);
      const [finding, english] = [await found(bundle), await found()];
      ok(finding);
      notEqual(finding.message, english?.message, "The engine says it in English.");
      await workbench().runCommand("Problems: Focus on Problems View");
      const row = page.locator(".markers-panel .monaco-list-row", { hasText: violation }).first();
      await waitFor(async () => plain((await row.textContent({ timeout: 1000 })) ?? ""), literally(finding.message));
      await workbench().screenshot(`${language} problems`);
    });

    it("opens the page about its code in that language", async () => {
      const { page } = workbench();
      await page
        .locator(".markers-panel .monaco-list-row", { hasText: violation })
        .first()
        .locator("a", { hasText: violation })
        .click();
      await page.locator(".tab.active", { hasText: violation }).waitFor();
      const body = page.frameLocator("iframe.webview.ready").last().frameLocator("iframe").locator("body");
      const guide = problemGuides.find(({ code }) => code === violation);
      ok(guide);
      const means = said(guide.means());
      const lines = [
        violation,
        said("{0} Severity: {1}.", means, said("error")),
        said(guide.mend()),
        said("Quick fixes:"),
        ...fixesFor(violation).map((name) => said(fixNames[name]())),
      ];
      const read = async (): Promise<string> =>
        (await body.innerText({ timeout: 1000 }))
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== "")
          .join("\n");
      await waitFor(read, new RegExp(`^${literally(lines.join("\n")).source}$`));
      await workbench().screenshot(`${language} problem page`);
    });
  });
}
