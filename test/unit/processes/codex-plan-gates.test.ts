import { deepEqual, equal } from "node:assert/strict";
import { instead, stageAt, statesOf } from "../core/judge/process.ts";
import type { Files } from "../support/memory.ts";
import { criterionAt, filledFiles, judged, unmetAt } from "./filled.ts";

const files = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const logPath = `${dir}/decision-log.md`;
const plan = files[planPath] ?? "";
const log = files[logPath] ?? "";
const inPlan = (from: string, to: string): Files => ({ ...files, [planPath]: instead(plan, from, to) });
const verdict = async (changed: Files, stage: string, label: string): Promise<string> =>
  criterionAt(await judged(changed), stage, label).verdict;

const story = plan.slice(plan.indexOf("### Story [S-1]"), plan.indexOf("## Checklist of Subtasks"));
const commands = "- Unit/Integration: `node --test test/csv.test.js`\n- Smoke: `sh scripts/smoke.sh /tours/demo.csv`";
const criteria = story
  .slice(story.indexOf("- Given a tour"), story.indexOf("#### Story Definition of Ready"))
  .trimEnd();

describe("codex-plan gates", () => {
  describe("CP-G2 a story that has both criteria and a command", () => {
    const label = "An exact test command";
    const second = story.replaceAll("S-1", "S-2");
    const two = (first: string, other: string): Files => ({
      ...files,
      [planPath]: plan.replace(story, `${first}${other}`),
    });
    it("CP-G2 one story with both is enough", async () =>
      equal(await verdict(two(instead(story, commands, "- All"), second), "plan", label), "met"));
    it("CP-G2 criteria in one and a command in the other are not", async () => {
      const given = two(instead(story, commands, "- All"), instead(second, criteria, "- It works"));
      equal(await verdict(given, "plan", label), "unmet");
      equal(await verdict(given, "plan", "Given/When/Then criteria"), "met");
    });
    it("CP-G2 the plan's own list of tests is no story's", async () =>
      equal(await verdict(inPlan(commands, "- All tests"), "plan", label), "unmet"));
    it("CP-G2 says which story lacks what", async () => {
      const { message } = criterionAt(await judged(inPlan(commands, "- All tests")), "plan", label);
      equal(message, '"Story [S-1]: Export a tour as CSV" has no commands under "Tests to Run"');
    });
  });

  describe("CP-G2 a section of the contract that is missing", () => {
    const label = "Sections of the output contract";
    const found = async (changed: Files) => criterionAt(await judged(changed), "plan", label);
    const risks = plan.slice(plan.indexOf("## Risks & Mitigations"), plan.indexOf("## Pipeline Integration Plan"));
    const data = plan.slice(plan.indexOf("## Data & Migrations"), plan.indexOf("## Observability"));
    it("CP-G2 each is named, as an info that holds nothing", async () => {
      const changed = { ...files, [planPath]: plan.replace(risks, "").replace(data, "") };
      const { verdict: is, severity, message } = await found(changed);
      deepEqual([is, severity, message], ["unmet", "info", 'There is no section "Risks", "Data & Migrations"']);
      const feature = await judged(changed);
      equal(feature.done, true);
      deepEqual(
        feature.problems.map(({ severity: how, rule }) => [how, rule]),
        [["info", "codex-plan/CP-G2"]],
      );
    });
    it("CP-G2 the implementation plan is optional", async () =>
      equal(
        (await found({ ...files, [planPath]: plan.slice(0, plan.indexOf("## Implementation Plan")) })).verdict,
        "met",
      ));
    it("CP-G2 a contract of the plan's own says what is missing", async () => {
      const own = (names: string): Files => ({
        ...files,
        [planPath]: `---\noutput_contract:\n  allowed_sections: [${names}]\n---\n${plan.replace(risks, "")}`,
      });
      equal((await found(own("Task Overview, User Stories"))).verdict, "met");
      const { verdict: is, message } = await found(own("Task Overview, Budget"));
      deepEqual([is, message], ["unmet", 'There is no section "Budget"']);
    });
  });

  describe("CP-G3 a story is ready", () => {
    const rows: [label: string, from: string, to: string][] = [
      ["No placeholder is left", "Owner: Tomas Novak", "Owner: <who drives it to its exit>"],
      ["Given/When/Then criteria", criteria, "- A tour can be exported"],
      ["An exact test command", commands, "- All tests"],
    ];
    for (const [label, from, to] of rows) {
      it(`CP-G3 ${label}: met as filled in, and not with one thing changed`, async () => {
        equal(await verdict(files, "S-1/ready", label), "met");
        const changed = inPlan(from, to);
        equal(await verdict(changed, "S-1/ready", label), "unmet");
        equal(stageAt(await judged(changed), "S-1/ready").state === "passed", false);
      });
    }
    it("CP-G3 no command: the exit box that says the tests pass is a contradiction", async () => {
      const changed = inPlan(commands, "- All tests");
      equal(await verdict(changed, "S-1/exit", "Tests are named"), "unmet");
      const claims = async (given: Files) =>
        (await judged(given)).findings
          .filter(({ kind, message }) => kind === "contradiction" && /Story Tests to Run/.test(message))
          .map(({ stage, rule }) => `${stage} ${rule}`);
      deepEqual(await claims(changed), ["S-1/exit codex-plan/CP-G3"]);
      deepEqual(await claims(files), []);
    });
  });

  describe("CP-G6 a ticked box about the budget", () => {
    const box = "- [x] E2E (if applicable) ran in Fast mode within runtime budget; monitoring logs attached";
    const ran = (runtime: string): Files => ({
      ...inPlan(
        "- [x] Expertise captured; proposals filed if new guidance is warranted",
        `- [x] Expertise captured; proposals filed if new guidance is warranted\n${box}`,
      ),
      [logPath]: instead(log, "- Runtime (if E2E): n/a", `- Runtime (if E2E): ${runtime}`),
    });
    const claims = async (given: Files) =>
      (await judged(given)).findings
        .filter(({ kind }) => kind === "contradiction")
        .map(({ message, rule }) => [rule, /^Ticked: E2E/.test(message)]);
    it("CP-G6 over the budget it is a contradiction", async () =>
      deepEqual(await claims(ran("9 min")), [["codex-plan/CP-G6", true]]));
    it("CP-G6 within it, it is none", async () => deepEqual(await claims(ran("2 min")), []));
  });

  describe("CP-G7 the definition of done", () => {
    const label = "Definition of done is met";
    const boxes = (mark: string): Files =>
      inPlan("- Docs: README section with an example", `- [${mark}] Docs: README section with an example`);
    it("CP-G7 its boxes, where it has any, are ticked", async () => {
      equal(await verdict(boxes("x"), "done", label), "met");
      equal(await verdict(boxes(" "), "done", label), "unmet");
      equal(await verdict(files, "done", label), "notApplicable");
    });
  });

  describe("CP-G1 CP-G4 what counts as having begun", () => {
    const open = plan.replaceAll("- [x]", "- [ ]");
    const begun = async (text: string): Promise<string[]> => {
      const { stages } = await judged({ ...files, [planPath]: text, [logPath]: "# Decision Log\n" });
      return stages
        .flatMap((stage) => (stage.children.length > 0 ? stage.children : [stage]))
        .filter(({ progress, aside }) => progress && !aside)
        .map(({ path }) => path.join("/"));
    };
    it("CP-G1 answered questions, and no others", async () => {
      deepEqual(await begun(open), ["clarify"]);
      const asked = open.replace(
        /## Clarification Questions\n\n- [\s\S]*?\n\n/,
        "## Clarification Questions\n\n- [Critical] <question>\n\n",
      );
      deepEqual(await begun(asked), []);
    });
    it("CP-G4 a ticked task is work; a ticked box of the exit is an exit begun", async () => {
      deepEqual(await begun(open.replace("- [ ] Writer", "- [x] Writer")), ["clarify", "plan", "S-1/work"]);
      deepEqual(await begun(open.replace("- [ ] Evidence", "- [x] Evidence")), ["clarify", "plan", "S-1/exit"]);
    });
    it("CP-G4 a ticked box under Definition of Ready is a story made ready", async () => {
      const ready = open.replace(
        "- Clarifications: separator is a semicolon",
        "- [x] Clarifications: separator is a semicolon",
      );
      deepEqual(await begun(ready), ["clarify", "plan", "S-1/ready"]);
    });
    it("CP-G4 an exit begun before its tasks are done names the row", async () => {
      const early = open.replace("- [ ] Evidence", "- [x] Evidence");
      const { findings } = await judged({ ...files, [planPath]: early });
      deepEqual(
        findings.filter(({ kind }) => kind === "violation").map(({ stage, rule }) => [stage, rule]),
        [["S-1/work", "codex-plan/CP-G4"]],
      );
    });
  });

  describe("CP-G3 the mark of an exit is its list", () => {
    it("CP-G3 every box ticked but one more, which is dropped: the list is no mark of a contradiction, and holds", async () => {
      const box = "- [x] Story Definition of Done fully met";
      const changed = inPlan(box, "- [~] Story Definition of Done fully met (dropped)");
      equal(await verdict(changed, "S-1/exit", "Exit boxes ticked"), "unmet");
      equal(stageAt(await judged(changed), "S-1/exit").state, "open");
    });
    it("CP-G3 a ticked list claims the exit, even without the box that would claim the report", async () => {
      const box = "- [x] Evidence captured in Runbook (test reports/screenshots/logs)\n";
      const claims = async (given: Files) =>
        (await judged(given)).findings
          .filter(({ kind }) => kind === "contradiction")
          .map(({ stage, message }) => [stage, / — but there is no runs\/S-1\//.test(message)]);
      const without = Object.fromEntries(
        Object.entries(inPlan(box, "")).filter(([path]) => !path.endsWith("test-report.md")),
      );
      deepEqual(await claims(without), [["S-1/exit", true]]);
      deepEqual(await claims(inPlan(box, "")), []);
    });
  });

  describe("CP-G5 a stop holds the exit as well", () => {
    const idle = (hour: number): string =>
      `\n## [S-1] again — 2026-10-13T1${hour}:00:00Z\n\n- Result: fail\n- Decision: continue\n`;
    const box = '- [x] Decision Log includes final "Done" entry for this story';
    const given = (text: string): Files => ({ ...inPlan(box, box.replace("[x]", "[ ]")), [logPath]: text });
    const state = async (text: string) => {
      const { current } = await judged(given(text));
      return [current?.path.join("/"), current?.state];
    };
    it("CP-G5 three entries without progress block it, two do not", async () => {
      deepEqual(await state(`# Decision Log\n${idle(0)}${idle(1)}${idle(2)}`), ["S-1/exit", "blocked"]);
      deepEqual(await state(`# Decision Log\n${idle(0)}${idle(1)}`), ["S-1/exit", "open"]);
    });
    it("CP-G5 so does an entry that decides: blocked", async () =>
      deepEqual(await state("# Decision Log\n\n## [S-1] stuck — 2026-10-13T10:00:00Z\n\n- Decision: blocked\n"), [
        "S-1/exit",
        "blocked",
      ]));
  });

  describe("CP-A7 in the tree", () => {
    const task = (status: string): Files =>
      inPlan(
        "## Checklist of Subtasks",
        `### Task [T-1]: Write the writer\n\n- Status: ${status}\n\nChecklist\n\n- [ ] Plan created\n\n## Checklist of Subtasks`,
      );
    it("CP-A7 a task begins with its status", async () => {
      equal(stageAt(await judged(task("todo")), "T-1").progress, false);
      equal(stageAt(await judged(task("in-progress")), "T-1").progress, true);
    });
    const proposals = `${dir}/proposals/expert-additions.md`;
    it("CP-A7 each proposal is a row of its own, open while a placeholder is left", async () => {
      const text = `${files[proposals]}\n## Retries\n\n- Keywords: <terms>\n`;
      const states = statesOf(await judged({ ...files, [proposals]: text }));
      deepEqual(
        Object.entries(states).filter(([path]) => path.startsWith("proposals")),
        [
          ["proposals/Byte order marks in exports", "passed"],
          ["proposals/Retries", "open"],
        ],
      );
    });
    it("CP-A7 without a proposal there is nothing to fill in", async () => {
      const none = await judged({ ...files, [proposals]: "# Proposed Additions/Updates to `experts/`\n" });
      deepEqual(
        [stageAt(none, "proposals").state, stageAt(none, "proposals").reason],
        ["skipped", "No addition is proposed"],
      );
      deepEqual(unmetAt(none, "proposals"), []);
      equal(none.done, true);
    });
  });
});
