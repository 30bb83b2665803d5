import { deepEqual, equal, match, ok } from "node:assert/strict";
import "../../support/editor.ts";
import type { HistoryEvent, JudgedFeature } from "../../../../src/core/index.ts";
import type { BoardInput } from "../../../../src/ui/board/view.ts";
import { approval, criterion, decision, feature, stage } from "../../support/judged.ts";
import { openMemory, textsIn } from "../../support/memory.ts";

const { boardOf, emptyBoard } = await import("../../../../src/ui/board/view.ts");

const board = (judged: JudgedFeature, more: Partial<BoardInput> = {}) =>
  boardOf({
    feature: judged,
    isTrusted: true,
    shown: judged.current ?? undefined,
    wholeHistory: false,
    waiting: [],
    history: { events: [], truncated: false },
    metrics: undefined,
    actions: [],
    documentAt: () => undefined,
    exists: () => false,
    ...more,
  });

const gates = [
  stage("a", { state: "passed" }),
  stage("b", {
    state: "ready",
    reason: "Criteria met; the approval is missing",
    met: 2,
    total: 3,
    approval: approval(),
  }),
  stage("c", { state: "locked" }),
];

describe("the board says where work stands", () => {
  const sentences: [what: string, judged: JudgedFeature, sentence: RegExp][] = [
    ["at a gate", feature(gates, "b"), /^Now at “b”, ready: Criteria met; the approval is missing\.$/],
    ["at a gate whose reason ends in a stop", feature([stage("a", { reason: "Blocked by Ben." })], "a"), /by Ben\.$/],
    ["done", feature([stage("a", { state: "passed" })], null), /^Every gate is behind it\.$/],
    ["archived", feature(gates, "b", { archived: true }), /^Archived/],
    ["not judged", feature([], null), /^Nothing can be said/],
  ];
  for (const [what, judged, sentence] of sentences)
    it(`in one sentence: ${what}`, () => match(board(judged).sentence, sentence));

  const waits: [what: string, which: number[], ending: RegExp][] = [
    ["nothing", [], /missing\.$/],
    ["the gate in front", [1], /missing\. It waits for you\.$/],
    ["another gate", [2], /missing\. “c” waits for you\.$/],
    ["several gates", [1, 2], /missing\. 2 gates wait for you\.$/],
  ];
  for (const [what, which, ending] of waits)
    it(`and that the person is waited for: ${what}`, () => {
      const waiting = gates.flatMap((gate, i) =>
        which.includes(i) ? [{ stage: gate, for: "decision" as const }] : [],
      );
      match(board(feature(gates, "b"), { waiting }).sentence, ending);
    });

  it("with the gates that are behind it", () => {
    deepEqual(board(feature(gates, "b")).progress, { share: 1 / 3, text: "1 of 3 gates behind it" });
    equal(board(feature([], null)).progress.share, 0);
  });

  it("as a pipeline in which only the current gate's groups are on the way", () => {
    const story = (id: string, state: "passed" | "open" | "locked") =>
      stage(`stories/${id}`, {
        state,
        children: [stage(`stories/${id}/work`, { state }), stage(`stories/${id}/review`, { state })],
      });
    const all = Array.from({ length: 40 }, (_, i) =>
      story(`S-${i + 1}`, i < 12 ? "passed" : i === 12 ? "open" : "locked"),
    );
    const view = board(feature([stage("stories", { children: all })], "stories/S-13/work"));
    const [stories] = view.stages;
    equal(stories?.count, "24/80");
    deepEqual(
      stories?.children.filter(({ isOnTheWay }) => isOnTheWay).map(({ id }) => id),
      ["stories/S-13"],
    );
    deepEqual(
      stories?.children[12]?.children.map(({ isCurrent, isShown, mark, word }) => [isCurrent, isShown, mark, word]),
      [
        [true, true, "open", "open"],
        [false, false, "open", "open"],
      ],
    );
    equal(view.gate?.within, "stories › S-13");
  });

  it("with what is wrong at a gate, and at a group what is wrong within it", () => {
    const wrong = (path: string) => ({
      kind: "violation" as const,
      code: "gate-passed-over" as const,
      severity: "error" as const,
      stage: path,
      message: "Wrong",
      place: { file: "x.md", line: 1, column: 1 },
      related: [],
    });
    const stages = [
      stage("s", { children: [stage("s/1", { children: [stage("s/1/a"), stage("s/1/b")] }), stage("s/10")] }),
    ];
    const view = board(feature(stages, "s/1/a", { findings: [wrong("s/1/a"), wrong("s/1/b"), wrong("s/10")] }));
    const [top] = view.stages;
    deepEqual(
      [top?.trouble, ...(top?.children ?? []).map(({ trouble }) => trouble), top?.children[0]?.children[1]?.trouble],
      ["3 violations", "2 violations", "1 violation", "1 violation"],
    );
  });

  it("a gate passed by its mark alone has a shape and a word of its own", () => {
    const [only] = board(feature([stage("a", { state: "passed", unverified: true })], null)).stages;
    deepEqual([only?.mark, only?.word], ["unverified", "passed, unverified"]);
  });
});

