import { deepEqual, equal, match } from "node:assert/strict";
import type { GitFacts, JudgedFeature, Plan, Refusal } from "../../../src/core/index.ts";
import { leavesOf } from "../../../src/core/index.ts";
import { Play } from "../core/cycle/walk.ts";
import { onlyFeature } from "../core/judge/process.ts";
import { evidenceFor, withEvidence } from "../support/cycleEvidence.ts";
import { builtInProcess } from "../support/memory.ts";

const STATE = "docs/dev-cycle/current-cycle.json";
const SOURCE = "docs/pre-dev/alerts/tasks.md";
const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];
const criteria = ["A rule can be stored", "A broken one is refused"];

const sections = [
  "Tech Stack",
  "Non-Standard Directory Structure",
  "External Integrations",
  "Environment Configuration",
  "Domain Terminology",
];
const files = {
  [SOURCE]: [
    "## Task: T-001 - Alert rules",
    "",
    "### Acceptance Criteria",
    "",
    ...criteria.map((text) => `- [ ] ${text}`),
    "",
    "### Subtasks",
    "",
    "- ST-001-01 - Store a rule",
    "- ST-001-02 - Refuse a broken one",
    "",
  ].join("\n"),
  "docs/PROJECT_RULES.md": `# Project Rules\n${sections.map((name) => `\n## ${name}\n\n- None: nothing of this kind\n`).join("")}`,
};

const git: GitFacts = {
  head: "1111111111",
  branch: "main",
  commits: [],
  truncated: false,
  dirty: [],
  user: { name: "Ada", email: "ada@example.org" },
};

const refusalOf = (plan: Plan): Refusal => {
  if (plan.kind !== "refusal") throw new Error(`no refusal: ${JSON.stringify(plan).slice(0, 300)}`);
  return plan;
};

const feature = async (play: Play): Promise<JudgedFeature> => onlyFeature(await play.open());

describe("DC-A1 DC-A2 DC-A5 a cycle under the shipped process, from its start to its end", () => {
  it("is refused at each gate, passes on evidence, and never on the evidence of another subtask", async () => {
    const play = new Play({ ...files }, builtInProcess("dev-cycle"), git);
    play.apply(await play.start("Alerts", { source: SOURCE, execution_mode: "automatic", commit_timing: "at_end" }));
    for (const subtask of ["ST-001-01", "ST-001-02"]) {
      const evidence = evidenceFor(criteria, subtask.toLowerCase());
      for (const gate of gates) {
        const at = `T-001/${subtask}/${gate}`;
        equal((await feature(play)).current?.path.join("/"), at);
        const refusal = refusalOf(await play.advance());
        equal(refusal.unmet.length > 0, true, at);
        const handed = evidence[gate];
        if (!handed) throw new Error(`no evidence for ${gate}`);
        play.files = { ...play.files, ...handed.files, [STATE]: withEvidence(play.text(STATE), gate, handed) };
        if (gate === "validation") {
          match(refusalOf(await play.advance()).message, /not approved yet/);
          const before = Object.keys(play.files).filter((path) => path.includes("approvals"));
          play.apply(await play.approve());
          equal(Object.keys(play.files).filter((path) => path.includes("approvals")).length, before.length + 1);
        }
        const current = (await feature(play)).current;
        deepEqual([current?.path.join("/"), current?.state], [at, "ready"], current?.reason);
        const records = Object.keys(play.files).filter((path) => path.includes("approvals"));
        play.apply(await play.advance());
        deepEqual(
          Object.keys(play.files).filter((path) => path.includes("approvals")),
          records,
        );
      }
    }
    const left = await feature(play);
    deepEqual(
      leavesOf(left.stages).map(({ path, state }) => `${path.join("/")} ${state}`),
      [
        "rules passed",
        ...["ST-001-01", "ST-001-02"].flatMap((id) => gates.map((gate) => `T-001/${id}/${gate} passed`)),
        "close open",
      ],
    );
    deepEqual(left.findings, []);
    match(refusalOf(await play.advance()).message, /Completion does not hold yet/);
    play.files = { ...play.files, "docs/feedbacks/cycle-2026-10-05/qa-analyst.md": "Good.\n" };
    play.apply(await play.act("feedback"));
    play.apply(await play.act("feedback"));
    const change = play.apply(await play.advance());
    equal(play.json(STATE).status, "completed");
    equal(
      change.followUps.some(({ kind }) => kind === "commit"),
      true,
    );
    match(play.text("docs/dev-cycle/report-alerts-2026-10-05.md"), /\| Result \| PASS \|/);
    const done = await feature(play);
    equal(done.done, true);
    deepEqual(done.findings, []);
  });
});
