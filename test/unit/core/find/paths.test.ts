import { deepEqual, equal } from "node:assert/strict";
import { builtIn, type Files, openMemory } from "../../support/memory.ts";
import { shownFeature } from "../../support/shown.ts";
import { cycle, express, log, plan, tasks } from "./texts.ts";

/** What is found in a folder of these files: `process id`, archived ones in brackets. */
async function findIn(files: Files): Promise<string[]> {
  return (await openMemory(files)).snapshot.features.map(shownFeature);
}

/** Each row: what it shows, the files (paths alone hold a text that fits the process), and the features. */
function check(text: string, rows: [title: string, files: string[] | Files, features: string[]][]): void {
  for (const [title, files, features] of rows) {
    it(title, async () => {
      const all = Array.isArray(files) ? Object.fromEntries(files.map((path) => [path, text])) : files;
      deepEqual(await findIn(all), features);
    });
  }
}

it("all five processes are known", () => {
  deepEqual(
    builtIn().map(({ id }) => id),
    ["codex-plan", "complex-feature", "dev-cycle", "make-express", "phased"],
  );
});

describe("CF-D1 complex-feature: the name says it", () => {
  check("# Sync\n\nTwo nodes disagree.\n", [
    ["in docs/plans", ["docs/plans/sync_stage0_problem.md"], ["complex-feature docs/plans/sync"]],
    [
      "all stages are one feature",
      [
        "docs/plans/sync_stage0_problem.md",
        "docs/plans/sync_stage1_architecture_brief.md",
        "docs/plans/sync_stage5_postmortem.md",
      ],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "with other names behind the number",
      ["docs/plans/sync_stage0_problem_framing.md", "docs/plans/sync_stage4_checklist.md"],
      ["complex-feature docs/plans/sync"],
    ],
    ["with no name behind the number", ["docs/plans/sync_stage0.md"], ["complex-feature docs/plans/sync"]],
    ["starting at a later stage", ["docs/plans/sync_stage2_capability_map.md"], ["complex-feature docs/plans/sync"]],
    [
      "in a folder of its own: the id stays",
      ["docs/plans/sync/sync_stage0_problem.md"],
      ["complex-feature docs/plans/sync"],
    ],
    ["in the archive", ["docs/plans/archive/sync/sync_stage0_problem.md"], ["(complex-feature docs/plans/sync)"]],
    [
      "in other folders of what is finished",
      [
        "docs/plans/completed/a_stage0_problem.md",
        "docs/plans/Archived/b_stage0_problem.md",
        "docs/plans/done/c_stage0_problem.md",
      ],
      ["(complex-feature docs/plans/a)", "(complex-feature docs/plans/b)", "(complex-feature docs/plans/c)"],
    ],
    [
      "partly archived is live",
      ["docs/plans/archive/sync/sync_stage0_problem.md", "docs/plans/sync_stage1_architecture_brief.md"],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "scattered over folders is one",
      [
        "docs/plans/sync_stage2_capability_map.md",
        "docs/plans/sync/sync_stage1_brief.md",
        "docs/plans/archive/sync/sync_stage0_problem.md",
      ],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "a date in front is no part of the name",
      ["docs/plans/2026-01-05-sync_stage0_problem.md", "docs/plans/20260107_sync_stage1_brief.md"],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "in another project of the repository",
      ["apps/web/docs/plans/sync_stage0_problem.md", "docs/plans/sync_stage0_problem.md"],
      ["complex-feature apps/web/docs/plans/sync", "complex-feature docs/plans/sync"],
    ],
    [
      "several in one folder",
      ["docs/plans/a_stage0_problem.md", "docs/plans/b_stage0_problem.md", "docs/plans/a_b_stage0_problem.md"],
      ["complex-feature docs/plans/a", "complex-feature docs/plans/a_b", "complex-feature docs/plans/b"],
    ],
    [
      "the sibling steps",
      ["docs/plans/sync_step1_solution_assessment.md", "docs/plans/sync_step3_development_plan.md"],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "the sibling steps in their own folder",
      ["doc/ai_plans/calendar_step2_feature_description.md", "docs/ai_plans/list_step1_x.md"],
      ["complex-feature doc/ai_plans/calendar", "complex-feature docs/ai_plans/list"],
    ],
    [
      "stages and steps together",
      ["docs/plans/sync_stage0_problem.md", "docs/plans/sync_step1_solution_assessment.md"],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "letter case of the pattern, not of the name",
      ["docs/plans/sync_Stage0_Problem.md", "docs/plans/sync_stage1_brief.md", "docs/plans/Sync_stage1_brief.md"],
      ["complex-feature docs/plans/Sync", "complex-feature docs/plans/sync"],
    ],
    [
      "names that differ only by a sign: two features",
      ["docs/plans/user_list_stage0_problem.md", "docs/plans/userlist_stage0_problem.md"],
      ["complex-feature docs/plans/user_list", "complex-feature docs/plans/userlist"],
    ],
    [
      "outside of docs/plans: not",
      ["docs/sync_stage0_problem.md", "sync_stage0_problem.md", "plans/sync_stage0_problem.md"],
      [],
    ],
    ["a folder that only ends like docs/plans: not", ["mydocs/plans/sync_stage0_problem.md"], []],
    [
      "without a feature in the name: not",
      ["docs/plans/stage0_problem.md", "docs/plans/_stage0_problem.md", "docs/plans/step1_solution_assessment.md"],
      [],
    ],
    [
      "without a number: not",
      ["docs/plans/sync_stage_problem.md", "docs/plans/sync_stageA_x.md", "docs/plans/sync_plan.md"],
      [],
    ],
    [
      "other files of the folder: not",
      ["docs/plans/README.md", "docs/plans/COMPLEX_FEATURE_PROCESS.md", "docs/plans/diagrams/sync_stage1_flow.mmd"],
      [],
    ],
    [
      "templates: not",
      ["docs/plans/templates/sync_stage0_problem.md", "docs/plans/_templates/x_stage0_problem.md"],
      [],
    ],
  ]);

  it("copies are one feature: the live one counts, the others are named", async () => {
    const files = [
      "docs/plans/archive/sync/sync_stage0_problem.md",
      "docs/plans/sync_stage0_problem.md",
      "docs/plans/sync/sync_stage0_problem.md",
    ];
    const { snapshot } = await openMemory(
      Object.fromEntries(files.map((path) => [path, "# Sync\n\nTwo nodes disagree.\n"])),
    );
    deepEqual(
      snapshot.features.map(({ id, archived }) => [id, archived]),
      [["docs/plans/sync", false]],
    );
    equal(snapshot.features[0]?.stages[0]?.artifacts[0]?.path, "docs/plans/sync_stage0_problem.md");
    deepEqual(
      snapshot.problems.map(({ code, file }) => `${code} ${file}`),
      [
        "duplicate-copy docs/plans/archive/sync/sync_stage0_problem.md",
        "duplicate-copy docs/plans/sync/sync_stage0_problem.md",
      ],
    );
  });

  it("stage 1 of a feature is no copy of its step 1", async () => {
    const { snapshot } = await openMemory({
      "docs/plans/sync_stage1_brief.md": "# A\n",
      "docs/plans/sync_step1_solution.md": "# B\n",
    });
    deepEqual(snapshot.problems, []);
    equal(snapshot.features[0]?.files.length, 2);
  });
});

