import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { leavesOf } from "../../../../src/core/index.ts";
import { stageAt, statesOf } from "../../core/judge/process.ts";
import { type Files, openMemory } from "../../support/memory.ts";
import { approved, criterionAt, filledFiles, judged, unmetAt } from "../filled.ts";
import { check, edited, files, put, section, textOf, without, withoutSection } from "./support.ts";

const ci = ".github/workflows/express.yml";
const plan = "artifacts/instrumentation_plan.md";
const qa = "artifacts/qa.md";
const makefile = textOf("Makefile");
const inCi = (from: string, to: string): Files => edited(ci, from, to);
const inQa = (from: string, to: string): Files => edited(qa, from, to);

/** The filled feature in a folder of its own, its CI at the top. */
const moved = (workflow = textOf(ci)): Files => ({
  ...Object.fromEntries(
    Object.entries(files)
      .filter(([path]) => path !== ci)
      .map(([path, text]) => [`services/seats/${path}`, text]),
  ),
  [ci]: workflow,
});

describe("make-express", () => {
  describe("ME-D1 what is a feature", () => {
    it("two documents of the process in artifacts/, at the root or below", async () => {
      const { snapshot } = await openMemory({
        "artifacts/express.md": "# A\n",
        "artifacts/qa.md": "# B\n",
        "x/y/artifacts/plan.md": "",
        "x/y/artifacts/risks.md": "",
      });
      deepEqual(
        snapshot.features.map(({ id, process }) => `${process} ${id}`),
        ["make-express .", "make-express x/y"],
      );
    });
    it("one document alone is none, one more makes it one; other files do not count", async () => {
      const one = {
        "artifacts/express.md": "# A\n",
        "artifacts/decision_log.md": "# B\n",
        "artifacts/report.md": "# C\n",
      };
      deepEqual((await openMemory(one)).snapshot.features, []);
      equal((await openMemory({ ...one, "artifacts/risks.md": "" })).snapshot.features.length, 1);
    });
    it("any record in approvals/ is one", async () => {
      equal((await openMemory({ "approvals/plan.approved": "x\n" })).snapshot.features.length, 1);
    });
  });

  describe("ME-S1 stages", () => {
    it("ten stages in their order", async () => {
      const feature = await judged(files);
      deepEqual(
        feature.stages.map(({ title }) => title),
        [
          "Initialize",
          "Express",
          "Ask (Gate A)",
          "Explore",
          "Plan (Gate B)",
          "Code",
          "Test (Gate C)",
          "Trace & Perf",
          "Security",
          "Write-up",
        ],
      );
    });
    it("the outputs of Explore are parallel: each has its own state, and none locks another", async () => {
      const begun = await approved({ ...files, "artifacts/context.md": "# Context\n\n<what>\n" }, ".", "2");
      const states = statesOf(await judged(begun));
      deepEqual(
        ["3/context", "3/research", "3/requirements", "3/risks", "3/instrumentation", "3/gaps", "4"].map(
          (path) => states[path],
        ),
        ["open", "passed", "passed", "passed", "passed", "passed", "locked"],
      );
    });
    const undeclared = (field: string): Files =>
      Object.fromEntries(
        Object.entries(edited("artifacts/express.md", `- ${field}: yes`, `- ${field}: no`)).filter(
          ([path]) => path !== (field.startsWith("Perf") ? "artifacts/profile.md" : "artifacts/security.md"),
        ),
      );
    for (const [field, stage, reason] of [
      ["Performance sensitive", "7", /Not declared as performance sensitive/],
      ["Security relevant", "8", /Not declared as security relevant/],
    ] as const) {
      it(`stage ${stage} is skipped with a reason where express.md does not declare it, and asked for where it does`, async () => {
        const skipped = stageAt(await judged(undeclared(field)), stage);
        equal(skipped.state, "skipped");
        match(skipped.reason, reason);
        const declared = { ...undeclared(field), "artifacts/express.md": textOf("artifacts/express.md") };
        equal(stageAt(await judged(declared), stage).state, "locked");
      });
      it(`stage ${stage} applies as well where its document is there`, async () => {
        equal(
          stageAt(await judged(edited("artifacts/express.md", `- ${field}: yes`, `- ${field}: no`)), stage).state,
          "locked",
        );
      });
    }
    it("with everything filled in and Gates A, B and C approved, the feature is done", async () => {
      let all: Files = files;
      for (const gate of ["2", "4", "6"]) {
        equal(stageAt(await judged(all), gate).state, "ready");
        all = await approved(all, ".", gate);
        equal(stageAt(await judged(all), gate).state, "passed");
      }
      equal((await judged(all)).done, true);
      deepEqual(
        Object.keys(all).filter((path) => path.endsWith(".approved")),
        ["approvals/assumptions.approved", "approvals/plan.approved", "approvals/qa.approved"],
      );
    });
    it("code has begun once qa.md records a test run, and not with a report that was only scaffolded", async () => {
      equal(stageAt(await judged(files), "5").progress, true);
      equal(
        stageAt(await judged(inQa("pass, 128 passed, 0 failed (`npm test`)", "<pass or fail>")), "5").progress,
        false,
      );
    });
  });

  check("ME-G0", "0", "The three folders are there", {
    breaks: [
      ["no approvals/", without("approvals/")],
      ["no logs/", without("logs/")],
    ],
  });
  check("ME-G0", "0", "The Makefile has its targets", {
    breaks: [
      ["no Makefile", without("Makefile")],
      ["no ask-gate", put("Makefile", makefile.replaceAll("ask-gate", "ask"))],
      [
        "qa is only declared phony",
        put("Makefile", makefile.replace("qa:\n\tDEBUG=1 npm run lint\n\tDEBUG=1 npm test\n", "")),
      ],
      ["qa does nothing", put("Makefile", makefile.replace("\tDEBUG=1 npm run lint\n\tDEBUG=1 npm test\n", ""))],
      [
        "qa only has a variable of its own",
        put("Makefile", makefile.replace("qa:\n\tDEBUG=1 npm run lint\n\tDEBUG=1 npm test\n", "qa: DEBUG = 1\n")),
      ],
      [
        "qa stands in a comment",
        put("Makefile", makefile.replace("qa:\n\tDEBUG=1 npm run lint\n\tDEBUG=1 npm test\n", "# qa:\n")),
      ],
    ],
    still: [
      ["in an included file", { ...put("Makefile", "include make/express.mk\n"), "make/express.mk": makefile }],
      ["in a file included by a pattern", { ...put("Makefile", "-include make/*.mk\n"), "make/express.mk": makefile }],
      [
        "named by a variable",
        put(
          "Makefile",
          `DOCS := context research requirements risks\n${makefile.replace("context research requirements risks:", "$(DOCS):")}`,
        ),
      ],
      ["as a GNUmakefile", { ...without("Makefile"), GNUmakefile: makefile }],
      ["with carriage returns", put("Makefile", makefile.replaceAll("\n", "\r\n"))],
    ],
  });
  it("ME-G0 all missing targets are named", async () => {
    const lacking = put("Makefile", makefile.replaceAll("ask-gate", "ask").replaceAll("writeup", "write"));
    match(
      criterionAt(await judged(lacking), "0", "The Makefile has its targets").message,
      /lacks the targets ask-gate, writeup$/,
    );
  });
  it("ME-G0 a Makefile that includes what cannot be known is not known to lack anything", async () => {
    const { verdict } = criterionAt(
      await judged(put("Makefile", "include $(shell find . -name x.mk)\n")),
      "0",
      "The Makefile has its targets",
    );
    equal(verdict, "unknown");
  });
  check("ME-G0", "0", "A repro target or script", {
    breaks: [["neither", { ...without("scripts/"), Makefile: makefile.replaceAll("repro", "again") }]],
    still: [
      ["only the script", put("Makefile", makefile.replaceAll("repro", "again"))],
      [
        "only a target that needs no script",
        { ...without("scripts/"), Makefile: makefile.replace("sh scripts/repro.sh", "npm run repro") },
      ],
    ],
  });
  check("ME-G0", "0", "A target for profiles or traces", {
    breaks: [["neither profile nor trace", put("Makefile", makefile.replaceAll("profile", "perf"))]],
    still: [["trace alone", put("Makefile", makefile.replaceAll("profile", "trace"))]],
  });
  check("ME-G0", "0", "A target for security", {
    breaks: [["neither security nor sast", put("Makefile", makefile.replaceAll("security", "audit"))]],
    still: [["sast alone", put("Makefile", makefile.replaceAll("security", "sast"))]],
  });
  it("ME-G0 profile and security targets are not asked for where the stages are not declared", async () => {
    const plain = {
      ...put("artifacts/express.md", textOf("artifacts/express.md").replaceAll(": yes", ": no")),
      Makefile: makefile.replaceAll("profile", "perf").replaceAll("security", "audit"),
    };
    const feature = await judged(plain);
    deepEqual(
      ["A target for profiles or traces", "A target for security"].map(
        (label) => criterionAt(feature, "0", label).verdict,
      ),
      ["notApplicable", "notApplicable"],
    );
  });
  check("ME-G0", "0", "CI makes qa as well", {
    breaks: [
      ["no workflow", without(ci)],
      [
        "another target",
        inCi("target: [explore, qa, profile, security]", "target: [explore, test, profile, security]"),
      ],
      ["only printed", put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: echo make qa\n")],
      [
        "only in a comment of the script",
        put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: |\n          # make qa\n          true\n"),
      ],
      [
        "in a job that is switched off",
        put(ci, "on: push\njobs:\n  a:\n    if: false\n    steps:\n      - run: make qa\n"),
      ],
      [
        "its failure is passed over by CI",
        put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: make qa\n        continue-on-error: true\n"),
      ],
      ["its failure is passed over", put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: make qa || true\n")],
      ["a dry run", put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: make -n qa\n")],
      ["in another folder", put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: make -C services qa\n")],
    ],
    still: [
      ["plainly", put(ci, "on: push\njobs:\n  a:\n    steps:\n      - run: DEBUG=1 make -j 4 qa\n")],
      ["in GitLab", { ...without(ci), ".gitlab-ci.yml": "qa:\n  script:\n    - apk add make\n    - make qa\n" }],
      [
        "in CircleCI",
        {
          ...without(ci),
          ".circleci/config.yml": "version: 2\njobs:\n  a:\n    steps:\n      - run: {name: q, command: make qa}\n",
        },
      ],
    ],
  });
  describe("ME-G0 CI of a feature in a subfolder", () => {
    const verdictOf = async (workflow: string): Promise<string> =>
      criterionAt(await judged(moved(workflow)), "0", "CI makes qa as well").verdict;
    it("has to run there: by working-directory, -C or cd", async () => {
      const workflow = (run: string, more = ""): string =>
        `on: push\njobs:\n  a:\n    steps:\n      - run: ${run}\n${more}`;
      equal(await verdictOf(workflow("make qa")), "unmet");
      equal(await verdictOf(workflow("make qa", "        working-directory: services/seats\n")), "met");
      equal(await verdictOf(workflow("make -C services/seats qa")), "met");
      equal(await verdictOf(workflow("cd services/seats && make qa")), "met");
      equal(await verdictOf(workflow("make qa", `        working-directory: \${{ inputs.where }}\n`)), "unknown");
    });
    it("cannot be seen where the repository begins above the folder: unknown, and said so", async () => {
      const git = {
        head: "",
        branch: "main",
        commits: [],
        truncated: false,
        dirty: [],
        user: { name: "", email: "" },
        prefix: "apps/web/",
      };
      const criterion = criterionAt(await judged(without(ci), { git }), "0", "CI makes qa as well");
      equal(criterion.verdict, "unknown");
      match(criterion.message, /above this folder/);
      equal(
        criterionAt(await judged(without(ci), { git: { ...git, prefix: "" } }), "0", "CI makes qa as well").verdict,
        "unmet",
      );
    });
    it("is unknown where the workflow is broken", async () => {
      equal(await verdictOf("on: push\njobs: [\n"), "unknown");
    });
  });

  check("ME-G1", "1", "Filled in", {
    breaks: [
      ["a placeholder is left", edited("artifacts/express.md", "Mira decides.", "<who decides>")],
      ["no failure_hypothesis.md", without("artifacts/failure_hypothesis.md")],
    ],
  });
  check("ME-G1", "1", "What and how", {
    breaks: [
      ["no How", withoutSection("artifacts/express.md", "## How")],
      ["How is to be decided", section("artifacts/express.md", "## How", "TBD")],
    ],
    still: [
      [
        "as fields",
        put(
          "artifacts/express.md",
          "# Express\n\n- **What**: sold twice\n- **Who**: customers\n- **When**: at night\n- **Where**: in production\n- **How**: one statement\n",
        ),
      ],
    ],
  });
  check("ME-G1", "1", "Three of why, who, when, where", {
    breaks: [
      [
        "only two",
        put(
          "artifacts/express.md",
          "# Express\n\n- What: sold twice\n- Who: customers\n- When: at night\n- How: one statement\n",
        ),
      ],
    ],
    still: [
      ["without Why", withoutSection("artifacts/express.md", "## Why")],
      [
        "in bold, the colon inside",
        put(
          "artifacts/express.md",
          "# Express\n\n**What:** sold twice\n\n**When:** at night\n\n**Where:** in production\n\n**Why:** box office\n\n**How:** one statement\n",
        ),
      ],
    ],
  });
  it("ME-G1 what is missing of the four is named", async () => {
    const two = put(
      "artifacts/express.md",
      "# Express\n\n- What: sold twice\n- Who: customers\n- When: at night\n- How: one statement\n",
    );
    match(criterionAt(await judged(two), "1", "Three of why, who, when, where").message, /"Why", "Where"/);
  });
  check("ME-G1", "1", "Breakpoints, invariants, signals, flaky areas", {
    breaks: [
      ["no invariants", withoutSection("artifacts/failure_hypothesis.md", "## Invariants")],
      [
        "flaky areas are to be filled in",
        section("artifacts/failure_hypothesis.md", "## Flaky Areas", "TODO: ask around"),
      ],
      [
        "a title that has the word is no point",
        put(
          "artifacts/failure_hypothesis.md",
          textOf("artifacts/failure_hypothesis.md")
            .replace("# Failure Hypothesis: Seat holds are released twice", "# Failure Hypothesis: the invariants")
            .replace("## Invariants", "## Rules"),
        ),
      ],
    ],
    still: [
      [
        "in other words",
        put(
          "artifacts/failure_hypothesis.md",
          textOf("artifacts/failure_hypothesis.md")
            .replace("## Suspected Breakpoints", "## Suspected Root Causes")
            .replace("## Invariants", "## Invariants to Check")
            .replace("## Flaky Areas", "## Known Flaky Areas"),
        ),
      ],
      ["no flaky area is known", section("artifacts/failure_hypothesis.md", "## Flaky Areas", "- None")],
    ],
  });

  const assumptions = "artifacts/assumptions.md";
  check("ME-G2", "2", "What is approved is written", {
    breaks: [
      ["no failure_hypothesis.md", without("artifacts/failure_hypothesis.md")],
      ["an empty one", put("artifacts/failure_hypothesis.md", "\n")],
    ],
  });
  for (const [label, heading, other] of [
    ["Repro steps", "## Repro Steps", "## Steps to Reproduce"],
    ["Dataset or fixtures", "## Dataset/Fixtures", "## Fixtures"],
    ["Acceptance signals", "## Acceptance Signals", "## Acceptance Signals (first release)"],
    ["Failure signals", "## Failure Signals", "## 4. Failure signals"],
  ] as const) {
    check("ME-G2", "2", label, {
      breaks: [
        ["missing", withoutSection(assumptions, heading)],
        ["a placeholder", section(assumptions, heading, "- <what will be seen>")],
        ["n/a without a reason", section(assumptions, heading, "- n/a")],
        ["to be done", section(assumptions, heading, "TBD")],
      ],
      still: [
        ["under another name", edited(assumptions, `${heading}\n`, `${other}\n`)],
        [
          "in the other document",
          {
            ...withoutSection(assumptions, heading),
            "artifacts/failure_hypothesis.md": `${textOf("artifacts/failure_hypothesis.md")}\n${heading}\n\n- Seen in the log of both workers.\n`,
          },
        ],
        [
          "as a field",
          {
            ...withoutSection(assumptions, heading),
            "artifacts/failure_hypothesis.md": `${textOf("artifacts/failure_hypothesis.md")}\n- **${heading.slice(3)}**: seen in the log of both workers\n`,
          },
        ],
      ],
    });
  }
  describe("ME-G2 ME-A3 the approval of Gate A", () => {
    const gate = async (all: Files) => stageAt(await judged(all), "2");
    it("is bound to both documents: a change of either makes it stale", async () => {
      const all = await approved(files, ".", "2");
      equal((await gate(all)).state, "passed");
      for (const path of [assumptions, "artifacts/failure_hypothesis.md"]) {
        equal((await gate({ ...all, [path]: `${textOf(path)}\nMore.\n` })).state, "stale", path);
      }
    });
    it("a free-form record is approved but bound to nothing: unmet, and shown for what it is", async () => {
      const free = {
        ...files,
        "approvals/assumptions.approved":
          "Gate A passed on: Sat Aug  2 19:53:10 +07 2025\nReviewer: Auto-approved for development\n",
      };
      const stage = await gate(free);
      equal(stage.state, "ready");
      equal(stage.approval?.state, "unbound");
      match(stage.reason, /names no content/);
    });
    it("approving over a free-form record keeps it, and binds", async () => {
      const free = "Gate A passed on: Sat Aug  2 19:53:10 +07 2025\nReviewer: Auto-approved for development\n";
      const all = await approved({ ...files, "approvals/assumptions.approved": free }, ".", "2");
      equal((await gate(all)).state, "passed");
      equal(String(all["approvals/assumptions.approved"]).startsWith(free), true);
    });
  });

  for (const [stage, path] of [
    ["3/context", "artifacts/context.md"],
    ["3/research", "artifacts/research.md"],
    ["3/requirements", "artifacts/requirements.md"],
    ["3/risks", "artifacts/risks.md"],
    ["3/instrumentation", plan],
    ["3/gaps", "artifacts/observability_gaps.md"],
  ] as const) {
    check("ME-G3", stage, "Filled in", {
      breaks: [
        ["missing", without(path)],
        ["empty", put(path, "")],
        ["a placeholder is left", put(path, `${textOf(path)}\n- <one thing more>\n`)],
        ["a part is to be done", put(path, `${textOf(path)}\n## More\n\nTBD - to be detailed\n`)],
      ],
    });
  }
  for (const heading of ["## Where to Log/Trace", "## Sampling", "## PII Handling"]) {
    check("ME-G3", "3/instrumentation", "Where to log, flags, sampling, PII", {
      breaks: [
        [`no ${heading}`, withoutSection(plan, heading)],
        [`${heading} is n/a, for no reason`, section(plan, heading, "n/a")],
      ],
      still: [[`${heading} is n/a, for a reason`, section(plan, heading, "n/a: nothing of the kind on this path")]],
    });
  }
  for (const heading of ["## Missing Metrics", "## Missing Traces", "## Missing Logs", "## Suggested Additions"]) {
    check("ME-G3", "3/gaps", "Metrics, traces, logs, additions", {
      breaks: [
        [`no ${heading}`, withoutSection("artifacts/observability_gaps.md", heading)],
        [`${heading}: none, for no reason`, section("artifacts/observability_gaps.md", heading, "- None")],
      ],
      still: [
        [
          `${heading}: none, for a reason`,
          section("artifacts/observability_gaps.md", heading, "- None, as the board shows them all"),
        ],
      ],
    });
  }

  const rollback = "artifacts/rollback_plan.md";
  check("ME-G4", "4", "Filled in", {
    breaks: [
      ["no test_plan.md", without("artifacts/test_plan.md")],
      ["a placeholder in plan.md", put("artifacts/plan.md", `${textOf("artifacts/plan.md")}\n- <who gets it last>\n`)],
    ],
  });
  check("ME-G4", "4", "Flags, migration backout, data repair", {
    breaks: [
      ["no flags", withoutSection(rollback, "## Feature Flags")],
      ["no backout", withoutSection(rollback, "## Migration Backout")],
      ["data repair: n/a", section(rollback, "## Data Repair", "- n/a")],
      ["data repair: n/a: TBD", section(rollback, "## Data Repair", "- n/a: TBD")],
      ["data repair later", section(rollback, "## Data Repair", "- later")],
    ],
    still: [
      ["n/a in other words", section(rollback, "## Data Repair", "Not applicable, since no row is written twice.")],
      ["under another heading", edited(rollback, "## Migration Backout", "## Backout of migrations")],
    ],
  });
  check("ME-G4", "4", "A debug plan", {
    breaks: [["none", withoutSection("artifacts/plan.md", "## Debug Plan")]],
    still: [
      [
        "in the instrumentation plan",
        {
          ...withoutSection("artifacts/plan.md", "## Debug Plan"),
          [plan]: `${textOf(plan)}\n## Debug plan\n\nJo watches the counter.\n`,
        },
      ],
    ],
  });
  for (const heading of ["## Log Keys", "## Redaction", "## Sampling"]) {
    check("ME-G4", "4", "Log keys, redaction, sampling", {
      breaks: [
        [`no ${heading}`, withoutSection(plan, heading)],
        [`${heading} is to be decided`, section(plan, heading, "- to be decided")],
      ],
    });
  }
  it("ME-G4 Gate B binds plan, test plan, rollback plan and instrumentation plan", async () => {
    const all = await approved(await approved(files, ".", "2"), ".", "4");
    equal(stageAt(await judged(all), "4").state, "passed");
    for (const path of ["artifacts/plan.md", "artifacts/test_plan.md", rollback, plan]) {
      equal(stageAt(await judged({ ...all, [path]: `${textOf(path)}\nMore.\n` }), "4").state, "stale", path);
    }
  });
  check("ME-G10", "4", "Debug flags are tracked", {
    breaks: [
      [
        "a flag is not",
        put(
          rollback,
          textOf(rollback).replaceAll(", `holds.check_version`", "").replaceAll(" and `holds.check_version`", ""),
        ),
      ],
      ["a knob is not", edited(rollback, "- `HOLDS_PAUSE_MS`: removed with the next release after that.", "")],
      ["a longer name is another one", edited(rollback, "- `HOLDS_PAUSE_MS`:", "- `HOLDS_PAUSE_MS_MAX`:")],
    ],
    still: [
      [
        "none is open",
        {
          ...section(plan, "## Feature Flags", "n/a: no risky path"),
          [plan]: String(section(plan, "## Feature Flags", "n/a: no risky path")[plan]).replace(
            /- `HOLDS_PAUSE_MS`.*\n/,
            "- None\n",
          ),
        },
      ],
    ],
  });

  const flags = "| `holds.release_locked` | the release statement in `src/holds/release.js` | off |";
  check("ME-G5", "5", "Risky paths have flags, off by default", {
    breaks: [
      ["on by default", edited(plan, flags, flags.replace("| off |", "| on |"))],
      ["no default", edited(plan, flags, flags.replace("| off |", "|  |"))],
      ["no path", edited(plan, flags, flags.replace("the release statement in `src/holds/release.js`", ""))],
      ["words without a flag", section(plan, "## Feature Flags", "We will use flags.")],
      ["n/a without a reason", section(plan, "## Feature Flags", "n/a")],
      ["no section", withoutSection(plan, "## Feature Flags")],
    ],
    still: [
      ["n/a with a reason", section(plan, "## Feature Flags", "n/a: nothing here can be switched")],
      [
        "as a list",
        section(plan, "## Feature Flags", "- `holds.release_locked` guards the release statement; default: off"),
      ],
      ["false is off", edited(plan, flags, flags.replace("| off |", "| false |"))],
    ],
  });
  check("ME-G5", "5", "Correlation and request ids", {
    breaks: [
      [
        "no request id",
        edited(
          plan,
          "- Request id: `x-request-id`, made by the gateway, logged by the payment page and by renewals\n",
          "",
        ),
      ],
      [
        "the correlation id is a placeholder",
        edited(
          plan,
          "- Correlation id: `show_run_id`, made by the scheduler, in every line of one run of the job",
          "- Correlation id: <field name>",
        ),
      ],
    ],
    still: [
      [
        "n/a with a reason",
        edited(
          plan,
          "`x-request-id`, made by the gateway, logged by the payment page and by renewals",
          "n/a: there is no request",
        ),
      ],
    ],
  });
  for (const [name, line] of [
    ["Input validation", "- Input validation: hold ids are UUIDs, checked in `parseHold()`"],
    ["Rate limits", "- Rate limits: n/a: the job is the only caller, and runs once a second"],
    ["Circuit breakers", "- Circuit breakers: the job stops after five failed statements in a row"],
  ] as const) {
    check("ME-G5", "5", "Guardrails", {
      breaks: [
        [`${name} is missing`, edited(plan, line, "")],
        [`${name}: n/a`, edited(plan, line, `- ${name}: n/a`)],
        [`${name}: n/a: n/a`, edited(plan, line, `- ${name}: n/a: n/a`)],
        [`${name}: none.`, edited(plan, line, `- ${name}: none.`)],
        [`${name}: TBD`, edited(plan, line, `- ${name}: TBD`)],
        [`${name}: yes`, edited(plan, line, `- ${name}: yes`)],
      ],
      still: [
        [`${name} (n/a) with a reason`, edited(plan, line, `- ${name}: not applicable (one trusted caller)`)],
        [`${name} as a heading`, edited(plan, line, `\n### ${name}\n\nDone by the gateway.\n`)],
      ],
    });
  }

  check("ME-G6", "6", "Filled in", {
    breaks: [
      ["missing", without(qa)],
      ["a placeholder is left", inQa("None\n- Flaky", "<seeds>\n- Flaky")],
    ],
  });
  check("ME-G6", "6", "Lint and format pass", {
    breaks: [
      ["fail", inQa("Lint/format: pass", "Lint/format: fail")],
      ["not recorded", inQa("- Lint/format: pass (`npm run lint`)\n", "")],
      ["not run", inQa("Lint/format: pass (`npm run lint`)", "Lint/format: not run: no command is configured")],
      ["one of two fails", inQa("- Lint/format: pass (`npm run lint`)", "- Lint: pass\n- Format: fail, 2 files")],
      ["a choice that nobody made", inQa("Lint/format: pass (`npm run lint`)", "Lint/format: pass / fail")],
      ["with errors", inQa("Lint/format: pass (`npm run lint`)", "Lint/format: pass, 3 errors")],
    ],
    still: [
      ["two that pass", inQa("- Lint/format: pass (`npm run lint`)", "- Lint: ✅ passed\n- Format: clean")],
      ["no errors", inQa("Lint/format: pass (`npm run lint`)", "Lint/format: pass, 0 errors, no warnings")],
    ],
  });
  check("ME-G6", "6", "Tests pass", {
    breaks: [
      ["fail", inQa("Tests: pass, 128 passed, 0 failed (`npm test`)", "Tests: fail, 127 passed, 1 failed")],
      ["a pass with a failure in it", inQa("128 passed, 0 failed", "127 passed, 1 failed")],
      ["127 of 128", inQa("pass, 128 passed, 0 failed (`npm test`)", "127/128 passed")],
      ["pass?", inQa("pass, 128 passed, 0 failed (`npm test`)", "pass?")],
      ["empty", inQa(" pass, 128 passed, 0 failed (`npm test`)", "")],
      ["10 failed", inQa("128 passed, 0 failed", "118 passed, 10 failed")],
    ],
    still: [
      ["all tests pass", inQa("pass, 128 passed, 0 failed (`npm test`)", "all 128 tests pass")],
      ["128 of 128", inQa("pass, 128 passed, 0 failed (`npm test`)", "128/128 passed")],
      ["no failures", inQa("pass, 128 passed, 0 failed (`npm test`)", "✅ 128 passed, no failures")],
    ],
  });
  const lcov = (hit: number, found: number): string => `TN:\nSF:a.js\nLF:${found}\nLH:${hit}\nend_of_record\n`;
  const covered = (said: string, more: Files = {}): Files => ({
    ...Object.fromEntries(
      Object.entries(inQa("Coverage: 84.21 % of lines (`coverage/lcov.info`)", `Coverage: ${said}`)).filter(
        ([path]) => path !== "coverage/lcov.info",
      ),
    ),
    ...more,
  });
  const justified = (all: Files, why: string): Files => ({
    ...all,
    [qa]: String(all[qa]).replace("Coverage justification: n/a", `Coverage justification: ${why}`),
  });
  check("ME-G6", "6", "Coverage of 80 %, or a reason", {
    breaks: [
      ["79.9 %", covered("79.9 %")],
      ["no figure", covered("good")],
      ["only a target of 80 %", covered("target 80 %")],
      ["61 %, of a target of 80 %", covered("61 % (target 80 %)")],
      ["more than all", covered("180 %")],
      ["the report measured less", covered("84 %", { "coverage/lcov.info": lcov(70, 100) })],
      ["80 % is 79.6 %, rounded", covered("80 %", { "coverage/lcov.info": lcov(796, 1000) })],
      [
        "a summary measured less",
        covered("84 %", {
          "coverage/coverage-summary.json": '{"total":{"lines":{"total":100,"covered":60,"pct":60}}}',
        }),
      ],
      [
        "two reports that disagree",
        covered("84 %", {
          "coverage/lcov.info": lcov(84, 100),
          "coverage/coverage-summary.json": '{"total":{"lines":{"total":100,"covered":60,"pct":60}}}',
        }),
      ],
      ["61 %, justified by nothing", covered("61 %")],
      ["61 %, justified by a placeholder", justified(covered("61 %"), "<why less is enough>")],
      ["61 %, justified by TBD", justified(covered("61 %"), "TBD")],
      ["61 %, justified by one word", justified(covered("61 %"), "fine")],
    ],
    still: [
      ["80 % without a report", covered("80 %")],
      ["84,2 % in figures of another country", covered("84,2 %", { "coverage/lcov.info": lcov(842, 1000) })],
      ["84 % is 84.4 %, rounded", covered("84 %", { "coverage/lcov.info": lcov(844, 1000) })],
      ["lines count, branches do not", covered("84 % lines, 71 % branches")],
      ["61 %, with a reason", justified(covered("61 %"), "generated clients make up the rest")],
      [
        "a summary that measured the same",
        covered("84.2 %", {
          "coverage/coverage-summary.json": '{"total":{"lines":{"total":1000,"covered":842,"pct":84.2}}}',
        }),
      ],
    ],
  });
  it("ME-G6 a report that cannot be read leaves the coverage unknown", async () => {
    const criterion = criterionAt(
      await judged(covered("84 %", { "coverage/lcov.info": "<html>\n" })),
      "6",
      "Coverage of 80 %, or a reason",
    );
    equal(criterion.verdict, "unknown");
  });
  check("ME-G6", "6", "The repro script is there", {
    breaks: [
      ["the target runs a script that is missing", without("scripts/")],
      [
        "an empty script and no target",
        { ...put("scripts/repro.sh", "\n"), Makefile: makefile.replaceAll("repro", "again") },
      ],
    ],
  });
  check("ME-G6", "6", "Failing seeds are recorded", {
    breaks: [
      ["not recorded", inQa("- Failing seeds: None\n", "")],
      ["n/a is None", inQa("Failing seeds: None", "Failing seeds: TBD")],
    ],
    still: [["two seeds", inQa("Failing seeds: None", "Failing seeds: 7, 1204")]],
  });
  const reruns = "5 reruns with a random pause (jitter), 0 failed";
  check("ME-G6", "6", "Five reruns, flakes explained", {
    breaks: [
      ["four", inQa(reruns, "4 reruns with jitter, 0 failed")],
      ["two, and a 5 elsewhere", inQa(reruns, "2 with jitter, see issue 5")],
      ["no figure", inQa(reruns, "several, with jitter")],
      [
        "one failed, without a report",
        inQa(`${reruns}\n- Flaky share: 0 %`, "5 reruns with jitter, 1 failed\n- Flaky share: 20 %"),
      ],
      ["the share contradicts the count", inQa(reruns, "5 reruns with jitter, 2 failed")],
      [
        "an unfilled report",
        {
          ...inQa(`${reruns}\n- Flaky share: 0 %`, "5 reruns with jitter, 1 failed\n- Flaky share: 20 %"),
          "artifacts/flake_report.md": "# Flake Report\n\n- <Which test>\n",
        },
      ],
      ["how many failed is not said", inQa(`${reruns}\n- Flaky share: 0 %`, "5 reruns with jitter")],
    ],
    still: [
      [
        "one failed, with a report",
        {
          ...inQa(`${reruns}\n- Flaky share: 0 %`, "5 reruns with jitter, 1 failed\n- Flaky share: 20 %"),
          "artifacts/flake_report.md": "# Flake Report\n\nThe clock test, near midnight.\n",
        },
      ],
      ["0 of 5 failed", inQa(reruns, "0 of 5 failed, with jitter")],
      ["5/5 passed", inQa(reruns, "5/5 passed, with jitter")],
      ["N = 5, all green", inQa(reruns, "N=5 with jitter, all green")],
    ],
  });
  check("ME-G6", "6", "Reruns had jitter", {
    breaks: [["not said", inQa("with a random pause (jitter), ", "")]],
    still: [["in other words", inQa("with a random pause (jitter), ", "in randomised order, ")]],
  });
  it("ME-G6 Gate C binds the report", async () => {
    let all: Files = files;
    for (const gate of ["2", "4", "6"]) all = await approved(all, ".", gate);
    equal(stageAt(await judged(all), "6").state, "passed");
    equal(stageAt(await judged({ ...all, [qa]: `${textOf(qa)}\nMore.\n` }), "6").state, "stale");
  });

  check("ME-G7", "7", "Filled in", {
    breaks: [["a placeholder is left", put("artifacts/profile.md", `${textOf("artifacts/profile.md")}\n- <more>\n`)]],
  });
  check("ME-G7", "7", "Something was captured", {
    breaks: [
      ["nothing", without("logs/profiles/")],
      ["an empty file", put("logs/profiles/20261014T101500Z.txt", "")],
      ["only what keeps the folder", { ...without("logs/profiles/"), "logs/profiles/.gitkeep": "" }],
    ],
    still: [
      ["a trace", { ...without("logs/profiles/"), "logs/traces/run.json": '{"spans":1}' }],
      [
        "a binary profile",
        put("logs/profiles/20261014T101500Z.txt", { kind: "unreadable", reason: "binary", binary: true }),
      ],
    ],
  });

  check("ME-G8", "8", "Filled in", {
    breaks: [["a placeholder is left", put("artifacts/security.md", `${textOf("artifacts/security.md")}\n- <more>\n`)]],
  });
  for (const heading of ["## Threat Model Deltas", "## AuthN and AuthZ Changes", "## Secrets Handling"]) {
    check("ME-G8", "8", "Threats, access, secrets", {
      breaks: [
        [`no ${heading}`, withoutSection("artifacts/security.md", heading)],
        [`${heading}: none, for no reason`, section("artifacts/security.md", heading, "None")],
      ],
    });
  }

  check("ME-G9", "9", "Filled in", {
    breaks: [
      ["no debug_appendix.md", without("artifacts/debug_appendix.md")],
      ["a placeholder is left", put("artifacts/writeup.md", `${textOf("artifacts/writeup.md")}\n- <more>\n`)],
    ],
  });
  for (const heading of ["## Narrative", "## Debug Learnings", "## Ops Notes"]) {
    check("ME-G9", "9", "Narrative, learnings, ops notes", {
      breaks: [[`no ${heading}`, withoutSection("artifacts/writeup.md", heading)]],
    });
  }
  for (const heading of ["## Repro", "## Flags", "## Logs", "## Dashboards", "## Runbooks"]) {
    check("ME-G9", "9", "Repro, flags, logs, dashboards, runbooks", {
      breaks: [
        [`no ${heading}`, withoutSection("artifacts/debug_appendix.md", heading)],
        [`${heading}: none`, section("artifacts/debug_appendix.md", heading, "- None")],
      ],
    });
  }

  // Put together here, so that no scanner takes this file for a leak.
  const secret = ["xoxb", "123456789012", "1234567890123", "abcdefghijklmnopqrstuvwx"].join("-");
  check("ME-G10", "9", "No secrets", {
    breaks: [
      ["in logs/", put("logs/qa/tests.log", `login with ${secret}\n`)],
      ["in artifacts/", put(qa, `${textOf(qa)}\n${secret}\n`)],
      ["in approvals/", put("approvals/notes.txt", secret)],
    ],
    still: [["elsewhere it is not this gate's", put("src/a.js", secret)]],
  });
  describe("ME-G10 secrets at any time", () => {
    it("are a violation with their place, and are never shown themselves", async () => {
      const feature = await judged(put("logs/qa/tests.log", `one\nlogin with ${secret}\n`));
      deepEqual(
        feature.findings.map(({ kind, rule, place }) => `${kind} ${rule} ${place.file}:${place.line}`),
        ["violation make-express/ME-G10 logs/qa/tests.log:2"],
      );
      doesNotMatch(JSON.stringify(feature), new RegExp(secret.slice(5)));
      deepEqual((await judged(files)).findings, []);
    });
    it("are unknown in a file that was not looked into: the gate holds still, and nothing is claimed", async () => {
      const workspace = await openMemory(files, { unscanned: ["logs/qa/tests.log"] });
      const feature = workspace.snapshot.features[0];
      if (!feature) throw new Error("there is no feature");
      equal(criterionAt(feature, "9", "No secrets").verdict, "unknown");
      deepEqual(feature.findings, []);
    });
  });
  describe("ME-G10 whether the folders are committed", () => {
    const git = (paths: string[]) => ({
      head: "a",
      branch: "main",
      commits: [
        {
          sha: "a",
          at: "2026-10-01T00:00:00Z",
          author: "Ada",
          email: "a@example.org",
          subject: "s",
          parents: 1,
          files: paths,
        },
      ],
      truncated: false,
      dirty: [],
      user: { name: "Ada", email: "a@example.org" },
    });
    const at = async (paths: string[]) =>
      criterionAt(await judged(files, { git: git(paths) }), "9", "The folders are committed");
    it("met with something of each, a warning that names the others", async () => {
      equal((await at(["artifacts/qa.md", "approvals/.gitkeep", "logs/qa/tests.log"])).verdict, "met");
      const lacking = await at(["artifacts/qa.md", "approvals/.gitkeep"]);
      deepEqual([lacking.verdict, lacking.severity], ["unmet", "warning"]);
      match(lacking.message, /logs\//);
    });
    it("holds no gate", async () => {
      const feature = await judged(files, { git: git(["artifacts/qa.md"]) });
      deepEqual(unmetAt(feature, "9"), []);
    });
  });

  check("ME-G11", "6", "CI keeps logs and artifacts", {
    breaks: [
      ["logs/ is not kept", inCi("            logs/\n", "")],
      ["artifacts/ is not kept", inCi("            artifacts/\n", "")],
      [
        "something else is kept",
        put(ci, textOf(ci).replace("            artifacts/\n            logs/\n", "            coverage/\n")),
      ],
    ],
    still: [
      [
        "with wildcards",
        put(
          ci,
          textOf(ci).replace(
            "            artifacts/\n            logs/\n",
            "            ./artifacts/**\n            logs/*.log\n",
          ),
        ),
      ],
      [
        "the whole folder",
        put(ci, textOf(ci).replace("path: |\n            artifacts/\n            logs/\n", "path: .\n")),
      ],
    ],
  });
  it("ME-G11 the folders that CI keeps are the feature's own", async () => {
    const there = textOf(ci).replace(
      "    steps:",
      "    defaults:\n      run:\n        working-directory: services/seats\n    steps:",
    );
    equal(criterionAt(await judged(moved(there)), "6", "CI keeps logs and artifacts").verdict, "unmet");
    const kept = there.replace(
      "            artifacts/\n            logs/\n",
      "            services/seats/artifacts/\n            services/seats/logs/\n",
    );
    equal(criterionAt(await judged(moved(kept)), "6", "CI keeps logs and artifacts").verdict, "met");
  });
  const steps = (run: string): string => `on: push\njobs:\n  a:\n    steps:\n      - run: ${run}\n`;
  check("ME-G11", "6", "CI runs explore and qa apart", {
    breaks: [
      ["no explore", inCi("[explore, qa, profile, security]", "[qa, profile, security]")],
      ["one after the other in one job", put(ci, steps("make explore && make qa"))],
      ["in one call", put(ci, steps("make explore qa"))],
    ],
    still: [
      [
        "two jobs",
        put(
          ci,
          "on: push\njobs:\n  a:\n    steps:\n      - run: make explore\n  b:\n    steps:\n      - run: make qa\n",
        ),
      ],
      [
        "a matrix that includes them",
        put(
          ci,
          `on: push\njobs:\n  a:\n    strategy:\n      matrix:\n        include:\n          - target: explore\n          - target: qa\n    steps:\n      - run: make \${{ matrix.target }}\n`,
        ),
      ],
      [
        "a matrix in GitLab",
        {
          ...without(ci),
          ".gitlab-ci.yml":
            "express:\n  parallel:\n    matrix:\n      - TARGET: [explore, qa]\n  script:\n    - make $TARGET\n",
        },
      ],
    ],
  });
  check("ME-G11", "6", "CI tries qa again", {
    breaks: [
      [
        "once only",
        inCi(
          `          for attempt in 1 2 3; do\n            DEBUG=1 make \${{ matrix.target }} && exit 0\n          done\n          exit 1\n`,
          `          make \${{ matrix.target }}\n`,
        ),
      ],
      ["no retries in a variable", put(ci, steps("make qa RETRIES=0"))],
    ],
    still: [
      ["by hand", put(ci, steps("make qa || make qa"))],
      ["by a variable", put(ci, steps("make qa RETRIES=2"))],
      [
        "by an action",
        put(
          ci,
          "on: push\njobs:\n  a:\n    steps:\n      - uses: nick-fields/retry@v3\n        with:\n          max_attempts: 3\n          command: make qa\n",
        ),
      ],
      ["in GitLab", { ...without(ci), ".gitlab-ci.yml": "qa:\n  retry: 2\n  script: make qa\n" }],
    ],
  });
  check("ME-G11", "6", "CI makes profiles", { breaks: [["it does not", inCi("profile, ", "")]] });
  check("ME-G11", "6", "CI checks security", { breaks: [["it does not", inCi(", security", "")]] });
  it("ME-G11 profile and security are asked of CI only where they are declared", async () => {
    const plain = {
      ...inCi(", profile, security", ""),
      "artifacts/express.md": textOf("artifacts/express.md").replaceAll(": yes", ": no"),
    };
    const feature = await judged(plain);
    deepEqual(
      ["CI makes profiles", "CI checks security"].map((label) => criterionAt(feature, "6", label).verdict),
      ["notApplicable", "notApplicable"],
    );
  });

  it("every gate's criteria are met by the filled documents, apart from approvals", async () => {
    const feature = await judged(files);
    deepEqual(
      leavesOf(feature.stages).flatMap((leaf) => unmetAt(feature, leaf.path.join("/"))),
      [],
    );
    equal(Object.keys(filledFiles("make-express")).length > 20, true);
  });
});
