import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { root } from "../../scripts/root.ts";
import { act, refusedAt } from "./support/act.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const written = (document: string): string =>
  readFileSync(join(root, `test/fixtures/filled/complex-feature/docs/plans/offline_scans_${document}.md`), "utf8");
const problem = "docs/plans/order_export_stage0_problem.md";

describe("a complex feature, by clicking, from nothing to its end", () => {
  const workbench = useWorkbench({ workspace: "complex-feature", height: 1300 });
  const path = (relative: string): string => join(workbench().folder, relative);
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: workbench().folder, encoding: "utf8" }).trim();
  /** The state that a screen reader says for a gate. */
  const gate = async (label: string): Promise<string> => {
    const row = (await workbench().tree.rows()).find((one) => one.label === label);
    return row?.ariaLabel ?? "";
  };
  const gateSays = (label: string, text: RegExp) => waitFor(() => gate(label), text);
  const status = (text: RegExp) => waitFor(() => workbench().statusBar.text("plangate.gate"), text);

  it("the sample stands at its execution log, four gates approved", async () => {
    await workbench().focusContainer("Plangate");
    await gateSays("Offline scans", /5 of 10 gates behind it, now at Execution Log, open/);
    await gateSays("No unknown is open", /drain the battery/);
    await workbench().screenshot("complex feature sample");
    await workbench().tree.collapse("Offline scans");
  });

  it("starts: a process, a title, its question, a look at the files", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await quickInput.pick("Complex Feature Process");
    await waitFor(() => quickInput.title(), /Start Feature: Complex Feature Process/);
    await quickInput.type("!!");
    await waitFor(() => quickInput.message(), /at least one letter/);
    await quickInput.enter("Order export");
    await waitFor(() => quickInput.question(), /What kind of feature/);
    deepEqual(await quickInput.items(), ["A large feature", "Multi-instance sync"]);
    await quickInput.pick("A large feature");
    await waitFor(() => quickInput.title(), /^Start Order export/);
    deepEqual(await quickInput.items(), ["Start “Order export”", problem]);
    equal(existsSync(path(problem)), false);
    await quickInput.pick("Start “Order export”");
    await page.locator(".tab.active", { hasText: "order_export_stage0_problem.md" }).waitFor();
    await gateSays("Problem Framing", /gate, open/);
    await status(/Problem Framing 1\/5/);
    await workbench().screenshot("complex feature started");
  });

  it("is not advanced before its time: every unmet criterion is named and leads to its place", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance…");
    await waitFor(() => quickInput.title(), /Problem Framing does not hold yet/);
    deepEqual(await quickInput.items(), [
      "Filled in",
      "Problem, pains, metrics, guardrails",
      "No unknown is open",
      "Approval",
    ]);
    await workbench().screenshot("complex feature refused");
    await quickInput.pick("Problem, pains, metrics, guardrails");
    const line = readFileSync(path(problem), "utf8").split("\n").indexOf("## Problem Statement") + 1;
    await page.locator(".statusbar-item", { hasText: new RegExp(`^Ln ${line},`) }).waitFor();
    equal(git("log", "--format=%s"), "Start");
  });

  it("turns ready when its document is filled in, whoever writes it", async () => {
    writeFileSync(path(problem), written("stage0_problem"));
    await gateSays("Problem Framing", /gate, ready/);
    await status(/Problem Framing 5\/6/);
  });

  it("is approved in a modal that shows what is approved, and asks again when that changed meanwhile", async () => {
    const { dialog, quickInput } = workbench();
    await workbench().tree.clickInline("Problem Framing", "Approve Gate…");
    await waitFor(() => quickInput.title(), /Approve: Problem Framing/);
    await quickInput.enter("Reads well");
    deepEqual((await dialog.buttons()).sort(), ["Approve", "Cancel"]);
    const shown = await dialog.text();
    for (const part of [
      /Order export/,
      /Problem Framing/,
      /order_export_stage0_problem\.md/,
      /Reads well/,
      /Ada Example/,
    ]) {
      match(shown, part);
    }
    doesNotMatch(shown, /changed while you were asked/);
    await workbench().screenshot("complex feature approval");

    writeFileSync(path(problem), `${written("stage0_problem")}\nOne sentence more.\n`);
    await workbench().page.locator(".monaco-dialog-box").getByRole("button", { name: "Approve" }).click();
    await waitFor(() => dialog.text(), /changed while you were asked/);
    equal(existsSync(path(".plangate/approvals/complex-feature/docs/plans/order_export")), false);
    await dialog.click("Approve");
    await gateSays("Problem Framing", /gate, passed/);
    await workbench().tree.expand("Problem Framing");
    await gateSays("Approval", /given by Ada Example/);
  });

  it("advances: document and record are committed, the next document is there and open", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance…");
    await waitFor(() => quickInput.title(), /Advance|Problem Framing/);
    await quickInput.pick("Advance “Order export”");
    await page.locator(".tab.active", { hasText: "order_export_stage1_architecture_brief.md" }).waitFor();
    await status(/Architecture Brief/);
    await waitFor(async () => git("log", "-1", "--format=%s"), /stage 0 approved/);
    const committed = git("show", "--name-only", "--format=").split("\n");
    equal(committed.includes(problem), true);
    equal(
      committed.some((file) => file.startsWith(".plangate/approvals/")),
      true,
    );
    await workbench().screenshot("complex feature advanced");
  });

  it("goes stale when the approved text is edited, even before it is saved", async () => {
    const { page } = workbench();
    await workbench().openFile(problem);
    await page.keyboard.press("Control+End");
    await page.keyboard.type("Typed after the approval.");
    await gateSays("Problem Framing", /gate, stale/);
    await gateSays("Approval", /stale/);
    await status(/Problem Framing/);
    await workbench().screenshot("complex feature stale");
    doesNotMatch(readFileSync(path(problem), "utf8"), /Typed after/);
    await workbench().runCommand("File: Revert File");
    await gateSays("Problem Framing", /gate, passed/);
  });

  it("sees code that is only typed before the capability map is approved, and no longer once it is taken back", async () => {
    const { page } = workbench();
    await workbench().openFile("src/index.js");
    await page.keyboard.press("Control+End");
    await page.keyboard.type("// too early");
    await gateSays("Order export", /1 violation/);
    await workbench().runCommand("File: Revert File");
    await waitFor(async () => String(/violation/.test(await gate("Order export"))), /false/);
    doesNotMatch(readFileSync(path("src/index.js"), "utf8"), /too early/);
  });

  /** A stage that is refused as scaffolded, then filled in, then as good as approved, then approved and left. */
  const stages: [title: string, document: string, unmet: string[], next: string][] = [
    [
      "Architecture Brief",
      "stage1_architecture_brief",
      ["Filled in", "Two or three options"],
      "Capability Decomposition",
    ],
    [
      "Capability Decomposition",
      "stage2_capability_map",
      ["Filled in", "Capabilities and their dependencies"],
      "Implementation Playbook",
    ],
    ["Implementation Playbook", "stage3_playbook", ["Filled in", "Every capability of stage 2"], "Execution Log"],
  ];
  for (const [index, [title, document, unmet, next]] of stages.entries()) {
    it(`${title}: refused unfilled and unapproved, approved, committed, and ${next} is next`, async () => {
      const refused = await refusedAt(workbench(), title);
      for (const label of [...unmet, "Approval"])
        equal(refused.includes(label), true, `${label} is not among ${refused.join(", ")}`);
      writeFileSync(path(`docs/plans/order_export_${document}.md`), written(document));
      await gateSays(title, /gate, ready/);
      await refusedUnapproved(title);
      await approve(title);
      await advance(`stage ${index + 1} approved`, next);
    });
  }

  it("hands over to feature development after the playbook", async () => {
    match(readFileSync(path("docs/plans/order_export_step1_solution_assessment.md"), "utf8"), /^# Step 1/);
    await gateSays("Feature Development", /stage, open/);
  });

  it("logs an iteration by a short form, prefilled from the last commit", async () => {
    const refused = await refusedAt(workbench(), "Execution Log");
    equal(refused.includes("A row for each iteration"), true);
    writeFileSync(path("src/export.js"), "export const rows = [];\n");
    git("add", "--all");
    git("commit", "--quiet", "--message=order_export: rows of an export");
    const sha = git("rev-parse", "--short=10", "HEAD");
    await gateSays("Every merge is logged", /Not logged/);
    await act(workbench(), "Order export", "Log an Iteration", [
      [/Date of the merge/, "as it is"],
      [/Capability and task/, "as it is"],
      [/Commit, pull request/, "as it is"],
      [/What was run/, "unit: pass"],
      [/What may still go wrong/, "None"],
    ]);
    const row = new RegExp(
      `^\\| \\d{4}-\\d\\d-\\d\\d \\| order_export: rows of an export \\| ${sha} \\| unit: pass \\| None \\|$`,
      "m",
    );
    const log = "docs/plans/order_export_stage4_execution_log.md";
    await waitFor(async () => readFileSync(path(log), "utf8"), row);
    doesNotMatch(readFileSync(path(log), "utf8"), /<date of the merge/);
    await workbench().screenshot("complex feature logged");
    writeFileSync(path(log), readFileSync(path(log), "utf8").replace(/^- <What is not known.*$/m, "None"));
    await gateSays("Execution Log", /gate, ready/);
    await refusedUnapproved("Execution Log");
    await approve("Execution Log");
    await advance("stage 4 approved", "Post-Implementation Review");
  });

  it("ends with the review: refused, filled in, approved, committed, and nothing is left", async () => {
    const title = "Post-Implementation Review";
    const refused = await refusedAt(workbench(), title);
    for (const label of ["Outcomes", "Docs, handoff, dashboards", "Approval"])
      equal(refused.includes(label), true, `${label} is not among ${refused.join(", ")}`);
    writeFileSync(path("docs/plans/order_export_stage5_postmortem.md"), written("stage5_postmortem"));
    await gateSays(title, /gate, ready/);
    await refusedUnapproved(title);
    // A feature that is done folds its stages away: its own row says that all of them are behind it.
    await approve(title, "Order export", /6 of 10 gates behind it/);
    await workbench().runCommand("Plangate: Advance…");
    await workbench().quickInput.pick("Advance “Order export”");
    await waitFor(async () => git("log", "-1", "--format=%s"), /stage 5 approved/);
    // What the hand-over scaffolded stands beside the stages, and is no longer this feature's business.
    await gateSays("Order export", /6 of \d+ gates behind it, now at Solution Assessment|every gate is behind it/);
    equal(git("status", "--porcelain", "--", "docs/plans/order_export_stage5_postmortem.md"), "");
    await workbench().screenshot("complex feature done");
  });

  /** Everything holds but the approval: advancing says so. */
  async function refusedUnapproved(title: string): Promise<void> {
    deepEqual(await refusedAt(workbench(), title, "is ready, but not approved yet"), ["Approval"]);
  }

  async function approve(title: string, row = title, then = /gate, passed/): Promise<void> {
    const { dialog, quickInput } = workbench();
    await workbench().tree.clickInline(title, "Approve Gate…");
    await waitFor(() => quickInput.title(), new RegExp(`Approve: ${title}`));
    await quickInput.enter("");
    await dialog.click("Approve");
    await gateSays(row, then);
  }

  async function advance(message: string, next: string): Promise<void> {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance…");
    await quickInput.pick("Advance “Order export”");
    await waitFor(async () => git("log", "-1", "--format=%s"), new RegExp(message));
    await gateSays(next, /gate, open, .*current gate/);
  }
});
