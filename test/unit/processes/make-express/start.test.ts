import { deepEqual, equal, match } from "node:assert/strict";
import {
  type Answers,
  actionsOf,
  type Change,
  leavesOf,
  type Plan,
  planAction,
  planAdvance,
  planStart,
} from "../../../../src/core/index.ts";
import { stageAt, statesOf } from "../../core/judge/process.ts";
import { applied, asChange, planned } from "../../core/plan/play.ts";
import { builtInProcess, type Files, type MemoryOptions, openMemory } from "../../support/memory.ts";
import { approved, criterionAt, judged } from "../filled.ts";
import { files as filled, textOf, without } from "./support.ts";

const title = "Labels: twice “printed” & lost";

async function start(answers: Answers, files: Files = {}, options: MemoryOptions = {}): Promise<Plan> {
  const workspace = await openMemory(files, options);
  return planned(workspace, files, (context, given) =>
    planStart(builtInProcess("make-express"), { ...given, title, ...answers }, context),
  );
}

const created = (plan: Plan): string[] =>
  asChange(plan)
    .edits.map(({ path }) => path)
    .sort();

async function advanced(files: Files, answers: Answers = {}): Promise<{ files: Files; change: Change }> {
  const workspace = await openMemory(files);
  const id = workspace.snapshot.features[0]?.id ?? "";
  const plan = await planned(workspace, files, (context) => planAdvance(id, undefined, answers, context));
  return { files: applied(files, plan), change: asChange(plan) };
}

describe("ME-A1 start", () => {
  it("scaffolds folders, three documents and a Makefile, opens express.md at its first placeholder", async () => {
    const plan = await start({});
    deepEqual(created(plan), [
      ".plangate/README.md",
      "Makefile",
      "approvals/.gitkeep",
      "artifacts/assumptions.md",
      "artifacts/express.md",
      "artifacts/failure_hypothesis.md",
      "logs/.gitkeep",
    ]);
    deepEqual(asChange(plan).folders, ["approvals", "artifacts", "logs"]);
    const opened = asChange(plan).followUps.find(({ kind }) => kind === "open");
    equal(opened?.kind === "open" && opened.path, "artifacts/express.md");
  });

  it("a freshly scaffolded feature is open, with the right criteria unmet", async () => {
    const feature = await judged(applied({}, await start({ ci: "yes", performance: "yes", security: "yes" })));
    deepEqual(
      [
        feature.id,
        feature.title,
        feature.current?.id,
        feature.current?.state,
        feature.findings.length,
        feature.problems.length,
      ],
      [".", title, "1", "open", 0, 0],
    );
    // All that Start itself can bring about holds; nothing that a person has to say does.
    deepEqual(
      leavesOf(feature.stages).flatMap((leaf) =>
        leaf.criteria.filter(({ verdict }) => verdict === "met").map(({ label }) => `${leaf.path.join("/")} ${label}`),
      ),
      [
        "0 The three folders are there",
        "0 The Makefile has its targets",
        "0 A repro target or script",
        "0 A target for profiles or traces",
        "0 A target for security",
        "0 CI makes qa as well",
        "6 CI keeps logs and artifacts",
        "6 CI runs explore and qa apart",
        "6 CI tries qa again",
        "6 CI makes profiles",
        "6 CI checks security",
        "9 No secrets",
      ],
    );
    equal(stageAt(feature, "7").state, "locked");
    equal(stageAt(feature, "8").state, "locked");
  });

  it("without a workflow the first gate is open, and says why", async () => {
    const feature = await judged(applied({}, await start({})));
    deepEqual([feature.current?.id, feature.current?.reason], ["0", "There is no CI workflow"]);
    equal(stageAt(feature, "7").state, "skipped");
  });

  it("keeps a Makefile and a workflow that are there; the first gate names what the Makefile lacks", async () => {
    const before = {
      Makefile: "qa:\n\tnpm test\n",
      ".github/workflows/express-labels-twice-printed-lost.yml": "on: push\n",
    };
    const after = applied(before, await start({ ci: "yes" }, before));
    equal(after.Makefile, before.Makefile);
    equal(after[".github/workflows/express-labels-twice-printed-lost.yml"], "on: push\n");
    match(
      criterionAt(await judged(after), "0", "The Makefile has its targets").message,
      /lacks the targets doctor, express, ask-gate/,
    );
  });

  it("overwrites no document", async () => {
    const plan = await start({}, { "artifacts/express.md": "# Express: another\n" });
    equal(plan.kind === "refusal" && plan.code, "exists");
  });

  it("in a subfolder: documents and Makefile there, the workflow where CI looks, running there", async () => {
    const after = applied(
      {},
      await start({ dir: "./services/printer/", ci: "yes", performance: "yes", security: "yes" }),
    );
    deepEqual(
      Object.keys(after)
        .filter((path) => /Makefile|workflows/.test(path))
        .sort(),
      [".github/workflows/express-labels-twice-printed-lost.yml", "services/printer/Makefile"],
    );
    const feature = await judged(after);
    equal(feature.id, "services/printer");
    deepEqual(
      [
        "CI keeps logs and artifacts",
        "CI runs explore and qa apart",
        "CI tries qa again",
        "CI makes profiles",
        "CI checks security",
      ].map((label) => criterionAt(feature, "6", label).verdict),
      ["met", "met", "met", "met", "met"],
    );
    equal(criterionAt(feature, "0", "CI makes qa as well").verdict, "met");
  });

  for (const dir of ["../elsewhere", "/etc", "a/../../b", 'x"\n: y', "C:\\work"]) {
    it(`refuses a folder that is none: ${JSON.stringify(dir)}`, async () => {
      const plan = await start({ dir });
      equal(plan.kind === "refusal" && plan.code, "answer-missing");
    });
  }

  it("offers no workflow where CI would not look: below the top of the repository", async () => {
    const git = {
      head: "",
      branch: "main",
      commits: [],
      truncated: false,
      dirty: [],
      user: { name: "", email: "" },
      prefix: "apps/web/",
    };
    const plan = await start({ ci: "yes" }, {}, { git });
    equal(plan.kind, "refusal");
    match(plan.kind === "refusal" ? plan.message : "", /top of the repository/);
    equal((await start({}, {}, { git })).kind, "change");
  });
});

