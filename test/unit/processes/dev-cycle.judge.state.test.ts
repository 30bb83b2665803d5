import { deepEqual, equal, ok } from "node:assert/strict";
import type { Commit, GitFacts, JudgedFeature } from "../../../src/core/index.ts";
import { openWorkspace } from "../../../src/core/index.ts";
import { instead, stageAt, statesOf } from "../core/judge/process.ts";
import { fixtures } from "../support/fixtures.ts";
import { builtIn, type Files, memoryPorts, openMemory, textsIn } from "../support/memory.ts";
import { criterionAt, filledFiles, judged } from "./filled.ts";

const files = filledFiles("dev-cycle");
const id = "docs/dev-cycle/current-cycle.json";
const text = String(files[id]);
const around = Object.fromEntries(Object.entries(files).filter(([path]) => path !== id));

const put = (...changes: [from: string, to: string][]): string =>
  changes.reduce((all, [from, to]) => instead(all, from, to), text);
const withState = (state: string): Files => ({ ...files, [id]: state });
const shown = ({ findings }: JudgedFeature): string[] =>
  findings.map(
    ({ kind, rule, place, related }) => `${kind} ${rule} ${place.line}${related[0] ? ` and ${related[0].line}` : ""}`,
  );
const contradictions = (feature: JudgedFeature): string[] =>
  feature.findings.filter(({ rule }) => rule === "dev-cycle/DC-G7").map(({ message }) => message);

const commit = (sha: string, at: string): Commit => ({
  sha,
  at,
  author: "Ada Roux",
  email: "ada@example.org",
  subject: "state",
  parents: 1,
  files: [id],
});
const gitWith = (...commits: Commit[]): GitFacts => ({
  head: commits[0]?.sha ?? "",
  branch: "main",
  commits,
  truncated: false,
  dirty: [],
  user: { name: "Ada Roux", email: "ada@example.org" },
});

/** A cycle of the six gates with as many subtasks as records are given; undefined: a subtask without a record. */
type Gates = Record<string, string>;
const names = ["implementation", "devops", "sre", "testing", "review", "validation"];
const progress = (gates: Gates): object =>
  Object.fromEntries(names.map((name) => [name, { status: gates[name] ?? "pending" }]));
const cycle = (over: object): string =>
  JSON.stringify(
    {
      version: "1.0.0",
      cycle_id: "c-1",
      execution_mode: "automatic",
      status: "in_progress",
      source_file: "docs/pre-dev/parcel-labels/tasks.md",
      current_task_index: 0,
      current_gate: 0,
      ...over,
    },
    undefined,
    2,
  );

