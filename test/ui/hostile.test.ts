import { deepEqual, doesNotMatch, equal, match, ok } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { openBoard, openOverview, openReview } from "./support/openPanels.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const esc = String.fromCharCode(27);
/** On one line: markup, handlers, live links, pictures of the editor, bidi controls and an escape of terminals. */
const evil =
  "$(zap) <img src=x onerror=alert(1)> <b onclick=alert(2)>b</b> [go](command:workbench.action.closeAllEditors) " +
  `[js](javascript:alert(3)) ![p](https://evil.example/p.png) https://evil.example/a \u202egnp.exe\u2066 ${esc}[31mred`;
/** What of it has to be read wherever a text is shown long enough. */
const read = /\$\(zap\) <img src=x onerror=alert\(1\)>/;
const steering = new RegExp(`[\\u202a-\\u202e\\u2066-\\u2069${esc}]`);

const log = "docs/implementation-log.md";
const problem = "docs/plans/instance_sync_stage0_problem.md";
const plan = "tasks/auth-refresh-token-20261005T081500Z/plan.md";
const state = "docs/dev-cycle/current-cycle.json";

/** Says the same in every kind of place that a person fills, and a million characters on one line. */
function spoil(folder: string): void {
  const huge = `${evil} ${"W".repeat(1_000_000)}`;
  const change = (path: string, edit: (text: string) => string): void =>
    writeFileSync(join(folder, path), edit(readFileSync(join(folder, path), "utf8")));
  change(log, (text) =>
    text
      .replace("### Stage 4 — Supporting APIs", () => `### Stage 4 — ${evil}`)
      .replace("<files, runs or commits that show the gate was tried>", () => `<${evil}>`)
      // Work goes on past the gate: that is a violation, which names it.
      .replace("- Status: not-started", "- Status: in-progress"),
  );
  change(problem, (text) => `${text}\n## ${evil}\n\n${evil}\n\nTBD: [${evil}]\n\n${huge}\n`);
  change(plan, (text) =>
    text.replaceAll("Revoke all sessions of a customer", () => huge).replaceAll("- [ ] ", () => `- [ ] ${evil} `),
  );
  change(state, (text) => text.replace('"Alert dispatch"', () => JSON.stringify(huge)));
  const named = "docs/plans/x_$(zap)_<img src=x onerror=alert(1)>\u202egnp_stage0_problem.md";
  writeFileSync(join(folder, named), `# Stage 0 – Problem Framing: ${evil}\n\n## Problem Statement\n\n${evil}\n`);
}

