import { deepEqual, equal, match } from "node:assert/strict";
import type { Plan, Refusal } from "../../../src/core/index.ts";
import { NOON, Play, type Said } from "../core/cycle/walk.ts";

const STATE = "docs/dev-cycle/current-cycle.json";
const REFACTOR = "docs/dev-refactor/current-cycle.json";
const SOURCE = "docs/pre-dev/alerts/tasks.md";
const RULES = "docs/PROJECT_RULES.md";

const sections = [
  "Tech Stack",
  "Non-Standard Directory Structure",
  "External Integrations",
  "Environment Configuration",
  "Domain Terminology",
];
const rulesWith = (filled: readonly string[] = sections): string =>
  [
    "# Project Rules",
    "",
    ...sections.flatMap((name) => [
      `## ${name}`,
      "",
      ...(filled.includes(name) ? ["- None: nothing of this kind", ""] : []),
    ]),
  ].join("\n");

const tasks =
  "# Tasks\n\n## Task: T-001 - Alert rules\n\n- [ ] A rule can be stored\n\n## Task: T-002 - Mails\n\n- [ ] A mail is sent\n";
const files = { [SOURCE]: tasks, [RULES]: rulesWith() };
const chosen: Said = { source: SOURCE, execution_mode: "manual_per_task", commit_timing: "at_end" };

const refusalOf = (plan: Plan): Refusal => {
  if (plan.kind !== "refusal") throw new Error(`no refusal: ${JSON.stringify(plan).slice(0, 300)}`);
  return plan;
};

