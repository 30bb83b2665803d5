import { deepEqual, equal, match } from "node:assert/strict";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";
import type { Theme } from "./support/workbench.ts";

const plan = "tasks/auth-refresh-token-20261005T081500Z/plan.md";

describe("the Features tree, by mouse and by keyboard", () => {
  const workbench = useWorkbench({ workspace: "sample", height: 1300, sidebarWidth: 420 });
  /** The line of a file with some words in it, as it comes to be. */
  const line = (path: string, words: string, wanted: RegExp) =>
    waitFor(
      async () =>
        readFileSync(join(workbench().folder, path), "utf8")
          .split("\n")
          .find((each) => each.includes(words)) ?? "",
      wanted,
    );
  const tops = (wanted: RegExp) => waitFor(async () => (await workbench().tree.tops()).join("|"), wanted);
  const message = (wanted: RegExp) => waitFor(() => workbench().tree.message(), wanted);

  before(async () => {
    // In a folder that was not adopted nobody has to approve what went on long ago.
    mkdirSync(join(workbench().folder, ".plangate"), { recursive: true });
    writeFileSync(join(workbench().folder, ".plangate/config.yaml"), "approvals: {}\n");
    await workbench().focusContainer("Plangate");
  });

  it("wears the number of gates that wait for the person at its icon", async () => {
    const icon = workbench()
      .page.locator(".activitybar")
      .getByRole("tab", { name: /^Plangate/ });
    await waitFor(async () => (await icon.getAttribute("aria-label")) ?? "", /gates? waits? for you/);
  });

  it("filters by what is ticked in a list, and says so; a click clears it", async () => {
    const { tree, quickInput } = workbench();
    await tree.clickTitle("Filter…");
    await waitFor(() => quickInput.title(), /Filter Features/);
    await workbench().screenshot("tree filter states");
    await quickInput.pick("ready");
    await quickInput.ok();
    await waitFor(() => quickInput.question(), /Which words/);
    await quickInput.enter("");
    await message(/Only ready\. \d features? (is|are) hidden/);
    deepEqual((await tree.tops()).includes("Auth refresh token"), false);
    await workbench().screenshot("tree filtered");
    await tree.clickTitle("Clear Filter");
    await tops(/Auth refresh token/);
    await message(/^((?!Only).)*$/);
  });

  it("filters by words alone with the keyboard; an empty view leads back", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Filter…");
    await waitFor(() => quickInput.title(), /Filter Features/);
    await page.keyboard.press("Enter");
    await waitFor(() => quickInput.question(), /Which words/);
    await page.keyboard.type("no such words");
    await page.keyboard.press("Enter");
    await message(/The filter hides every feature/);
    await workbench().screenshot("tree filtered away");
    await page.locator(".sidebar").getByRole("button", { name: "Clear Filter" }).last().click();
    await tops(/Auth refresh token/);
  });

  it("shows only what waits for the person, by a button and by a command", async () => {
    const { tree } = workbench();
    await tree.clickTitle("Show Only What Waits for Me");
    await message(/Only what waits for you/);
    await workbench().screenshot("tree waiting");
    match((await tree.rows()).map(({ description }) => description).join("|"), /waits for you/);
    await workbench().runCommand("Plangate: Show Everything");
    await tops(/Auth refresh token/);
  });

  it("gathers by process from its menu, where the choice in force has a mark, and by folder from the palette", async () => {
    const { tree } = workbench();
    await tree.pickTitle("Group By", "Group by Process");
    await tops(/Codex Story Plan/);
    await workbench().screenshot("tree by process");
    await workbench().runCommand("Plangate: Group by Folder");
    await tops(/docs\/plans/);
    await tree.pickTitle("Group By", "✓ Group by Folder");
    await workbench().runCommand("Plangate: Group by Nothing");
    await tops(/Auth refresh token/);
  });

  it("has menus in groups, and none where nothing applies", async () => {
    const { tree } = workbench();
    await tree.collapseAll();
    await tree.expand("Auth refresh token");
    await tree.expand("Revoke all sessions of a customer");
    await tree.expand("Work");
    deepEqual(await tree.menuOf("Work"), [
      "Review Gate",
      "Open Document",
      "Show Actions…",
      "—",
      "Advance…",
      "—",
      "Waive Gate…",
      "—",
      "Run Process Action…",
      "Add Evidence…",
    ]);
    deepEqual(await tree.menuOf("Audit line with user, reason and who asked"), ["Tick or Untick", "Add Evidence…"]);
    deepEqual(await tree.menuOf("Tasks ticked"), []);
    deepEqual(await tree.menuOf("History"), []);
  });

  it("reveals the stage of the active file, also where it was folded away", async () => {
    const { page, tree } = workbench();
    await tree.collapseAll();
    await workbench().openFile("docs/implementation-log.md");
    await page.keyboard.press("Control+G");
    await page.keyboard.type("75");
    await page.keyboard.press("Enter");
    await waitFor(() => workbench().statusBar.text("status.editor.selection"), /^Ln 75,/);
    await workbench().runCommand("Plangate: Reveal Active File");
    await waitFor(() => tree.focused(), /Background Workers/);
  });

  it("takes a tab that is dropped on a gate as evidence", async () => {
    const { page, tree } = workbench();
    await tree.collapseAll();
    await tree.expand("Claims service · Phase 1 — MVP Backend");
    await workbench().openFile("src/alerts/rules.js");
    await page.locator(".tab", { hasText: "rules.js" }).dragTo(tree.row("Supporting APIs"));
    await line(
      "docs/implementation-log.md",
      "rules.js",
      /Evidence links: \[rules\.js\]\(\.\.\/src\/alerts\/rules\.js\)/,
    );
    await workbench().screenshot("tree evidence");
  });

  it("adds evidence by the keyboard: a menu, and a file that is picked", async () => {
    const { page, quickInput, tree } = workbench();
    const pickFile = async (folder: string, name: string): Promise<void> => {
      // What is typed before the dialog shows its folder is lost.
      await waitFor(async () => (await quickInput.items()).join("|"), /CHANGELOG\.md/);
      await quickInput.type(`${resolve(workbench().folder, folder)}/`);
      await waitFor(async () => (await quickInput.items()).join("|"), new RegExp(name));
      await quickInput.pick(name);
    };
    await tree.collapseAll();
    await tree.expand("Auth refresh token");
    await tree.expand("Revoke all sessions of a customer");
    await tree.expand("Work");
    await tree.clickMenu("revokeAll in src/auth/tokens.js", "Add Evidence…");
    await pickFile("src/auth", "tokens.js");
    await line(plan, "] `revokeAll`", /in `src\/auth\/tokens\.js` — \[tokens\.js\]/);
    const outside = mkdtempSync(join(tmpdir(), "plangate-outside-"));
    writeFileSync(join(outside, "elsewhere.txt"), "Not of this folder.\n");
    await tree.clickMenu("revokeAll in src/auth/tokens.js — tokens.js", "Add Evidence…");
    await pickFile(outside, "elsewhere.txt");
    await page
      .getByText(/elsewhere\.txt lies outside the folder/)
      .first()
      .waitFor();
    rmSync(outside, { recursive: true });
  });

  it("ticks a box with a click, and with the space bar", async () => {
    const { page, tree } = workbench();
    await tree.row("Audit line with user, reason and who asked").waitFor();
    await tree.tick("Audit line with user, reason and who asked");
    await line(plan, "Audit line", /^- \[x\]/);
    await tree.click("Tasks ticked");
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await waitFor(() => tree.focused(), /DELETE \/sessions/);
    const before = readFileSync(join(workbench().folder, plan), "utf8");
    await page.keyboard.press("Space");
    await line(plan, "DELETE /sessions?user=` for", /^- \[x\]/);
    const after = readFileSync(join(workbench().folder, plan), "utf8");
    equal(after, before.replace("- [ ] `DELETE /sessions", "- [x] `DELETE /sessions"));
    // Where no row has the focus the first one gets it, and nothing is ticked: not the box that had it before.
    await page.keyboard.press("Escape");
    await page.keyboard.press("Space");
    await waitFor(() => tree.focused(), /Auth refresh token/);
    equal(readFileSync(join(workbench().folder, plan), "utf8"), after);
  });
});