describe("the board's gate", () => {
  it("names what stands in the way first, with all places of a fault", () => {
    const place = (line: number) => ({ file: "x.md", line, column: 2 });
    const view = board(
      feature(
        [
          stage("a", {
            criteria: [
              criterion({ label: "met" }),
              criterion({ label: "warns", verdict: "unmet", severity: "warning" }),
              criterion({ label: "unknown", verdict: "unknown" }),
              criterion({ label: "left", verdict: "notApplicable" }),
              criterion({
                label: "unmet",
                verdict: "unmet",
                message: "Empty",
                place: place(3),
                related: [place(9)],
                also: [{ message: "Empty too", place: place(5) }],
              }),
            ],
          }),
        ],
        "a",
      ),
    );
    deepEqual(
      view.gate?.checks.map(({ title, mark, word }) => [title, mark, word]),
      [
        ["unmet", "bad", "unmet"],
        ["unknown", "unknown", "unknown"],
        ["warns", "warning", "warning"],
        ["met", "good", "met"],
      ],
    );
    equal(view.gate?.leftOut, "1 criterion does not apply here.");
    const [first] = view.gate?.checks ?? [];
    deepEqual(
      first?.places.map(({ text }) => text),
      ["x.md:3", "x.md:9"],
    );
    deepEqual(first?.places[0]?.place, place(3));
    deepEqual(first?.also, [{ text: "Empty too", places: [{ text: "x.md:5", place: place(5) }] }]);
  });

  const offered: [what: string, judged: JudgedFeature, at: string, commands: string[]][] = [
    ["the current gate", feature(gates, "b"), "b", ["reviewGate", "approveGate", "advance", "requestChanges", "waive"]],
    ["a locked gate", feature(gates, "b"), "c", ["reviewGate"]],
    [
      "an approved gate",
      feature([stage("a", { state: "passed", approval: approval({ state: "approved", latest: decision() }) })], null),
      "a",
      ["reviewGate", "requestChanges", "revoke"],
    ],
    [
      "a stale gate",
      feature([stage("a", { state: "stale", approval: approval({ state: "stale", latest: decision() }) })], "a"),
      "a",
      ["reviewGate", "compareApproved", "approveGate", "advance", "requestChanges", "waive", "revoke"],
    ],
    [
      "a stage that only some have",
      feature([stage("a", { conditional: true })], "a"),
      "a",
      ["reviewGate", "advance", "waive", "skip"],
    ],
    ["a gate that is never waived", feature([stage("a", { unwaivable: "G-1" })], "a"), "a", ["reviewGate", "advance"]],
    ["an archived feature", feature(gates, "b", { archived: true }), "b", ["reviewGate"]],
  ];
  for (const [what, judged, at, commands] of offered) {
    it(`offers at ${what} what the tree offers there`, () => {
      const shown = judged.stages.find(({ id }) => id === at);
      const offers = board(judged, { shown }).gate?.offers ?? [];
      deepEqual(
        offers.map(({ command }) => command),
        commands,
      );
      for (const { stage: path } of offers) deepEqual(path, [at]);
      ok(offers.filter(({ isMain }) => isMain).length <= 1);
    });
  }

  it("offers nothing that writes in Restricted Mode, and says why", () => {
    const view = board(feature(gates, "b"), { isTrusted: false, actions: [{ id: "add", title: "Add" }] });
    deepEqual([view.gate?.offers.map(({ command }) => command), view.gate?.actions], [["reviewGate"], []]);
    match(view.notices.join(), /Restricted Mode/);
  });

  it("shows boxes in Restricted Mode without offering to tick them", () => {
    const item = { text: "Box", state: "todo", box: {}, file: "x.md", line: 1, column: 1, depth: 0 };
    const judged = feature([stage("a", { items: [item] as never })], "a");
    equal(board(judged).gate?.boxes[0]?.word, "");
    equal(board(judged, { isTrusted: false }).gate?.boxes[0]?.word, "to do");
  });

  it("offers no box to tick in an archived feature, and none of a text that is being written", () => {
    const item = { text: "Box", state: "todo", box: {}, file: "x.md", line: 1, column: 1, depth: 0 };
    const gate = stage("a", { items: [item] as never });
    equal(board(feature([gate], "a", { archived: true })).gate?.boxes[0]?.word, "to do");
    const documentAt = (): never => ({ unsaved: true }) as never;
    equal(board(feature([gate], "a"), { documentAt }).gate?.boxes[0]?.word, "to do");
  });

  it("labels a box by a link's words, as the tree does", () => {
    const item = { text: "See [the run](runs/1.log) of `npm test`", state: "todo", box: {}, file: "x.md", line: 1 };
    const judged = feature([stage("a", { items: [item] as never })], "a");
    equal(board(judged).gate?.boxes[0]?.text, "See the run of npm test");
  });

  it("offers the process's own actions of the feature and of the stage looked at", () => {
    const actions = [
      { id: "add", title: "Add a story" },
      { id: "here", title: "Split", stage: ["b"] },
      { id: "there", title: "Split", stage: ["c"] },
    ];
    deepEqual(
      board(feature(gates, "b"), { actions }).gate?.actions.map(({ action, stage: path, command }) => [
        command,
        action,
        path,
      ]),
      [
        ["runAction", "add", ["b"]],
        ["runAction", "here", ["b"]],
      ],
    );
  });

  it("shows 200 of 800 boxes and says how many are left", () => {
    const items = Array.from({ length: 800 }, (_, i) => ({
      text: `Box \`${i}\``,
      state: i % 2 === 0 ? "todo" : "done",
      box: { mark: " ", offset: 0 },
      file: "x.md",
      line: i + 1,
      column: 1,
      depth: 0,
    }));
    const view = board(feature([stage("a", { items: items as never })], "a"));
    equal(view.gate?.boxes.length, 200);
    equal(view.gate?.moreBoxes, "600 more boxes stand in the file.");
    deepEqual(
      view.gate?.boxes.slice(0, 2).map(({ text, isTicked, word }) => [text, isTicked, word]),
      [
        ["Box 0", false, ""],
        ["Box 1", true, ""],
      ],
    );
    equal(new Set(view.gate?.boxes.map(({ id }) => id)).size, 200);
  });
});