describe("ME-S1 advancing", () => {
  it("from start to end each stage's documents come to be, those of stages that do not apply do not", async () => {
    let files = applied({}, await start({ ci: "yes", security: "yes" }));
    const seen: string[] = [];
    const made = (change: Change): string =>
      change.edits
        .map(({ path }) => path)
        .sort()
        .join(" ");
    const write = (...paths: string[]): void => {
      for (const path of paths) files = { ...files, [path]: textOf(path) };
    };
    files = {
      ...files,
      "artifacts/express.md": textOf("artifacts/express.md").replace(
        "Performance sensitive: yes",
        "Performance sensitive: no",
      ),
    };
    write("artifacts/assumptions.md", "artifacts/failure_hypothesis.md");
    files = await approved(files, ".", "2");
    for (const [gate, paths] of [
      ["", ["context", "research", "requirements", "risks", "instrumentation_plan", "observability_gaps"]],
      ["4", ["plan", "test_plan", "rollback_plan"]],
      ["6", ["qa"]],
      ["", ["security"]],
      ["", ["writeup", "debug_appendix"]],
    ] as const) {
      const step = await advanced(files);
      seen.push(made(step.change));
      files = step.files;
      write(...paths.map((name) => `artifacts/${name}.md`));
      if (gate === "6") write("scripts/repro.sh");
      if (gate !== "") files = await approved(files, ".", gate);
    }
    deepEqual(seen, [
      "artifacts/context.md artifacts/instrumentation_plan.md artifacts/observability_gaps.md artifacts/requirements.md artifacts/research.md artifacts/risks.md",
      "artifacts/plan.md artifacts/rollback_plan.md artifacts/test_plan.md",
      "artifacts/qa.md",
      "artifacts/security.md",
      "artifacts/debug_appendix.md artifacts/writeup.md",
    ]);
    const feature = await judged(files);
    equal(feature.done, true, JSON.stringify(statesOf(feature)));
    equal(stageAt(feature, "7").state, "skipped");
  });

  it("is refused where nothing is written yet, though the approval before it is not committed", async () => {
    const git = {
      head: "",
      branch: "main",
      commits: [],
      truncated: false,
      dirty: ["approvals/assumptions.approved"],
      user: { name: "", email: "" },
    };
    const begun = (
      await advanced(
        await approved(
          without(
            ...["context", "research", "risks", "requirements", "instrumentation_plan", "observability_gaps"].map(
              (name) => `artifacts/${name}.md`,
            ),
          ),
          ".",
          "2",
        ),
      )
    ).files;
    const workspace = await openMemory(begun, { git });
    const plan = await planned(workspace, begun, (context) => planAdvance(".", undefined, {}, context));
    match(plan.kind === "refusal" ? plan.message : plan.kind, /^Context does not hold yet/);
  });

  it("is refused at each gate with what is missing", async () => {
    for (const [stage, changed] of [
      ["0", without("Makefile")],
      ["1", without("artifacts/failure_hypothesis.md")],
      ["2", filled],
      ["3/risks", without("artifacts/risks.md")],
      ["4", filled],
      ["5", filled],
      ["6", filled],
      ["9", without("artifacts/writeup.md")],
    ] as const) {
      const workspace = await openMemory(changed);
      const plan = await planned(workspace, changed, (context) => planAdvance(".", stage.split("/"), {}, context));
      equal(plan.kind, "refusal", stage);
    }
  });
});