describe("the Features tree beside the Explorer", () => {
  const workbench = useWorkbench({ workspace: "sample", height: 1300, sidebarWidth: 420 });

  it("takes files that are dragged there from the Explorer as evidence", async () => {
    const { page, quickInput, tree } = workbench();
    await workbench().focusContainer("Plangate");
    await workbench().runCommand("View: Move View");
    await quickInput.pick("Features", "Features");
    await quickInput.pick("Explorer", "Explorer");
    const file = (name: string) =>
      page.locator(".explorer-folders-view").getByRole("treeitem", { name: new RegExp(`^${name}`) });
    await file("README.md").click();
    await file("CHANGELOG.md").click({ modifiers: ["ControlOrMeta"] });
    await tree.collapse("Auth refresh token");
    await file("CHANGELOG.md").dragTo(tree.row("Supporting APIs"));
    await waitFor(
      async () => readFileSync(join(workbench().folder, "docs/implementation-log.md"), "utf8"),
      /Evidence links: \[(CHANGELOG|README)\.md\]\(\.\.\/\1\.md\)[,;] \[(README|CHANGELOG)\.md\]/,
    );
    await workbench().screenshot("tree evidence from the Explorer");
  });
});

const looks: { theme: Theme; sidebarWidth: number }[] = [
  { theme: "dark", sidebarWidth: 240 },
  { theme: "highContrast", sidebarWidth: 240 },
];
for (const look of looks) {
  describe(`the Features tree in ${look.theme}, 240 pixels wide`, () => {
    const workbench = useWorkbench({ workspace: "sample", ...look });

    it("keeps its buttons, its message and its rows in sight", async () => {
      const { page, tree, quickInput } = workbench();
      await workbench().focusContainer("Plangate");
      await tree.clickTitle("Filter…");
      await waitFor(() => quickInput.title(), /Filter Features/);
      await quickInput.pick("ready");
      await quickInput.ok();
      await waitFor(() => quickInput.question(), /Which words/);
      await quickInput.enter("");
      await waitFor(() => tree.message(), /Only ready/);
      for (const name of ["Start Feature…", "Clear Filter", "Show Only What Waits for Me", "Collapse All"])
        await page.locator(".sidebar").getByRole("button", { name, exact: true }).first().waitFor();
      await workbench().screenshot(`tree narrow ${look.theme}`);
    });
  });
}