describe("DC-D1 state files of every version and place", () => {
  const texts = Object.fromEntries(fixtures("dev-cycle", ".json").map(({ name, text: content }) => [name, content]));
  const rows: [path: string, shape: string][] = [
    ["dev-team/state/current-cycle.json", "first-version"],
    [".ring/dev-team/current-cycle.json", "seed-1.0.0"],
    ["docs/refactor/current-cycle.json", "seed-1.0.0"],
    ["docs/dev-cycle/current-cycle.json", "seed-1.0.0"],
    ["docs/dev-refactor/current-cycle.json", "seed-1.0.0"],
    ["docs/ring:dev-cycle/current-cycle.json", "seven-gates"],
    ["docs/ring-dev-cycle/current-cycle.json", "ten-gates"],
    ["docs/lzr1:dev-cycle/current-cycle.json", "ten-gates"],
    ["docs/bee:dev-refactor/current-cycle.json", "split-cadence-1.1.0"],
    ["docs/ring:dev-refactor/current-cycle.json", "lean-1.1.0"],
    ["docs/ring:running-dev-cycle/current-cycle.json", "epics-2.0.0"],
    ["docs/ring:dev-cycle-frontend/current-cycle.json", "frontend"],
    ["docs/ring:dev-cycle-frontend/current-cycle.json", "frontend-three"],
    ["docs/ring:dev-cycle-frontend/current-cycle.json", "frontend-lean"],
    ["docs/ring-dev-multi-tenant/current-cycle.json", "multi-tenant"],
    ["docs/pre-dev/parcel-alerts/workflow-state.json", "pre-dev"],
    ["docs/dev-cycle/current-cycle.json", "enabled-flat"],
    ["apps/labels/docs/dev-cycle/current-cycle.json", "seed-1.0.0"],
    ["somewhere/else/current-cycle.json", "ten-gates"],
  ];
  for (const [path, shape] of rows) {
    it(`${path} (${shape})`, async () => {
      const { snapshot } = await openMemory({ [path]: texts[shape] ?? "" });
      deepEqual(
        snapshot.features.map((feature) => [feature.id, feature.process]),
        [[path, "dev-cycle"]],
      );
    });
  }

  it("is none by its name alone", async () => {
    const { snapshot } = await openMemory({
      ".ai/state/current-cycle.json":
        '{ "phase": "shipped", "gates": { "scope_approved": true, "review_gate": "clean" } }',
    });
    deepEqual(snapshot.features, []);
  });

  it("looks beside its own docs for what it needs, not at the root of the whole", async () => {
    const nested = Object.fromEntries(Object.entries(files).map(([path, content]) => [`apps/labels/${path}`, content]));
    const feature = await judged(nested);
    equal(stageAt(feature, "rules").state, "passed");
    equal(criterionAt(feature, "T-001/devops", "Dockerfile").verdict, "met");
  });

  it("reads a large file with keys of its own", async () => {
    const more = Object.fromEntries(
      Array.from({ length: 400 }, (_, n) => [`note_${n}`, { deep: ["x".repeat(250), { n }] }]),
    );
    const feature = await judged(withState(JSON.stringify({ ...more, ...(JSON.parse(text) as object) })));
    equal(stageAt(feature, "T-001/review").state, "passed");
  });

  it("current_gate in every form", async () => {
    for (const [gate, findings] of [
      [5, 0],
      ["5", 0],
      [5.0, 0],
      ["validation", 0],
      ["Gate 5", 0],
      ["COMPLETE", 0],
      [3.5, 1],
      [12, 1],
      ["nowhere", 1],
    ] as const) {
      const feature = await judged(withState(put(['"current_gate": 5', `"current_gate": ${JSON.stringify(gate)}`])));
      equal(contradictions(feature).length, findings, `${gate}: ${contradictions(feature).join("; ")}`);
    }
    deepEqual(contradictions(await judged(withState(put(['"current_gate": 5,', ""])))), []);
  });
});

describe("DC-D2 tasks files without a cycle are ready to start", () => {
  const task = "# Labels\n\n## Task: T-001 - Print\n\n- [ ] printed once\n";
  const offered = async (all: Files): Promise<string[]> =>
    (await openMemory(all)).snapshot.offers.filter(({ process }) => process === "dev-cycle").map(({ path }) => path);
  for (const path of [
    "docs/pre-dev/labels/tasks.md",
    "docs/pre-dev/labels/TASKS.md",
    "docs/pre-dev/labels/gate-7-tasks.md",
    "docs/refactor/2026-10-01/tasks.md",
    "docs/pre-dev/labels-tasks.md",
  ])
    it(path, async () => deepEqual(await offered({ [path]: task }), [path]));

  it("is not offered once a cycle names it", async () => {
    deepEqual(await offered(files), []);
    deepEqual(await offered(around), ["docs/pre-dev/parcel-labels/tasks.md"]);
  });

  it("is not offered without a task, and not as a template", async () => {
    deepEqual(await offered({ "docs/pre-dev/labels/tasks.md": "# Tasks\n\nNone yet.\n" }), []);
    deepEqual(
      await offered({
        "docs/pre-dev/_templates/gate-7-tasks.md": "# {feature}\n\n## T-001 — {title}\n\n## T-002 — {title}\n",
      }),
      [],
    );
  });
});

