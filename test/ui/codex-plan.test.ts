import { deepEqual, equal, match } from "node:assert/strict";
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Answer, act, refusedAt } from "./support/act.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const keywords = ["pagination", "smoke test"];

/** Placeholders answered as a person would, in fewer words; the steps to tick keep theirs. */
const answered = (text: string): string =>
  text.replaceAll(/<(?!!--)([^<>]*)>/g, (_, asked: string) => {
    if (asked.includes("exact command")) return "`echo two tests pass`";
    if (asked.startsWith("short title")) return "Make the report";
    return asked.endsWith("and where it is made") ? asked : "as agreed";
  });

/** A plan with everything answered but what its first story needs to be ready. */
function drafted(plan: string): string {
  const left = "- Clarifications: <which questions were settled for this story; or None needed>";
  const ready = plan.indexOf(left);
  const words = /<keyword[^<>]*>(?:\r?\n<keyword[^<>]*>)*/;
  const [before, after] = [plan.slice(0, ready), plan.slice(ready + left.length)];
  return answered(before) + left + answered(after.replace(words, keywords.join("\n")));
}

const section = (story: string, heading: string): RegExp =>
  new RegExp(`(### Story \\[${story}\\][\\s\\S]*?#### ${heading}[\\s\\S]*?)(?=\\n#### )`);

