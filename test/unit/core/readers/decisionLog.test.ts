import { deepEqual } from "node:assert/strict";
import { decisionOf, entriesOf, isTagged, saysDone } from "../../../../src/core/readers/decisionLog.ts";
import { readMd } from "../../support/shown.ts";

/** Each row: the dialect, the log, and its entries as `time · title · decision`, `-` where there is none. */
function check(rows: [title: string, text: string, entries: string[]][]): void {
  for (const [title, text, expected] of rows) {
    it(title, () => {
      const entries = entriesOf(readMd(text, "decision-log.md")).map((entry) =>
        [entry.at ?? "-", entry.title, decisionOf(entry) || "-"].join(" · "),
      );
      deepEqual(entries, expected);
    });
  }
}

describe("decision log", () => {
  check([
    ["nothing", "", []],
    ["only a title", "# Decision log\n\nEvery loop leaves an entry here.\n", []],
    [
      "the form of the process: a heading with time and story, and fields",
      "# Log\n\n## 2026-10-05T09:30:00Z — [S-1] Tokens rotate\n\n- Attempt: ran the suite\n- Result: pass\n- Decision: done\n\n## 2026-10-05T11:00:00Z — [S-2] Logout\n\n- Decision: **Continue**\n",
      [
        "2026-10-05T09:30:00.000Z · 2026-10-05T09:30:00Z — [S-1] Tokens rotate · done",
        "2026-10-05T11:00:00.000Z · 2026-10-05T11:00:00Z — [S-2] Logout · continue",
      ],
    ],
    [
      "a heading with the story, the time in a field with an offset",
      "## [S-1] Missing export\n\n- **Timestamp:** 2026-03-02T10:00:00-04:00\n- **Action:** Added a spec\n",
      ["2026-03-02T14:00:00.000Z · [S-1] Missing export · -"],
    ],
    [
      "a heading with the date and the story",
      "## 2026-03-02 — [S-2] Native export\n\n- Wrote it (pass).\n",
      ["2026-03-02 · 2026-03-02 — [S-2] Native export · -"],
    ],
    [
      "a heading with the date, an item for each entry",
      "## 2026-03-02\n\n- [S-1] 22:13 UTC — Measured the baseline\n- [S-1] 22:40 UTC — Halved it\n",
      [
        "2026-03-02T22:13 · [S-1] 22:13 UTC — Measured the baseline · -",
        "2026-03-02T22:40 · [S-1] 22:40 UTC — Halved it · -",
      ],
    ],
    [
      "lines that start with a time, in no order: oldest first",
      "2026-03-02T22:20Z | Took a new baseline\n2026-03-02T19:41Z | Started\n",
      [
        "2026-03-02T19:41:00.000Z · 2026-03-02T19:41Z | Started · -",
        "2026-03-02T22:20:00.000Z · 2026-03-02T22:20Z | Took a new baseline · -",
      ],
    ],
    [
      "items alone, tagged",
      "# Log\n\n- [S-1] Sketched the export\n- Not an entry\n",
      ["- · [S-1] Sketched the export · -"],
    ],
    [
      "headings at different depths: the outermost are the entries",
      "## [S-1] One\n\n### Details\n\n- Decision: refine\n\n## [S-1] Two\n",
      ["- · [S-1] One · refine", "- · [S-1] Two · -"],
    ],
    [
      "where one has no time, as they stand",
      "## 2026-03-03 — [S-1] Later\n\n## [S-1] Sometime\n\n## 2026-03-01 — [S-1] Early\n",
      [
        "2026-03-03 · 2026-03-03 — [S-1] Later · -",
        "- · [S-1] Sometime · -",
        "2026-03-01 · 2026-03-01 — [S-1] Early · -",
      ],
    ],
    ["in a fence: an example", "```\n## 2026-03-02 — [S-1] Example\n2026-03-02T22:20Z | Example\n```\n", []],
  ]);

  it("an entry is about the story that its title names, or its text in brackets", () => {
    const rows: [log: string, tag: string, is: boolean][] = [
      ["## [S-1] Export", "S-1", true],
      ["## S1: Export", "S-1", true],
      ["## [S\u20111] Export", "S-1", true],
      ["## [S-10] Export", "S-1", false],
      ["## [S-1] Export", "S-10", false],
      ["## 2026-03-02 — export\n\n- for [S-2]", "S-2", true],
      ["## 2026-03-02 — export\n\n- unlike S-2, this works", "S-2", false],
      ["## Export", "S-1", false],
    ];
    deepEqual(
      rows.map(([log, tag]) => [log, tag, entriesOf(readMd(log)).some((entry) => isTagged(entry, tag))]),
      rows,
    );
  });

  it("an entry says that its story is done by its decision, else by its title", () => {
    const rows: [log: string, is: boolean][] = [
      ["## [S-1] Export\n\n- Decision: done", true],
      ["## [S-1] Export\n\n- **Decision:** Done — shipped", true],
      ["## [S-1] Done", true],
      ["## [S-1] Export completed", true],
      ["## [S-1] Done with half\n\n- Decision: continue", false],
      ["## [S-1] Not done", false],
      ["## [S-1] Export\n\n- Result: all done", false],
      ["## [S-1] Abandoned", false],
    ];
    deepEqual(
      rows.map(([log]) => [log, entriesOf(readMd(log)).some(saysDone)]),
      rows,
    );
  });
});