describe("DC-S1 which unit a record belongs to", () => {
  const subtask = (id: string, status: string, more: object = {}): object => ({ id, status, ...more });
  const done = Object.fromEntries(names.map((name) => [name, "completed"]));
  const leavesOf = (feature: JudgedFeature): string[] =>
    Object.keys(statesOf(feature)).filter((path) => path.startsWith("T-"));

  it("the task's gates are those of the subtask that work is at; a finished one without any record is unknown", async () => {
    const feature = await judged({
      ...around,
      [id]: cycle({
        current_subtask_index: 1,
        tasks: [
          {
            id: "T-001",
            status: "in_progress",
            subtasks: [
              subtask("ST-001-01", "completed"),
              subtask("ST-001-02", "in_progress"),
              subtask("ST-001-03", "pending"),
            ],
            gate_progress: progress({ implementation: "in_progress" }),
          },
        ],
      }),
    });
    deepEqual(leavesOf(feature), [
      "T-001/ST-001-01",
      ...names.map((name) => `T-001/ST-001-02/${name}`),
      ...names.map((name) => `T-001/ST-001-03/${name}`),
    ]);
    const first = stageAt(feature, "T-001/ST-001-01");
    deepEqual([first.state, first.unverified, first.criteria[0]?.verdict], ["open", false, "unknown"]);
    equal(stageAt(feature, "T-001/ST-001-02/implementation").criteria[0]?.message, "Status: in_progress");
    deepEqual(shown(feature), []);
  });

  it("a finished subtask keeps its own record, and the last one has the task's", async () => {
    const feature = await judged({
      ...around,
      [id]: cycle({
        current_subtask_index: 1,
        tasks: [
          {
            id: "T-001",
            status: "in_progress",
            subtasks: [
              subtask("ST-001-01", "completed", { gate_progress: progress(done) }),
              subtask("ST-001-02", "completed"),
            ],
            gate_progress: progress(done),
          },
        ],
      }),
    });
    deepEqual(leavesOf(feature), [
      ...names.map((name) => `T-001/ST-001-01/${name}`),
      ...names.map((name) => `T-001/ST-001-02/${name}`),
    ]);
  });

  it("every one of the six gates is asked for, recorded or not", async () => {
    const feature = await judged({
      ...around,
      [id]: cycle({
        tasks: [{ id: "T-001", status: "completed", gate_progress: { implementation: { status: "completed" } } }],
      }),
    });
    deepEqual(
      leavesOf(feature),
      names.map((name) => `T-001/${name}`),
    );
    equal(criterionAt(feature, "T-001/review", "Status").verdict, "unknown");
    equal(feature.done, false);
  });

  it("the next unit waits for every gate of the one before", async () => {
    const feature = await judged({
      ...around,
      [id]: cycle({
        tasks: [
          { id: "T-001", status: "in_progress", gate_progress: progress({ implementation: "failed" }) },
          { id: "T-002", status: "in_progress", gate_progress: progress({ implementation: "in_progress" }) },
        ],
      }),
    });
    equal(stageAt(feature, "T-002/implementation").state, "locked");
    const [violation] = feature.findings.filter(({ stage }) => stage === "T-001/implementation");
    deepEqual([violation?.kind, violation?.rule], ["violation", "dev-cycle/DC-S1"]);
  });

  it("gates that are run for each subtask come before those of the task (1.1.0)", async () => {
    const [fixture] = fixtures("dev-cycle", "split-cadence-1.1.0.json");
    const feature = await judged({ ...around, "docs/ring:dev-cycle/current-cycle.json": fixture?.text ?? "" });
    deepEqual(leavesOf(feature).slice(-2), ["T-001/review", "T-001/validation"]);
    equal(stageAt(feature, "T-001/ST-T001-01/unit_testing").state, "passed");
  });

  it("an id that occurs twice is two units, and a contradiction", async () => {
    const unit = { id: "T-001", status: "pending", gate_progress: progress({}) };
    const feature = await judged({ ...around, [id]: cycle({ tasks: [unit, unit] }) });
    deepEqual(leavesOf(feature).length, 12);
    deepEqual(contradictions(feature), ["The id T-001 is used more than once"]);
  });
});