describe("CP-D1 codex-plan: the name and the structure say it", () => {
  check(plan, [
    [
      "in its folder of slug and time",
      ["tasks/export-20261005T081500Z/plan.md"],
      ["codex-plan tasks/export-20261005T081500Z"],
    ],
    ["in any folder", ["work/2026/export/plan.md"], ["codex-plan work/2026/export"]],
    ["at the root", ["plan.md"], ["codex-plan ."]],
    ["in capitals", ["PLAN.md", "a/Plan.md"], ["codex-plan .", "codex-plan a"]],
    [
      "with its other files it is one",
      [
        "tasks/a/plan.md",
        "tasks/a/decision-log.md",
        "tasks/a/referenced-expertise.md",
        "tasks/a/runs/S-1/20261005T081500Z/test-report.md",
      ],
      ["codex-plan tasks/a"],
    ],
    [
      "many, nested in each other",
      ["tasks/a/plan.md", "tasks/a/sub/plan.md", "tasks/b/plan.md"],
      ["codex-plan tasks/a", "codex-plan tasks/a/sub", "codex-plan tasks/b"],
    ],
    ["in an archive", ["tasks/archive/a/plan.md"], ["(codex-plan tasks/archive/a)"]],
    ["its other files alone are none", ["tasks/a/decision-log.md", "tasks/a/referenced-expertise.md"], []],
    ["another name: not", ["tasks/a/the-plan.md", "tasks/a/plan.txt", "tasks/a/plan.md.bak", "tasks/a/plans.md"], []],
    [
      "skills, prompts, vendored copies, tools' folders: not",
      [
        "skills/x/plan.md",
        "prompts/plan.md",
        "node_modules/x/plan.md",
        "vendor/x/plan.md",
        ".specify/templates/plan.md",
        ".specstory/history/plan.md",
        "dist/plan.md",
      ],
      [],
    ],
  ]);

  check("", [
    ["a plan of something else: not", { "plan.md": "# Plan\n\n## Goals\n\n- [ ] a\n\n## Timeline\n\n## Risks\n" }, []],
    [
      "one heading that fits is not enough",
      { "plan.md": "# Plan\n\n## Dependencies\n\n## Tests to Run\n\n- `npm test`\n" },
      [],
    ],
    ["a plan inside of a fence: not", { "plan.md": `\`\`\`markdown\n${plan.replaceAll("```", "~~~")}\n\`\`\`\n` }, []],
    ["an empty one: not", { "plan.md": "" }, []],
    [
      "no story, but the rest",
      {
        "tasks/a/plan.md":
          "# Plan\n\n## Definition of Ready (DoR)\n\n- a\n\n## Clarification Questions\n\n- none\n\n## Checklist of Subtasks\n\n- [ ] a\n",
      },
      ["codex-plan tasks/a"],
    ],
    [
      "headings with suffixes and other dashes",
      {
        "tasks/a/plan.md":
          "# Plan\n\n## User Stories (all)\n\n### Story [S\u20111]: Export\n\n## Clarification Questions (open)\n\n## Tests to Run (exact)\n",
      },
      ["codex-plan tasks/a"],
    ],
  ]);
});

describe("DC-D1 dev-cycle: the shape says it", () => {
  const homes = [
    "dev-team/state",
    ".ring/dev-team",
    "docs/refactor",
    "docs/dev-cycle",
    "docs/dev-refactor",
    "docs/ring:dev-cycle",
    "docs/ring:dev-refactor",
    "docs/ring:running-dev-cycle",
    "docs/ring:dev-cycle-frontend",
    "docs/lzr1:dev-cycle",
    "docs/bee:dev-cycle",
    "docs/ring-dev-cycle",
    "services/api/docs/dev-cycle",
  ];
  check(cycle, [
    ...homes.map((home): [string, string[], string[]] => [
      `in ${home}`,
      [`${home}/current-cycle.json`],
      [`dev-cycle ${home}/current-cycle.json`],
    ]),
    ["at the root", ["current-cycle.json"], ["dev-cycle current-cycle.json"]],
    [
      "before the development cycle",
      ["docs/pre-dev/alerts/workflow-state.json"],
      ["dev-cycle docs/pre-dev/alerts/workflow-state.json"],
    ],
    [
      "several in one repository",
      ["docs/dev-cycle/current-cycle.json", "docs/dev-refactor/current-cycle.json"],
      ["dev-cycle docs/dev-cycle/current-cycle.json", "dev-cycle docs/dev-refactor/current-cycle.json"],
    ],
    [
      "in an archive",
      ["docs/dev-cycle/archive/2026-01/current-cycle.json"],
      ["(dev-cycle docs/dev-cycle/archive/2026-01/current-cycle.json)"],
    ],
    [
      "another name: not",
      ["docs/dev-cycle/cycle.json", "docs/dev-cycle/current-cycle.json.bak", "docs/dev-cycle/old-current-cycle.json"],
      [],
    ],
  ]);

  check("", [
    ["another state of this name: not", { ".ai/state/current-cycle.json": '{ "cycle": 3, "agent": "planner" }' }, []],
    ["a list: not", { "current-cycle.json": "[]" }, []],
  ]);

  it("broken from its first character is a problem and no feature", async () => {
    const { snapshot } = await openMemory({ "docs/dev-cycle/current-cycle.json": "<<<<<<< HEAD\n{}" });
    deepEqual(snapshot.features, []);
    deepEqual(
      [...new Set(snapshot.problems.map(({ code, file }) => `${code} ${file}`))],
      ["json-invalid docs/dev-cycle/current-cycle.json"],
    );
  });
});

describe("DC-D2 tasks files are offered", () => {
  const offersIn = async (files: Files): Promise<string[]> =>
    (await openMemory(files)).snapshot.offers.map(({ process, path, title }) => `${process} ${path}: ${title}`);
  const rows: [title: string, files: Files, offers: string[]][] = [
    [
      "before development",
      { "docs/pre-dev/alerts/tasks.md": tasks },
      ["dev-cycle docs/pre-dev/alerts/tasks.md: Parcel alerts"],
    ],
    [
      "of a refactoring",
      { "docs/refactor/2026-01-05/tasks.md": tasks },
      ["dev-cycle docs/refactor/2026-01-05/tasks.md: Parcel alerts"],
    ],
    [
      "of a gate, and in capitals",
      { "docs/pre-dev/a/gate-7-tasks.md": tasks, "docs/pre-dev/b/TASKS.md": tasks },
      ["dev-cycle docs/pre-dev/a/gate-7-tasks.md: Parcel alerts", "dev-cycle docs/pre-dev/b/TASKS.md: Parcel alerts"],
    ],
    [
      "in another project of the repository",
      { "api/docs/pre-dev/alerts/tasks.md": tasks },
      ["dev-cycle api/docs/pre-dev/alerts/tasks.md: Parcel alerts"],
    ],
    ["without any task: not", { "docs/pre-dev/alerts/tasks.md": "# Parcel alerts\n\n## Overview\n\n- [ ] a\n" }, []],
    ["elsewhere: not", { "docs/tasks.md": tasks, "tasks.md": tasks }, []],
    [
      "that a cycle names as its source: not",
      { "docs/pre-dev/alerts/tasks.md": tasks, "docs/dev-cycle/current-cycle.json": cycle },
      [],
    ],
    [
      "that a cycle on another machine names: not",
      {
        "docs/pre-dev/alerts/tasks.md": tasks,
        "docs/dev-cycle/current-cycle.json": cycle.replace(
          "docs/pre-dev/alerts",
          "/Users/somebody/work/docs/pre-dev/alerts",
        ),
      },
      [],
    ],
    [
      "that a cycle does not name",
      { "docs/pre-dev/other/tasks.md": tasks, "docs/dev-cycle/current-cycle.json": cycle },
      ["dev-cycle docs/pre-dev/other/tasks.md: Parcel alerts"],
    ],
  ];
  for (const [title, files, offers] of rows) it(title, async () => deepEqual(await offersIn(files), offers));

  /** Each row: a task's heading, and whether it is one. */
  const headings: [heading: string, is: boolean][] = [
    ["## Task: T-001 - Store rules", true],
    ["## T-001 Store rules", true],
    ["## T-001: Store rules", true],
    ["## T-001 — Store rules", true],
    ["### T1 — Store rules", true],
    ["### Task 1: Store rules", true],
    ["### TASK-001: Store rules", true],
    ["### Task 1.1 — Store rules", true],
    ["## REFACTOR-001: Store rules", true],
    ["## Task: Store rules", true],
    ["## Tasks", false],
    ["## Test 1: Store rules", false],
    ["## T-shirt sizes", false],
  ];
  for (const [heading, is] of headings) {
    it(`${is ? "a" : "no"} task: ${heading}`, async () => {
      deepEqual(
        (await offersIn({ "docs/pre-dev/alerts/tasks.md": `# Parcel alerts\n\n${heading}\n\nText.\n` })).length,
        is ? 1 : 0,
      );
    });
  }
});

describe("ME-D1 make-express: its folders and two names say it", () => {
  check(express, [
    ["at the root", ["artifacts/express.md", "artifacts/assumptions.md"], ["make-express ."]],
    [
      "in a subfolder",
      ["services/printer/artifacts/plan.md", "services/printer/artifacts/qa.md"],
      ["make-express services/printer"],
    ],
    [
      "several in one repository",
      ["artifacts/express.md", "artifacts/plan.md", "a/artifacts/express.md", "a/artifacts/plan.md"],
      ["make-express .", "make-express a"],
    ],
    ["a record alone", ["services/printer/approvals/plan.approved"], ["make-express services/printer"]],
    ["one name alone: not", ["artifacts/express.md"], []],
    ["other files: not", ["artifacts/report.md", "artifacts/notes.md"], []],
    [
      "names in another folder: not",
      ["docs/express.md", "docs/assumptions.md", "artefacts/express.md", "artefacts/plan.md"],
      [],
    ],
    ["other files do not count towards two", ["artifacts/express.md", "artifacts/notes.md"], []],
    ["build output: not", ["dist/artifacts/express.md", "dist/artifacts/plan.md"], []],
  ]);
});

describe("PH-D1 phased: numbered stages with a status say it", () => {
  check(log, [
    ["anywhere", ["docs/implementation-log.md"], ["phased docs/implementation-log.md#phase-1"]],
    ["of any name, at the root", ["PROGRESS.md"], ["phased PROGRESS.md#phase-1"]],
    ["several", ["docs/a.md", "docs/b.md"], ["phased docs/a.md#phase-1", "phased docs/b.md#phase-1"]],
    [
      "a file whose name another process knows is that process's",
      ["docs/plans/sync_stage0_problem.md"],
      ["complex-feature docs/plans/sync"],
    ],
    [
      "templates, skills and backups: not",
      ["templates/log.md", "skills/log.md", "TODO_BACKUP_20260105.md", "docs/log.template.md", "docs/log-template.md"],
      [],
    ],
  ]);

  const stages = (status: string, heading: (n: number) => string): string =>
    `# Log\n\n${[0, 1, 2].map((n) => `${heading(n)}\n\n${status}\n`).join("\n")}`;
  check("", [
    [
      "two phases in one log",
      {
        "log.md": `# Log\n\n## Phase 1: Backend\n\n${log.replace(/^# .*\n/, "").replaceAll("## Stage", "### Stage")}\n## Phase 2: UI\n\n### Stage 0 — Lock\n\n- Status: in-progress\n`,
      },
      ["phased log.md#phase-1", "phased log.md#phase-2"],
    ],
    [
      "any dash, any level",
      { "log.md": stages("- Status: done", (n) => `${"#".repeat(n + 2)} Stage ${n} ${"—–-"[n]} Name`) },
      ["phased log.md#phase-1"],
    ],
    [
      "letters behind the number",
      { "log.md": stages("Status: done", (n) => `## Stage ${n}a — Name`) },
      ["phased log.md#phase-1"],
    ],
    [
      "bold status",
      { "log.md": stages("**Status**: ✅ Completed", (n) => `### Stage ${n}: Name`) },
      ["phased log.md#phase-1"],
    ],
    ["without a status: not", { "log.md": stages("- Changes: some", (n) => `## Stage ${n} – Name`) }, []],
    ["one stage alone: not", { "log.md": "# Log\n\n## Stage 1 — Name\n\nStatus: done\n" }, []],
    ["no number: not", { "log.md": stages("Status: done", (n) => `## Stage ${"ABC"[n]} — Name`) }, []],
    ["a guide in a fence: not", { "guide.md": `# Guide\n\n\`\`\`\n${log}\n\`\`\`\n` }, []],
    [
      "summaries of the step family: not",
      { "docs/x.md": stages("- Verification: by hand", (n) => `## Stage ${n} - Name`) },
      [],
    ],
  ]);
});

describe("PH-D1 sections of the same number in one log", () => {
  const stage = (n: number): string => `### Stage ${n}: Name\n\n- Status: done\n\n`;
  const first = `# Log\n\n## Phase 1: Backend\n\n${stage(0)}${stage(1)}`;
  const rows: [name: string, text: string, lines: number[]][] = [
    ["with stages of its own", `${first}## Phase 1: Again\n\n${stage(0)}`, [13]],
    ["twice more", `${first}## Phase 1\n\n${stage(0)}## Phase 1 (old)\n\n${stage(1)}`, [13, 19]],
    ["without a stage", `${first}## Phase 1: Notes\n\nText.\n`, []],
    ["inside of the first", `# Log - Phase 1\n\n## Phase 1: Backend\n\n${stage(0)}${stage(1)}`, []],
    ["another number", `${first}## Phase 2: UI\n\n${stage(0)}`, []],
  ];
  for (const [name, text, lines] of rows) {
    it(name, async () => {
      const { snapshot } = await openMemory({ "log.md": text });
      deepEqual(
        snapshot.problems.filter(({ code }) => code === "duplicate-section").map(({ line }) => line),
        lines,
      );
    });
  }
});

describe("C-10 side by side", () => {
  it("features of all processes in one folder, each file of one process", async () => {
    const files: Files = {
      "docs/plans/sync_stage0_problem.md": "# Sync\n\nTwo nodes disagree.\n",
      "tasks/export/plan.md": plan,
      "docs/dev-cycle/current-cycle.json": cycle,
      "docs/implementation-log.md": log,
      "services/printer/artifacts/express.md": express,
      "services/printer/artifacts/plan.md": plan,
      "README.md": "# Readme\n\n- [ ] a\n",
    };
    deepEqual(await findIn(files), [
      "dev-cycle docs/dev-cycle/current-cycle.json",
      "phased docs/implementation-log.md#phase-1",
      "complex-feature docs/plans/sync",
      "make-express services/printer",
      "codex-plan tasks/export",
    ]);
  });

  it("the order of the paths does not matter", async () => {
    const files: Files = {
      "b/plan.md": plan,
      "a/plan.md": plan,
      "docs/plans/z_stage0_p.md": "# Z\n",
      "docs/plans/archive/z/z_stage0_p.md": "# Z\n",
    };
    const turned = Object.fromEntries(Object.entries(files).reverse());
    deepEqual((await openMemory(turned)).snapshot, (await openMemory(files)).snapshot);
  });

  it("nothing in an empty folder", async () =>
    deepEqual((await openMemory({})).snapshot, { features: [], problems: [], offers: [], adopted: false, paths: [] }));
});
