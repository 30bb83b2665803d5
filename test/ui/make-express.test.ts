import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "../../scripts/root.ts";
import { asked } from "./support/act.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const filled = join(root, "test/fixtures/filled/make-express");
const title = "Seat holds are released twice";

describe("a make-express feature, by clicking, from its start to its end", () => {
  const workbench = useWorkbench({ workspace: "make-express", height: 1200, sidebarWidth: 420 });
  const path = (relative: string): string => join(workbench().folder, relative);
  const read = (relative: string): string => readFileSync(path(relative), "utf8");
  const write = (relative: string, text: string): void => {
    mkdirSync(dirname(path(relative)), { recursive: true });
    writeFileSync(path(relative), text);
  };
  /** The well-filled document, as somebody's editor would write it; `edit` is what they still have wrong. */
  const fill = (relative: string, edit = (text: string): string => text): void =>
    write(relative, edit(readFileSync(join(filled, relative), "utf8")));
  const documents = (...names: string[]): void => {
    for (const name of names) fill(`artifacts/${name}.md`);
  };
  const gateSays = (label: string, text: RegExp) =>
    waitFor(async () => {
      const rows = await workbench().tree.rows();
      return rows.find((row) => row.label === label)?.ariaLabel ?? "";
    }, text);

  /** Tries to advance, and is told what is missing. */
  const refused = async (heading: RegExp, ...unmet: string[]): Promise<void> => {
    const { quickInput } = workbench();
    await asked(workbench(), "Plangate: Advance…", heading);
    const items = await quickInput.items();
    for (const label of unmet) equal(items.includes(label), true, `${label} is not among ${items.join(", ")}`);
    await quickInput.cancel();
  };
  /** Advances; the next stage's documents are there then, the first of them open. */
  const advance = async (made: string, opened: string): Promise<void> => {
    const { quickInput, page } = workbench();
    await asked(workbench(), "Plangate: Advance…", /^Advance /);
    await quickInput.pick(`Advance “${title}”`);
    await waitFor(async () => String(existsSync(path(made))), /true/);
    // A document that opens takes the focus: whatever is asked before that would close.
    await page.locator(".tab.active", { hasText: opened }).waitFor();
  };
  const approve = async (gate: string): Promise<void> => {
    const { tree, quickInput, dialog } = workbench();
    await gateSays(gate, /gate, (ready|stale)/);
    await workbench().page.mouse.move(900, 500);
    await tree.clickInline(gate, "Approve Gate…");
    await waitFor(() => quickInput.title(), /^Approve/);
    await quickInput.enter("Read it");
    match(await dialog.text(), new RegExp(title));
    await dialog.click("Approve");
    await gateSays(gate, /gate, passed/);
  };

  it("starts from a title and four questions", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await gateSays("Requirements", /gate, open, .*current gate/);
    await workbench().screenshot("make express in mid-work");
    await workbench().runCommand("Plangate: Start Feature…");
    await quickInput.pick("Make Express");
    await waitFor(() => quickInput.title(), /Start Feature: Make Express/);
    await quickInput.enter(title);
    await waitFor(() => quickInput.title(), /Start Feature: Make Express/);
    await quickInput.enter(".");
    for (let question = 0; question < 3; question++) await quickInput.pick("No");
    await waitFor(() => quickInput.title(), /^Start Seat holds/);
    const items = await quickInput.items();
    for (const file of ["Makefile", "artifacts/express.md"]) equal(items.includes(file), true, items.join(", "));
    await quickInput.pick(`Start “${title}”`);
    await page.locator(".tab.active", { hasText: "express.md" }).waitFor();
    await gateSays("Initialize", /gate, open, .*current gate/);
  });

  it("is refused at Initialize until CI runs the checks as well", async () => {
    await refused(/Initialize does not hold yet/, "CI makes qa as well");
    fill(".github/workflows/express.yml");
    await gateSays("Initialize", /gate, passed/);
    await gateSays("Express", /gate, open, .*current gate/);
  });

  it("is refused at Express until its documents say something", async () => {
    await refused(/Express does not hold yet/, "Filled in", "What and how");
    fill("artifacts/express.md", (text) => text.replaceAll(": yes,", ": no,"));
    fill("artifacts/assumptions.md", (text) => text.replace(/## Failure Signals\n\n.*\n\n/, ""));
    documents("failure_hypothesis");
    await gateSays("Express", /gate, passed/);
  });

  it("is refused at Gate A without failure signals, and without an approval", async () => {
    await refused(/Ask \(Gate A\) does not hold yet/, "Failure signals", "Approval");
    documents("assumptions");
    await gateSays("Ask (Gate A)", /gate, ready/);
    await refused(/Ask \(Gate A\) is ready, but not approved/, "Approval");
    await workbench().screenshot("make express gate a");
    await approve("Ask (Gate A)");
    match(read("approvals/assumptions.approved"), /decision: approved/);
  });

  it("explores: six documents beside each other, each with its own gate", async () => {
    await advance("artifacts/observability_gaps.md", "context.md");
    await gateSays("Context", /gate, open/);
    await gateSays("Risks", /gate, open/);
    await refused(/Context does not hold yet/, "Filled in");
    documents("context", "research", "requirements", "risks", "observability_gaps");
    await gateSays("Risks", /gate, passed/);
    await refused(/Instrumentation Plan does not hold yet/, "Filled in");
    // The first flag is on by default: nobody notices before the code is to be written.
    fill("artifacts/instrumentation_plan.md", (text) =>
      text.replace("`src/holds/release.js` | off |", "`src/holds/release.js` | on |"),
    );
    // With all six behind it their group closes, and the next gate is the current one.
    await gateSays("Plan (Gate B)", /gate, open, .*current gate/);
  });

  it("is refused at Gate B until the plans are written and approved", async () => {
    await advance("artifacts/rollback_plan.md", "plan.md");
    await refused(/Plan \(Gate B\) does not hold yet/, "Filled in", "Flags, migration backout, data repair");
    documents("plan", "test_plan", "rollback_plan");
    await approve("Plan (Gate B)");
  });

  it("is refused at Code while a flag is on by default; mending it asks for Gate B again", async () => {
    await gateSays("Code", /gate, open, .*current gate/);
    await refused(/Code does not hold yet/, "Risky paths have flags, off by default");
    documents("instrumentation_plan");
    await gateSays("Plan (Gate B)", /gate, stale/);
    await approve("Plan (Gate B)");
    await gateSays("Code", /gate, passed/);
  });

  it("runs make qa as a task, from the stage, and keeps its output under logs/", async () => {
    const { quickInput, page } = workbench();
    await advance("artifacts/qa.md", "qa.md");
    await gateSays("Test (Gate C)", /gate, open, .*current gate/);
    await refused(
      /Test \(Gate C\) does not hold yet/,
      "Lint and format pass",
      "Tests pass",
      "Five reruns, flakes explained",
    );
    await workbench().runCommand("Plangate: Run Process Action…");
    await quickInput.pick("Run make qa");
    await waitFor(() => quickInput.title(), /^Run make qa$/);
    await quickInput.pick("On");
    await quickInput.pick("Off");
    await waitFor(async () => (await quickInput.items()).join(", "), /make qa/);
    await quickInput.pick("Run make qa");
    await page.locator(".terminal-tab, .terminal-outer-container, .xterm").first().waitFor();

    await waitFor(async () => read("artifacts/qa.md"), /- Coverage: 100\.00 %/);
    match(read("artifacts/qa.md"), /- Tests: pass/);
    await workbench().screenshot("make express qa");
  });

  it("is refused at Gate C until a person says what make cannot know", async () => {
    await refused(
      /Test \(Gate C\) does not hold yet/,
      "Filled in",
      "The repro script is there",
      "Failing seeds are recorded",
    );
    const said: [RegExp, string][] = [
      [/^- Coverage justification: .*$/m, "- Coverage justification: n/a"],
      [/^- Repro: .*$/m, "- Repro: `sh scripts/repro.sh` releases each hold once"],
      [/^- Failing seeds: .*$/m, "- Failing seeds: None"],
      [/^- <What the numbers.*$/m, "- The job is small: its coverage is whole."],
    ];
    write(
      "artifacts/qa.md",
      said.reduce((text, [from, to]) => text.replace(from, to), read("artifacts/qa.md")),
    );
    fill("scripts/repro.sh");
    await approve("Test (Gate C)");
    match(read("approvals/qa.approved"), /decision: approved/);
  });

  it("skips what does not apply, is refused at Write-up, and ends", async () => {
    await gateSays("Trace & Perf", /gate, skipped/);
    await gateSays("Security", /gate, skipped/);
    await advance("artifacts/debug_appendix.md", "writeup.md");
    await refused(/Write-up does not hold yet/, "Filled in", "Narrative, learnings, ops notes");
    documents("writeup", "debug_appendix");
    await gateSays(title, /15 of 15 gates behind it, every gate is behind it/);
    await workbench().screenshot("make express done");
  });

  it("a secret in a log is a violation at once, and is not shown", async () => {
    const secret = ["xoxb", "123456789012", "1234567890123", "abcdefghijklmnopqrstuvwx"].join("-");
    write("logs/run.log", `login with ${secret}\n`);
    await gateSays("Write-up", /gate, open/);
    const rows = await workbench().tree.rows();
    deepEqual(
      rows.filter(({ ariaLabel, label }) => ariaLabel.includes(secret) || label.includes(secret)),
      [],
    );
  });
});