describe("C-4 a gate that is recorded as skipped", () => {
  for (const [title, status] of [
    ["skipped", "skipped"],
    ["SKIP", "SKIP"],
    ["cancelled", "cancelled"],
  ] as const) {
    it(`${title} is a violation where the gate is for every cycle`, async () => {
      const feature = await judged(
        withState(put(['"sre": { "status": "completed"', `"sre": { "status": "${status}"`])),
      );
      equal(stageAt(feature, "T-001/sre").state, "open");
      deepEqual(
        feature.findings.filter(({ stage }) => stage === "T-001/sre").map(({ kind, rule, code }) => [kind, rule, code]),
        [["violation", "common/C-4", "gate-skipped"]],
      );
    });
  }

  it("a list of skipped gates says the same, with its reason", async () => {
    const all = put(
      ['"sre": { "status": "completed"', '"sre": { "status": "pending"'],
      ['"cycle_type"', '"gates_skipped": { "sre": "no service yet" },\n  "cycle_type"'],
    );
    const [found] = (await judged(withState(all))).findings.filter(({ code }) => code === "gate-skipped");
    ok(found?.message.includes("no service yet"), found?.message);
  });

  it("is none where only some cycles have the gate, nor in a unit that is dropped as a whole", async () => {
    const tenant = { gates: { "0": "PASS", "5.5": "SKIP", "11": "PASS" }, current_gate: "COMPLETE" };
    const one = await judged({ "docs/ring-dev-multi-tenant/current-cycle.json": JSON.stringify(tenant) });
    deepEqual([statesOf(one)["5.5"], shown(one), one.done], ["skipped", [], true]);
    const dropped = cycle({
      tasks: [
        { id: "T-001", status: "cancelled", gate_progress: progress({ implementation: "cancelled" }) },
        { id: "T-002", status: "pending" },
      ],
    });
    const other = await judged({ ...around, [id]: dropped });
    deepEqual([statesOf(other)["T-001/review"], other.findings], ["skipped", []]);
  });

  it("another gate of the same numbers is no exception", async () => {
    const tenant = { gates: { "0": "PASS", "3": "SKIP", "11": "PASS" }, current_gate: "COMPLETE" };
    const feature = await judged({ "docs/ring-dev-multi-tenant/current-cycle.json": JSON.stringify(tenant) });
    deepEqual(shown(feature), ["violation common/C-4 1"]);
  });
});