describe("the board's records", () => {
  it("list every decision, the newest first, with who, when, through what and why", () => {
    const all = [
      decision({ at: "2026-10-02T10:00:00Z" }),
      decision({
        decision: "waived",
        at: "2026-10-05T08:30:00Z",
        through: "terminal",
        comment: "Trial",
        until: "2027-01-31T00:00:00Z",
      }),
    ];
    const view = board(feature([stage("a", { approval: approval({ decisions: all }) })], "a"));
    deepEqual(
      view.decisions.rows.map(({ cells }) => cells.map(({ text }) => text)),
      [
        [
          "a",
          "waived",
          "Ada <ada@example.org>",
          "2026-10-05 08:30 UTC",
          "terminal",
          "Trial (until 2027-01-31)",
          "not signed",
        ],
        ["a", "approved", "Ada <ada@example.org>", "2026-10-02 10:00 UTC", "editor", "", "not signed"],
      ],
    );
    equal(view.decisions.rows[0]?.place?.file, ".plangate/approvals/made/x/1.yaml");
  });

  it("never show a decision that does not fit its signature as one that counts", () => {
    const verified = (verdict: string) => ({ verified: { verdict, reason: "why", principal: "ada" } }) as never;
    const signs = (["valid", "tampered", "wrong-key", "unknown-signer"] as const).map((verdict) => {
      const decisions = [{ ...decision(), ...(verified(verdict) as object) }];
      const [row] = board(feature([stage("a", { approval: approval({ decisions }) })], "a")).decisions.rows;
      return row?.cells.at(-1)?.tone;
    });
    deepEqual(signs, ["good", "bad", "bad", "unknown"]);
  });

  it("list what is wrong, worst first, with both places", () => {
    const at = (file: string) => ({ file, line: 4, column: 1 });
    const view = board(
      feature(gates, "b", {
        problems: [{ ...at("p.md"), code: "too-deep", severity: "warning", message: "Too deep" }],
        findings: [
          {
            kind: "violation",
            code: "approval-missing",
            severity: "info",
            stage: "a",
            message: "Info",
            place: at("i.md"),
            related: [],
          },
          {
            kind: "contradiction",
            code: "gate-passed-over",
            severity: "error",
            stage: "a",
            message: "Both",
            place: at("a.md"),
            related: [at("b.md")],
          },
        ],
      }),
    );
    deepEqual(
      view.findings.map(({ mark, word, places }) => [mark, word, ...places.map(({ text }) => text)]),
      [
        ["bad", "Contradiction", "a.md:4", "b.md:4"],
        ["warning", "warning", "p.md:4"],
        ["info", "Note", "i.md:4"],
      ],
    );
  });

  it("show the last events first, and all of them when asked", () => {
    const events = Array.from(
      { length: 30 },
      (_, i): HistoryEvent => ({
        at: `2026-10-${String(i + 1).padStart(2, "0")}`,
        kind: "entry",
        who: "Ben",
        what: `Entry ${i + 1}`,
      }),
    );
    const history = { events, truncated: true };
    const few = board(feature(gates, "b"), { history }).history;
    deepEqual([few.events.length, few.events[0]?.what, few.more, few.note], [12, "Entry 30", "Show All 30 Events", ""]);
    const all = board(feature(gates, "b"), { history, wholeHistory: true }).history;
    deepEqual([all.events.length, all.events.at(-1)?.what, all.more], [30, "Entry 1", ""]);
    match(all.note, /cut off/);
  });
});