describe("a workspace full of hostile texts", () => {
  const workbench = useWorkbench({ workspace: "sample", height: 1000, sidebarWidth: 340 });
  const said: string[] = [];

  before(async () => {
    const { page, folder, tree } = workbench();
    page.on("dialog", (dialog) => {
      said.push(dialog.message());
      void dialog.dismiss();
    });
    page.on("request", (request) => {
      if (request.url().includes("evil.example")) said.push(request.url());
    });
    spoil(folder);
    await workbench().focusContainer("Plangate");
    await waitFor(async () => (await tree.rows()).map(({ label }) => label).join("\n"), /\$\(zap\)/);
  });

  /** Nothing ran, nothing was asked for, nothing of it is an element or leads anywhere, in any frame of the window. */
  async function harmless(): Promise<void> {
    const { page } = workbench();
    const live = [
      "[onerror], [onclick], [src='x'], [src*='evil.example'], .codicon-zap",
      "[href^='javascript:'], [data-href^='javascript:'], [href*='evil.example'], [data-href*='evil.example']",
      "[data-href*='closeAllEditors'], [href*='closeAllEditors']",
    ];
    for (const frame of page.frames())
      for (const wanted of live) {
        const found = await frame
          .locator(wanted)
          .evaluateAll((all) => all.map(({ outerHTML }) => outerHTML.slice(0, 300)));
        deepEqual(found, [], `${frame.url().slice(0, 60)}: ${wanted}`);
      }
    deepEqual(said, []);
    const wide = await page.locator("html").evaluate((element) => element.scrollWidth - element.clientWidth);
    equal(wide, 0);
  }

  it("in the tree are labels of one line each, and the same under the pointer and for a screen reader", async () => {
    const { page, tree } = workbench();
    await workbench().screenshot("hostile tree");
    const rows = await tree.rows();
    for (const { label, description, ariaLabel } of rows) {
      doesNotMatch(`${label}${description}${ariaLabel}`, steering);
      ok(ariaLabel.length < 2000, `${ariaLabel.length} characters are said`);
    }
    match(rows.map(({ label }) => label).join("\n"), read);
    const heights = await page
      .locator(".sidebar .monaco-list-row")
      .evaluateAll((all) => [...new Set(all.map((row) => Math.round(row.getBoundingClientRect().height)))]);
    deepEqual(heights, [22]);
    await page.locator(".sidebar .monaco-list-row", { hasText: "$(zap)" }).first().hover();
    const hover = page.locator(".monaco-hover", { hasText: "$(zap)" }).first();
    await hover.waitFor();
    doesNotMatch((await hover.textContent()) ?? "", steering);
    await harmless();
    await page.mouse.move(900, 500);
  });

  it("in the status bar, its list and the dialogs of a gate are texts", async () => {
    const { page, quickInput, statusBar } = workbench();
    await workbench().openFile(log);
    await waitFor(() => statusBar.text("plangate.gate"), /^\$\(zap\) <img/);
    await statusBar.click("plangate.gate");
    await waitFor(() => quickInput.title(), read);
    doesNotMatch(await page.locator(".quick-input-widget").innerText(), steering);
    await workbench().screenshot("hostile quick pick");
    await harmless();
    await quickInput.cancel();
    await workbench().runCommand("Plangate: Advance");
    await waitFor(() => quickInput.title(), read);
    doesNotMatch(await page.locator(".quick-input-widget").innerText(), steering);
    await harmless();
    await quickInput.cancel();
  });

  it("above the heading and under the pointer are texts, and no address is a link", async () => {
    const { page } = workbench();
    await page.keyboard.press("Control+G");
    await page.keyboard.type("60");
    await page.keyboard.press("Enter");
    await waitFor(() => page.locator(".codelens-decoration").allInnerTexts().then(String), /open|4\/9/);
    await page
      .locator(".view-line span", { hasText: /Stage.4/ })
      .last()
      .hover({ position: { x: 60, y: 8 } });
    const hover = page.locator(".monaco-hover", { hasText: /unmet/ }).first();
    await waitFor(async () => (await hover.textContent()) ?? "", read);
    doesNotMatch((await hover.textContent()) ?? "", steering);
    await workbench().screenshot("hostile hover");
    await harmless();
    await page.mouse.move(900, 900);
  });

  it("in the Problems panel are texts", async () => {
    const { page } = workbench();
    await workbench().runCommand("Problems: Focus on Problems View");
    const list = page.locator(".markers-panel");
    await waitFor(() => list.innerText(), /img src=x/);
    const rows = await list
      .locator(".monaco-list-row .marker-message-details-container, .monaco-list-row .marker-message")
      .allInnerTexts();
    for (const row of rows) doesNotMatch(row, steering);
    await workbench().screenshot("hostile problems");
    await harmless();
    await workbench().runCommand("View: Hide Panel");
  });

  it("in the overview, a board and a review are texts that fit", async () => {
    const { panel, page } = workbench();
    const look = async (name: string): Promise<void> => {
      await waitFor(() => panel.content.getByRole("main").innerText(), read);
      doesNotMatch(await panel.content.getByRole("main").innerText(), steering);
      equal(await panel.beyond(), 0);
      await workbench().screenshot(`hostile ${name}`);
      await harmless();
    };
    await openOverview(workbench());
    await look("overview");
    await openBoard(workbench(), log, /^\$\(zap\)/, "Claims service · Phase 1 — MVP Backend");
    await look("board");
    await openReview(workbench(), problem, /Problem Framing/);
    await look("review");
    await page.keyboard.press("Control+F4");
  });

  it("in the terminal are written out", () => {
    const { folder } = workbench();
    for (const args of [
      ["status"],
      ["check"],
      ["log", "--feature", "no such"],
      ["inspect", plan],
      ["check", "--format", "sarif"],
    ]) {
      const cli = join(root, "dist/cli.js");
      const { stdout, stderr } = spawnSync(process.execPath, [cli, ...args], { cwd: folder, encoding: "utf8" });
      const out = `${stdout}${stderr}`;
      ok(out.length > 0, args.join(" "));
      doesNotMatch(out, steering, args.join(" "));
    }
  });
});
