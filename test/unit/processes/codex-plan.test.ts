import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import {
  type Change,
  type Finding,
  type JudgedFeature,
  leavesOf,
  planAction,
  planAdvance,
  planStart,
  planTick,
} from "../../../src/core/index.ts";
import { instead, stageAt, statesOf } from "../core/judge/process.ts";
import { applied, asChange, planned, textAfter } from "../core/plan/play.ts";
import { builtInProcess, type Files, openMemory } from "../support/memory.ts";
import { criterionAt, filledFiles, judged, unmetAt } from "./filled.ts";

const files = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const logPath = `${dir}/decision-log.md`;
const reportPath = `${dir}/runs/S-1/20261013T141000Z/test-report.md`;
const plan = files[planPath] ?? "";
const log = files[logPath] ?? "";
const report = files[reportPath] ?? "";

type Edit = (text: string) => string;
const put =
  (from: string, to: string): Edit =>
  (text) =>
    instead(text, from, to);
const inPlan = (...edits: Edit[]): Record<string, string> => ({
  ...files,
  [planPath]: edits.reduce((text, edit) => edit(text), plan),
});
const inLog = (text: string): Record<string, string> => ({ ...files, [logPath]: text });
const withoutFile = (...paths: string[]): Record<string, string> =>
  Object.fromEntries(Object.entries(files).filter(([path]) => !paths.includes(path)));

