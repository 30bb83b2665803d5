import { deepEqual, equal, match } from "node:assert/strict";
import type { Files } from "../../support/memory.ts";
import { doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt, statesOf } from "./process.ts";

const tokens = { stopTokens: ["HALT", "NEEDS_ANSWER"] };
const stages = [
  doc("1"),
  {
    id: "S-{n}",
    title: "{title}",
    each: { headings: { role: "doc", like: ["Story [S-{n:step}]: {title}"] } },
    gate: {
      criteria: [{ checklist: {} }],
      blocked: {
        any: [
          { log: { file: "log", tag: "{id}", newest: "blocked" } },
          { log: { file: "log", tag: "{id}", stuck: 3 } },
        ],
      },
    },
  },
];
const story = (n: number, body: string): string => `## Story [S-${n}]: Title ${n}\n\n${body}\n\n`;

/** What stands in the first document, in two stories and in the log; and the states that follow. */
function check(title: string, rows: readonly [title: string, files: Files, states: string][]): void {
  describe(title, () => {
    for (const [row, files, states] of rows) {
      it(row, async () =>
        equal(Object.values(statesOf(onlyFeature(await openUnder([made(stages, tokens)], files)))).join(" "), states),
      );
    }
  });
}

const plan = (first: string, second: string, before = "Text."): Files => ({
  "x_doc1.md": `# Doc\n\n${before}\n\n${story(1, first)}${story(2, second)}`,
});
const open = "- [ ] One";
const done = "- [x] One";
const entry = (tag: string, decision: string, day: number): string =>
  `## [${tag}] a loop — 2026-10-0${day}T10:00:00Z\n\n- Result: fail\n- Decision: ${decision}\n\n`;
const withLog = (...entries: string[]): Files => ({ ...plan(done, open), "x_log.md": `# Log\n\n${entries.join("")}` });

describe("stops (C-12)", () => {
  check("a token stops the gate that work stands at", [
    ["none at all", plan(open, open), "passed open locked"],
    ["in the story that is current", plan(`${open}\n\nHALT`, open), "passed blocked locked"],
    ["another token of the process", plan(`${open}\n\nNEEDS_ANSWER`, open), "passed blocked locked"],
    ["a token of another process", plan(`${open}\n\nBLOCKED`, open), "passed open locked"],
    ["in a story that is over", plan(`${done}\n\nHALT`, open), "passed passed open"],
    ["in a story that is to come", plan(open, `${open}\n\nHALT`), "passed open locked"],
    ["outside of all stories", plan(open, open, "HALT"), "passed blocked locked"],
    ["a quoted list", plan(`${open}\n\n> - HALT`, open), "passed open locked"],
    ["a quoted heading", plan(`${open}\n\n> ### HALT`, open), "passed open locked"],
    [
      "a token that the template explains",
      plan(`${open}\n\nPause with \`HALT\` when in doubt`, open),
      "passed open locked",
    ],
    ["beside a comment", plan(`${open}\n\nHALT <!-- Lena is away -->`, open), "passed blocked locked"],
    ["in a box", plan(`${open}\n- [ ] HALT`, open), "passed blocked locked"],
    ["everything is passed: who says so is not done", plan(done, done, "HALT"), "passed passed blocked"],
  ]);

  check("the newest log entry of the current story stops it", [
    ["that decides blocked", withLog(entry("S-2", "blocked", 1)), "passed passed blocked"],
    ["in capitals, with a reason", withLog(entry("S-2", "BLOCKED by the vendor", 1)), "passed passed blocked"],
    [
      "but not once a newer one goes on",
      withLog(entry("S-2", "blocked", 1), entry("S-2", "continue", 2)),
      "passed passed open",
    ],
    [
      "newest by time, not by place",
      withLog(entry("S-2", "continue", 2), entry("S-2", "blocked", 1)),
      "passed passed open",
    ],
    ["but not of another story", withLog(entry("S-1", "blocked", 1)), "passed passed open"],
    ["but not of a story whose name begins alike", withLog(entry("S-21", "blocked", 1)), "passed passed open"],
    [
      "a token in an older entry of the log is history",
      { ...withLog(entry("S-2", "HALT", 1), entry("S-2", "continue", 2)) },
      "passed passed open",
    ],
    ["a token in another story's entry is that story's", { ...withLog(entry("S-1", "HALT", 1)) }, "passed passed open"],
  ]);

  it("says which token it was, and where it stands", async () => {
    const stage = stageAt(onlyFeature(await openUnder([made(stages, tokens)], plan(`${open}\n\nHALT`, open))), "S-1");
    match(stage.reason, /HALT/);
    deepEqual([stage.place?.file, stage.place?.line], ["x_doc1.md", 9]);
  });

  it("a process without tokens is stopped by none", async () => {
    equal(stageAt(onlyFeature(await openUnder([made(stages)], plan(`${open}\n\nHALT`, open))), "S-1").state, "open");
  });
});