describe("the board of a folder on disk", () => {
  const open = openMemory(textsIn(new URL("../../../workspaces/sample/", import.meta.url)));
  const lookAt = async (title: string) => {
    const workspace = await open;
    const judged = workspace.snapshot.features.find((one) => one.title === title);
    ok(judged, title);
    return board(judged, {
      documentAt: (path) => workspace.document(path),
      exists: (path) => workspace.snapshot.paths.includes(path),
    });
  };

  it("lists documents that are there and those still to come", async () => {
    const { documents } = await lookAt("Instance sync");
    const said = documents.rows.map(({ cells, place }) => [cells[2]?.text, place !== undefined]);
    deepEqual(said.slice(0, 4), [
      ["there", true],
      ["there", true],
      ["there", true],
      ["not there yet", false],
    ]);
  });

  it("finds evidence that its documents point to, and nothing outside of the folder", async () => {
    const { evidence } = await lookAt("Instance sync");
    deepEqual(
      evidence.rows.map(({ cells: [file] }) => file?.text),
      ["docs/plans/diagrams/instance_sync_flow.mmd", "src/tracking.js"],
    );
    match(evidence.rows[0]?.cells[1]?.text ?? "", /^docs\/plans\/instance_sync_stage1_architecture_brief\.md:\d+$/);
  });

  it("leaves links alone that run or lead elsewhere", () => {
    const targets = [
      "javascript:alert(1)",
      "command:x",
      "https://example.org/a.md",
      "/etc/passwd",
      "../../a.md",
      "a.md#part",
      "",
    ];
    const document = { kind: "markdown", path: "docs/x.md", links: targets.map((target) => ({ target, line: 1 })) };
    const view = board(feature(gates, "b", { files: ["docs/x.md"] }), {
      documentAt: () => document as never,
      exists: () => true,
    });
    deepEqual(
      view.evidence.rows.map(({ place }) => place?.file),
      ["docs/a.md"],
    );
  });
});

describe("the board's figures", () => {
  const series = {
    duration: { ms: 3_600_000, from: "times" as const, atLeast: false },
    outcomes: {},
    runs: [],
    firstPass: { part: 0, of: 0 },
  };
  const metrics = {
    gates: [
      { ...series, gate: "unit_testing", iterations: { sum: 3, known: 1 } },
      { ...series, gate: "review", duration: { ...series.duration, ms: 7_200_000, atLeast: true } },
      { gate: "sre", outcomes: {}, runs: [], firstPass: { part: 0, of: 0 } },
    ],
    severities: { high: { found: 4, open: 1, fixed: 2 }, low: { found: 0, open: 0, fixed: 0 } },
  };

  it("say in a sentence and a table what the bars show, and leave out what is not recorded", () => {
    const { charts } = board(feature(gates, "b"), { metrics: metrics as never });
    deepEqual(
      charts.map(({ summary, bars }) => [summary, ...bars.map(({ name, value }) => `${name}: ${value}`)]),
      [
        ["review took longest: at least 2h.", "unit testing: 1h", "review: at least 2h"],
        ["unit testing needed most: 3.", "unit testing: 3"],
        ["4 found, 1 of them open.", "High: 4"],
      ],
    );
    deepEqual(
      charts[2]?.series.map(({ name, fill, values }) => [name, fill, ...values]),
      [
        ["Open", "solid", 1],
        ["Fixed", "striped", 2],
        ["Not said which", "hollow", 1],
      ],
    );
    for (const { bars, table, series: all } of charts) {
      equal(table.rows.length, bars.length);
      for (const { values } of all) equal(values.length, bars.length);
    }
  });

  it("are none where a cycle records none", () => {
    deepEqual(board(feature(gates, "b"), { metrics: { gates: [], severities: {} } as never }).charts, []);
    deepEqual(emptyBoard("Gone").charts, []);
  });
});
