import { deepEqual, equal, match, notEqual } from "node:assert/strict";
import {
  type Change,
  type Commit,
  type GitFacts,
  leavesOf,
  planAdvance,
  planStart,
  unmetOf,
} from "../../../src/core/index.ts";
import { instead, onlyFeature, stageAt, statesOf } from "../core/judge/process.ts";
import { applied, asChange, NOW, planned } from "../core/plan/play.ts";
import { builtInProcess, type Files, openMemory } from "../support/memory.ts";
import { approved, criterionAt, judged, unmetAt } from "./filled.ts";
import { approvedUpTo, commitOf, files, gitOf, id } from "./offlineScans.ts";

const names: Record<string, string> = {
  "0": "stage0_problem",
  "1": "stage1_architecture_brief",
  "2": "stage2_capability_map",
  "3": "stage3_playbook",
  "4": "stage4_execution_log",
  "5": "stage5_postmortem",
};
const pathOf = (stage: string): string => `${id}_${names[stage]}.md`;
const textOf = (stage: string): string => files[pathOf(stage)] ?? "";

type Edit = (text: string) => string;

/** One thing changed, which has to be there. */
const put =
  (from: string, to: string): Edit =>
  (text) =>
    instead(text, from, to);

/** A section taken out: from its heading to the next one of the same or a higher level. */
const without =
  (heading: string): Edit =>
  (text) => {
    const lines = text.split("\n");
    const from = lines.indexOf(heading);
    const level = /^#+/.exec(heading)?.[0].length ?? 0;
    if (from < 0) throw new Error(`there is no ${heading}`);
    const next = lines.findIndex((line, index) => index > from && (/^#+(?= )/.exec(line)?.[0].length ?? 9) <= level);
    return [...lines.slice(0, from), ...(next < 0 ? [] : lines.slice(next))].join("\n");
  };

/** A section's body replaced. */
const section =
  (heading: string, body: string): Edit =>
  (text) => {
    const marked = text.replace(heading, `${heading}\n\n${body}\n\n## \u0000`);
    const rest = without("## \u0000");
    if (marked === text) throw new Error(`there is no ${heading}`);
    return rest(marked);
  };

const words = (count: number): string => Array.from({ length: count }, (_, index) => `word${index}`).join(" ");

/** The filled document meets a criterion; with one thing changed it does not, or (`still`) it does all the same. */
function check(
  row: string,
  stage: string,
  label: string,
  { breaks = [], still = [] }: { breaks?: [title: string, edit: Edit][]; still?: [title: string, edit: Edit][] },
): void {
  describe(`${row} ${label} (stage ${stage})`, () => {
    it("the filled document meets it, and names the row", async () => {
      const criterion = criterionAt(await judged(files), stage, label);
      equal(criterion.verdict, "met", criterion.message);
      equal(criterion.rule, `complex-feature/${row}`);
    });
    for (const [title, edit] of breaks) {
      it(`unmet: ${title}`, async () => {
        const feature = await judged({ ...files, [pathOf(stage)]: edit(textOf(stage)) });
        const criterion = criterionAt(feature, stage, label);
        equal(criterion.verdict, "unmet", criterion.message);
        notEqual(criterion.message, "");
      });
    }
    for (const [title, edit] of still) {
      it(`met all the same: ${title}`, async () => {
        const feature = await judged({ ...files, [pathOf(stage)]: edit(textOf(stage)) });
        const criterion = criterionAt(feature, stage, label);
        equal(criterion.verdict, "met", criterion.message);
      });
    }
  });
}

describe("complex-feature", () => {
  describe("CF-D1 what is a feature", () => {
    const rows: [title: string, paths: string[], ids: string[]][] = [
      ["a document by its name", ["docs/plans/sync_stage0_problem.md"], ["docs/plans/sync"]],
      ["in a folder of its own", ["docs/plans/sync/sync_stage0_problem.md"], ["docs/plans/sync"]],
      ["moved to an archive", ["docs/plans/archive/sync/sync_stage0_problem.md"], ["docs/plans/sync"]],
      [
        "spread over three folders",
        [
          "docs/plans/sync_stage2_capability_map.md",
          "docs/plans/sync/sync_stage1_architecture_brief.md",
          "docs/plans/archive/sync/sync_stage0_problem.md",
        ],
        ["docs/plans/sync"],
      ],
      ["with a date in front", ["docs/plans/2026-10-05-sync_stage0_problem.md"], ["docs/plans/sync"]],
      [
        "with another ending",
        ["docs/plans/sync_stage0_problem_framing.md", "docs/plans/sync_stage4_checklist.md"],
        ["docs/plans/sync"],
      ],
      ["in a package's own docs", ["app/docs/plans/sync_stage0_problem.md"], ["app/docs/plans/sync"]],
      ["by the sibling family alone", ["doc/ai_plans/sync_step1_solution_assessment.md"], ["doc/ai_plans/sync"]],
      [
        "two features beside each other",
        ["docs/plans/sync_stage0_problem.md", "docs/plans/skins_stage0_problem.md"],
        ["docs/plans/skins", "docs/plans/sync"],
      ],
      ["elsewhere it is none", ["notes/sync_stage0_problem.md"], []],
      [
        "without a feature's name it is none",
        ["docs/plans/_stage0_problem.md", "docs/feature_process/step1_solution_assessment.md"],
        [],
      ],
      ["without a number it is none", ["docs/plans/sync_stage_problem.md", "docs/plans/sync_problem.md"], []],
      ["a template is none", ["docs/plans/templates/sync_stage0_problem.md"], []],
      ["a vendored copy is none", ["node_modules/x/docs/plans/sync_stage0_problem.md"], []],
    ];
    for (const [title, paths, ids] of rows) {
      it(title, async () => {
        const workspace = await openMemory(Object.fromEntries(paths.map((path) => [path, "# Stage\n\nText.\n"])));
        deepEqual(
          workspace.snapshot.features.map((feature) => feature.id),
          ids,
        );
      });
    }

    it("the process's own description is no feature", async () => {
      const guide =
        "# Complex features\n\n## Stage 0 – Problem Framing\n\nText.\n\n## Stage 1 – Architecture Brief\n\nText.\n";
      deepEqual((await openMemory({ "docs/plans/COMPLEX_FEATURE_PROCESS.md": guide })).snapshot.features, []);
    });

    it("a feature is archived when all of it is", async () => {
      const archived = { "docs/plans/archive/sync/sync_stage0_problem.md": textOf("0") };
      equal((await judged(archived)).archived, true);
      equal(
        (await judged({ ...archived, "docs/plans/sync_stage1_architecture_brief.md": textOf("1") })).archived,
        false,
      );
    });
  });

  describe("CF-S1 the stages", () => {
    it("are six in order, with the development steps beside them where their documents are", async () => {
      const { [`${id}_step1_solution_assessment.md`]: _, ...bare } = files;
      const stages = [
        "Problem Framing",
        "Architecture Brief",
        "Capability Decomposition",
        "Implementation Playbook",
        "Execution Log",
        "Post-Implementation Review",
      ];
      deepEqual(
        (await judged(bare)).stages.map((stage) => [stage.id, stage.title]),
        stages.map((title, index) => [String(index), title]),
      );
      deepEqual(
        (await judged(files)).stages.map((stage) => stage.id),
        ["0", "1", "2", "3", "4", "5", "steps"],
      );
    });

    it("a feature may begin at stage 2: what is missing is open, and says so", async () => {
      const feature = await judged({ [pathOf("2")]: textOf("2") });
      equal(feature.current?.id, "0");
      match(stageAt(feature, "0").reason, /offline_scans_stage0_problem\.md does not exist/);
      deepEqual(stageAt(feature, "2").artifacts, [{ path: pathOf("2"), exists: true }]);
      equal(stageAt(feature, "2").state, "locked");
    });

    it("the steps lock nothing and are locked by nothing", async () => {
      const feature = await judged(files);
      equal(stageAt(feature, "steps/step1").state, "passed");
      equal(stageAt(feature, "0").state, "ready");
      const open = await judged({ ...files, [`${id}_step1_solution_assessment.md`]: "# Step 1\n\n<text>\n" });
      equal(stageAt(open, "steps/step1").state, "open");
      equal(stageAt(open, "0").state, "ready");
      deepEqual(open.findings, []);
    });
  });

  describe("a whole feature", () => {
    it("filled, it stands at the first approval; each approval opens the next stage", async () => {
      let all: Files = files;
      for (let stage = 0; stage <= 5; stage++) {
        const feature = await judged(all);
        equal(feature.current?.id, String(stage));
        equal(feature.current?.state, "ready", feature.current?.reason);
        deepEqual(
          [feature.current?.met, feature.current?.total],
          [(feature.current?.total ?? 0) - 1, feature.current?.total],
        );
        all = await approved(all, id, String(stage));
      }
      const feature = await judged(all);
      deepEqual(Object.values(statesOf(feature)).slice(0, 6), Array(6).fill("passed"));
      deepEqual(feature.findings, []);
      deepEqual(feature.problems, []);
    });
  });

  check("CF-G0", "0", "Filled in", {
    breaks: [["a placeholder is left", put("eight weeks for two people", "<how many weeks>")]],
  });
  check("CF-G0", "0", "Problem, pains, metrics, guardrails", {
    breaks: [
      ["no problem", without("## Problem Statement")],
      ["an empty problem", section("## Problem Statement", "")],
      ["no pains", without("## Current Pain Points")],
      ["no metrics", without("## Success Metrics")],
      ["metrics to be defined", section("## Success Metrics", "TBD")],
      ["no guardrails", without("## Guardrails")],
      ["guardrails in a comment", section("## Guardrails", "<!-- eight weeks -->")],
    ],
    still: [
      [
        "other names",
        (text) =>
          put(
            "## Success Metrics",
            "## Success Criteria (Initial)",
          )(put("## Current Pain Points", "## Pain Points")(text)),
      ],
      ["another level", put("## Guardrails", "### Guardrails")],
      ["a number in front", put("## Guardrails", "## 4. Guardrails:")],
      [
        "paragraphs that begin with their name",
        (text) =>
          `# Offline scans — Stage 0\n\n**Problem.** Scans are lost.\n\n**Pain points.** Nine hours of work a week.\n\n**Success metrics.** 99.5 %.\n\n**Guardrails.** Eight weeks.\n${text.slice(text.indexOf("\n## Unknowns"))}`,
      ],
      [
        "fields",
        (text) =>
          `# Stage 0\n\n- **Problem**: scans are lost\n- **Pain points**: nine hours of work\n- **Success metrics**: 99.5 %\n- **Guardrails**: eight weeks\n${text.slice(text.indexOf("\n## Unknowns"))}`,
      ],
    ],
  });

  check("CF-G1", "1", "Filled in", {
    breaks: [["a placeholder is left", put("Option A. The only thing", "<which option>. The only thing")]],
  });
  check("CF-G1", "1", "Two or three options", {
    breaks: [
      ["one option", without("### Option B: Replicated database on the handheld")],
      [
        "four options",
        put(
          "## Existing Components to Reuse",
          "### Option C: x\n\n- Latency, consistency, operations\n\n### Option D: y\n\n- Latency, consistency, operations\n\n## Existing Components to Reuse",
        ),
      ],
      [
        "a second one that is only a template",
        (text) =>
          section(
            "### Option B: Replicated database on the handheld",
            "<How it works>",
          )(text).replace("### Option B: Replicated database on the handheld", "### Option B: <name>"),
      ],
      ["no options", without("## Options")],
    ],
    still: [
      [
        "three options",
        put(
          "## Existing Components to Reuse",
          "### Option C: paper\n\n- Latency, consistency and operations suffer\n\n## Existing Components to Reuse",
        ),
      ],
      [
        "a list",
        section(
          "## Options",
          "- Queue: low latency, consistency by id, one number to watch in operations\n- Database: latency 10 s, consistency needs rules, operations of a service",
        ),
      ],
      ["sections of their own", (text) => put("## Options\n\n", "")(text.replaceAll("### Option ", "## Option "))],
    ],
  });
  check("CF-G1", "1", "Trade-offs of each option", {
    breaks: [
      ["no latency for one", put("- Latency: 2 to 10 s with reception\n", "")],
      ["no consistency for one", put("- Consistency: both sides may change a stop, so conflicts need rules\n", "")],
      [
        "no operations for one",
        put("- Operations: a replication service and its upgrades; couriers' phones need 400 MB more\n", ""),
      ],
      [
        "operations to be written",
        put(
          "- Operations: a replication service and its upgrades; couriers' phones need 400 MB more\n",
          "- Operations: <what has to be run>\n",
        ),
      ],
    ],
    still: [
      [
        "in a table of their own, once for all",
        (text) =>
          put(
            "- Latency: 2 to 10 s with reception\n",
            "",
          )(
            put(
              "## Existing Components to Reuse",
              "## Trade-offs\n\n| Option | Latency | Consistency | Ops |\n| --- | --- | --- | --- |\n| A | 5 s | ids | one number |\n| B | 10 s | rules | a service |\n\n## Existing Components to Reuse",
            )(text),
          ),
      ],
    ],
  });
  check("CF-G1", "1", "Reuse, contracts, direction", {
    breaks: [
      ["nothing reused", without("## Existing Components to Reuse")],
      ["no contracts", without("## Data Contracts")],
      ["no direction", without("## Chosen Direction")],
      ["a direction to come", section("## Chosen Direction", "TBD")],
    ],
    still: [
      [
        "other names",
        (text) =>
          put(
            "## Chosen Direction",
            "## Recommended Direction",
          )(put("## Data Contracts", "## Key Components / Contracts")(text)),
      ],
    ],
  });

  check("CF-G2", "2", "Filled in", {
    breaks: [["a placeholder is left", put("Batch endpoint, since it can be shipped unused", "<first>")]],
  });
  check("CF-G2", "2", "Capabilities and their dependencies", {
    breaks: [
      ["no scope in one row", put("| encrypted queue on the handheld and its sender |", "| |")],
      ["no acceptance test in one row", put("| the same batch sent twice books every scan once |", "| TBD |")],
      ["no dependencies named in one row", put("| None |", "| |")],
      ["no column for acceptance tests", (text) => text.replaceAll("Acceptance tests", "Remarks")],
      ["a capability that nobody has", put("| Batch endpoint | 50 scans", "| Batch Gateway | 50 scans")],
      ["a circle of two", put("the old endpoint stays | None |", "the old endpoint stays | Scan queue |")],
      ["a circle of three", put("the old endpoint stays | None |", "the old endpoint stays | Queue display |")],
      [
        "a capability that waits for itself",
        put("the old endpoint stays | None |", "the old endpoint stays | Batch endpoint |"),
      ],
      [
        "only the template's row",
        section(
          "## Capabilities",
          "| Capability | Scope | Dependencies | Acceptance tests |\n| --- | --- | --- | --- |\n| <name> | <scope> | <names> | <tests> |",
        ),
      ],
      ["no table", section("## Capabilities", "Three of them.")],
    ],
    still: [
      [
        "a section for each, with fields",
        section(
          "## Capabilities",
          "### Capability 1 – Batch endpoint\n\n- **Scope**: one route\n- **Dependencies**: None\n- **Acceptance**: a batch sent twice\n\n### Capability 2 – Scan queue\n\n- **Scope**: the queue\n- **Dependencies**: Capability 1\n- **Acceptance**: flight mode",
        ),
      ],
      [
        "ids for names",
        (text) =>
          put(
            "| Batch endpoint | `POST",
            "| C1. Batch endpoint | `POST",
          )(put("| Batch endpoint | 50 scans", "| C1 | 50 scans")(text)),
      ],
      ["part of a name", put("| Batch endpoint | 50 scans", "| Batch | 50 scans")],
      ["all previous", put("| Scan queue | a waiting scan", "| All previous | a waiting scan")],
      [
        "a path, and what is outside",
        put("| Batch endpoint | 50 scans", "| `app/queue`, existing login service | 50 scans"),
      ],
      ["dashes for none", put("the old endpoint stays | None |", "the old endpoint stays | – |")],
      [
        "a row of the template left among real ones",
        put("| Queue display |", "| <name> | <scope> | <names> | <tests> |\n| Queue display |"),
      ],
    ],
  });

  check("CF-G3", "3", "Filled in", {
    breaks: [["a placeholder is left", put("Hide both; the queue works without them", "<what is done>")]],
  });
  check("CF-G3", "3", "Every capability of stage 2", {
    breaks: [
      ["one is missing", without("## Capability: Queue display")],
      ["one has another name", put("## Capability: Queue display", "## Capability: Courier training")],
    ],
    still: [
      ["names with an id", put("## Capability: Queue display", "## Capability C3 – Queue display")],
      ["names with a suffix", put("## Capability: Queue display", "## Capability: Queue Display (v1)")],
    ],
  });
  it("CF-G3 what stage 2 names decides: one more capability there is missing here", async () => {
    const more = put(
      "| Queue display |",
      "| Audit trail | who booked what | None | the trail names the courier |\n| Queue display |",
    )(textOf("2"));
    const criterion = criterionAt(await judged({ ...files, [pathOf("2")]: more }), "3", "Every capability of stage 2");
    deepEqual([criterion.verdict, criterion.message], ["unmet", '"Audit trail" of stage 2 does not appear']);
  });
  check("CF-G3", "3", "Small tasks", {
    breaks: [
      ["a task of two hours", put("`src/scans/batch.js` (≤ 60 min)", "`src/scans/batch.js` (≤ 2 h)")],
      ["a task of 61 minutes", put("`src/scans/batch.js` (≤ 60 min)", "`src/scans/batch.js` (61 min)")],
      ["a task of 76 lines", put("(≤ 60 lines)", "(≤ 76 lines)")],
      ["a task without an estimate", put("`src/scans/batch.js` (≤ 60 min)", "`src/scans/batch.js`")],
      ["no task at all", (text) => text.replaceAll("### Tasks", "### Remarks")],
      ["no task in one capability", without("### Tasks")],
    ],
    still: [
      ["75 lines", put("(≤ 60 lines)", "(≤75 LoC)")],
      ["half an hour", put("`src/scans/batch.js` (≤ 60 min)", "`src/scans/batch.js` (½ hr)")],
      ["two hours for few lines", put("`src/scans/batch.js` (≤ 60 min)", "`src/scans/batch.js` (2 h, 40 lines)")],
    ],
  });
  check("CF-G3", "3", "Each capability is planned", {
    breaks: [
      [
        "no changes in one",
        put("### Data/API Changes\n\n- Handhelds report their queue length with each batch\n\n", ""),
      ],
      ["no rollout in one", put("### Rollout\n\n- Together with the second depot\n\n", "")],
      [
        "no verification in one",
        put(
          "### Verification\n\n- Unit: number goes up and down\n- Integration: board with three handhelds\n- Load: n/a, one number for each batch\n\n",
          "",
        ),
      ],
      ["no fallback in one", put("### Fallback\n\n- Hide both; the queue works without them\n\n", "")],
      ["an empty fallback in one", put("- Hide both; the queue works without them\n", "")],
    ],
  });
  check("CF-G3", "3", "Verification by test", {
    breaks: [
      [
        "one capability names no kind of test",
        put(
          "- Unit: number goes up and down\n- Integration: board with three handhelds\n- Load: n/a, one number for each batch\n",
          "- Somebody looks at it\n",
        ),
      ],
    ],
    still: [
      [
        "one kind is enough",
        put("- Integration: board with three handhelds\n- Load: n/a, one number for each batch\n", ""),
      ],
    ],
  });
  check("CF-G3", "3", "Instrumentation and flags", {
    breaks: [
      ["no instrumentation", without("## Instrumentation")],
      ["no flags", without("## Feature Flags")],
      ["flags to be named", section("## Feature Flags", "- <flag>")],
    ],
    still: [
      [
        "other names",
        (text) =>
          put(
            "## Instrumentation",
            "## Instrumentation & Alerts",
          )(put("## Feature Flags", "## Feature Flag Strategy")(text)),
      ],
    ],
  });

  const row =
    "| 2026-11-16 | Scan queue on in Rennes; Queue display | PR 315 | smoke on three handhelds: pass | None |\n";
  check("CF-G4", "4", "A row for each iteration", {
    breaks: [
      [
        "only the template's row",
        (text) => text.replace(/\| 2026-11-02[\s\S]*?\n\n/, "| <date> | <task> | <commit> | <tests> | <risks> |\n\n"),
      ],
      [
        "only rows without a date",
        (text) =>
          text.replace(/\| 2026-11-02[\s\S]*?\n\n/, "| _(TBD)_ | Batch endpoint | PR 301 | unit: pass | None |\n\n"),
      ],
      [
        "only the header repeated",
        (text) =>
          text.replace(/\| 2026-11-02[\s\S]*?\n\n/, "| Date | Stage/Task | Code refs | Tests | Open risks |\n\n"),
      ],
      ["no column for tests", put("| Code refs | Tests |", "| Code refs | Remarks |")],
      ["no table", (text) => text.replace(/\| Date[\s\S]*?\n\n/, "Nothing yet.\n\n")],
    ],
    still: [
      [
        "other columns",
        put(
          "| Date | Stage/Task | Code refs | Tests | Open risks |",
          "| Date | Capability / Task | Branch / Commit Ref | Tests & Checks | Notes / Risks |",
        ),
      ],
      [
        "the header as a row, and an open row",
        put(
          row,
          `${row}| Date | Stage/Task | Code refs | Tests | Open risks |\n| TBD | e.g., display | <commit> | <tests> | <risks> |\n`,
        ),
      ],
    ],
  });

  describe("CF-G4 a merge is logged", () => {
    const late = commitOf({
      at: "2026-11-18T10:00:00Z",
      subject: "offline_scans: fix the sender",
      files: ["src/queue.js"],
    });
    const rows: [title: string, commits: Commit[], verdict: string][] = [
      ["a commit on the day of the last row", [{ ...late, at: "2026-11-16T23:00:00Z" }], "met"],
      ["a commit after it", [late], "unmet"],
      [
        "a commit after it that names the feature otherwise",
        [{ ...late, subject: "Offline scans: fix the sender" }],
        "unmet",
      ],
      [
        "a merge of its branch after it",
        [{ ...late, subject: "Merge branch 'feature/offline-scans'", parents: 2 }],
        "unmet",
      ],
      ["a commit of another feature", [{ ...late, subject: "ui_skins: colours" }], "met"],
      ["a commit of documents", [{ ...late, files: ["docs/plans/x.md", "README.md"] }], "met"],
    ];
    for (const [title, commits, verdict] of rows) {
      it(`${title}: ${verdict}, and only a warning`, async () => {
        const criterion = criterionAt(await judged(files, { git: gitOf({ commits }) }), "4", "Every merge is logged");
        deepEqual([criterion.verdict, criterion.severity], [verdict, "warning"], criterion.message);
      });
    }
    it("without git it is unknown, and holds nothing", async () => {
      equal(criterionAt(await judged(files), "4", "Every merge is logged").verdict, "unknown");
    });
    it("its approval is asked like every other one", async () =>
      equal(stageAt(await judged(files), "4").approval?.required, true));
  });

  check("CF-G5", "5", "Filled in", {
    breaks: [["a placeholder is left", put("100 a week | 112", "100 a week | <value> 112")]],
  });
  check("CF-G5", "5", "Outcomes", {
    breaks: ["## What Worked", "## What Didn't", "## Metrics vs Targets", "## Remaining Debt", "## Next Bets"]
      .map((heading): [string, Edit] => [`no ${heading}`, without(heading)])
      .concat([["to be filled later", section("## Next Bets", "*Fill this after rollout.*")]]),
    still: [
      [
        "other names",
        (text) => put("## What Didn't", "## What didn’t work")(put("## What Worked", "## What went well")(text)),
      ],
    ],
  });
  check("CF-G5", "5", "Docs, handoff, dashboards", {
    breaks: [
      ["docs not ticked", put("- [x] Docs", "- [ ] Docs")],
      ["handoff not ticked", put("- [x] Ops", "- [ ] Ops")],
      ["dashboards not ticked", put("- [x] Dashboards", "- [ ] Dashboards")],
      ["no box for the handoff", put("- [x] Ops handoff done: on-call team, 2026-11-19\n", "")],
      ["a bullet without a box", put("- [x] Ops handoff", "- Ops handoff")],
    ],
    still: [
      ["a capital X", put("- [x] Docs", "- [X] Docs")],
      ["an asterisk", put("- [x] Docs", "* [x] Docs")],
    ],
  });

  for (const stage of ["0", "2", "3", "5"]) {
    check("CF-G6", stage, "One page at most", {
      breaks: [["600 words more", (text) => `${text}\n${words(600)}\n`]],
      still: [
        ["600 words in a comment", (text) => `${text}\n<!-- ${words(600)} -->\n`],
        ["600 words in a mermaid diagram", (text) => `${text}\n\`\`\`mermaid\n${words(600)}\n\`\`\`\n`],
      ],
    });
  }
  check("CF-G6", "1", "A page and a half at most", {
    breaks: [["800 words more", (text) => `${text}\n${words(800)}\n`]],
    still: [
      ["a little over a page", (text) => `${text}\n${words(350)}\n`],
      ["800 words in a comment", (text) => `${text}\n<!--\n${words(800)}\n-->\n`],
    ],
  });
  it("CF-G6 a page is 500 words, no fewer and no more", async () => {
    const of = async (count: number): Promise<string> =>
      criterionAt(await judged({ [pathOf("0")]: `${words(count)}\n` }), "0", "One page at most").verdict;
    deepEqual([await of(500), await of(501)], ["met", "unmet"]);
    const brief = async (count: number): Promise<string> =>
      criterionAt(await judged({ [pathOf("1")]: `${words(count)}\n` }), "1", "A page and a half at most").verdict;
    deepEqual([await brief(750), await brief(751)], ["met", "unmet"]);
  });
  it("CF-G6 the log is exempt", async () => {
    const feature = await judged({ ...files, [pathOf("4")]: `${textOf("4")}\n${words(3_000)}\n` });
    deepEqual(unmetAt(feature, "4"), []);
    deepEqual(
      stageAt(feature, "4").criteria.filter(({ kind }) => kind === "size"),
      [],
    );
  });

  for (const stage of ["0", "1", "2", "3", "4", "5"]) {
    const heading = stage === "1" ? "## Open Questions" : "## Unknowns";
    check("CF-G7", stage, stage === "1" ? "No question is open" : "No unknown is open", {
      breaks: [
        ["no such section", without(heading)],
        ["an empty one", section(heading, "")],
        ["an open point", section(heading, "- Who pays for it?")],
        ["an open point beside answered ones", section(heading, "- Who pays for it?\n- How much? → 12 €")],
      ],
      still: [
        ["None", section(heading, "None")],
        ["another name", put(heading, stage === "1" ? "## Unknowns" : "## Open Questions / Unknowns")],
      ],
    });
  }
  it("CF-G7 an open unknown locks what comes after it, and is a violation once work goes on", async () => {
    const all = await approvedUpTo(1);
    const open = { ...all, [pathOf("1")]: section("## Open Questions", "- Who pays for it?")(textOf("1")) };
    const before = await judged(all);
    deepEqual([stageAt(before, "1").state, stageAt(before, "2").state], ["passed", "ready"]);
    const feature = await judged(open);
    equal(stageAt(feature, "2").state, "locked");
    notEqual(stageAt(feature, "1").state, "passed");
    deepEqual(
      unmetOf(stageAt(feature, "1")).map(({ label }) => label),
      ["No question is open", "Approval"],
    );
  });

  describe("CF-G8 no code before the capability map is approved", () => {
    const source = commitOf({ subject: "offline_scans: first lines", files: ["src/queue.js", "docs/plans/x.md"] });
    const violations: [title: string, git: Partial<GitFacts>, focus: boolean, found: boolean][] = [
      ["a commit that names the feature", { commits: [source] }, false, true],
      ["named with a dash", { commits: [{ ...source, subject: "feat(offline-scans): first lines" }] }, false, true],
      ["named in words", { commits: [{ ...source, subject: "Offline scans: first lines" }] }, false, true],
      [
        "named as a part of another word",
        { commits: [{ ...source, subject: "offline_scanset: lines" }] },
        false,
        false,
      ],
      [
        "a commit of documents alone",
        { commits: [{ ...source, files: ["docs/plans/a.png", "README.md", ".plangate/x.yaml"] }] },
        false,
        false,
      ],
      ["a commit of another feature", { commits: [{ ...source, subject: "ui_skins: lines" }] }, false, false],
      ["uncommitted work on its branch", { branch: "feature/offline-scans", dirty: ["src/queue.js"] }, false, true],
      ["uncommitted work on another branch", { branch: "main", dirty: ["src/queue.js"] }, false, false],
      ["uncommitted work in focus", { branch: "main", dirty: ["src/queue.js"] }, true, true],
      ["uncommitted documents in focus", { branch: "main", dirty: [pathOf("0"), "README.md"] }, true, false],
    ];
    const findingsOf = async (all: Files, git: GitFacts, focus: boolean): Promise<string[]> => {
      const workspace = await openMemory(all, { git });
      if (focus) workspace.focus(id);
      await workspace.refresh();
      return onlyFeature(workspace)
        .findings.filter(({ rule }) => rule === "complex-feature/CF-G8")
        .map(({ kind }) => kind);
    };
    for (const [title, git, focus, found] of violations) {
      it(`${title}: ${found ? "a violation" : "nothing"}`, async () => {
        deepEqual(await findingsOf(files, gitOf(git), focus), found ? ["violation"] : []);
      });
    }

    it("after its approval code is welcome", async () => {
      const all = await approvedUpTo(2);
      deepEqual(await findingsOf(all, gitOf({ commits: [source] }), true), []);
      deepEqual(await findingsOf(await approvedUpTo(1), gitOf({ commits: [source] }), true), ["violation"]);
    });

    it("a commit of nobody's is a warning, from the feature's first document on", async () => {
      const start = commitOf({
        sha: "aaaaaaaaaaaa",
        at: "2026-10-01T10:00:00Z",
        subject: "docs",
        files: [pathOf("0")],
      });
      const strange = commitOf({
        sha: "bbbbbbbbbbbb",
        at: "2026-10-02T10:00:00Z",
        subject: "tidy up",
        files: ["src/a.js"],
      });
      const problems = async (all: Files, commits: Commit[]): Promise<string[]> =>
        (await judged(all, { git: gitOf({ commits }) })).problems
          .filter(({ rule }) => rule === "complex-feature/CF-G8")
          .map(({ severity, message }) => `${severity}: ${message}`);
      const [found, ...more] = await problems(files, [strange, start]);
      match(found ?? "", /^warning: .*bbbbbbbb tidy up/);
      deepEqual(more, []);
      deepEqual(await problems(files, [{ ...strange, at: "2026-09-30T10:00:00Z" }, start]), []);
      deepEqual(await problems(files, [{ ...strange, subject: "offline_scans: tidy up" }, start]), []);
      deepEqual(await problems(files, [{ ...strange, files: ["README.md"] }, start]), []);
      deepEqual(await problems(await approvedUpTo(2), [strange, start]), []);
    });

    it("code before the sibling step-3 plan exists is a warning", async () => {
      const all = await approvedUpTo(2);
      const git = gitOf({ commits: [source] });
      const warnings = async (from: Files): Promise<string[]> =>
        (await judged(from, { git })).problems
          .filter(({ rule }) => rule === "complex-feature/CF-G8")
          .map(({ severity }) => severity);
      deepEqual(await warnings(all), ["warning"]);
      deepEqual(await warnings({ ...all, [`${id}_step3_development_plan.md`]: "# Step 3\n\nText.\n" }), []);
    });
  });

  describe("CF-G9 committed while it is not approved", () => {
    const committed = (stage: string): GitFacts =>
      gitOf({ commits: [commitOf({ subject: "docs", files: [pathOf(stage)] })] });
    const found = async (all: Files, git: GitFacts): Promise<string[]> =>
      (await judged(all, { git })).findings
        .filter(({ rule }) => rule === "complex-feature/CF-G9")
        .map(({ kind, stage }) => `${kind} ${stage}`);
    for (const [stage, last] of [
      ["1", 0],
      ["2", 1],
      ["3", 2],
      ["5", 4],
    ] as const) {
      it(`stage ${stage} is a violation, and none once it is approved`, async () => {
        const all = await approvedUpTo(last);
        deepEqual(await found(all, committed(stage)), [`violation ${stage}`]);
        deepEqual(await found(await approved(all, id, stage), committed(stage)), []);
      });
    }
    it("stage 4 is exempt: it is committed row by row", async () =>
      deepEqual(await found(await approvedUpTo(3), committed("4")), []));
    it("a feature without any record was imported: nothing is known", async () =>
      deepEqual(await found(files, committed("0")), []));
    it("what is not committed is fine", async () =>
      deepEqual(await found(await approvedUpTo(0), gitOf({ dirty: [pathOf("1")] })), []));
  });

  describe("CF-G10 multi-instance sync calls out what goes wrong", () => {
    const label = "Sync is thought through";
    const declared = `---\ntopics: [multi-instance-sync]\n---\n${textOf("0")}`;
    const bare = without("## Consistency Model")(
      without("## Failure Handling")(without("## Migration and Rollback")(textOf("0"))),
    );
    const verdict = async (text: string): Promise<string> =>
      criterionAt(await judged({ ...files, [pathOf("0")]: text }), "0", label).verdict;
    it("declared in front matter, all three sections are asked for", async () => {
      equal(await verdict(declared), "met");
      for (const heading of ["## Consistency Model", "## Failure Handling", "## Migration and Rollback"])
        equal(await verdict(without(heading)(declared)), "unmet", heading);
    });
    it("declared in front matter, none of them is not good enough", async () =>
      equal(await verdict(`---\ntopics: [multi-instance-sync]\n---\n${bare}`), "unmet"));
    it("chosen at Start, what was scaffolded is asked for", async () => {
      equal(await verdict(textOf("0")), "met");
      equal(
        await verdict(section("## Failure Handling", "- Instance down: <what the others do>")(textOf("0"))),
        "unmet",
      );
    });
    it("any other feature is not asked", async () => {
      equal(await verdict(bare), "notApplicable");
      equal(await verdict(`---\ntopics: [billing]\n---\n${bare}`), "notApplicable");
    });
  });

  describe("CF-A1 start and advance", () => {
    const start = async (answers: Record<string, string>): Promise<Files> => {
      const workspace = await openMemory({ "README.md": "# R\n" });
      return applied(
        {},
        await planned(workspace, {}, (context, more) =>
          planStart(builtInProcess("complex-feature"), { ...answers, ...more }, context),
        ),
      );
    };

    it("start makes the first document, dated and titled, and adopts the folder", async () => {
      const made = await start({ title: "Offline scans" });
      deepEqual(Object.keys(made).sort(), [".plangate/README.md", pathOf("0")]);
      const text = String(made[pathOf("0")]);
      match(text, /^# Stage 0 – Problem Framing: Offline scans\n/);
      match(text, /Started 2026-10-05/);
      equal(/\{\w+\}/.test(text), false);
      equal(text.includes("## Consistency Model"), false);
    });

    it("what start made is open, with exactly what is to be filled", async () => {
      const feature = await judged(await start({ title: "Offline scans" }));
      deepEqual([feature.id, feature.title, feature.adopted], [id, "Offline scans", true]);
      equal(feature.current?.state, "open");
      deepEqual(unmetAt(feature, "0"), ["Filled in", "Problem, pains, metrics, guardrails", "No unknown is open"]);
      equal(stageAt(feature, "0").progress, false);
      deepEqual(feature.findings, []);
      deepEqual(Object.values(statesOf(feature)).slice(1), Array(5).fill("locked"));
    });

    it("multi-instance sync brings its own sections, and they are asked for (CF-G10)", async () => {
      const made = await start({ title: "Offline scans", topic: "multi-instance-sync" });
      match(
        String(made[pathOf("0")]),
        /## Consistency Model[\s\S]*## Failure Handling[\s\S]*## Migration and Rollback/,
      );
      deepEqual(unmetAt(await judged(made), "0"), [
        "Filled in",
        "Problem, pains, metrics, guardrails",
        "No unknown is open",
        "Sync is thought through",
      ]);
    });

    for (const stage of [0, 1, 2, 3, 4]) {
      it(`past stage ${stage} it commits document and record, and scaffolds the next one`, async () => {
        const before = Object.fromEntries(
          Object.entries(await approvedUpTo(stage)).filter(([path]) => !leavesLater(path, stage)),
        );
        const record = `.plangate/approvals/complex-feature/${id}/${stage}.yaml`;
        equal(typeof before[record], "string");
        const git = gitOf({ dirty: [pathOf(String(stage)), record, "src/other.js", "notes.md"] });
        const workspace = await openMemory(before, { git });
        const plan: Change = asChange(
          await planned(workspace, before, (context, answers) => planAdvance(id, undefined, answers, context)),
        );
        const next = pathOf(String(stage + 1));
        deepEqual(
          plan.edits.map(({ path, expect }) => [path, expect]),
          [[next, null], ...(stage === 3 ? [[`${id}_step1_solution_assessment.md`, null]] : [])],
        );
        deepEqual(plan.followUps[0], {
          kind: "commit",
          paths: [record, pathOf(String(stage))].sort(),
          message: `docs(offline_scans): stage ${stage} approved`,
        });
        const open = plan.followUps[1];
        deepEqual([plan.followUps.length, open?.kind, open && "path" in open && open.path], [2, "open", next]);
        const after = await judged(applied(before, plan));
        deepEqual([after.current?.id, after.current?.state], [String(stage + 1), "open"]);
        deepEqual(after.findings, []);
      });
    }

    it("past stage 5 it commits, and the feature is done but for what stands beside it", async () => {
      const all = await approvedUpTo(5);
      const git = gitOf({ dirty: [pathOf("5")] });
      const plan = asChange(
        await planned(await openMemory(all, { git }), all, (context, answers) =>
          planAdvance(id, ["5"], answers, context),
        ),
      );
      deepEqual(plan.edits, []);
      deepEqual(plan.followUps, [
        {
          kind: "commit",
          paths: [`.plangate/approvals/complex-feature/${id}/5.yaml`, pathOf("5")],
          message: "docs(offline_scans): stage 5 approved",
        },
      ]);
    });

    it("where the next document is there already, it is kept", async () => {
      const all = await approvedUpTo(0);
      const plan = asChange(
        await planned(await openMemory(all, { git: gitOf({}) }), all, (context, answers) =>
          planAdvance(id, ["0"], answers, context),
        ),
      );
      deepEqual(plan.edits, []);
      deepEqual(plan.followUps, [{ kind: "open", path: pathOf("1") }]);
    });

    it("past stage 3, a solution assessment that is there already is kept", async () => {
      const all = await approvedUpTo(3);
      const plan = asChange(
        await planned(
          await openMemory(all, { git: gitOf({}) }),
          all,
          (context, answers) => planAdvance(id, ["3"], answers, context),
          NOW,
        ),
      );
      deepEqual(plan.edits, []);
    });

    it("is refused while a criterion is unmet, and while the approval is missing", async () => {
      const open = { ...files, [pathOf("0")]: section("## Unknowns", "- Who pays?")(textOf("0")) };
      const refused = await planned(await openMemory(open), open, (context, answers) =>
        planAdvance(id, undefined, answers, context),
      );
      equal(refused.kind === "refusal" && refused.code, "unmet");
      deepEqual(
        refused.kind === "refusal" && refused.unmet.map(({ label, place }) => [label, place?.file, place?.line]),
        [
          ["No unknown is open", pathOf("0"), (open[pathOf("0")] ?? "").split("\n").indexOf("- Who pays?") + 1],
          ["Approval", pathOf("0"), 1],
        ],
      );
      const ready = await planned(await openMemory(files), files, (context, answers) =>
        planAdvance(id, undefined, answers, context),
      );
      equal(ready.kind === "refusal" && ready.code, "approval-missing");
    });
  });

  it("the same files give the same verdict, whatever order they come in", async () => {
    const forwards = await judged(files);
    const backwards = await judged(Object.fromEntries(Object.entries(files).reverse()));
    deepEqual(backwards, forwards);
    equal(leavesOf(forwards.stages).length, 10);
  });
});

/** Whether a path is a document of a stage after this one, or of the steps. */
function leavesLater(path: string, stage: number): boolean {
  const number = /_stage(\d)_/.exec(path)?.[1];
  return /_step\d_/.test(path) || (number !== undefined && Number(number) > stage);
}
