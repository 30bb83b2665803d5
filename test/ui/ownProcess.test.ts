import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

describe("a process of one's own, by clicking", () => {
  const workbench = useWorkbench({ workspace: "empty", theme: "light", height: 1000 });
  const read = (path: string): string => readFileSync(join(workbench().folder, path), "utf8");

  it("comes to be from a title, after a look at its files, and opens", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: New Process…");
    await waitFor(() => quickInput.title(), /^New Process$/);
    await quickInput.enter("Team Note");
    await waitFor(async () => (await quickInput.message()) || "", /id, which names its folder/);
    await quickInput.enter("team-note");
    await waitFor(() => quickInput.title(), /^New process Team Note$/);
    const files = await quickInput.items();
    deepEqual(
      files.filter((path) => path.startsWith(".plangate/processes")),
      [".plangate/processes/team-note/note.md", ".plangate/processes/team-note/process.yaml"],
    );
    equal(existsSync(join(workbench().folder, ".plangate")), false);
    await quickInput.pick("Write “Team Note”");
    await page.locator(".tab.active", { hasText: "process.yaml" }).waitFor();
    match(read(".plangate/processes/team-note/process.yaml"), /^id: team-note\ntitle: Team Note\n/);
  });

  it("completes what it may say while one types", async () => {
    const { page } = workbench();
    await page.locator(".editor-instance .view-lines").first().click();
    await page.keyboard.press("Control+End");
    await page.keyboard.type("alw");
    await page.keyboard.press("Control+Space");
    await page.locator(".suggest-widget .monaco-list-row", { hasText: "always" }).waitFor();
    await workbench().screenshot("completion in a process");
    await page.keyboard.press("Escape");
    await page.keyboard.press("Control+z");
    await workbench().runCommand("File: Save");
  });

  it("is offered by Start, and its gates judge", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await page.locator(".welcome-view-content").getByRole("button", { name: "Start Feature" }).click();
    await quickInput.pick("Team Note");
    await waitFor(() => quickInput.title(), /Start Feature: Team Note/);
    await quickInput.enter("Faster search");
    await waitFor(() => quickInput.title(), /^Start Faster search/);
    await quickInput.pick("Start “Faster search”");
    await page.locator(".tab.active", { hasText: "faster-search.md" }).waitFor();
    await waitFor(async () => {
      const rows = await workbench().tree.rows();
      return rows.find((row) => row.label === "Plan")?.ariaLabel ?? "";
    }, /gate, open/);
  });

  it("a copy of a built-in process is written once, and never over what is there", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Customize Process…");
    await waitFor(() => quickInput.title(), /^Customize Process$/);
    equal((await quickInput.items()).includes("Team Note"), false);
    await quickInput.pick("Complex Feature Process");
    await waitFor(() => quickInput.title(), /^Customize Complex Feature Process$/);
    await quickInput.pick("Copy “Complex Feature Process” into this workspace");
    await page.locator(".tab.active", { hasText: "process.yaml" }).waitFor();
    const copied = read(".plangate/processes/complex-feature/process.yaml");
    match(copied, /^id: complex-feature\n/);
    await workbench().runCommand("Plangate: Customize Process…");
    await waitFor(() => quickInput.title(), /^Customize Process$/);
    // What is the workspace's own by now is not offered again.
    await waitFor(async () => (await quickInput.items()).join(), /Codex Story Plan/);
    equal((await quickInput.items()).includes("Complex Feature Process"), false);
    await quickInput.cancel();
    equal(read(".plangate/processes/complex-feature/process.yaml"), copied);
  });
});
