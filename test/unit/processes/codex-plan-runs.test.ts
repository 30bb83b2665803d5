import { deepEqual, equal, match } from "node:assert/strict";
import { actionsOf, type Change, goOn, planAction, planAdvance, planStart, planTick } from "../../../src/core/index.ts";
import { instead, stageAt } from "../core/judge/process.ts";
import { applied, asChange, planned, textAfter } from "../core/plan/play.ts";
import { builtInProcess, type Files, openMemory } from "../support/memory.ts";
import { filledFiles, judged } from "./filled.ts";

const files = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const logPath = `${dir}/decision-log.md`;
const plan = files[planPath] ?? "";
const run = `${dir}/runs/S-1/20261005T081500Z`;

const act = async (given: Files, action: string, answers: Record<string, string>): Promise<Change> =>
  asChange(
    await planned(await openMemory(given), given, (context, passed) =>
      planAction(dir, action, ["S-1"], { ...passed, ...answers }, context),
    ),
  );

describe("codex-plan runs", () => {
  describe("CP-A5 run a story's tests", () => {
    it("CP-A5 asks which of the story's own commands, and takes no other", async () => {
      const workspace = await openMemory(files);
      const asked = await planned(workspace, files, (context) => planAction(dir, "runTests", ["S-1"], {}, context));
      deepEqual(asked.kind === "ask" && asked.question.choices.map(({ value }) => value), [
        "node --test test/csv.test.js",
        "sh scripts/smoke.sh /tours/demo.csv",
      ]);
      const other = await planned(workspace, files, (context) =>
        planAction(dir, "runTests", ["S-1"], { tests: "rm -rf ." }, context),
      );
      deepEqual([other.kind, other.kind === "refusal" && other.code], ["refusal", "answer-missing"]);
    });
    it("CP-A5 runs it from the workspace folder, its output and runtime kept in a new run folder", async () => {
      const change = await act(files, "runTests", { tests: "node --test test/csv.test.js" });
      deepEqual(
        change.edits.map(({ path }) => path),
        [`${run}/test-report.md`],
      );
      match(textAfter(files, change, `${run}/test-report.md`), /^- Story: S-1$/m);
      deepEqual(change.followUps, [
        {
          kind: "run",
          title: "Tests of S-1",
          command: "node --test test/csv.test.js",
          cwd: "",
          env: { FEATURE_DIR: dir, RUN_ID: "20261005T081500Z" },
          keep: {
            stdout: `${run}/stdout.log`,
            stderr: `${run}/stderr.log`,
            metrics: `${run}/metrics.json`,
          },
        },
      ]);
    });
    it("CP-A5 several run one after the other while each succeeds, whatever is remarked behind them", async () => {
      const given = {
        ...files,
        [planPath]: instead(plan, "`node --test test/csv.test.js`", "`node --test test/csv.test.js # quick`"),
      };
      const { followUps } = await act(given, "runTests", {
        tests: "node --test test/csv.test.js # quick\nsh scripts/smoke.sh /tours/demo.csv",
      });
      equal(
        followUps[0]?.kind === "run" && followUps[0].command,
        "node --test test/csv.test.js # quick\nsh scripts/smoke.sh /tours/demo.csv",
      );
    });
    it("CP-A5 a story that names no command has nothing to run", async () => {
      const given = { ...files, [planPath]: plan.replace(/^- Unit\/Integration: .*\n- Smoke: .*$/m, "- All tests") };
      const refused = await planned(await openMemory(given), given, (context) =>
        planAction(dir, "runTests", ["S-1"], {}, context),
      );
      deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "answer-missing"]);
    });
    it("CP-A5 what ran is no evidence before its report is written", async () => {
      const bare: Files = Object.fromEntries(
        Object.entries(files).filter(([path]) => !path.endsWith("test-report.md")),
      );
      const after = applied(bare, await act(bare, "runTests", { tests: "node --test test/csv.test.js" }));
      const unmet = stageAt(await judged(after), "S-1/exit").criteria.filter(({ verdict }) => verdict === "unmet");
      deepEqual(
        unmet.map(({ label }) => label),
        ["A test report in the run folder"],
      );
    });
  });

  describe("CP-A3 a loop about a run", () => {
    const answers = { outcome: "Second try", decision: "refine" };
    it("CP-A3 a run that is there gets no second folder, and is the evidence", async () => {
      const report = `${dir}/runs/S-1/20261013T141000Z/test-report.md`;
      const asked = await planned(await openMemory(files), files, (context) =>
        planAction(dir, "logLoop", ["S-1"], { run: report, outcome: "Second try", attempt: "", result: "" }, context),
      );
      deepEqual(asked.kind === "ask" && [asked.question.id, asked.question.prefill], ["evidence", report]);
      const change = await act(files, "logLoop", { ...answers, run: report, evidence: report });
      deepEqual(
        change.edits.map(({ path }) => path),
        [logPath],
      );
      match(textAfter(files, change, logPath), new RegExp(`^- Evidence: ${report}$`, "m"));
    });
    it("CP-A3 has every line of the entry, runtime and monitoring of end-to-end tests included", async () => {
      const text = textAfter(
        files,
        await act(files, "logLoop", { ...answers, runtime: "48 s of 60 s", monitoring: "no spikes" }),
        logPath,
      );
      const last = text.slice(text.lastIndexOf("## "));
      deepEqual(
        [...last.matchAll(/^- ([^:]+): ?(.*)$/gm)].map(([, name, value]) => [name, value]),
        [
          ["Attempt", ""],
          ["Result", ""],
          ["Evidence", ""],
          ["Decision", "refine"],
          ["Next step", ""],
          ["Runtime (if E2E)", "48 s of 60 s"],
          ["Monitoring", "no spikes"],
        ],
      );
    });
    it("CP-A3 is what the terminal's record does, at a story and nowhere else", async () => {
      const actions = actionsOf(dir, { workspace: await openMemory(files) }).filter(({ as }) => as === "record");
      deepEqual(
        actions.map(({ id, stage }) => [id, stage]),
        [["logLoop", ["S-1"]]],
      );
    });
  });

  describe("CP-A6 finishing a story leads straight to the next", () => {
    const box = "- [x] Evidence captured in Runbook (test reports/screenshots/logs)";
    const second = plan
      .slice(plan.indexOf("### Story [S-1]"), plan.indexOf("## Checklist of Subtasks"))
      .replaceAll("S-1", "S-2")
      .replaceAll("- [x]", "- [ ]");
    const two = instead(plan, "## Checklist of Subtasks", `${second}## Checklist of Subtasks`);
    const left = { ...files, [planPath]: instead(two, box, box.replace("[x]", "[ ]")).replace(box, box) };
    const line = String(left[planPath]).split("\n").indexOf(box.replace("[x]", "[ ]")) + 1;
    it("CP-A6 the last box leads to the next story, at its heading", async () => {
      const before = await judged(left);
      equal(before.current?.path.join("/"), "S-1/exit");
      const after = applied(
        left,
        await planned(await openMemory(left), left, (context) => planTick(planPath, line, context)),
      );
      const next = goOn(before, { workspace: await openMemory(after) });
      equal(next?.path.join("/"), "S-2/work");
      match(String(after[planPath]).split("\n")[(next?.place?.line ?? 0) - 1] ?? "", /^### Story \[S-2\]/);
    });
    it("CP-A6 a box that finishes nothing leads nowhere", async () => {
      equal(goOn(await judged(left), { workspace: await openMemory(left) }), undefined);
      const begun = { ...files, [planPath]: plan.replaceAll("- [x]", "- [ ]") };
      const ticked = {
        ...files,
        [planPath]: plan.replaceAll("- [x]", "- [ ]").replace("- [ ] Writer", "- [x] Writer"),
      };
      equal(goOn(await judged(begun), { workspace: await openMemory(ticked) }), undefined);
    });
    it("CP-A6 a gate that only leads on is not advanced again for what is not committed", async () => {
      const open = plan.slice(plan.indexOf("## Checklist of Subtasks"));
      const given = {
        ...files,
        [planPath]: plan.replace(open, open.replaceAll("- [x]", "- [ ]")),
        ".plangate/README.md": "",
      };
      const git = {
        ...{ head: "", branch: "main", commits: [], truncated: false, user: { name: "", email: "" } },
        dirty: [".plangate/README.md", planPath],
      };
      const refused = await planned(await openMemory(given, { git }), given, (context) =>
        planAdvance(dir, undefined, {}, context),
      );
      match(refused.kind === "refusal" ? refused.message : refused.kind, /^Done does not hold yet/);
    });
    it("CP-A6 the last story leads to what closes the plan", async () => {
      const open = plan.slice(plan.indexOf("## Checklist of Subtasks"));
      const almost = plan.replace(open, open.replaceAll("- [x]", "- [ ]"));
      const before = await judged({ ...files, [planPath]: instead(almost, box, box.replace("[x]", "[ ]")) });
      const next = goOn(before, { workspace: await openMemory({ ...files, [planPath]: almost }) });
      equal(next?.id, "done");
    });
  });

  it("CP-A2 CP-A4 a plan in capitals is the plan that actions change", async () => {
    const given: Files = { "docs/checkout/PLAN.md": plan, "experts/api.md": "csv\n" };
    const changed = async (action: string, answers: Record<string, string>): Promise<string[]> =>
      asChange(
        await planned(await openMemory(given), given, (context) =>
          planAction("docs/checkout", action, undefined, answers, context),
        ),
      ).edits.map(({ path, expect }) => `${path}${expect === null ? " (new)" : ""}`);
    deepEqual(await changed("addStory", { title: "Export a day" }), ["docs/checkout/PLAN.md"]);
    deepEqual(await changed("scanExperts", { code: "no" }), [
      "docs/checkout/referenced-expertise.md (new)",
      "docs/checkout/references/excerpts/checkout-refs.txt (new)",
    ]);
  });

  it("CP-A1 a title with brackets is a link that works", async () => {
    const given: Files = { "TASKS.md": "# Tasks\n" };
    const change = asChange(
      await planned(await openMemory(given), given, (context) =>
        planStart(builtInProcess("codex-plan"), { title: "Fix [urgent] a\\b <c>" }, context),
      ),
    );
    equal(
      textAfter(given, change, "TASKS.md").split("\n")[1],
      "- [Fix \\[urgent\\] a\\\\b \\<c\\>](tasks/fix-urgent-a-b-c-20261005T081500Z) — 2026-10-05",
    );
  });
});
