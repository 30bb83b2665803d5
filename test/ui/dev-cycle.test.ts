import { deepEqual, equal, match } from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { evidenceFor, withEvidence } from "../unit/support/cycleEvidence.ts";
import { asked } from "./support/act.ts";
import { useWorkbench } from "./support/useWorkbench.ts";
import { waitFor } from "./support/waitFor.ts";

const SOURCE = "docs/pre-dev/mail-alerts/tasks.md";
const STATE = "docs/dev-cycle/current-cycle.json";
const RULES = "docs/PROJECT_RULES.md";
const criteria = ["An alert is mailed once", "A mail that cannot be sent is tried again"];

const tasks = [
  "# Tasks: Mail alerts",
  "",
  "## Task: T-001 - Mail an alert",
  "",
  "### Acceptance Criteria",
  "",
  ...criteria.map((text) => `- [ ] ${text}`),
  "",
].join("\n");

describe("a development cycle, by clicking", () => {
  const workbench = useWorkbench({ workspace: "empty", height: 1000 });
  const path = (relative: string): string => join(workbench().folder, relative);
  const read = (relative: string): string => readFileSync(path(relative), "utf8");
  const write = (relative: string, text: string): void => {
    mkdirSync(dirname(path(relative)), { recursive: true });
    writeFileSync(path(relative), text);
  };
  const state = () => JSON.parse(read(STATE));
  const git = (...args: string[]): string =>
    execFileSync("git", args, { cwd: workbench().folder, encoding: "utf8" }).trim();
  const gateSays = (label: string, text: RegExp) =>
    waitFor(async () => (await workbench().tree.rows()).find((row) => row.label === label)?.ariaLabel ?? "", text);
  const evidence = evidenceFor(criteria, "mail");

  /** Opens "Start Feature" for the process and answers the title. */
  const start = async (title: string): Promise<void> => {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Start Feature…");
    await quickInput.pick("Development Cycle");
    await waitFor(() => quickInput.title(), /Start Feature: Development Cycle/);
    await quickInput.enter(title);
  };

  /** Chooses one of the process's own actions. */
  const act = async (action: string): Promise<void> => {
    await workbench().runCommand("Plangate: Run Process Action…");
    await workbench().quickInput.pick(action);
  };

  /** Advances past the gate in front; what will be written is looked at first. */
  const advance = async (): Promise<void> => {
    const { quickInput } = workbench();
    await workbench().runCommand("Plangate: Advance…");
    await waitFor(async () => (await quickInput.items())[0] ?? "", /^Advance “Mail alerts”$/);
    await quickInput.pick("Advance “Mail alerts”");
  };

  /** Tries to advance and gives what stands in the way. */
  const refusedFor = async (gate: RegExp): Promise<string[]> => {
    const { quickInput } = workbench();
    await asked(workbench(), "Plangate: Advance…", gate);
    const items = await quickInput.items();
    await quickInput.cancel();
    return items;
  };

  it("starts from a title with a tasks file to fill in, and no state file", async () => {
    const { page, quickInput } = workbench();
    await workbench().focusContainer("Plangate");
    await start("Mail alerts");
    await waitFor(() => quickInput.question(), /Path of another tasks file/);
    await quickInput.enter("");
    await waitFor(async () => (await quickInput.items())[0] ?? "", /^Start “Mail alerts”$/);
    await quickInput.pick("Start “Mail alerts”");
    await page.locator(".tab.active", { hasText: "tasks.md" }).waitFor();
    match(read(SOURCE), /^# Tasks: Mail alerts/);
    equal(existsSync(path(STATE)), false);
  });

  it("wants the project's rules before a cycle begins", async () => {
    const { page, quickInput } = workbench();
    write(SOURCE, tasks);
    await gateSays("Tasks: Mail alerts", /./);
    await start("Mail alerts");
    await quickInput.pick("Tasks: Mail alerts");
    await quickInput.pick("I write the rules myself: open the template");
    await waitFor(async () => (await quickInput.items())[0] ?? "", /^Start “Mail alerts”$/);
    await quickInput.pick("Start “Mail alerts”");
    await page.locator(".tab.active", { hasText: "PROJECT_RULES.md" }).waitFor();
    equal(existsSync(path(STATE)), false);
    write(RULES, read(RULES).replaceAll(/<(?!!--)[^<>]*>/g, "none"));
  });

  it("asks how often and when, says what it loaded, and writes the state file", async () => {
    const { quickInput } = workbench();
    await start("Mail alerts");
    await quickInput.pick("Tasks: Mail alerts");
    await quickInput.pick("After each subtask and each task");
    await quickInput.pick("After each task");
    await waitFor(async () => (await quickInput.items()).join("\n"), /Loaded 1 task with 0 subtasks\./);
    await workbench().screenshot("dev cycle start");
    await quickInput.pick("Start “Mail alerts”");
    await gateSays("implementation", /gate, open, .*current gate/);
    deepEqual(
      [state().execution_mode, state().commit_timing, state().current_gate],
      ["manual_per_subtask", "per_task", 0],
    );
  });

  const gates = ["implementation", "devops", "sre", "testing", "review"];
  for (const [index, gate] of gates.entries()) {
    it(`${gate}: is refused first, then passes on what the agents hand in`, async () => {
      const unmet = await refusedFor(new RegExp(`${gate} does not hold yet`));
      equal(unmet.length > 0, true);
      if (index === 0) await workbench().screenshot("dev cycle refused");
      const handed = evidence[gate];
      if (!handed) throw new Error(`no evidence for ${gate}`);
      for (const [file, text] of Object.entries(handed.files ?? {})) write(file, text);
      write(STATE, withEvidence(read(STATE), gate, handed));
      await gateSays(gate, /gate, ready/);
      await advance();
      await gateSays(gate, /gate, passed/);
      await waitFor(async () => String(state().current_gate), new RegExp(`^${index + 1}$`));
    });
  }

  it("validation: asks for a person's approval, and advancing never gives it", async () => {
    const { dialog, quickInput } = workbench();
    await refusedFor(/validation does not hold yet/);
    const handed = evidence.validation;
    if (!handed) throw new Error("no evidence for validation");
    write(STATE, withEvidence(read(STATE), "validation", handed));
    await gateSays("validation", /gate, ready/);
    deepEqual(await refusedFor(/validation is ready, but not approved yet/), ["Approval"]);
    await workbench().tree.clickInline("validation", "Approve Gate…");
    await waitFor(() => quickInput.title(), /^Approve.*validation/);
    await quickInput.enter("Tried it myself");
    await dialog.click("Approve");
    await workbench().tree.expand("validation");
    await gateSays("Approval", /given by Ada Example/);
    // An approval is no advance: the state file says nothing of it yet.
    equal(state().tasks[0].gate_progress.validation.status, "in_progress");
    await advance();
    await waitFor(async () => state().status, /^paused_for_approval$/);
  });

  it("asks at the task's end whether to go on, and shows what there is to know", async () => {
    const { dialog, quickInput } = workbench();
    await act("Resume");
    const shown = await dialog.text();
    match(shown, /T-001 Mail an alert is completed\. Ready to proceed\?/);
    for (const part of [/Gates: implementation completed/, /Criteria: 2 of 2/, /Files changed: .*src\/mail\.ts/])
      match(shown, part);
    deepEqual((await dialog.buttons()).sort(), ["Cancel", "Continue", "Stop here", "Test first"]);
    await workbench().screenshot("dev cycle checkpoint");
    await dialog.click("Continue");
    await waitFor(async () => (await quickInput.items()).join("\n"), /feat\(T-001\): Mail an alert/);
    await quickInput.pick("Resume");
    await waitFor(async () => state().status, /^paused_for_task_approval$/);
    await waitFor(async () => git("log", "-1", "--format=%s"), /^feat\(T-001\): Mail an alert$/);
    const committed = git("show", "--name-only", "--format=").split("\n");
    for (const file of [STATE, "src/mail.ts", "Dockerfile"]) equal(committed.includes(file), true, file);
  });

  it("does not go on, nor end, before there is feedback", async () => {
    const { dialog, quickInput, page, tree } = workbench();
    await act("Resume");
    await dialog.click("Continue");
    await page
      .getByText(/feedback loop of T-001 Mail an alert is not recorded/)
      .first()
      .waitFor();
    equal(state().status, "paused_for_task_approval");
    write(
      `docs/feedbacks/cycle-${state().started_at.slice(0, 10)}/backend-engineer.md`,
      "# Feedback\n\nClear prompts.\n",
    );
    const record = async (): Promise<void> => {
      await act("Record Feedback");
      await waitFor(async () => (await quickInput.items()).join("\n"), /is recorded: docs\/feedbacks/);
      await quickInput.pick("Record Feedback");
    };
    await record();
    await waitFor(async () => String(state().tasks[0].feedback_loop_completed), /true/);
    await act("Resume");
    await dialog.click("Continue");
    await quickInput.pick("Resume");
    await waitFor(async () => state().status, /^in_progress$/);
    await refusedFor(/Completion does not hold yet/);
    await record();
    await waitFor(async () => String(state().feedback_loop_completed), /true/);
    // The file is there before the gate was judged by it.
    await waitFor(
      async () =>
        (await tree.rows()).find(({ label }) => label === "Loop of feedback")?.ariaLabel ?? "met: out of sight",
      /\bmet\b/,
    );
    await advance();
    await page.locator(".tab.active", { hasText: /^report-mail-alerts-/ }).waitFor();
    await waitFor(async () => state().status, /^completed$/);
    await waitFor(() => workbench().statusBar.text("plangate.gate"), /done/);
    await workbench().screenshot("dev cycle completed");
  });
});