/** A section taken out, to the next heading of the same or a higher level. */
const without =
  (heading: string): Edit =>
  (text) => {
    const lines = text.split("\n");
    const from = lines.indexOf(heading);
    if (from < 0) throw new Error(`there is no ${heading}`);
    const level = /^#+/.exec(heading)?.[0].length ?? 0;
    const next = lines.findIndex((line, index) => index > from && (/^#+(?= )/.exec(line)?.[0].length ?? 9) <= level);
    return [...lines.slice(0, from), ...(next < 0 ? [] : lines.slice(next))].join("\n");
  };

/** The story's own part of the plan, and the plan with a second story after it. */
const story = plan.slice(plan.indexOf("### Story [S-1]"), plan.indexOf("## Checklist of Subtasks"));
const open: Edit = (text) => text.replaceAll("- [x]", "- [ ]");
const withSecond =
  (second: string): Edit =>
  (text) =>
    put("## Checklist of Subtasks", `${second}## Checklist of Subtasks`)(text);
const storyTwo = open(story.replaceAll("S-1", "S-2").replace("Export a tour as CSV", "Export a whole day"));
const exitBox = "- [x] Evidence captured in Runbook (test reports/screenshots/logs)";
const tasksBox = "- [x] README section and changelog line";

/** One of a stage's criteria over a changed folder. */
async function verdict(changed: Files, stage: string, label: string): Promise<string> {
  const { verdict, severity } = criterionAt(await judged(changed), stage, label);
  return severity === "error" ? verdict : `${verdict} (${severity})`;
}

/** The filled plan meets a criterion; each change alone breaks it, or does not. */
function check(
  row: string,
  stage: string,
  label: string,
  {
    breaks = [],
    still = [],
    weight = "",
  }: { breaks?: [title: string, changed: Files][]; still?: [title: string, changed: Files][]; weight?: string },
): void {
  describe(`${row} ${label} (${stage})`, () => {
    it("the filled plan meets it, and names the row", async () => {
      equal(await verdict(files, stage, label), `met${weight}`);
      equal(criterionAt(await judged(files), stage, label).rule, `codex-plan/${row}`);
    });
    for (const [title, changed] of breaks)
      it(`unmet: ${title}`, async () => equal(await verdict(changed, stage, label), `unmet${weight}`));
    for (const [title, changed] of still)
      it(`met all the same: ${title}`, async () => equal(await verdict(changed, stage, label), `met${weight}`));
  });
}

/** The paths of all gates, without what stands beside them. */
const gates = (feature: JudgedFeature): string[] =>
  Object.keys(statesOf(feature)).filter((path) => !/^(proposals|T-)/.test(path));
const groups = (feature: JudgedFeature): string[] => [
  ...new Set(gates(feature).map((path) => path.split("/")[0] ?? "")),
];

const violations = (feature: JudgedFeature): Finding[] => feature.findings.filter(({ kind }) => kind === "violation");
const contradictions = (feature: JudgedFeature): Finding[] =>
  feature.findings.filter(({ kind }) => kind === "contradiction");

const entry = (tag: string, fields: Record<string, string>, time = "2026-10-13T10:00:00Z"): string =>
  `\n## [${tag}] a loop — ${time}\n\n${Object.entries(fields)
    .map(([name, value]) => `- ${name}: ${value}\n`)
    .join("")}`;

describe("codex-plan", () => {
  describe("CP-D1 what is a feature", () => {
    const rows: [title: string, files: Files, ids: string[]][] = [
      ["a plan in its own folder", { [planPath]: plan }, [dir]],
      ["anywhere else, by its structure", { "docs/checkout/plan.md": plan }, ["docs/checkout"]],
      ["at the root", { "plan.md": plan }, ["."]],
      ["in capitals", { "docs/checkout/PLAN.md": plan }, ["docs/checkout"]],
      ["without stories", { [planPath]: without("## User Stories")(plan) }, [dir]],
      ["two beside each other", { "a/plan.md": plan, "b/plan.md": plan }, ["a", "b"]],
      [
        "a plan of another kind is none",
        { "docs/plan.md": "# Plan\n\n## Summary\n\nText.\n\n## Budget\n\nText.\n" },
        [],
      ],
      [
        "the guide with the template in a fence is none",
        { "experts/plan.md": `# Guide\n\n\`\`\`markdown\n${plan}\n\`\`\`\n` },
        [],
      ],
      ["a log alone is none", { [logPath]: log }, []],
      ["a template is none", { "templates/plan.md": plan }, []],
    ];
    for (const [title, given, ids] of rows)
      it(title, async () =>
        deepEqual(
          (await openMemory(given)).snapshot.features.map(({ id }) => id),
          ids,
        ),
      );

    it("an empty plan in a folder with a stamp is a plan to be written", async () => {
      deepEqual(
        (await openMemory({ [planPath]: "# Plan\n\n## Task Overview\n" })).snapshot.features.map(({ id }) => id),
        [dir],
      );
    });

    for (const dash of ["\u2010", "\u2011", "\u2012", "\u2013", "\u2014", "\u2015"]) {
      it(`a tag is the same with U+${dash.charCodeAt(0).toString(16)}`, async () => {
        const feature = await judged({
          ...inPlan((text) => text.replace("### Story [S-1]", `### Story [S${dash}1]`)),
          [logPath]: log.replace("[S-1]", `[S${dash}1]`),
        });
        equal(stageAt(feature, "S-1/exit").state, "passed", stageAt(feature, "S-1/exit").reason);
      });
    }

    it("is called by its folder, since every plan begins with # Plan", async () =>
      equal((await judged(files)).title, "Tour export"));
  });

  describe("CP-S1 the stages", () => {
    const leaves = ["clarify", "plan", "S-1/ready", "S-1/work", "S-1/exit"];
    it("clarify, plan, each story with ready, work, exit, and done", async () => {
      deepEqual(gates(await judged(files)), [...leaves, "done"]);
      deepEqual(gates(await judged(inPlan(withSecond(storyTwo)))), [
        ...leaves,
        "S-2/ready",
        "S-2/work",
        "S-2/exit",
        "done",
      ]);
    });
    for (const heading of [
      "### Story S1: Export a tour",
      "### Story 1: Export a tour",
      "### S-1 — Export a tour",
      "## Story [S-1] Export a tour",
      "### User Story 1: Export a tour",
    ]) {
      it(`a story is one however it is headed: ${heading}`, async () => {
        const feature = await judged(inPlan(put("### Story [S-1]: Export a tour as CSV", heading)));
        deepEqual([feature.stages[2]?.id, feature.stages[2]?.title], ["S-1", "Export a tour"]);
      });
    }
    it("the filled plan has passed all of them", async () => {
      const feature = await judged(files);
      deepEqual(new Set(Object.values(statesOf(feature))), new Set(["passed"]));
      deepEqual([feature.done, feature.current, feature.findings, feature.problems], [true, null, [], []]);
    });
  });

  const question =
    "- [Critical] Which separator do the spreadsheets need? → a semicolon, settled with Lena on 2026-10-12";
  check("CP-G1", "clarify", "No critical question is open", {
    breaks: [
      ["an open critical question", inPlan(put(question, "- [Critical] Which separator do the spreadsheets need?"))],
      ["an answer to come", inPlan(put(question, "- [Critical] Which separator? → <the answer, once known>"))],
      ["in another spelling", inPlan(put(question, "- **[critical]** Which separator?"))],
    ],
    still: [
      ["an open question that is nice to have", inPlan(put(" → yes, marked in a column of their own", ""))],
      [
        "resolved in bold",
        inPlan(put(question, "- [Critical] Separator: **Resolved (semicolon)** — settled with Lena")),
      ],
      ["answered by a nested item", inPlan(put(question, "- [Critical] Which separator?\n  - A semicolon"))],
      [
        "no question at all",
        inPlan(
          put(question, "None"),
          put("- [Nice] Should cancelled stops be in the export? → yes, marked in a column of their own", ""),
        ),
      ],
    ],
  });

  describe("CP-G1 a stop token, and what the log says of it", () => {
    const paused = inPlan(
      put("## Dependencies", "NEEDS_CLARIFICATION\n\n## Dependencies"),
      put(question, "- [Critical] Which separator?"),
    );
    const unnamed = async (changed: Files): Promise<string[]> =>
      (await judged(changed)).problems
        .filter(({ message }) => /does not name the blocker/.test(message))
        .map(({ severity, rule, file }) => `${severity} ${rule} ${file}`);
    const found = [`warning codex-plan/CP-G1 ${planPath}`];
    it("stops the plan where it stands", async () => {
      const feature = await judged(paused);
      deepEqual([feature.current?.id, feature.current?.state], ["clarify", "blocked"]);
      match(feature.current?.reason ?? "", /NEEDS_CLARIFICATION/);
    });
    it("without an entry that names the blocker it is a problem", async () =>
      deepEqual(await unnamed({ ...paused, [logPath]: "# Decision Log\n" }), found));
    it("so it is in a plan that asks no question at all", async () => {
      const bare = without("## Clarification Questions")(put("## Dependencies", "BLOCKED\n\n## Dependencies")(plan));
      deepEqual(await unnamed({ ...files, [planPath]: bare, [logPath]: "# Decision Log\n" }), found);
    });
    it("the newest entry names it", async () => {
      const named = entry(
        "S-1",
        { Result: "blocked: waiting for Lena's answer", Decision: "blocked" },
        "2026-10-14T10:00:00Z",
      );
      deepEqual(await unnamed({ ...paused, [logPath]: `${log}${named}` }), []);
    });
    it("a plan that does not pause is not asked", async () =>
      deepEqual(await unnamed({ ...files, [logPath]: "# Decision Log\n" }), []));
    it("the plan's own list of stop tokens stops nothing", async () => {
      const front = "---\nstop_tokens:\n  needs_clarification: NEEDS_CLARIFICATION\n  blocked: BLOCKED\n---\n";
      const feature = await judged({ ...files, [planPath]: front + plan });
      deepEqual([feature.done, feature.current], [true, null]);
      const begun = await judged({ ...files, [planPath]: front + open(plan) });
      deepEqual([begun.current?.path.join("/"), begun.current?.state], ["S-1/work", "open"]);
    });
  });

  check("CP-G2", "plan", "Stories, definition of done, tests", {
    breaks: [
      ["no stories", inPlan(without("## User Stories"))],
      ["no definition of done", inPlan(without("## Definition of Done (DoD)"))],
      ["no tests", inPlan(without("## Tests to Run"))],
    ],
    still: [
      ["no suffix", inPlan(put("\n## Definition of Done (DoD)", "\n## Definition of Done"))],
      ["another suffix", inPlan(put("\n## Tests to Run", "\n## Tests to Run (all)"))],
    ],
  });
  check("CP-G2", "plan", "Sections of the output contract", {
    weight: " (info)",
    breaks: [
      ["no overview", inPlan(without("## Task Overview"))],
      ["no dependencies", inPlan(without("## Dependencies"))],
      ["no checklist", inPlan(without("## Checklist of Subtasks"))],
    ],
  });
  check("CP-G2", "plan", "No section outside the contract", {
    weight: " (warning)",
    breaks: [
      ["one more section", inPlan(put("## Dependencies", "## Web Research Summary\n\nText.\n\n## Dependencies"))],
    ],
    still: [
      [
        "a suffix in parentheses",
        inPlan(
          put(
            "## Implementation Plan (optional, cross-cutting)",
            "## Implementation Plan (optional, cross\u2011cutting)",
          ),
        ),
      ],
      [
        "one more section further down",
        inPlan(put("## Dependencies", "### Web Research Summary\n\nText.\n\n## Dependencies")),
      ],
      [
        "a contract of the plan's own that has it",
        {
          ...files,
          [planPath]: `---\noutput_contract:\n  allowed_sections: [${[...plan.matchAll(/^## (.*)$/gm)].map((found) => JSON.stringify(found[1])).join(", ")}, Web Research Summary]\n---\n${put("## Dependencies", "## Web Research Summary\n\nText.\n\n## Dependencies")(plan)}`,
        },
      ],
    ],
  });
  it("CP-G2 a contract of the plan's own forbids what it does not name", async () => {
    const own = `---\noutput_contract:\n  allowed_sections: [Task Overview, User Stories]\n---\n${plan}`;
    equal(await verdict({ ...files, [planPath]: own }, "plan", "No section outside the contract"), "unmet (warning)");
  });
  it("CP-G2 what lies outside the contract never holds the gate", async () => {
    const feature = await judged(inPlan(put("## Dependencies", "## Web Research Summary\n\nText.\n\n## Dependencies")));
    equal(stageAt(feature, "plan").state, "passed");
  });
  check("CP-G2", "plan", "No placeholder is left", {
    breaks: [
      ["one in the overview", inPlan(put("They need an export", "<Who> need an export"))],
      [
        "one in the risks",
        inPlan(put("Mitigation: such cells get an apostrophe in front", "Mitigation: <what is done about it…>")),
      ],
    ],
    still: [
      ["one among the links", inPlan(put("- Pull request 288", "- PR: <address>"))],
      ["one in code", inPlan(put("External: Postgres 17", "External: `<RUN_ID>`"))],
    ],
  });
  check("CP-G2", "plan", "At least one story", {
    breaks: [["a section without a story", inPlan((text) => text.replace(story, "Text about stories.\n\n"))]],
    still: [["two stories", inPlan(withSecond(storyTwo))]],
  });
  const criteria =
    "- Given a tour with three stops, When it is exported, Then a CSV with a header and three rows comes back\n- Given a person without the dispatcher role, When a tour is exported, Then the answer is 403 and no row leaves the service";
  check("CP-G2", "plan", "Given/When/Then criteria", {
    breaks: [
      ["criteria in other words", inPlan(put(criteria, "- A tour can be exported"))],
      ["in the wrong order", inPlan(put(criteria, "- When it is exported, then a CSV comes back, given a tour"))],
    ],
    still: [["in small letters", inPlan(put(criteria, "- Given a tour, when it is exported, then a CSV comes back"))]],
  });
  check("CP-G2", "plan", "An exact test command", {
    breaks: [
      [
        "only words",
        inPlan((text) =>
          text
            .replace(/^- Unit\/Integration: .*\n- Smoke: .*$/m, "- All tests")
            .replace("- Unit: `npm test`", "- All tests")
            .replace("- Integration: n/a, the service has no second part\n- E2E: n/a, there is no user interface", ""),
        ),
      ],
    ],
    still: [
      [
        "a bare command",
        inPlan((text) =>
          text
            .replace(/^- Unit\/Integration: .*\n- Smoke: .*$/m, "pytest -q tests/test_health.py")
            .replace("- Unit: `npm test`", "- All tests"),
        ),
      ],
    ],
  });
  const expertise = `${dir}/referenced-expertise.md`;
  const excerpts = `${dir}/references/excerpts/tour-export-refs.txt`;
  check("CP-G2", "plan", "One expert scan", {
    breaks: [
      ["neither scan nor excerpts", withoutFile(expertise, excerpts)],
      ["a scan file as the template has it", { ...withoutFile(excerpts), [expertise]: "# Referenced Expertise\n" }],
      ["an empty excerpt", { ...withoutFile(expertise), [excerpts]: "\n" }],
    ],
    still: [
      ["a scan alone", withoutFile(excerpts)],
      ["excerpts alone", withoutFile(expertise)],
    ],
  });

  describe("CP-G2 a minimal plan with an open question", () => {
    // The shape of the shortest plan that people write: no stories, one critical question.
    const minimal = `# Plan

## Task Overview

Add an endpoint that says which build runs and whether the database answers. Stack: Python, a web framework, Postgres.

## Definition of Ready (DoR)

- Clarifications resolved: shape of the answer
- Test strategy: unit tests, and one with the database down
- Rollout: switched by a setting

## Clarification Questions

- [Critical] Is one cheap query enough as a ping, or is the driver's own ping wanted?
- [Nice] Should the commit be in the answer?

## Constraints & Requirements

- Compatibility: Python 3.11

## Dependencies

- Internal: app factory

## Checklist of Subtasks

- Add the route with \`{status, build}\`
- Ping with a timeout of 100ms

## Definition of Done (DoD)

- Functional: 200 while the database answers, 503 otherwise

## Tests to Run

pytest -q

## Experts to Scan (keywords)

health check
connection pool

## Data & Migrations

N/A
`;
    it("stops at Clarify on it, and lists the stories as missing", async () => {
      const feature = await judged({ "tasks/health-20261001T080000Z/plan.md": minimal });
      deepEqual([feature.current?.id, feature.current?.state], ["clarify", "open"]);
      match(feature.current?.reason ?? "", /one cheap query enough as a ping/);
      const missing = stageAt(feature, "plan").criteria.find(
        ({ label }) => label === "Stories, definition of done, tests",
      );
      deepEqual([missing?.verdict, /User Stories/.test(missing?.message ?? "")], ["unmet", true]);
      equal(stageAt(feature, "plan").state, "locked");
      deepEqual(violations(feature), []);
    });
    it("once it is answered, it stops at Plan for the stories", async () => {
      const answered = instead(minimal, "own ping wanted?", "own ping wanted? → the query");
      const feature = await judged({ "tasks/health-20261001T080000Z/plan.md": answered });
      deepEqual([feature.current?.id, feature.current?.state], ["plan", "open"]);
      equal(unmetAt(feature, "plan").includes("Stories, definition of done, tests"), true);
    });
    it("a story that is drafted and not begun is ready to be worked on", async () => {
      const health = open(story.replace("Export a tour as CSV", "The endpoint says build and database")).replace(
        "#### Story Progress & Hygiene (per loop)\n",
        "#### Story Progress & Hygiene (per loop)\n\n- [ ] Bring the list up to date\n",
      );
      const whole = instead(
        instead(minimal, "own ping wanted?", "own ping wanted? → the query"),
        "## Checklist of Subtasks",
        `## User Stories\n\n${health}## Checklist of Subtasks`,
      );
      const scanned = {
        "tasks/health-20261001T080000Z/plan.md": whole,
        "tasks/health-20261001T080000Z/referenced-expertise.md":
          "# Referenced Expertise\n\n## Scan @ 2026-10-01T08:10:00Z\n\n- Keywords: health\n",
      };
      const feature = await judged(scanned);
      deepEqual([feature.current?.path.join("/"), feature.current?.state], ["S-1/work", "open"]);
      deepEqual(
        stageAt(feature, "S-1/work").items.map(({ text }) => text),
        [
          "Writer for CSV in `src/tours/csv.js`",
          "Route `GET /tours/:id.csv` with the role check",
          "README section and changelog line",
        ],
      );
      deepEqual(feature.findings, []);
    });
  });

  check("CP-G3", "S-1/ready", "Definition of ready", {
    breaks: [
      [
        "a placeholder is left",
        inPlan(put("- Clarifications: separator is a semicolon", "- Clarifications: <which questions were settled>")),
      ],
      ["no such section", inPlan(without("#### Story Definition of Ready (DoR)"))],
    ],
    still: [["a shorter name", inPlan(put("#### Story Definition of Ready (DoR)", "#### Definition of Ready"))]],
  });
  for (const heading of [
    "Acceptance Criteria",
    "Story Definition of Ready (DoR)",
    "Tasks Checklist",
    "Story Tests to Run",
    "Story Definition of Done (DoD)",
    "Story Exit Checklist (AC Gate — do not proceed unless all checked)",
    "Story Implementation Plan",
    "Story Execution Protocol (Closed Loop)",
    "Story Runbook & Logs",
    "Story Progress & Hygiene (per loop)",
  ]) {
    it(`CP-G3 a story without ${heading} is a warning`, async () =>
      equal(await verdict(inPlan(without(`#### ${heading}`)), "S-1/ready", "Sections of a story"), "unmet (warning)"));
  }
  it("CP-G3 links are optional", async () =>
    equal(await verdict(inPlan(without("#### Links/Artifacts")), "S-1/ready", "Sections of a story"), "met (warning)"));
  check("CP-G3", "S-1/ready", "A smoke test", {
    weight: " (warning)",
    breaks: [["no smoke test", inPlan(put("- Smoke: `sh scripts/smoke.sh /tours/demo.csv`\n", ""))]],
    still: [
      [
        "by another word",
        inPlan(put("- Smoke: `sh scripts/smoke.sh /tours/demo.csv`", "- E2E: `npx playwright test tours`")),
      ],
    ],
  });
  check("CP-G3", "S-1/work", "Tasks ticked", {
    breaks: [
      ["one open", inPlan(put(tasksBox, "- [ ] README section and changelog line"))],
      ["one in progress", inPlan(put(tasksBox, "- [-] README section and changelog line"))],
      ["one blocked", inPlan(put(tasksBox, "- [!] README section and changelog line"))],
      [
        "no box",
        inPlan((text) =>
          text.replace(/#### Tasks Checklist\n\n(- \[x\].*\n)+/, "#### Tasks Checklist\n\n- Everything\n"),
        ),
      ],
    ],
    still: [
      ["one struck out", inPlan(put(tasksBox, "- [ ] ~~README section and changelog line~~"))],
      ["one dropped", inPlan(put(tasksBox, "- [~] README section and changelog line (dropped)"))],
      ["a capital X", inPlan(put(tasksBox, "- [X] README section and changelog line"))],
      [
        "an open box in the hygiene section",
        inPlan(put("- Bring the Tasks Checklist up to date", "- [ ] Bring the Tasks Checklist up to date")),
      ],
      ["a box in a fence", inPlan(put(tasksBox, `${tasksBox}\n\n\`\`\`\n- [ ] not a task\n\`\`\``))],
    ],
  });
  check("CP-G3", "S-1/exit", "Exit boxes ticked", {
    breaks: [
      ["one open", inPlan(put(exitBox, exitBox.replace("[x]", "[ ]")))],
      ["no list", inPlan(without("#### Story Exit Checklist (AC Gate — do not proceed unless all checked)"))],
    ],
    still: [
      [
        "a shorter heading",
        inPlan(put("#### Story Exit Checklist (AC Gate — do not proceed unless all checked)", "#### Exit Checklist")),
      ],
    ],
  });
  check("CP-G3", "S-1/exit", "A test report in the run folder", {
    breaks: [
      ["no report", withoutFile(reportPath)],
      ["an empty one", { ...files, [reportPath]: "# Report\n" }],
      [
        "a report of another story",
        {
          ...withoutFile(reportPath),
          [`${dir}/runs/S-12/20261013T141000Z/test-report.md`]: report.replaceAll("S-1", "S-12"),
        },
      ],
    ],
    still: [
      [
        "notes under another name",
        { ...withoutFile(reportPath), [`${dir}/runs/S-1/20261016T1454/run-notes.md`]: "Result: passed in 54 s\n" },
      ],
      [
        "a run folder without the story that names it",
        { ...withoutFile(reportPath), [`${dir}/runs/20261013T141000Z/test-report.md`]: report },
      ],
    ],
  });
  check("CP-G3", "S-1/exit", "A final entry in the log", {
    breaks: [
      ["no log", withoutFile(logPath)],
      ["an entry that goes on", inLog(log.replace("Decision: done", "Decision: continue").replace("Done: ", ""))],
      ["an entry of another story", inLog(log.replaceAll("S-1", "S-2"))],
      ["a story whose name begins the same", inLog(log.replaceAll("S-1", "S-11"))],
      [
        "a title that says not done",
        inLog("# Decision Log\n\n## [S-1] Not done yet — 2026-10-13T14:20:00Z\n\n- Attempt: writer\n"),
      ],
    ],
    still: [
      [
        "done in the title alone",
        inLog("# Decision Log\n\n## [S-1] Done: tours are exported — 2026-10-13T14:20:00Z\n\n- Attempt: writer\n"),
      ],
      ["a date in front", inLog("# Decision Log\n\n## 2026-10-13 — [S-1] Export done\n\n- Attempt: writer\n")],
      ["one line for each entry", inLog("# Decision Log\n\n2026-10-13T14:20Z | [S-1] Export done\n")],
      ["an item under a date", inLog("# Decision Log\n\n## 2026-10-13\n\n- [S-1] 14:20 UTC — Export done\n")],
    ],
  });
  check("CP-G3", "S-1/exit", "All tasks are ticked", {
    breaks: [["one open", inPlan(put(tasksBox, tasksBox.replace("[x]", "[ ]")))]],
  });

  describe("CP-G3 a ticked exit box without its evidence is a contradiction", () => {
    const rows: [title: string, changed: Files, box: RegExp][] = [
      ["no report", withoutFile(reportPath), /Evidence captured/],
      ["no final entry", inLog("# Decision Log\n"), /Decision Log includes/],
      ["an open task", inPlan(put(tasksBox, tasksBox.replace("[x]", "[ ]"))), /Tasks Checklist reflects/],
    ];
    for (const [title, changed, box] of rows) {
      it(`${title}: at the box, with the place of what denies it`, async () => {
        const feature = await judged(changed);
        const [found, ...more] = contradictions(feature).filter(({ code }) => code === "mark-without-criteria");
        deepEqual(more, []);
        match(found?.message ?? "", box);
        deepEqual([found?.stage, found?.rule, found?.place.file], ["S-1/exit", "codex-plan/CP-G3", planPath]);
        match(String(changed[planPath]).split("\n")[(found?.place.line ?? 0) - 1] ?? "", box);
        notEqual(stageAt(feature, "S-1/exit").state, "passed");
      });
    }
    it("boxes are known by meaning, not by position or wording", async () => {
      const reworded = inPlan(
        put(`${exitBox}\n`, ""),
        put(
          "- [x] All Acceptance Criteria (AC) demonstrably satisfied",
          "- [x] All criteria satisfied\n- [x] Evidence: test report in the runbook",
        ),
      );
      deepEqual(contradictions(await judged(reworded)), []);
      const { [reportPath]: _, ...bare } = reworded;
      deepEqual(
        contradictions(await judged(bare)).map(({ message }) => /Evidence: test report/.test(message)),
        [true],
      );
    });
    it("an open box claims nothing", async () => {
      const { [reportPath]: _, ...bare } = inPlan(put(exitBox, exitBox.replace("[x]", "[ ]")));
      deepEqual(contradictions(await judged(bare)), []);
    });
    it("the filled plan has none", async () => deepEqual(contradictions(await judged(files)), []));
  });

  describe("CP-G4 stories in order", () => {
    const ticked = storyTwo.replace("- [ ] Writer", "- [x] Writer");
    const at = plan.indexOf("## Checklist of Subtasks");
    const subtasksOpen: Edit = () => plan.slice(0, at) + open(plan.slice(at));
    it("work on S-2 after S-1's exit is fine", async () =>
      deepEqual(violations(await judged(inPlan(subtasksOpen, withSecond(ticked)))), []));
    it("work on S-2 before S-1's exit is a violation, once for the gate that was passed over", async () => {
      const feature = await judged(inPlan(put(exitBox, exitBox.replace("[x]", "[ ]")), withSecond(ticked)));
      const found = violations(feature).filter(({ stage }) => stage.startsWith("S-1"));
      deepEqual(
        found.map(({ stage, rule }) => [stage, rule]),
        [["S-1/exit", "codex-plan/CP-G4"]],
      );
      equal(stageAt(feature, "S-1/exit").passedOver, true);
      equal(stageAt(feature, "S-2/work").state, "locked");
    });
    it("a drafted S-2 is no work yet", async () =>
      deepEqual(violations(await judged(inPlan(open, withSecond(storyTwo)))), []));
    it("a tick in S-2's hygiene section is no work", async () => {
      const hygiene = storyTwo.replace(
        "- Bring the Tasks Checklist up to date",
        "- [x] Bring the Tasks Checklist up to date",
      );
      deepEqual(violations(await judged(inPlan(open, withSecond(hygiene)))), []);
    });
  });

  describe("CP-G5 three loops without progress are a stop", () => {
    const idle = { Attempt: "again", Result: "fail, 2 of 4", Decision: "continue" };
    const states = async (text: string): Promise<string | undefined> => {
      const feature = await judged({ ...inPlan(open), [logPath]: `# Decision Log\n${text}` });
      equal(feature.current?.path.join("/"), "S-1/work");
      return feature.current?.state;
    };
    const times = ["2026-10-13T10:00:00Z", "2026-10-13T11:00:00Z", "2026-10-13T12:00:00Z", "2026-10-13T13:00:00Z"];
    const three = (third: Record<string, string>, tag = "S-1"): string =>
      entry("S-1", idle, times[0]) + entry("S-1", idle, times[1]) + entry(tag, third, times[2]);
    const rows: [title: string, log: string, state: string][] = [
      ["three that go on", three(idle), "blocked"],
      ["three that refine", three({ ...idle, Decision: "refine" }), "blocked"],
      ["three without a decision", three({ Attempt: "again", Result: "fail" }), "blocked"],
      ["two", entry("S-1", idle, times[0]) + entry("S-1", idle, times[1]), "open"],
      ["a third with a result that starts with pass", three({ ...idle, Result: "pass, 4 of 4" }), "open"],
      ["a third with a result that says pass later", three({ ...idle, Result: "2 of 4 pass" }), "blocked"],
      ["a third that escalates", three({ ...idle, Decision: "escalate" }), "open"],
      ["a third of another story", three(idle, "S-2"), "open"],
      [
        "one of another story in between",
        entry("S-1", idle, times[0]) +
          entry("S-2", idle, times[1]) +
          entry("S-1", idle, times[2]) +
          entry("S-1", idle, times[3]),
        "blocked",
      ],
      [
        "three that stand out of order, the oldest of which passes",
        entry("S-1", idle, times[1]) +
          entry("S-1", idle, times[2]) +
          entry("S-1", { ...idle, Result: "pass" }, times[0]) +
          entry("S-1", idle, times[3]),
        "blocked",
      ],
    ];
    for (const [title, text, state] of rows) it(`${title}: ${state}`, async () => equal(await states(text), state));
  });

  describe("CP-G6 the end-to-end budget", () => {
    const label = "Runtime within budget";
    const ran = (runtime: string, more = ""): Files =>
      inLog(log.replace("- Runtime (if E2E): n/a", `- Runtime (if E2E): ${runtime}${more}`));
    const rows: [title: string, changed: Files, verdict: string][] = [
      ["none recorded", files, "notApplicable"],
      ["within both defaults", ran("4 min vs 5 min; slowest spec 45 s"), "met"],
      ["exactly the default", ran("5 min; slowest spec 60 s"), "met"],
      ["over five minutes in all", ran("5m 1s; slowest spec 45 s"), "unmet"],
      ["a spec over 60 seconds", ran("2 min; slowest spec 61 s"), "unmet"],
      ["about so many seconds", ran("~301s to completion"), "unmet"],
      ["in milliseconds", ran("1200 ms"), "met"],
      ["not to be read", ran("quite long"), "unknown"],
      [
        "over, but blocked with evidence",
        inLog(
          log
            .replace("- Runtime (if E2E): n/a", "- Runtime (if E2E): 9 min")
            .replace("Decision: done", "Decision: blocked"),
        ),
        "met",
      ],
      [
        "over, blocked, without evidence",
        inLog(
          log
            .replace("- Runtime (if E2E): n/a", "- Runtime (if E2E): 9 min")
            .replace("Decision: done", "Decision: blocked")
            .replace(/- Evidence: .*\n/, ""),
        ),
        "unmet",
      ],
      [
        "over the default, within the plan's own",
        {
          ...ran("9 min; slowest spec 80 s"),
          ...{
            [planPath]: put(
              "E2E Runtime Budgets: n/a, there is no user interface",
              "E2E Runtime Budgets: total ≤ 10 min; per\u2011spec ≤ 90 sec; flakiness ≤ 1%",
            )(plan),
          },
        },
        "met",
      ],
      [
        "within the default, over the plan's own",
        {
          ...ran("4 min"),
          ...{
            [planPath]: put(
              "E2E Runtime Budgets: n/a, there is no user interface",
              "E2E Runtime Budgets: total ≤ 2 min; per-spec ≤ 30 sec",
            )(plan),
          },
        },
        "unmet",
      ],
    ];
    for (const [title, changed, expected] of rows)
      it(`${title}: ${expected}`, async () => equal(await verdict(changed, "S-1/exit", label), expected));
  });

  const subtask = "- [x] Optimization (refactor/perf/quality passes)";
  check("CP-G7", "done", "Subtasks", {
    breaks: [
      ["one open", inPlan(put(subtask, subtask.replace("[x]", "[ ]")))],
      ["no list", inPlan(without("## Checklist of Subtasks"))],
    ],
    still: [
      [
        "bullets without boxes",
        inPlan((text) =>
          text.replace(
            /(## Checklist of Subtasks\n\n)([\s\S]*?)(\n## )/,
            (_, head, body, tail) => head + body.replaceAll("- [x] ", "- ") + tail,
          ),
        ),
      ],
    ],
  });
  check("CP-G7", "done", "Definition of done", {
    breaks: [
      [
        "a placeholder is left",
        inPlan(put("- Docs: README section with an example", "- Docs: <usage notes and examples>")),
      ],
    ],
  });

  describe("CP-A1 bootstrap", () => {
    const start = async (
      given: Files,
      answers: Record<string, string> = { title: "Auth refresh token" },
    ): Promise<Change> =>
      asChange(
        await planned(await openMemory(given), given, (context, more) =>
          planStart(builtInProcess("codex-plan"), { ...answers, ...more }, context),
        ),
      );
    const made = "tasks/auth-refresh-token-20261005T081500Z";

    it("makes the whole tree, with the stamp in UTC", async () => {
      const change = await start({ "README.md": "# R\n" });
      deepEqual(
        change.folders,
        ["artifacts/screenshots", "benchmarks", "patches", "proposals", "references/excerpts", "runs"].map(
          (folder) => `${made}/${folder}`,
        ),
      );
      deepEqual(
        change.edits.map(({ path, expect }) => [path, expect]),
        [
          ".plangate/README.md",
          `${made}/decision-log.md`,
          `${made}/plan.md`,
          `${made}/proposals/expert-additions.md`,
          `${made}/referenced-expertise.md`,
        ].map((path) => [path, null]),
      );
      const text = textAfter({}, change, `${made}/plan.md`);
      const follow = change.followUps[0];
      deepEqual([change.followUps.length, follow?.kind], [1, "open"]);
      equal(follow?.kind === "open" && follow.path, `${made}/plan.md`);
      match(text.split("\n")[((follow?.kind === "open" && follow.line) || 0) - 1] ?? "", /^<Three to five sentences/);
    });
    it("leaves no variable behind", async () => {
      for (const { changes } of (await start({})).edits) equal(/\{\w+\}/.test(changes[0]?.text ?? ""), false);
    });
    it("adds a line to TASKS.md where there is one, and nowhere else", async () => {
      const index = "# Tasks\r\n\r\n- [Old](tasks/old) — 2026-01-01\r\n";
      equal(
        textAfter({ "TASKS.md": index }, await start({ "TASKS.md": index }), "TASKS.md"),
        `${index}- [Auth refresh token](${made}) — 2026-10-05\r\n`,
      );
      equal(
        (await start({})).edits.some(({ path }) => path === "TASKS.md"),
        false,
      );
      equal(
        textAfter({ "TASKS.md": "# Tasks" }, await start({ "TASKS.md": "# Tasks" }), "TASKS.md"),
        `# Tasks\n- [Auth refresh token](${made}) — 2026-10-05\n`,
      );
    });
    it("is open at once, with what is to be filled", async () => {
      const given: Files = {};
      const feature = await judged(applied(given, await start(given)));
      deepEqual([feature.id, feature.current?.id, feature.current?.state], [made, "clarify", "open"]);
      deepEqual(unmetAt(feature, "clarify"), ["No critical question is open"]);
      deepEqual(feature.findings, []);
      equal(
        leavesOf(feature.stages).some((leaf) => leaf.progress),
        false,
      );
      const labels = unmetAt(feature, "plan");
      deepEqual(
        ["No placeholder is left", "One expert scan"].filter((label) => !labels.includes(label)),
        [],
      );
    });
    it("overwrites nothing", async () => {
      const given: Files = { [`${made}/plan.md`]: "mine" };
      const refused = await planned(await openMemory(given), given, (context, more) =>
        planStart(builtInProcess("codex-plan"), { title: "Auth refresh token", ...more }, context),
      );
      deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "exists"]);
    });
  });

  describe("CP-A2 a new story", () => {
    const add = async (given: Files, title = "Export a whole day"): Promise<Files> =>
      applied(
        given,
        await planned(await openMemory(given), given, (context, more) =>
          planAction(dir, "addStory", undefined, { title, ...more }, context),
        ),
      );
    it("is the next one, a whole block, behind the last story", async () => {
      const after = await add(files);
      const text = String(after[planPath]);
      const feature = await judged(after);
      deepEqual(feature.stages.map(({ id, title }) => [id, title]).slice(2, 4), [
        ["S-1", "Export a tour as CSV"],
        ["S-2", "Export a whole day"],
      ]);
      deepEqual(groups(feature), ["clarify", "plan", "S-1", "S-2", "done"]);
      equal(await verdict(after, "S-2/ready", "Sections of a story"), "met (warning)");
      equal(text.indexOf("### Story [S-2]: Export a whole day") > text.indexOf("#### Links/Artifacts"), true);
      equal(text.indexOf("### Story [S-2]") < text.indexOf("## Checklist of Subtasks"), true);
      equal(
        text
          .replace(/### Story \[S-2\][\s\S]*?(?=\n## Checklist of Subtasks)/, "")
          .replace("\n\n\n## Checklist", "\n\n## Checklist")
          .replace("\n\n\n", "\n\n"),
        plan,
      );
      equal(
        /\{\w+\}/.test(text.slice(text.indexOf("### Story [S-2]"), text.indexOf("## Checklist of Subtasks"))),
        false,
      );
    });
    it("a third one is S-3, after a gap as well", async () => {
      deepEqual(groups(await judged(await add(await add(files)))), ["clarify", "plan", "S-1", "S-2", "S-3", "done"]);
      const gap = inPlan(withSecond(storyTwo.replaceAll("S-2", "S-7")));
      deepEqual(groups(await judged(await add(gap))), ["clarify", "plan", "S-1", "S-7", "S-8", "done"]);
    });
    it("the first one where there is none, in the section that was empty", async () => {
      const none = { ...files, [planPath]: plan.replace(story, "Stories follow.\n\n") };
      deepEqual(groups(await judged(await add(none))), ["clarify", "plan", "S-1", "done"]);
    });
    it("keeps CRLF", async () => {
      const windows = { ...files, [planPath]: plan.replaceAll("\n", "\r\n") };
      const text = String((await add(windows))[planPath]);
      equal(/(?<!\r)\n/.test(text), false);
      equal(text.includes("### Story [S-2]: Export a whole day\r\n"), true);
    });
    it("needs a title", async () => {
      const refused = await planned(await openMemory(files), files, (context, more) =>
        planAction(dir, "addStory", undefined, { title: "  ", ...more }, context),
      );
      deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "answer-missing"]);
    });
    it("opens at its heading", async () => {
      const change = asChange(
        await planned(await openMemory(files), files, (context, more) =>
          planAction(dir, "addStory", undefined, { title: "Export a whole day", ...more }, context),
        ),
      );
      const follow = change.followUps.find(({ kind }) => kind === "open");
      equal(
        textAfter(files, change, planPath).split("\n")[((follow?.kind === "open" && follow.line) || 0) - 1],
        "### Story [S-2]: Export a whole day",
      );
    });
  });

  describe("CP-A3 log a loop", () => {
    const answers = {
      outcome: "Second try",
      attempt: "route",
      result: "fail, 1 of 4",
      evidence: "runs/x",
      decision: "refine",
      next: "fix the role",
    };
    const run = `${dir}/runs/S-1/20261005T081500Z`;
    const logged = async (given: Files, more: Record<string, string> = {}): Promise<Change> =>
      asChange(
        await planned(await openMemory(given), given, (context, rest) =>
          planAction(dir, "logLoop", ["S-1"], { ...answers, ...more, ...rest }, context),
        ),
      );
    it("appends an entry and makes a run folder with report, stdout, stderr and metrics", async () => {
      const change = await logged(files);
      deepEqual(
        change.edits.map(({ path }) => path),
        [logPath, `${run}/metrics.json`, `${run}/stderr.log`, `${run}/stdout.log`, `${run}/test-report.md`],
      );
      const text = textAfter(files, change, logPath);
      equal(
        text,
        `${log}\n## [S-1] Second try — 2026-10-05T08:15:00Z\n\n- Attempt: route\n- Result: fail, 1 of 4\n- Evidence: runs/x\n- Decision: refine\n- Next step: fix the role\n- Runtime (if E2E): n/a\n- Monitoring: n/a\n`,
      );
      JSON.parse(textAfter(files, change, `${run}/metrics.json`));
    });
    it("an entry counts at once", async () => {
      const change = await logged({ ...inPlan(open), [logPath]: "# Decision Log\n" }, { decision: "blocked" });
      const feature = await judged(applied({ ...inPlan(open), [logPath]: "# Decision Log\n" }, change));
      deepEqual([feature.current?.path.join("/"), feature.current?.state], ["S-1/work", "blocked"]);
    });
    it("keeps CRLF, and a log without a final line end", async () => {
      const windows = { ...files, [logPath]: log.trimEnd().replaceAll("\n", "\r\n") };
      const text = textAfter(windows, await logged(windows), logPath);
      equal(/(?<!\r)\n/.test(text), false);
      equal(text.startsWith(`${windows[logPath]}\r\n\r\n## [S-1] Second try`), true);
    });
    it("makes the log where there is none", async () => {
      const bare = withoutFile(logPath);
      match(textAfter(bare, await logged(bare), logPath), /^## \[S-1\] Second try/m);
    });
    it("takes only a decision that there is", async () => {
      for (const decision of ["", "maybe"]) {
        const refused = await planned(await openMemory(files), files, (context, more) =>
          planAction(dir, "logLoop", ["S-1"], { ...answers, decision, ...more }, context),
        );
        deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "answer-missing"], decision);
      }
    });
    it("an answer is one line, whatever is pasted", async () => {
      const text = textAfter(files, await logged(files, { result: "fail\n## [S-1] Done\n- Decision: done" }), logPath);
      equal(text.includes("\n## [S-1] Done\n"), false);
      equal(text.includes("- Result: fail ## [S-1] Done - Decision: done\n"), true);
    });
    it("what was just scaffolded is no evidence: the report says nothing yet", async () => {
      const bare = withoutFile(reportPath);
      equal(await verdict(applied(bare, await logged(bare)), "S-1/exit", "A test report in the run folder"), "unmet");
    });
  });

  describe("CP-A6 never stop", () => {
    it("past a story's exit, the next story is opened", async () => {
      const two = inPlan(withSecond(storyTwo));
      const change = asChange(
        await planned(await openMemory(two), two, (context, answers) =>
          planAdvance(dir, ["S-1", "exit"], answers, context),
        ),
      );
      deepEqual(change.edits, []);
      const follow = change.followUps[0];
      deepEqual([change.followUps.length, follow?.kind === "open" && follow.path], [1, planPath]);
      equal(
        String(two[planPath]).split("\n")[((follow?.kind === "open" && follow.line) || 0) - 1],
        "### Story [S-2]: Export a whole day",
      );
    });
    it("the next story is current as soon as the last box is ticked", async () => {
      const left = { ...inPlan(put(exitBox, exitBox.replace("[x]", "[ ]")), withSecond(storyTwo)) };
      equal((await judged(left)).current?.path.join("/"), "S-1/exit");
      const line = String(left[planPath]).split("\n").indexOf(exitBox.replace("[x]", "[ ]")) + 1;
      const after = applied(
        left,
        await planned(await openMemory(left), left, (context) => planTick(planPath, line, context)),
      );
      equal((await judged(after)).current?.path.join("/"), "S-2/work");
    });
    it("is refused while the exit does not hold", async () => {
      const left = inPlan(put(exitBox, exitBox.replace("[x]", "[ ]")), withSecond(storyTwo));
      const refused = await planned(await openMemory(left), left, (context, answers) =>
        planAdvance(dir, ["S-1", "exit"], answers, context),
      );
      deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "unmet"]);
    });
  });

  describe("CP-A7 tasks and proposals", () => {
    const task = (status: string, mark: string): string =>
      `### Task [T-1]: Write the writer\n\n- Status: ${status}\n- Owner: Tomas\n- DoD: as the story\n- Tests to run: \`npm test\`\n\nChecklist\n\n- [${mark}] Plan created for [T-1]\n- [${mark}] Implementation landed\n\n`;
    const tasks = (status: string, mark: string): Files =>
      inPlan((text) =>
        put("## Checklist of Subtasks", `## Tasks\n\n${task(status, mark)}## Checklist of Subtasks`)(text),
      );
    it("a task that is done with open boxes is a contradiction", async () => {
      const found = contradictions(await judged(tasks("done", " ")));
      deepEqual(
        found.map(({ rule }) => rule),
        ["codex-plan/CP-A7"],
      );
      deepEqual(contradictions(await judged(tasks("done", "x"))), []);
      deepEqual(contradictions(await judged(tasks("in-progress", " "))), []);
    });
    it("a task is shown in the tree beside the stories, and holds none of them", async () => {
      const feature = await judged(tasks("in-progress", " "));
      deepEqual([stageAt(feature, "T-1").title, stageAt(feature, "T-1").items.length], ["Write the writer", 2]);
      deepEqual(
        feature.stages
          .flatMap((stage) => (stage.children.length > 0 ? stage.children : [stage]))
          .filter((stage) => !/^(T-|proposals)/.test(stage.path[0] ?? ""))
          .map(({ state }) => state),
        Array(6).fill("passed"),
      );
      equal(stageAt(feature, "T-1").state, "open");
      equal(stageAt(await judged(tasks("done", "x")), "T-1").state, "passed");
    });
    it("a new task is a skeleton with the next number", async () => {
      const add = async (given: Files): Promise<Files> =>
        applied(
          given,
          await planned(await openMemory(given), given, (context, more) =>
            planAction(dir, "addTask", undefined, { title: "Cut the parser", ...more }, context),
          ),
        );
      const once = await add(files);
      match(String(once[planPath]), /\n### Task \[T-1\]: Cut the parser\n\n- Status: todo\n/);
      const twice = await judged(await add(once));
      deepEqual(
        ["T-1", "T-2"].map((id) => stageAt(twice, id).state),
        ["open", "open"],
      );
      equal(String(once[planPath]).indexOf("### Task [T-1]") > String(once[planPath]).indexOf("### Story [S-1]"), true);
      deepEqual(groups(twice), groups(await judged(files)));
    });
    it("a proposal is appended, in the shape that the appendix asks for", async () => {
      const path = `${dir}/proposals/expert-additions.md`;
      const change = asChange(
        await planned(await openMemory(files), files, (context, more) =>
          planAction(dir, "propose", undefined, { title: "CSV in spreadsheets", ...more }, context),
        ),
      );
      const text = textAfter(files, change, path);
      equal(text.startsWith(files[path] ?? "?"), true);
      match(
        text.slice(files[path]?.length),
        /^\n## CSV in spreadsheets\n\n- Keywords: <[\s\S]*- Rationale: <[\s\S]*- Proposed outline:\n[\s\S]*- Example snippet[\s\S]*- Sources\/lessons: </,
      );
      const feature = await judged(applied(files, change));
      equal(stageAt(feature, "proposals").state, "open");
      deepEqual(feature.findings, []);
    });
  });

  it("the same files give the same verdict, whatever order they come in", async () => {
    deepEqual(await judged(Object.fromEntries(Object.entries(files).reverse())), await judged(files));
  });
});
