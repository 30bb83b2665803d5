import { deepEqual, equal } from "node:assert/strict";
import { durationsIn } from "../../../../src/core/criteria/duration.ts";
import { entryId, entryKey } from "../../../../src/core/criteria/entries.ts";
import { isChoice, statusOf } from "../../../../src/core/criteria/status.ts";

/** A table of a function's results. */
function check<Value>(
  title: string,
  run: (text: string) => Value,
  rows: readonly (readonly [text: string, value: Value])[],
): void {
  describe(title, () => {
    for (const [text, value] of rows)
      it(`${JSON.stringify(text)} → ${JSON.stringify(value) ?? "none"}`, () => deepEqual(run(text), value));
  });
}

check("durationsIn: seconds", durationsIn, [
  ["45 s", [45]],
  ["45s", [45]],
  ["~138s to completion", [138]],
  ["3m 10s", [190]],
  ["1 h 30 min", [5400]],
  ["1.5 h", [5400]],
  ["1,5 h", [5400]],
  ["½ hr", [1800]],
  ["1½ h", [5400]],
  ["5 min; slowest 45 sec", [300, 45]],
  ["250 ms", [0.25]],
  ["250 milliseconds", [0.25]],
  ["2 days", [57_600]],
  ["1–4 hours", [14_400]],
  ["1-4 hours", [14_400]],
  ["≤ 30 MIN", [1800]],
  ["(45 min)", [2700]],
  ["5 minutes.", [300]],
  ["5 meters", []],
  ["5 samples", []],
  ["12 sites", []],
  ["500", []],
  ["", []],
  ["S-1", []],
]);

check("statusOf: what a value means", (text) => statusOf(text), [
  ["done?", undefined],
  ["PASS with 3 CRITICAL open", undefined],
  ["verified by nobody", undefined],
  ["done (no behaviour change)", "done"],
  ["done", "done"],
  ["**DONE** (stub implementation)", "done"],
  ["✅ Completed", "done"],
  ["COMPLETE ✅", "done"],
  ["✅", "done"],
  ["Implemented in commit 5ab", "done"],
  ["PASS", "done"],
  ["passed", "done"],
  ["in-progress", "doing"],
  ["In Progress (80%)", "doing"],
  ["in_progress", "doing"],
  ["not-started", "todo"],
  ["not started", "todo"],
  ["not_started", "todo"],
  ["pending", "todo"],
  ["null", "todo"],
  ["blocked by the vendor", "blocked"],
  ["paused_for_approval", "blocked"],
  ["failed", "failed"],
  ["FAIL", "failed"],
  ["skipped", "skipped"],
  ["cancelled", "skipped"],
  ["N/A", "skipped"],
  ["not done", undefined],
  ["not-started / in-progress / done / blocked", undefined],
  ["pass / fail", undefined],
  ["todo | in\u2011progress | blocked | done", undefined],
  ["done / see PR 12", "done"],
  ["donetello", undefined],
  ["whatever", undefined],
  ["", undefined],
  ["<status>", undefined],
]);

check("statusOf: at the end of a heading", (text) => statusOf(text, "suffix"), [
  ["Stage 0 — Foundation Lock (Week 1) ✅ COMPLETE", "done"],
  ["Bug Fixes (DONE)", "done"],
  ["Bug Fixes [in progress]", "doing"],
  ["Bug Fixes ✅", "done"],
  ["Bug Fixes", undefined],
  ["Done right: bug fixes", undefined],
  ["Stage 0 (Week 1)", undefined],
]);

check("isChoice: nobody has chosen yet", isChoice, [
  ["pass / fail", true],
  ["not-started / in-progress / done", true],
  ["todo|done", true],
  ["done", false],
  ["done / PR 12", false],
  ["a / b", false],
  ["", false],
]);

check("entryKey: a capability's name as people mean it", entryKey, [
  ["C1. Core Style Extraction", "core style extraction"],
  ["Capability 4 – CSV Export (runs)", "csv export"],
  ["Capability A – Manual Sync", "manual sync"],
  ["Capability: MCP Tool Catalog", "mcp tool catalog"],
  ["Usage Telemetry & Logging", "usage telemetry logging"],
  ["Usage Telemetry + Logging", "usage telemetry logging"],
  ["usage telemetry and logging", "usage telemetry logging"],
  ["**Sync queue**", "sync queue"],
  ["Android app", "android app"],
]);

check("entryId: the short id in front", (name) => entryId(name), [
  ["C1. Core Style Extraction", "c1"],
  ["Capability 4 – CSV Export", "4"],
  ["Capability A – Manual Sync", "a"],
  ["Core Style Extraction", undefined],
  ["A queue", undefined],
]);

describe("long texts", () => {
  it("are read to their end", () => {
    equal(durationsIn("1-".repeat(20_000)).length, 0);
    equal(durationsIn(`${"9".repeat(5_000)} x ${"1 s, ".repeat(2_000)}`).length, 2_000);
    equal(statusOf(`${"a / ".repeat(20_000)}done`), undefined);
    equal(entryKey(`${"(".repeat(20_000)}x`), "x");
  });
});
