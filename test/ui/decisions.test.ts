import { equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const playbook = "docs/plans/offline_scans_stage3_playbook.md";
const record = ".plangate/approvals/complex-feature/docs/plans/offline_scans/3.yaml";
const gate = "Implementation Playbook";

describe("decisions on a gate, by clicking", () => {
  const workbench = useWorkbench({ workspace: "complex-feature" });
  const path = (relative: string): string => join(workbench().folder, relative);
  const read = (relative: string): string => readFileSync(path(relative), "utf8");
  const said = async (label: string): Promise<string> =>
    (await workbench().tree.rows()).find((row) => row.label === label)?.ariaLabel ?? "";
  const gateSays = (text: RegExp) => waitFor(() => said(gate), text);

  /** Picks from the gate's menu, gives the reason, reads the modal and presses its button. */
  async function decide(item: string, answers: string[], button: string): Promise<string> {
    const { tree, quickInput, dialog } = workbench();
    await tree.clickMenu(gate, item);
    for (const answer of answers) {
      await waitFor(() => quickInput.title(), /Implementation Playbook/);
      await quickInput.enter(answer);
    }
    const shown = await dialog.text();
    await workbench().screenshot(`decision ${button}`);
    await dialog.click(button);
    return shown;
  }

  before(async () => {
    await workbench().focusContainer("Plangate");
    await gateSays(/gate, passed/);
  });

  it("an approval is revoked with a reason", async () => {
    const shown = await decide("Revoke Last Decision…", ["The costs are missing"], "Revoke");
    match(shown, /Take the last decision on “Implementation Playbook” back\?/);
    match(shown, /The costs are missing/);
    match(shown, /Ada Example/);
    await gateSays(/gate, ready/);
    match(read(record), /decision: revoked[\s\S]*comment: The costs are missing/);
  });

  it("changes are requested, and the gate says by whom", async () => {
    await decide("Request Changes", ["Name the fallback"], "Request Changes");
    await gateSays(/gate, ready/);
    await workbench().tree.expand(gate);
    await waitFor(() => said("Approval"), /changes requested by Ada Example/);
    await workbench().screenshot("changes requested");
  });

  it("a gate is waived until a day, and shown as waived, never as passed", async () => {
    const { quickInput, tree } = workbench();
    await tree.clickMenu(gate, "Waive Gate…");
    await waitFor(() => quickInput.question(), /Why may work pass/);
    await quickInput.enter("The trial run needs it");
    await waitFor(() => quickInput.question(), /When does the waiver end/);
    await quickInput.type("soon");
    await waitFor(() => quickInput.message(), /Write the day as/);
    await quickInput.enter("2999-01-31");
    match(await workbench().dialog.text(), /Until: 2999-01-31/);
    await workbench().dialog.click("Waive");
    await gateSays(/gate, waived/);
    match(read(record), /decision: waived[\s\S]*until: 2999-01-31/);
    await workbench().screenshot("waived");
  });

  it("turning away from the question records nothing", async () => {
    const before = read(record);
    await workbench().tree.clickMenu(gate, "Revoke Last Decision…");
    await waitFor(() => workbench().quickInput.title(), /Revoke/);
    await workbench().quickInput.cancel();
    equal(read(record), before);
  });

  it("is approved again, and a box or a line end changes nothing about that; a word does (P-2)", async () => {
    await decide("Revoke Last Decision…", ["It is to be approved"], "Revoke");
    await gateSays(/gate, ready/);
    const { tree, quickInput, dialog } = workbench();
    await tree.clickInline(gate, "Approve Gate…");
    await quickInput.enter("");
    await dialog.click("Approve");
    await gateSays(/gate, passed/);
    await tree.expand(gate);

    const approved = read(playbook);
    writeFileSync(path(playbook), approved.replaceAll("\n", "\r\n"));
    // What shows that the editor has read the file again is the box that follows.
    writeFileSync(path(playbook), approved.replace("- [ ] ", "- [x] ").replaceAll("\n", "\r\n"));
    await waitFor(async () => ((await tree.rows()).some(({ checked }) => checked === true) ? "ticked" : ""), /ticked/);
    match(await said(gate), /gate, passed/);
    writeFileSync(path(playbook), approved.replace("Rollout", "Roll-out"));
    await gateSays(/gate, stale/);
  });

  it("stale text is compared with what was approved (P-3)", async () => {
    const { page, tree } = workbench();
    await tree.clickMenu(gate, "Compare With Approved Text");
    await page.locator(".tab.active", { hasText: "approved by Ada Example" }).waitFor();
    await page.locator(".monaco-diff-editor .line-insert, .monaco-diff-editor .char-insert").first().waitFor();
    await workbench().screenshot("compared");
  });

  it("all of it stands in the feature's history (C-8)", async () => {
    const { tree } = workbench();
    await tree.collapse("Implementation Playbook");
    await tree.expand("History");
    await waitFor(
      () => said("Waived Implementation Playbook until 2999-01-31: The trial run needs it"),
      /by Ada Example/,
    );
    await workbench().screenshot("history");
  });

  it("says so where git's log does not reach back to the beginning", async () => {
    const git = (...args: string[]): string => execFileSync("git", args, { cwd: path("."), encoding: "utf8" });
    match(await said("History"), /^history of [^,]+$/);
    writeFileSync(path(".git/shallow"), git("rev-parse", "HEAD"));
    git("commit", "--allow-empty", "--message", "Later");
    await waitFor(() => said("History"), /cut off: what came before is not known/);
    await workbench().screenshot("history cut off");
  });
});