describe("a codex plan, by clicking, from nothing to its end", () => {
  const workbench = useWorkbench({ workspace: "codex-plan", theme: "dark", height: 1300 });
  const folder = (): string => {
    const tasks = join(workbench().folder, "tasks");
    return join(tasks, readdirSync(tasks).find((name) => name.startsWith("nightly-report-")) ?? "");
  };
  const read = (path: string): string => readFileSync(join(folder(), path), "utf8");
  const plan = (): string => read("plan.md");
  const change = (edit: (text: string) => string): void => writeFileSync(join(folder(), "plan.md"), edit(plan()));
  const gateSays = (label: string, text: RegExp) =>
    waitFor(async () => {
      const rows = await workbench().tree.rows();
      return rows.find((row) => row.label === label)?.ariaLabel ?? "";
    }, text);
  const doing = (action: string, answers: readonly Answer[]) => act(workbench(), "Nightly report", action, answers);
  const runs = (story: string): string[] => {
    const kept = join(folder(), "runs", story);
    return existsSync(kept) ? readdirSync(kept).sort() : [];
  };
  /** Ticks a story's boxes under a heading in the file, as somebody at another screen would. */
  const tickAll = (story: string, heading: string, but = "\0"): void =>
    change((text) =>
      text.replace(section(story, heading), (part) =>
        part.replaceAll(/^- \[ \] (.*)$/gm, (line, box) => (box.startsWith(but) ? line : `- [x] ${box}`)),
      ),
    );
  const lastBox = "Expertise captured; proposals filed if new guidance is warranted";

  it("the sample stands in the middle of its second story", async () => {
    await workbench().focusContainer("Plangate");
    await gateSays("Tour export", /now at Work, open/);
    await gateSays("Export a whole day", /stage, open/);
    await gateSays("Tasks ticked", /1 of 3 ticked/);
    await workbench().screenshot("codex plan sample");
    await workbench().tree.collapse("Tour export");
  });

  it("starts, and stands in TASKS.md", async () => {
    const { page, quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await quickInput.pick("Codex Story Plan");
    await waitFor(() => quickInput.title(), /Start Feature: Codex Story Plan/);
    await quickInput.enter("Nightly report");
    await waitFor(() => quickInput.title(), /^Start Nightly report/);
    await quickInput.pick("Start “Nightly report”");
    await page.locator(".tab.active", { hasText: "plan.md" }).waitFor();
    await gateSays("Clarify", /gate, open/);
    match(readFileSync(join(workbench().folder, "TASKS.md"), "utf8"), /- \[Nightly report\]\(tasks\/nightly-report-/);
  });

  it("is refused at Clarify while a critical question is open", async () => {
    deepEqual(await refusedAt(workbench(), "Clarify"), ["No critical question is open"]);
    change((text) => text.replace(/^(- \[Critical\]) .*$/m, "$1 Who gets the report? → the depot's manager"));
    await gateSays("Clarify", /gate, passed/);
    await gateSays("Plan", /gate, open, .*current gate/);
  });

  it("gets another story, as a whole block behind the first", async () => {
    await doing("Add Story", [[/What is the story about/, "Mail the report"]]);
    await gateSays("Mail the report", /stage, locked/);
    const headings = [...plan().matchAll(/^###? .*(?:Story \[S|Checklist of Subtasks).*$/gm)].map(([line]) => line);
    deepEqual(
      headings.map((line) => line.replace(/: .*/, "")),
      ["### Story [S-1]", "### Story [S-2]", "## Checklist of Subtasks"],
    );
  });

  it("is refused at Plan while there are placeholders and no scan", async () => {
    const unmet = await refusedAt(workbench(), "Plan");
    for (const label of ["No placeholder is left", "Given/When/Then criteria", "One expert scan"])
      equal(unmet.includes(label), true, `${label} is not among ${unmet.join(", ")}`);
    change(drafted);
    await waitFor(async () => (await refusedAt(workbench(), "Plan")).join(), /^One expert scan$/);
  });

  it("scans the experts for the words that the plan names", async () => {
    await doing("Scan Experts", [[/src\/ as well/, { pick: "No" }]]);
    await workbench().page.locator(".tab.active", { hasText: "referenced-expertise.md" }).waitFor();
    const scan = read("referenced-expertise.md");
    match(scan, /^## Scan @ \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n\n- Keywords: pagination\|smoke test\n/m);
    match(scan, /^- experts\/api\.md:3: `` - Pagination: use a cursor/m);
    match(scan, /^- docs\/testing\.md:3: /m);
    match(read("references/excerpts/nightly-report-refs.txt"), /^experts\/api\.md-1-# API guidance$/m);
    await gateSays("Plan", /gate, passed/);
    await workbench().screenshot("codex plan scanned");
  });

  it("is refused at a story's Ready, then at its Work, and is ticked in the tree", async () => {
    const { tree, page } = workbench();
    await gateSays("Ready", /gate, open, .*current gate/);
    deepEqual(await refusedAt(workbench(), "Ready"), ["Definition of ready", "No placeholder is left"]);
    change(answered);
    await gateSays("Work", /gate, open, .*current gate/);
    deepEqual(await refusedAt(workbench(), "Work"), ["Tasks ticked"]);
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
    const unmet = await refusedAt(workbench(), "Exit");
    for (const label of ["Exit boxes ticked", "A test report in the run folder", "A final entry in the log"])
      equal(unmet.includes(label), true, `${label} is not among ${unmet.join(", ")}`);
  });

  it("runs the story's tests in a terminal, and keeps output and runtime in a run folder", async () => {
    await doing("Run Story Tests", [[/Which tests/, "all"]]);
    await waitFor(async () => runs("S-1").join(), /^\d{8}T\d{6}Z$/);
    const run = join("runs/S-1", runs("S-1")[0] ?? "");
    await waitFor(async () => String(existsSync(join(folder(), run, "metrics.json"))), /true/);
    const metrics = JSON.parse(read(`${run}/metrics.json`));
    deepEqual([metrics.command, metrics.exitCode, typeof metrics.seconds], ["echo two tests pass", 0, "number"]);
    match(read(`${run}/stdout.log`), /^two tests pass\r?\n$/);
    match(read(`${run}/test-report.md`), /^- Story: S-1$/m);
    await workbench().screenshot("codex plan tests run");
  });

  it("logs the loop about that run; ticked boxes are no report", async () => {
    const run = `runs/S-1/${runs("S-1")[0]}`;
    await doing("Log a Loop", [
      [/Which run/, { pick: `tasks/${folder().split(/[\\/]/).at(-1)}/${run}/test-report.md` }],
      [/Outcome/, "The report is made"],
      [/What was run/, "`echo two tests pass`"],
      [/Result/, "pass, 2 tests"],
      [/Evidence/, "as it is"],
      [/Decision/, { pick: "Done" }],
      [/Next step/, "S-2"],
      [/runtime/, "n/a"],
      [/Monitoring/, "n/a"],
    ]);
    await waitFor(async () => read("decision-log.md"), /^## \[S-1\] The report is made — /m);
    match(read("decision-log.md"), new RegExp(`^- Evidence: tasks/.*${run}/test-report\\.md$`, "m"));
    deepEqual(runs("S-1").length, 1);
    change((text) => text.replaceAll(/^- \[ \] E2E \(if applicable\).*\n/gm, ""));
    tickAll("S-1", "Story Exit Checklist", lastBox);
    await gateSays("Exit", /gate, open, .*1 contradiction/);
    writeFileSync(join(folder(), run, "test-report.md"), answered(read(`${run}/test-report.md`)));
    await gateSays("Exit boxes ticked", /6 of 7 ticked|Not ticked/);
  });

  it("never stops: the last box of a story opens the next one", async () => {
    const { page, tree } = workbench();
    await page.mouse.move(900, 500);
    await tree.tick(lastBox);
    const line = (): number =>
      plan()
        .split("\n")
        .findIndex((text) => text.startsWith("### Story [S-2]")) + 1;
    await page.locator(".tab.active", { hasText: "plan.md" }).waitFor();
    await page.locator(".statusbar-item", { hasText: new RegExp(`^Ln ${line()},`) }).waitFor();
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /Work/);
    const row = async (label: string) => (await workbench().tree.rows()).find((one) => one.label === label);
    await waitFor(async () => String((await row("Mail the report"))?.expanded), /true/);
    await gateSays("Work", /gate, open, .*current gate/);
    await workbench().screenshot("codex plan second story");
  });

  it("goes through the second story, refused at its work and its exit as well", async () => {
    deepEqual(await refusedAt(workbench(), "Work"), ["Tasks ticked"]);
    tickAll("S-2", "Tasks Checklist");
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /Exit/);
    equal((await refusedAt(workbench(), "Exit")).includes("A test report in the run folder"), true);
    const run = join(folder(), "runs/S-2/20261121T120000Z");
    mkdirSync(run, { recursive: true });
    writeFileSync(join(run, "test-report.md"), "# Test Report: Mail the report\n\n- Result: pass, 2 of 2\n");
    await doing("Log a Loop", [
      [/Which run/, { pick: "Leave open" }],
      [/Outcome/, "The report is mailed"],
      [/What was run/, "the smoke test"],
      [/Result/, "pass"],
      [/Evidence/, "runs/S-2/20261121T120000Z/test-report.md"],
      [/Decision/, { pick: "Done" }],
      [/Next step/, "None"],
      [/runtime/, "n/a"],
      [/Monitoring/, "n/a"],
    ]);
    await waitFor(async () => String(runs("S-2").length), /^2$/);
    tickAll("S-2", "Story Exit Checklist");
    await gateSays("Done", /gate, open, .*current gate/);
  });

  it("is refused at Done until the last boxes are ticked; then nothing is left", async () => {
    deepEqual(await refusedAt(workbench(), "Done"), ["Subtasks"]);
    change((text) =>
      text.replace(/## Checklist of Subtasks[\s\S]*?(?=\n## )/, (part) => part.replaceAll("- [ ]", "- [x]")),
    );
    await gateSays("Nightly report", /every gate is behind it/);
    await workbench().screenshot("codex plan done");
  });
});
