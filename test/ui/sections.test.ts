import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const definition = `id: spec
title: Specification
description: One document, whose requirements are approved
feature:
  id: "{name}"
  title: {else: "{name}"}
  folder: ""
  files: [{pattern: "{name}-spec.md", role: spec}]
stages:
  - id: agree
    title: Agreement
    artifacts: [{role: spec, create: "{name}-spec.md"}]
    gate:
      criteria: [{filled: {}}]
      approval: {required: true, subject: [{path: "{name}-spec.md", sections: [Requirements]}]}
  - id: build
    title: Building
    artifacts: ["{name}-built.md"]
    gate: {criteria: [{exists: {files: ["{name}-built.md"]}}]}
`;
const file = "tea-spec.md";
const before = Array.from({ length: 60 }, (_, at) => `Background ${at + 1}.`).join("\n\n");
const text = `# Tea\n\n${before}\n\n## Requirements\n\nTea is hot.\n\n- [ ] Ask the guests\n\n## Diary\n\nMonday.\n`;

describe("an approval of a section, by clicking (P-2)", () => {
  const workbench = useWorkbench({ workspace: "empty", height: 1000 });
  const read = (path: string): string => readFileSync(join(workbench().folder, path), "utf8");
  const write = (path: string, content: string): void => {
    const full = join(workbench().folder, path);
    mkdirSync(dirname(full), { recursive: true });
    writeFileSync(full, content);
  };
  const said = async (label: string): Promise<string> =>
    (await workbench().tree.rows()).find((row) => row.label === label)?.ariaLabel ?? "";
  const gateSays = (pattern: RegExp) => waitFor(() => said("Agreement"), pattern);

  it("shows the section, and names it in the modal", async () => {
    const { page, tree, quickInput, dialog } = workbench();
    write(file, text);
    write(".plangate/processes/spec/process.yaml", definition);
    await workbench().focusContainer("Plangate");
    await gateSays(/gate, ready/);
    await tree.clickInline("Agreement", "Approve Gate…");
    await page.locator(".editor-instance .view-line", { hasText: "Tea is hot." }).waitFor();
    await quickInput.enter("");
    match(await dialog.text(), /tea-spec\.md § Requirements — 11 words, sha256 [0-9a-f]{12}/);
    await workbench().screenshot("section approved");
    await dialog.click("Approve");
    await gateSays(/gate, passed/);
    await tree.expand("Agreement");
    const [record = ""] = readdirSync(join(workbench().folder, ".plangate/approvals/spec/tea"));
    match(read(`.plangate/approvals/spec/tea/${record}`), /section: Requirements/);
    const kept = readdirSync(join(workbench().folder, ".plangate/approved"));
    deepEqual(
      kept.map((name) => read(`.plangate/approved/${name}`)),
      ["## Requirements\n\nTea is hot.\n\n- [ ] Ask the guests\n\n"],
    );
  });

  it("stands while other text changes, and falls with a word of the section", async () => {
    const { tree } = workbench();
    const elsewhere = text.replace("Monday.", "Monday.\n\n- [x] Seen").replace("Background 1.", "Foreground.");
    write(file, elsewhere.replace("- [ ] Ask", "- [x] Ask"));
    // That the editor has read the file again shows in a box.
    await waitFor(async () => String((await tree.rows()).some(({ checked }) => checked)), /true/);
    match(await said("Agreement"), /gate, passed/);
    write(file, elsewhere.replace("Tea is hot", "Tea is warm"));
    await gateSays(/gate, stale/);
  });

  it("is compared section to section", async () => {
    const { page, tree } = workbench();
    await tree.clickMenu("Agreement", "Compare With Approved Text");
    await page.locator(".tab.active", { hasText: "approved by" }).waitFor();
    const editor = page.locator(".monaco-diff-editor");
    await editor.locator(".char-insert, .line-insert").first().waitFor();
    doesNotMatch((await editor.innerText()).replaceAll("\u00a0", " "), /ground/);
    await workbench().screenshot("section compared");
    write(file, read(file).replace("Tea is warm", "Tea is lukewarm"));
    await editor.locator(".view-line", { hasText: "lukewarm" }).waitFor();
  });

  it("cannot be given where the section has another name", async () => {
    write(file, read(file).replace("## Requirements", "## Wishes"));
    const { page, tree } = workbench();
    await waitFor(() => said("Stale approval"), /no section “Requirements”/);
    await tree.clickInline("Agreement", "Approve Gate…");
    await workbench().runCommand("Notifications: Show Notifications");
    await page.locator(".notifications-center", { hasText: "has no section “Requirements”" }).waitFor();
    await workbench().screenshot("section missing");
    equal(readdirSync(join(workbench().folder, ".plangate/approved")).length, 1);
  });
});
