import { deepEqual, equal, match } from "node:assert/strict";
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

/** Every placeholder answered as a person would, in fewer words; the steps to tick keep theirs. */
const answered = (plan: string): string =>
  plan.replaceAll(/<(?!!--)([^<>]*)>/g, (_, asked: string) => {
    if (asked.includes("exact command")) return "`npm test`";
    return asked.endsWith("and where it is made") ? asked : "as agreed";
  });

const exitBoxes = /Story Exit Checklist[\s\S]*?(?=####)/;

describe("a codex plan, by clicking", () => {
  const workbench = useWorkbench({ workspace: "codex-plan", theme: "dark", height: 1000 });
  const folder = (): string => {
    const tasks = join(workbench().folder, "tasks");
    return join(tasks, readdirSync(tasks).find((name) => name.startsWith("nightly-report-")) ?? "");
  };
  const plan = (): string => readFileSync(join(folder(), "plan.md"), "utf8");
  const change = (edit: (text: string) => string): void => writeFileSync(join(folder(), "plan.md"), edit(plan()));
  const gateSays = (label: string, text: RegExp) =>
    waitFor(async () => {
      const rows = await workbench().tree.rows();
      return rows.find((row) => row.label === label)?.ariaLabel ?? "";
    }, text);
  /** Opens a process's own action from the palette and answers its questions; an empty answer leaves one open. */
  const act = async (action: string, answers: readonly string[]): Promise<void> => {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Run Process Action");
    await waitFor(() => quickInput.title(), /^Nightly report$/);
    await quickInput.pick(action);
    for (const [index, answer] of answers.entries()) {
      await waitFor(
        () => quickInput.title(),
        answers.length > 1 ? new RegExp(`\\(${index + 1} of`) : new RegExp(`^${action}$`),
      );
      await quickInput.enter(answer);
    }
    await waitFor(async () => (await quickInput.items())[0] ?? "", new RegExp(`^${action}$`));
    await quickInput.pick(action);
  };

  it("starts, and stands in TASKS.md", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await page.locator(".welcome-view-content").getByRole("button", { name: "Start Feature" }).click();
    await quickInput.pick("Codex Story Plan");
    await waitFor(() => quickInput.title(), /Start Feature: Codex Story Plan/);
    await quickInput.enter("Nightly report");
    await waitFor(() => quickInput.title(), /^Start Nightly report$/);
    await quickInput.pick("Start “Nightly report”");
    await page.locator(".tab.active", { hasText: "plan.md" }).waitFor();
    await gateSays("Clarify", /gate, open/);
    match(readFileSync(join(workbench().folder, "TASKS.md"), "utf8"), /- \[Nightly report\]\(tasks\/nightly-report-/);
  });

  it("gets another story, as a whole block behind the first", async () => {
    await act("Add Story", ["Mail the report"]);
    await gateSays("Mail the report", /stage, locked/);
    const headings = [...plan().matchAll(/^###? .*(?:Story \[S|Checklist of Subtasks).*$/gm)].map(([line]) => line);
    deepEqual(
      headings.map((line) => line.replace(/: .*/, "")),
      ["### Story [S-1]", "### Story [S-2]", "## Checklist of Subtasks"],
    );
  });

  it("shows a filled-in plan at the first story's work, whose tasks are ticked in the tree", async () => {
    const { tree, page } = workbench();
    writeFileSync(
      join(folder(), "references/excerpts/nightly-report-refs.txt"),
      "docs/testing.md: how reports are tested\n",
    );
    writeFileSync(
      join(folder(), "referenced-expertise.md"),
      "# Expertise\n\n## Scan @ 20261121T100000Z\n\n- docs/testing.md\n",
    );
    change(answered);
    await gateSays("Work", /gate, open, .*current gate/);
    for (const [ticked, step] of ["First", "Second", "Third"].entries()) {
      await gateSays("Tasks ticked", new RegExp(`${ticked} of 3 ticked`));
      // Else a row's hover stays over the next one.
      await page.mouse.move(900, 500);
      await tree.tick(`${step} step, and where it is made`);
      await waitFor(async () => plan(), new RegExp(`^- \\[x\\] ${step} step`, "m"));
    }
    await gateSays("Work", /gate, passed/);
    await gateSays("Exit", /gate, open, .*current gate/);
    await workbench().screenshot("codex plan ticked");
  });

  it("is refused at the exit, with what is missing listed", async () => {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance");
    await waitFor(() => quickInput.title(), /Exit does not hold yet/);
    const items = await quickInput.items();
    for (const unmet of ["Exit boxes ticked", "A test report in the run folder", "A final entry in the log"]) {
      equal(items.includes(unmet), true, `${unmet} is not among ${items.join(", ")}`);
    }
    await workbench().screenshot("codex plan refused");
    await quickInput.cancel();
  });

  it("passes once the loop is logged and the boxes are ticked, and the next story is at hand", async () => {
    await act("Log a Loop", [
      "The report is mailed",
      "`npm test`",
      "pass, 12 tests",
      "runs/S-1",
      "Done",
      "Story 2",
      "n/a",
    ]);
    await waitFor(async () => readFileSync(join(folder(), "decision-log.md"), "utf8"), /\[S-1\]/);
    change((text) => text.replace(exitBoxes, (boxes) => boxes.replaceAll("- [ ]", "- [x]")));
    // A box that claims a report is no report.
    await gateSays("Exit", /gate, open, .*1 contradiction/);
    const [run = ""] = readdirSync(join(folder(), "runs/S-1"));
    const report = join(folder(), "runs/S-1", run, "test-report.md");
    writeFileSync(report, answered(readFileSync(report, "utf8")));
    await gateSays("Work", /gate, open, .*current gate/);
    const rows = await workbench().tree.rows();
    const story = rows.findIndex(({ label }) => label === "Mail the report");
    equal(rows[story]?.expanded, true);
    match(rows[story + 2]?.ariaLabel ?? "", /Work, gate, open/);
    await workbench().screenshot("codex plan second story");
  });
});
