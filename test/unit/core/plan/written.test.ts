import { deepEqual, ok } from "node:assert/strict";
import type { GitFacts, Plan, Process, Workspace } from "../../../../src/core/index.ts";
import { stepKinds } from "../../../../src/core/steps/index.ts";
import { filledFiles, person } from "../../processes/filled.ts";
import { workingAt } from "../../processes/phased/log.ts";
import { inBrackets, isMarked, sameElsewhere } from "../../support/elsewhere.ts";
import { builtIn, builtInProcess, type Files, openMemory, textsIn } from "../../support/memory.ts";
import { markOnly, Play } from "../cycle/walk.ts";
import { type Act, actsIn, actsOn } from "./acts.ts";
import { answered, applied, type Make } from "./play.ts";

const git: GitFacts = {
  head: "0123456789",
  branch: "main",
  commits: [
    {
      sha: "0123456789",
      at: "2026-10-01T08:00:00Z",
      author: person.name,
      email: person.email,
      subject: "Begin",
      parents: 0,
      files: ["a.ts"],
    },
  ],
  truncated: false,
  dirty: ["docs/PROJECT_RULES.md"],
  user: { name: person.name, email: person.email },
};

interface Done {
  /** The acts that came to a change. */
  changes: Set<string>;
  /** The kinds of steps that they carried out. */
  kinds: Set<string>;
  /** What was said in the other language: titles of changes, notes, refusals, questions. */
  said: Set<string>;
}

/** Plans everything that can be done in a folder in both languages; gives the folder after one change of each name. */
async function allIn(files: Files, process: Process, done: Done, only?: string): Promise<Map<string, Files>> {
  const workspace = await openMemory(files, { git });
  const elsewhere = await inBrackets(() => openMemory(files, { git }));
  const acts = [
    ...workspace.snapshot.features.flatMap((feature) => actsOn(feature, workspace, files)),
    ...actsIn(process),
  ].filter(({ name }) => only === undefined || name === only);
  const after = new Map<string, Files>();
  for (const act of acts) {
    if (!(await inBoth(act, files, 0, workspace, elsewhere, done, after))) continue;
    await inBoth(act, files, -1, workspace, elsewhere, done, after);
  }
  return after;
}

/** Plans in both languages, taking the first of all choices or the last; whether anything was asked. */
async function inBoth(
  { name, make, steps = [] }: Act,
  files: Files,
  takes: 0 | -1,
  workspace: Workspace,
  elsewhere: Workspace,
  done: Done,
  after: Map<string, Files>,
): Promise<boolean> {
  let isAsking = false;
  const asking: Make = (context, answers) => {
    const plan = make(context, answers);
    isAsking ||= plan.kind === "ask";
    return plan;
  };
  const plan = await answered(files, asking, { git }, { workspace, takes });
  const telling: Make = (context, answers) => {
    const plan = make(context, answers);
    // A fix asks what its document asks.
    if (plan.kind === "ask" && name !== "fix")
      done.said.add(plan.question.label).add(plan.question.detail ?? plan.question.label);
    return plan;
  };
  const other = await sameElsewhere(plan, workspace, () =>
    answered(files, telling, { git }, { workspace: elsewhere, takes }),
  );
  for (const text of saidIn(other)) done.said.add(text);
  if (plan.kind === "change") {
    done.changes.add(name);
    for (const step of steps) for (const kind of Object.keys(step)) done.kinds.add(kind);
    after.set(name, applied(files, plan));
  }
  return isAsking;
}

function saidIn(plan: Plan): string[] {
  if (plan.kind === "change") return [plan.title, ...(plan.notes ?? [])];
  return plan.kind === "refusal" ? [plan.message] : [];
}

const workspaceOf = (name: string): Files => textsIn(new URL(`../../../workspaces/${name}/`, import.meta.url));