describe("DC-G7 the state file agrees with itself", () => {
  it("the filled one does", async () => deepEqual(contradictions(await judged(files)), []));

  const two = (first: object, second: object, over: object = {}): string =>
    cycle({
      tasks: [
        { id: "T-001", ...first },
        { id: "T-002", ...second },
      ],
      ...over,
    });
  const pending = progress({});
  const done = progress(Object.fromEntries(names.map((name) => [name, "completed"])));
  const rows: [title: string, state: string, contradictions: string[]][] = [
    [
      "a task that is done while every gate is pending",
      two({ status: "done", gate_progress: pending }, { status: "pending" }),
      ["T-001 is done, but every one of its 6 gates is pending"],
    ],
    [
      "a task that is done while one gate is not",
      two(
        { status: "completed", gate_progress: { ...done, review: { status: "failed" } } },
        { status: "pending" },
        { current_gate: 5 },
      ),
      ["T-001 is completed, but its gate review is failed"],
    ],
    [
      "a cycle that runs though all is finished",
      two({ status: "completed", gate_progress: done }, { status: "completed", gate_progress: done }),
      ["The cycle is in_progress at gate 0 of T-001, but all 2 of its units are finished"],
    ],
    [
      "no contradiction at the very end, where the cycle waits to be closed",
      two(
        { status: "completed", gate_progress: done },
        { status: "completed", gate_progress: done },
        { current_task_index: 1, current_gate: 5 },
      ),
      [],
    ],
    [
      "a cycle that is completed while a task is not",
      two({ status: "completed", gate_progress: done }, { status: "pending" }, { status: "completed" }),
      ["The cycle is completed, but T-002 is pending"],
    ],
    [
      "a task that has not begun, with a gate that is done",
      two(
        { status: "pending", gate_progress: { implementation: { status: "completed" } } },
        { status: "pending" },
        { current_gate: 1 },
      ),
      ["T-001 is pending, but its gate implementation is completed"],
    ],
    [
      "a gate that is done for the task, and not for its only subtask",
      two(
        {
          status: "in_progress",
          gate_progress: { ...pending, implementation: { status: "completed" } },
          subtasks: [{ id: "ST-001-01", status: "in_progress", gate_progress: pending }],
        },
        { status: "pending" },
        { current_subtask_index: 0 },
      ),
      ["implementation is completed for T-001, but pending for ST-001-01"],
    ],
    [
      "an index beyond the tasks",
      two({ status: "pending" }, { status: "pending" }, { current_task_index: 9 }),
      ["The file says that work is at unit number 9, counted from 0, but has 2"],
    ],
    [
      "an index past a task that has not begun",
      two(
        { status: "pending" },
        { status: "in_progress", gate_progress: { implementation: { status: "in_progress" } } },
        { current_task_index: 1 },
      ),
      ["Work is said to be at T-002, but T-001 before it is pending"],
    ],
    [
      "a gate past one that is not done",
      two({ status: "in_progress", gate_progress: pending }, { status: "pending" }, { current_gate: 3 }),
      ["current_gate is 3 (testing), but implementation before it is pending"],
    ],
    [
      "a gate that is done already",
      two(
        {
          status: "in_progress",
          gate_progress: { ...pending, implementation: { status: "completed" }, devops: { status: "in_progress" } },
        },
        { status: "pending" },
      ),
      ["current_gate is 0 (implementation), but that gate is completed already"],
    ],
  ];
  for (const [title, state, expected] of rows)
    it(title, async () => deepEqual(contradictions(await judged({ ...around, [id]: state })), expected));

  const times: [title: string, changes: [string, string][], count: number][] = [
    [
      "updated before what it records",
      [['"updated_at": "2026-10-12T12:05:00Z"', '"updated_at": "2026-10-12T08:30:00Z"']],
      1,
    ],
    [
      "completed before it was started",
      [['"completed_at": "2026-10-12T09:00:00Z"', '"completed_at": "2026-10-12T07:00:00Z"']],
      1,
    ],
    [
      "gates completed in another order",
      [['"completed_at": "2026-10-12T10:00:00Z"', '"completed_at": "2026-10-12T11:00:00Z"']],
      1,
    ],
    [
      "completed_at in a cycle that runs",
      [['"status": "completed",\n  "completed_at"', '"status": "in_progress",\n  "completed_at"']],
      1,
    ],
    [
      "another zone for the same moment",
      [['"updated_at": "2026-10-12T12:05:00Z"', '"updated_at": "2026-10-12T14:05:00+02:00"']],
      0,
    ],
  ];
  for (const [title, changes, count] of times)
    it(title, async () => {
      const found = contradictions(await judged(withState(put(...changes))));
      equal(found.length, count, found.join("; "));
    });

  it("names both places", async () => {
    const [found] = (
      await judged({ ...around, [id]: two({ status: "done", gate_progress: pending }, { status: "pending" }) })
    ).findings;
    deepEqual([found?.kind, found?.place.file, found?.related[0]?.file], ["contradiction", id, id]);
    ok((found?.place.line ?? 0) < (found?.related[0]?.line ?? 0));
  });

  it("says what the file itself calls a deviation, as a problem", async () => {
    const feature = await judged(
      withState(put(['"cycle_type"', '"_protocol_deviation": "gates were run in bulk",\n  "cycle_type"'])),
    );
    deepEqual(
      feature.problems.map(({ rule, severity, line }) => [rule, severity, line]),
      [["dev-cycle/DC-G7", "warning", 8]],
    );
    equal(
      feature.findings.some(({ kind }) => kind === "contradiction"),
      false,
    );
  });

  it("a unit that is blocked after more than three iterations is a problem", async () => {
    const at = (iterations: number): string =>
      cycle({
        tasks: [
          { id: "T-001", status: "blocked", gate_progress: { implementation: { status: "blocked", iterations } } },
        ],
      });
    const problems = async (count: number): Promise<unknown[]> =>
      (await judged({ ...around, [id]: at(count) })).problems.map(({ rule }) => rule);
    deepEqual([await problems(3), await problems(4)], [[], ["dev-cycle/DC-G7"]]);
  });

  it("a loop of feedback that a finished task lacks is a contradiction once work is past it (DC-A5)", async () => {
    const lacking = { status: "completed", gate_progress: done, feedback_loop_completed: false };
    const at = async (index: number): Promise<string[]> =>
      (
        await judged({
          ...around,
          [id]: two(
            lacking,
            { status: "in_progress", gate_progress: pending },
            { current_task_index: index, current_gate: index === 0 ? 5 : 0 },
          ),
        })
      ).findings
        .filter(({ rule }) => rule === "dev-cycle/DC-A5")
        .map(({ kind }) => kind);
    deepEqual([await at(0), await at(1)], [[], ["contradiction"]]);
  });
});

