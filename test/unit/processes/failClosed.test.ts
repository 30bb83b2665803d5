import { notEqual, ok } from "node:assert/strict";
import { instead, stageAt } from "../core/judge/process.ts";
import type { Files } from "../support/memory.ts";
import { filledFiles, judged } from "./filled.ts";

/**
 * Ways past a gate that were tried on the filled documents. Each is one edit; none may leave the gate passed, or ready
 * for approval.
 */
function check(title: string, files: Files, stage: string, rows: readonly [title: string, changed: Files][]): void {
  describe(title, () => {
    it("as filled in, the gate holds", async () => {
      ok(["passed", "ready", "locked"].includes(stageAt(await judged(files), stage).state));
      const { met, total } = stageAt(await judged(files), stage);
      ok(met >= total - 1, `${met} of ${total}`);
    });
    for (const [row, changed] of rows) {
      it(`not by ${row}`, async () => {
        const before = stageAt(await judged(files), stage);
        const after = stageAt(await judged(changed), stage);
        notEqual(after.state, "passed");
        ok(after.state === "blocked" || after.met < before.met || after.met < after.total - (after.approval ? 1 : 0));
      });
    }
  });
}

const plan = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const logPath = `${dir}/decision-log.md`;
const reportPath = `${dir}/runs/S-1/20261013T141000Z/test-report.md`;
const text = String(plan[planPath]);
const inPlan = (from: string, to: string): Files => ({ ...plan, [planPath]: instead(text, from, to) });
const inLog = (log: string): Files => ({ ...plan, [logPath]: log });
const question = "## Clarification Questions\n";
const ask = (more: string): Files => inPlan(question, `${question}\n${more}\n`);

check("codex-plan: a critical question is seen wherever it stands", plan, "clarify", [
  ["a number in front of it", ask("- Q1: [Critical] Which database?")],
  ["bold around it", ask("- **Q2 [Critical]** Which database?")],
  ["nesting it", ask("- About data\n  - [Critical] Which database?")],
  ["writing it as a paragraph", ask("[Critical] Which database?")],
  ["writing it as a heading", ask("### [Critical] Which database?")],
  ["an item that says None beside it", ask("- None\n- [Critical] Which database?")],
  ["an arrow inside of it", ask("- [Critical] Does client -> server need a key?")],
  ["words that say the opposite", ask("- [Critical] Retention is not Resolved")],
]);

check("codex-plan: an exit needs its own evidence", plan, "S-1/exit", [
  [
    "a title that speaks of what is to be done",
    inLog("# Log\n\n## [S-1] Work that must be done next\n\n- Result: fail\n"),
  ],
  [
    "an entry of another story that mentions this one",
    inLog("# Log\n\n## [S-2] Done: follow-up\n\n- Attempt: builds on [S-1]\n- Decision: done\n"),
  ],
  [
    "a final entry that was reopened",
    inLog(`${plan[logPath]}\n## [S-1] Reopened — 2026-10-20T10:00:00Z\n\n- Result: fail\n- Decision: refine\n`),
  ],
  ["a quoted decision", inLog("# Log\n\n## [S-1] attempt\n\n> Decision: done\n\n- Decision: refine\n")],
  [
    "another story's report",
    {
      ...Object.fromEntries(Object.entries(plan).filter(([path]) => path !== reportPath)),
      [`${dir}/runs/S-2/20261013T141000Z/test-report.md`]: "# Test report S-2\n\nS-1 was not run.\n\n- Result: fail\n",
    },
  ],
  [
    "boxes of its own making",
    {
      ...plan,
      [planPath]: text.replace(
        /(#### Story Exit Checklist[^\n]*\n\n)(?:- \[x\][^\n]*\n|<!--[\s\S]*?-->\n\n?)+/,
        "$1- [x] looks good\n",
      ),
    },
  ],
  ["a dropped box", inPlan("- [x] Evidence captured", "- [~] Evidence captured")],
  [
    "a runtime under another name",
    inLog(`${plan[logPath]}\n## [S-1] Done — 2026-10-21T10:00:00Z\n\n- E2E runtime: 40 min\n- Decision: done\n`),
  ],
]);

check("codex-plan: done is done", plan, "done", [
  [
    "open boxes in the definition of done",
    { ...plan, [planPath]: text.replace(/(## Definition of Done[^\n]*\n\n)- /, "$1- [ ] ") },
  ],
  ["a plan that says it is blocked", inPlan("## Dependencies\n", "BLOCKED\n\n## Dependencies\n")],
]);

check("codex-plan: a template is no story", plan, "S-1/ready", [
  [
    "criteria that are placeholders",
    { ...plan, [planPath]: text.replace(/- Given [^\n]*/g, "- Given <a>, When <b>, Then <c>") },
  ],
]);

const feature = filledFiles("complex-feature");
const at = (stage: string): string => `docs/plans/offline_scans_stage${stage}.md`;
const stage0 = Object.keys(feature).find((path) => path.includes("stage0")) ?? at("0_problem");
const stage3 = Object.keys(feature).find((path) => path.includes("stage3")) ?? at("3_playbook");
const unknowns = (points: string): Files => ({
  ...feature,
  [stage0]: String(feature[stage0]).replace(/(## Unknowns\n)[\s\S]*$/, `$1\n${points}\n`),
});

check("complex-feature: an unknown stays open until it is answered", feature, "0", [
  ["None beside a question", unknowns("- None\n- How long do we keep scans?")],
  ["N/A behind a question", unknowns("- How long do we keep scans?\n- N/A")],
  ["a sentence that begins with No", unknowns("No, we still do not know how long to keep scans.")],
  ["None, but", unknowns("None: but retention is open")],
  ["must be Answered", unknowns("- Retention: must be Answered by legal")],
  ["a question above an answered list", unknowns("How long do we keep scans?\n\n- Which app? → the driver's")],
]);

const withoutSync = instead(
  String(feature[stage0]),
  /## Consistency Model[\s\S]*$/.exec(String(feature[stage0]))?.[0] ?? "?",
  "",
);

check("complex-feature: broken front matter switches nothing off", feature, "0", [
  ["a missing bracket", { ...feature, [stage0]: `---\ntopics: [multi-instance-sync\n---\n\n${withoutSync}` }],
  ["another case", { ...feature, [stage0]: `---\nTopics: multi-instance-sync, perf\n---\n\n${withoutSync}` }],
]);

check("complex-feature: a task is as large as its largest figure", feature, "3", [
  [
    "a small duration beside",
    { ...feature, [stage3]: String(feature[stage3]).replace(/\(≤ \d+ min\)/, "(40 h), polls every 5 s") },
  ],
  [
    "a thousand separator",
    { ...feature, [stage3]: String(feature[stage3]).replace(/\(≤ \d+ min\)/, "(~5,000 lines; log 3 lines)") },
  ],
]);