/** The folders, and what has to be possible in them for the test to mean anything. */
const folders: [title: string, process: string, files: () => Files, expected: string[]][] = [
  ...builtIn().map(({ id }): [string, string, () => Files, string[]] => [
    `${id}, new`,
    id,
    () => ({}),
    // A cycle starts from a tasks file that is there.
    [id === "dev-cycle" ? "adopt" : "start"],
  ]),
  [
    "codex-plan, filled",
    "codex-plan",
    () => filledFiles("codex-plan"),
    ["addStory", "logLoop", "runTests", "scanExperts", "addTask", "propose", "tick"],
  ],
  ["codex-plan, at work", "codex-plan", () => workspaceOf("codex-plan"), ["advance", "evidence", "fix", "start"]],
  [
    "complex-feature, filled",
    "complex-feature",
    () => filledFiles("complex-feature"),
    ["logIteration", "tick", "waived", "revoked", "start"],
  ],
  [
    "complex-feature, at work",
    "complex-feature",
    () => workspaceOf("complex-feature"),
    ["approved", "changes-requested", "advance", "fix"],
  ],
  ["make-express, filled", "make-express", () => filledFiles("make-express"), ["waived", "revoked", "advance"]],
  ["make-express, at work", "make-express", () => workspaceOf("make-express"), ["make-plan", "make-qa"]],
  ["dev-cycle, filled", "dev-cycle", () => filledFiles("dev-cycle"), ["sendBack", "advance", "skipped"]],
  ["dev-cycle, at work", "dev-cycle", () => workspaceOf("dev-cycle"), ["waived", "customize", "new process"]],
  ["phased, filled", "phased", () => filledFiles("phased"), ["status", "evidence", "next-phase", "tick", "start"]],
  ["phased, at work", "phased", () => workingAt(4), ["advance", "split", "status", "result", "evidence at a gate"]],
];

const source = "docs/pre-dev/alerts/tasks.md";
const feedback = "docs/feedbacks/cycle-2026-10-05/qa-analyst.md";
const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

/** What is answered about a project without rules, and about its first cycle. */
const answers: Record<string, string> = {
  ...Object.fromEntries(["goal", "services", "tech"].map((id) => [`legacy_${id}`, "None: nothing of this kind"])),
  ...Object.fromEntries(
    ["tech", "folders", "services", "settings", "words"].map((id) => [`rules_${id}`, "None: nothing of this kind"]),
  ),
  source,
  rules: "legacy",
  review: "proceed",
  execution_mode: "manual_per_task",
  commit_timing: "at_end",
};

describe("what is written is the same in every language", () => {
  const done: Done = { changes: new Set(), kinds: new Set(), said: new Set() };
  for (const [title, process, filesOf, expected] of folders)
    it(title, async function () {
      this.timeout(240_000);
      const own: Done = { ...done, changes: new Set() };
      const shipped = builtInProcess(process);
      const after = await allIn(filesOf(), shipped, own);
      const waived = after.get("waived");
      if (waived) await allIn(waived, shipped, own, "revoked");
      deepEqual(
        expected.filter((name) => !own.changes.has(name)),
        [],
        `made: ${[...own.changes].join(", ")}`,
      );
    });

  it("a cycle, from its start to its end", async () => {
    // Each of its plans is made in both languages and compared.
    const play = new Play({ [source]: "## Task: T-001 - Alert rules\n\n- [ ] A rule can be stored\n" }, markOnly, git);
    const apply = (plan: Plan, { steps }: { steps: readonly object[] }): void => {
      play.apply(plan);
      for (const step of steps) for (const kind of Object.keys(step)) done.kinds.add(kind);
    };
    const { start, actions, stages } = markOnly.definition;
    const action = (name: string) => actions.find(({ id }) => id === name) ?? { steps: [] };
    if (!start) throw new Error("no start");
    apply(await play.start("Alerts", answers), start);
    apply(await play.act("error", { kind: "agent", what: "A", why: "B", recover: "C" }), action("error"));
    apply(await play.act("error", { kind: "agent", what: "A", why: "B", recover: "C" }), action("error"));
    apply(await play.act("resume", { checkpoint: "continue" }), action("resume"));
    for (const _ of gates) apply(await play.advance(), { steps: stages[0]?.gate?.advance ?? [] });
    play.files = { ...play.files, [feedback]: "Good.\n" };
    apply(await play.act("feedback"), action("feedback"));
    apply(await play.act("resume", { checkpoint: "continue" }), action("resume"));
    apply(await play.act("feedback"), action("feedback"));
    apply(await play.act("close"), action("close"));
  });

  it("all kinds of steps were carried out", () => {
    deepEqual(
      stepKinds.map(({ name }) => name).filter((name) => !done.kinds.has(name)),
      [],
    );
  });

  it("what is shown is not", () => {
    ok(done.said.size > 300, `${done.said.size} messages`);
    deepEqual(
      [...done.said].filter((text) => !isMarked(text)),
      [],
    );
  });
});