describe("DC-D1 invalid JSON", () => {
  const broken = text.slice(0, text.indexOf('"sre"'));
  const open = (
    all: Files,
    git?: GitFacts,
    show?: (sha: string) => string | undefined,
  ): ReturnType<typeof openWorkspace> =>
    openWorkspace(
      { ...memoryPorts(all, git ? { git } : {}), ...(show && { show: async (sha: string) => show(sha) }) },
      builtIn(),
    );

  it("keeps the last good state of the session in view, and says so", async () => {
    const all: Files = { ...files };
    const workspace = open(all);
    await workspace.refresh();
    all[id] = broken;
    const { features } = await workspace.refresh([id]);
    const [feature] = features;
    deepEqual(
      feature?.problems.map(({ code, severity }) => [code, severity]),
      [
        ["json-invalid", "error"],
        ["last-good-state", "info"],
      ],
    );
    const review = feature && stageAt(feature, "T-001/review");
    deepEqual([review?.state, review?.unverified, feature?.done], ["passed", true, false]);
    all[id] = text;
    const [mended] = (await workspace.refresh([id])).features;
    deepEqual([mended?.problems, mended && stageAt(mended, "T-001/review").unverified], [[], false]);
  });

  it("at a cold start it is the newest whole one in git", async () => {
    const shown: string[] = [];
    const versions: Record<string, string> = { a1: "{ broken", b2: broken, c3: text, d4: "{}" };
    const git = gitWith(
      commit("a1", "2026-10-14T00:00:00Z"),
      commit("b2", "2026-10-13T00:00:00Z"),
      commit("c3", "2026-10-12T00:00:00Z"),
      commit("d4", "2026-10-11T00:00:00Z"),
      { ...commit("0123456789abcdef0123", "2026-10-10T00:00:00Z"), files: ["internal/label/label.go"] },
    );
    const workspace = open({ ...files, [id]: "<<<<<<< HEAD\n" }, git, (sha) => {
      shown.push(sha);
      return versions[sha];
    });
    const [feature] = (await workspace.refresh()).features;
    deepEqual(shown, ["a1", "b2", "c3"]);
    equal(feature?.id, id);
    ok(
      feature?.problems.some(({ code, message }) => code === "last-good-state" && message.includes("c3 of 2026-10-12")),
    );
    equal(feature && stageAt(feature, "T-001/review").unverified, true);
    equal(feature?.done, false);
  });

  it("looks at fifty versions and no more", async () => {
    let asked = 0;
    const many = Array.from({ length: 80 }, (_, index) => commit(`c${index}`, "2026-10-12T00:00:00Z"));
    const workspace = open({ ...files, [id]: broken }, gitWith(...many), () => {
      asked++;
      return "{";
    });
    await workspace.refresh();
    await workspace.refresh();
    equal(asked, 50);
  });

  it("without a good state what could be read is shown, and nothing in it is verified", async () => {
    const [feature] = (await open({ ...files, [id]: broken }).refresh()).features;
    deepEqual(
      feature?.problems.map(({ code, line }) => [code, line]),
      [["json-invalid", broken.split("\n").length]],
    );
    deepEqual(feature && [stageAt(feature, "T-001/implementation").unverified, stageAt(feature, "rest").state], [
      true,
      "locked",
    ]);
  });
});

describe("DC-S1 the sample workspace in mid-work", () => {
  const sample = textsIn(new URL("../../workspaces/dev-cycle/", import.meta.url));

  it("stands at the testing of the second task's second subtask, and says why", async () => {
    const feature = await judged(sample);
    equal(feature.current?.path.join("/"), "T-002/ST-002-02/testing");
    deepEqual(
      feature.current?.criteria.filter(({ verdict }) => verdict === "unmet").map(({ label }) => label),
      ["Coverage", "Criteria covered", "No uncovered criterion", "Its output agrees"],
    );
    deepEqual([feature.findings, feature.problems], [[], []]);
  });

  it("has a violation once work goes on all the same", async () => {
    const state = String(sample[id]).replace(/("review": \{\s*"status": )"pending"/, '$1"in_progress"');
    const feature = await judged({ ...sample, [id]: state });
    deepEqual(
      feature.findings.map(({ kind, rule, stage }) => [kind, rule, stage]),
      [["violation", "dev-cycle/DC-S1", "T-002/ST-002-02/testing"]],
    );
  });
});