describe("ME-A2 make targets from the tree", () => {
  const runOf = (plan: Plan) => asChange(plan).followUps.flatMap((next) => (next.kind === "run" ? [next] : []))[0];
  const act = async (files: Files, action: string, stage: string, answers: Answers = {}) => {
    const workspace = await openMemory(files);
    return runOf(
      await planned(workspace, files, (context, given) =>
        planAction(
          workspace.snapshot.features[0]?.id ?? "",
          action,
          stage.split("/"),
          { ...given, ...answers },
          context,
        ),
      ),
    );
  };

  it("each stage offers its own", async () => {
    const workspace = await openMemory(filled);
    const offered = actionsOf(".", { workspace }).map(({ id, stage }) => `${stage?.join("/")} ${id}`);
    deepEqual(offered, [
      "0 make-doctor",
      "1 make-express",
      "2 make-ask-gate",
      "3 make-explore",
      "3/context make-context",
      "3/research make-research",
      "3/requirements make-requirements",
      "3/risks make-risks",
      "3/instrumentation make-instrumentation",
      "3/gaps make-gaps",
      "4 make-plan",
      "5 make-repro",
      "6 make-qa",
      "7 make-profile",
      "7 make-trace",
      "8 make-security",
      "8 make-sast",
      "9 make-writeup",
    ]);
  });

  it("DEBUG and TRACE are asked for, the output is kept under logs/, in the feature's own folder", async () => {
    const below = Object.fromEntries(Object.entries(filled).map(([path, text]) => [`services/seats/${path}`, text]));
    const run = await act(below, "make-qa", "6", { debug: "yes" });
    equal(run?.command, "make qa");
    equal(run?.cwd, "services/seats");
    deepEqual(run?.env, { DEBUG: "yes", TRACE: "no" });
    match(run?.keep.output ?? "", /^services\/seats\/logs\/qa-\d{8}T\d{6}Z\.log$/);
  });

  it("a title reaches make as a variable, never as code", async () => {
    const run = await act(
      { ...filled, "artifacts/express.md": "# Express: $(rm -rf .) `x`\n\nText.\n" },
      "make-express",
      "1",
    );
    equal(run?.command, "make express");
    equal(run?.env.ARG, "$(rm -rf .) `x`");
  });
});