describe("DC-A1 starting a cycle", () => {
  it("writes a state file that says where the work is, and what was loaded", async () => {
    const play = new Play({ ...files, "docs/pre-dev/alerts/subtasks/T-001/ST-001-01.md": "# ST-001-01: Store it\n" });
    const change = play.apply(await play.start("Alerts", chosen));
    deepEqual(change.notes, ["Loaded 2 tasks with 1 subtask."]);
    deepEqual(
      change.edits.map(({ path }) => path).filter((path) => !path.startsWith(".plangate")),
      [STATE],
    );
    const { cycle_id, tasks: list, metrics, ...state } = play.json(STATE);
    match(cycle_id, /^cycle-[0-9a-f]{8}$/);
    deepEqual(state, {
      version: "1.0.0",
      started_at: NOON,
      updated_at: NOON,
      source_file: SOURCE,
      state_path: STATE,
      cycle_type: "feature",
      execution_mode: "manual_per_task",
      commit_timing: "at_end",
      status: "in_progress",
      feedback_loop_completed: false,
      current_task_index: 0,
      current_gate: 0,
      current_subtask_index: 0,
    });
    equal(metrics.total_duration_ms, 0);
    deepEqual(list[0].subtasks, [
      { id: "ST-001-01", title: "Store it", file: "subtasks/T-001/ST-001-01.md", status: "in_progress" },
    ]);
    deepEqual(list[0].gate_progress.implementation, { status: "in_progress", started_at: NOON });
    deepEqual(Object.keys(list[0].gate_progress), [
      "implementation",
      "devops",
      "sre",
      "testing",
      "review",
      "validation",
    ]);
    deepEqual(
      list.map(({ id, status }: { id: string; status: string }) => [id, status]),
      [
        ["T-001", "in_progress"],
        ["T-002", "pending"],
      ],
    );
    const workspace = await play.open();
    equal(workspace.snapshot.features[0]?.current?.path.join("/"), "T-001/ST-001-01/implementation");
  });

  it("asks how often and when, and takes no answer for granted", async () => {
    for (const id of ["execution_mode", "commit_timing"]) {
      const play = new Play({ ...files });
      const { [id]: _, ...rest } = chosen;
      const plan = await play.start("Alerts", rest);
      equal(plan.kind === "ask" && plan.question.id, id);
      equal(plan.kind === "ask" && plan.question.choices.length, 3);
      match(refusalOf(await play.start("Alerts", { ...chosen, [id]: "" })).message, /An answer is needed/);
      match(refusalOf(await play.start("Alerts", { ...chosen, [id]: "whatever" })).message, /cannot be answered/);
    }
  });

  it("keeps the state of a refactoring apart, by where its tasks lie", async () => {
    const source = "docs/refactor/20261005/tasks.md";
    const play = new Play({ [source]: tasks, [RULES]: rulesWith() });
    play.apply(await play.start("Tidy", { ...chosen, source: "", file: source }));
    equal(play.json(REFACTOR).cycle_type, "refactor");
    equal(play.json(REFACTOR).state_path, REFACTOR);
    equal(STATE in play.files, false);
  });

  it("takes a folder, and asks where it has several tasks files", async () => {
    const folder = new Play({ ...files });
    folder.apply(await folder.start("Alerts", { ...chosen, source: "", file: "docs/pre-dev/alerts/" }));
    equal(folder.json(STATE).source_file, SOURCE);
    const several = new Play({
      "docs/pre-dev/x/gate-7-tasks.md": tasks,
      "docs/pre-dev/x/more-tasks.md": tasks,
      [RULES]: rulesWith(),
    });
    const said = { ...chosen, source: "", file: "docs/pre-dev/x" };
    const plan = await several.start("X", said);
    equal(plan.kind === "ask" && plan.question.id, "tasks_file");
    several.apply(await several.start("X", { ...said, tasks_file: "docs/pre-dev/x/gate-7-tasks.md" }));
    equal(several.json(STATE).source_file, "docs/pre-dev/x/gate-7-tasks.md");
  });

  const refused: [what: string, said: Said, extra: Record<string, string>, message: RegExp][] = [
    ["a file that is not there", { source: "", file: "docs/nowhere.md" }, {}, /no tasks file at docs\/nowhere\.md/],
    ["a path that leads outside", { source: "", file: "../other/tasks.md" }, {}, /lies outside/],
    [
      "a file without any task",
      { source: "", file: "docs/plan.md" },
      { "docs/plan.md": "# Plan\n\n- [ ] a\n" },
      /No task is found here/,
    ],
    [
      "a template",
      { source: "", file: "docs/t/tasks.md" },
      { "docs/t/tasks.md": "## Task: T-001 - <short title>\n" },
      /this is a template/,
    ],
    [
      "where a cycle is already",
      {},
      { [STATE]: '{"cycle_id":"c","current_gate":0,"status":"paused","tasks":[]}' },
      /already \(paused\)\. Nothing is overwritten/,
    ],
    [
      "where a completed one is",
      {},
      { [STATE]: '{"cycle_id":"c","current_gate":5,"status":"completed","tasks":[]}' },
      /already \(completed\)/,
    ],
  ];
  for (const [what, said, extra, message] of refused) {
    it(`is refused for ${what}`, async () => {
      const play = new Play({ ...files, ...extra });
      match(refusalOf(await play.start("Alerts", { ...chosen, ...said })).message, message);
    });
  }

  it("warns of odd ids and missing criteria, and starts all the same", async () => {
    const play = new Play({ ...files, [SOURCE]: "# T\n\n## Task: Alert rules\n\nText.\n" });
    const { notes = [] } = play.apply(await play.start("Alerts", chosen));
    equal(notes.length, 3);
    match(notes[1] ?? "", /^docs\/pre-dev\/alerts\/tasks\.md:3: This task has no id/);
    match(notes[2] ?? "", /:3: Task 3 has no acceptance criteria/);
    equal(play.json(STATE).tasks[0].id, "3");
  });

  it("says once what is missing in many tasks", async () => {
    const play = new Play({ ...files, [SOURCE]: "## T-001: One\n\n## T-002: Two\n\n## T-003: Three\n\n- [ ] a\n" });
    const { notes = [] } = play.apply(await play.start("Alerts", chosen));
    equal(notes.length, 2);
    match(notes[1] ?? "", /^2 tasks have no acceptance criteria \(docs\/pre-dev\/alerts\/tasks\.md, lines 1, 3\)/);
  });

  it("makes a tasks file from a title alone, and no state file", async () => {
    const play = new Play({ [RULES]: rulesWith() });
    const change = play.apply(await play.start("Mail alerts!"));
    match(play.text("docs/pre-dev/mail-alerts/tasks.md"), /^# Tasks: Mail alerts!/);
    equal(STATE in play.files, false);
    deepEqual(
      change.followUps.map(({ kind }) => kind),
      ["open"],
    );
    equal(
      play.asked.some(({ required }) => required),
      false,
    );
  });
});

describe("DC-A6 a state file that cannot be read", () => {
  const broken = '{\n  "cycle_id": "c-1",\n  "current_gate": 0\n  "tasks": []\n}\n';

  it("is restarted only when the person says so, and kept aside byte for byte", async () => {
    const play = new Play({ ...files, [STATE]: broken });
    const asked = await play.start("Alerts", chosen);
    equal(asked.kind === "ask" && asked.question.id, "invalid");
    match(asked.kind === "ask" ? asked.question.label : "", /cannot be resumed: line 4 is not valid JSON/);
    match(refusalOf(await play.start("Alerts", { ...chosen, invalid: "leave" })).message, /stays as it is/);
    play.apply(await play.start("Alerts", { ...chosen, invalid: "restart" }));
    equal(play.text("docs/dev-cycle/current-cycle.invalid-20261005T120000Z.json"), broken);
    equal(play.json(STATE).tasks.length, 2);
  });

  const gate = '"tasks": [{ "id": "T-1", "gate_progress": { "implementation": { "status": "pending" } } }]';
  const unwritable: [what: string, text: string, message: RegExp][] = [
    [
      "broken",
      `{ "cycle_id": "c", "current_gate": 0, ${gate},\n "status": }`,
      /left as it is: it is not valid JSON .*line 2/,
    ],
    [
      "ambiguous",
      `{ "cycle_id": "c", "current_gate": 0,\n "current_gate": 1, ${gate} }`,
      /"current_gate" stands twice .*line 2/,
    ],
  ];
  for (const [what, text, message] of unwritable) {
    it(`is never written to while it is ${what}`, async () => {
      const play = new Play({ ...files, [STATE]: text });
      match(refusalOf(await play.act("resume", { checkpoint: "continue" })).message, message);
      match(refusalOf(await play.act("sendBack", { to: "x", reason: "y" })).message, message);
    });
  }
});

describe("DC-G00 the roads to PROJECT_RULES", () => {
  const bare = { [SOURCE]: tasks };
  const all = {
    rules_tech: "Redis 7: sessions",
    rules_folders: "workers: queues",
    rules_services: "None: no services",
    rules_settings: "PORT: where it listens",
    rules_words: "Alert: a rule that fired",
  };
  const legacy = {
    legacy_goal: "Alerts by mail",
    legacy_services: "Mailer: sends mails",
    legacy_tech: "Redis 7: sessions",
  };

  it("asks what kind of project it is before anything is written", async () => {
    const plan = await new Play(bare).start("Alerts", chosen);
    equal(plan.kind === "ask" && plan.question.id, "rules");
    deepEqual(plan.kind === "ask" && plan.question.choices.map(({ value }) => value), [
      "legacy",
      "documents",
      "hand",
      "none",
    ]);
  });

  it("blocks a new project without documents, and names what to run first", async () => {
    const { message } = refusalOf(await new Play(bare).start("Alerts", { ...chosen, rules: "none" }));
    match(message, /\/pre-dev-full .*two days or more.*\/pre-dev-feature/);
    match(refusalOf(await new Play(bare).start("Alerts", { ...chosen, rules: "documents" })).message, /\/pre-dev-full/);
  });

  it("legacy: three questions, then one for each section that is still empty", async () => {
    const play = new Play(bare);
    const change = play.apply(
      await play.start("Alerts", { ...chosen, rules: "legacy", ...legacy, ...all, review: "proceed" }),
    );
    deepEqual(
      play.asked.map(({ id }) => id).filter((id) => /^(legacy|rules|review)/.test(id)),
      [
        "rules",
        "legacy_goal",
        "legacy_services",
        "legacy_tech",
        "rules_folders",
        "rules_settings",
        "rules_words",
        "review",
      ],
    );
    const text = play.text(RULES);
    match(text, /\| Redis 7 \| sessions \| n\/a \|/);
    match(text, /\| Mailer \| sends mails \| n\/a \|/);
    match(text, /## Current Goal\n\n- Alerts by mail/);
    equal(/<[A-Za-z]/.test(text.replace(/<!--[\s\S]*?-->/g, "")), false, text);
    equal(
      change.edits.some(({ path }) => path === STATE),
      true,
    );
  });

  it("opens the rules for editing first where the person wants to, and writes no state then", async () => {
    const play = new Play(bare);
    play.apply(await play.start("Alerts", { ...chosen, rules: "legacy", ...legacy, ...all, review: "open" }));
    equal(STATE in play.files, false);
    // The second time nothing is asked about the rules any more.
    play.apply(await play.start("Alerts", chosen));
    equal(
      play.asked.some(({ id }) => id.startsWith("rules")),
      false,
    );
    equal(STATE in play.files, true);
  });

  it("product documents: linked from their sections, the rest is asked", async () => {
    const play = new Play({
      ...bare,
      "docs/pre-dev/alerts/prd.md": "# PRD\n",
      "docs/pre-dev/alerts/trd.md": "# TRD\n",
    });
    const said = {
      ...chosen,
      rules: "documents",
      documents: "docs/pre-dev/alerts/prd.md\ndocs/pre-dev/alerts/trd.md",
      ...all,
      review: "proceed",
    };
    play.apply(await play.start("Alerts", said));
    deepEqual(
      play.asked.map(({ id }) => id).filter((id) => /^(documents|rules_)/.test(id)),
      ["documents", "rules_settings"],
    );
    match(play.text(RULES), /\[trd\.md\]\(pre-dev\/alerts\/trd\.md\)/);
    match(play.text(RULES), /## Sources\n\n- \[docs\/pre-dev\/alerts\/prd\.md\]/);
  });

  it("by hand: the template is there to be filled in, and no state before that", async () => {
    const play = new Play(bare);
    const change = play.apply(await play.start("Alerts", { ...chosen, rules: "hand" }));
    equal(STATE in play.files, false);
    equal(change.followUps[0]?.kind, "open");
    // The template says nothing: every section is asked for.
    const next = await play.start("Alerts", chosen);
    equal(next.kind === "ask" && next.question.id, "rules_tech");
  });

  for (const name of sections) {
    it(`asks for the empty section ${name}, and adds only that`, async () => {
      const before = rulesWith(sections.filter((each) => each !== name)).replaceAll("\n", "\r\n");
      const play = new Play({ ...bare, [RULES]: before });
      play.apply(await play.start("Alerts", { ...chosen, ...all, review: "proceed" }));
      const asked = play.asked.map(({ id }) => id).filter((id) => id.startsWith("rules_"));
      equal(asked.length, 1);
      const answer = all[asked[0] as keyof typeof all];
      equal(play.text(RULES).replace(`\r\n- ${answer}\r\n`, ""), before);
    });
  }
});
