import { deepEqual, equal, match } from "node:assert/strict";
import { leavesOf } from "../../../../src/core/index.ts";
import { stageAt } from "../../core/judge/process.ts";
import { applied } from "../../core/plan/play.ts";
import type { Files } from "../../support/memory.ts";
import { criterionAt } from "../filled.ts";
import { act, advance, field, filled, LOG, PHASE_1, PHASE_2, phase, refusedFor, withStage, workingAt } from "./log.ts";

const states = async (files: Files, id = PHASE_1): Promise<string> =>
  leavesOf((await phase(files, id)).stages)
    .map(({ id: stage, state }) => `${stage} ${state}`)
    .join(", ");

const log = (...stages: string[]): Files => ({ "log.md": `# Log\n\n${stages.join("\n\n")}\n` });
const ids = async (files: Files): Promise<string> => states(files, "log.md#phase-1");

describe("phased: what is a log, in which order", () => {
  for (const [what, status, is] of [
    ["upper case with a remark", "- **Status**: DONE (stub implementation)", "passed"],
    ["bold name, icon and word", "**Status**: ✅ Completed", "passed"],
    ["all in bold", "**Status: Done**", "passed"],
    ["colon inside of the bold", "**Status:** Complete", "passed"],
    ["icon behind", "Status: COMPLETE ✅", "passed"],
    ["a commit", "Status: Implemented in commit 5f3c2ab", "passed"],
    ["code", "- status: `completed`", "passed"],
    ["emphasis and icon", "Status: *complete* ✅", "passed"],
    ["a date", "- status: done (2026-07-08, PR #159)", "passed"],
    ["no failures", "Status: passed, 12 tests, 0 failed", "passed"],
    ["work in progress", "Status: *work in progress* 🚧", "open"],
    ["an icon alone", "Status: 🔄", "open"],
    ["an unedited choice", "Status: not-started / in-progress / done / blocked", "open"],
    ["an empty one", "- Status:", "open"],
    ["blocked", "- Status: blocked", "blocked"],
    ["taken back", "Status: done? not sure", "open"],
  ] as const)
    it(`PH-D1 a status: ${what}`, async () => {
      equal(
        await ids(log(`## Stage 1 — One\n\n${status}`, "## Stage 2 — Two\n\n- Status: todo")),
        `1 ${is}, 2 ${is === "passed" ? "open" : "locked"}`,
      );
    });

  for (const [what, heading, is] of [
    ["brackets", "## Stage 1 — One (complete)", "passed"],
    ["icon and word", "## STAGE 1 — One (Week 1) ✅ COMPLETE", "passed"],
    ["icon and date", "### Stage 1: One ✅ (2026-04-28)", "passed"],
    ["a name that is a status", "#### Stage 1 - Done", "passed"],
    ["next", "## Stage 1 – One (next)", "open"],
    ["under way", "## Stage 1 — One 🔄", "open"],
    ["words that are none", "## Stage 1 — One (unblocked — Stage 0 is done)", "open"],
  ] as const)
    it(`PH-D1 a status in the heading: ${what}`, async () => {
      equal(
        await ids(log(heading, "## Stage 2 — Two (todo)\n\nText.")),
        `1 ${is}, 2 ${is === "passed" ? "open" : "locked"}`,
      );
    });

  it("PH-D1 a status in the head of a document is no stage's, and a stage needs a name", async () => {
    const found = async (text: string): Promise<boolean> =>
      phase({ "log.md": text }, "log.md#phase-1").then(
        () => true,
        () => false,
      );
    const two = "## Stage 1 — One\n\n- [ ] a\n\n## Stage 2 — Two\n\n- [ ] b\n";
    equal(await found(`# Tracker\n\nStatus: Active\n\n${two}`), false);
    equal(await found(`# Tracker\n\n${two}\nStatus: Active\n`), true);
    equal(
      await found(
        "# Plan\n\n## Stage 0 (Current)\n\nStatus: doing\n\n## Stage 3 (Self-Hosting)\n\nStatus: `completed`\n",
      ),
      false,
    );
  });

  it("PH-S1 stages with any dash, at any level, with or without parts, are in the order of the log", async () => {
    for (const level of ["##", "###", "####"]) {
      const files = log(
        `${level} Stage 3 – Three\n\nStatus: done`,
        `${level} Stage 4a - Four, first\n\nStatus: done`,
        `${level} Stage 4B ― Four, second\n\nStatus: doing`,
        `${level} Stage 5: Five\n\nStatus: todo`,
      );
      equal(await ids(files), "3 passed, 4a passed, 4B open, 5 locked");
    }
  });

  it("PH-S1 parts below their stage's heading are that stage's children", async () => {
    const files = log(
      "## Stage 3 — Three\n\nStatus: done",
      "## Stage 4 — Four\n\nIn two parts.\n\nStatus: in progress",
      "### Stage 4a — First\n\nStatus: done",
      "### Stage 4b — Second\n\nStatus: in progress",
      "## Stage 5 — Five\n\nStatus: todo",
    );
    equal(await ids(files), "3 passed, 4a passed, 4b open, 5 locked");
    const judged = await phase(files, "log.md#phase-1");
    deepEqual(judged.findings, []);
    deepEqual(judged.current?.path, ["4", "4b"]);
  });

  it("PH-S1 each phase of a log has its own stages, and a stage's name is no phase", async () => {
    const files = {
      "log.md":
        "# Log\n\n## Phase 1: Backend (DONE)\n\n### Stage 0 — A\n\nStatus: done\n\n### Stage 1 — Phase 2 kick-off\n\nStatus: done\n\n## Phase 2: UI\n\n### Stage 0 — B\n\nStatus: todo\n\n### Stage 1 — C\n\nStatus: todo\n",
    };
    equal(await states(files, "log.md#phase-1"), "0 passed, 1 passed");
    equal(await states(files, "log.md#phase-2"), "0 open, 1 locked");
  });

  it("PH-S1 a phase whose heading says done while a stage is not is a contradiction", async () => {
    const say = async (heading: string) =>
      (await phase({ ...filled(), [LOG]: (workingAt(4)[LOG] as string).replace("MVP Backend", heading) })).findings.map(
        ({ kind, rule, message }) => `${kind} ${rule} ${message}`,
      );
    deepEqual(await say("MVP Backend"), []);
    const [found = "", ...more] = await say("MVP Backend (DONE)");
    match(found, /^contradiction phased\/PH-S1 "Phase 1 — MVP Backend \(DONE\)" says done — but Supporting APIs/);
    deepEqual(more, []);
    deepEqual(
      (await phase({ ...filled(), [LOG]: (filled()[LOG] as string).replace("MVP Backend", "MVP Backend (DONE)") }))
        .findings,
      [],
    );
  });

  it("PH-G4 a stage that begins before the one in front of it is done is a violation", async () => {
    const found = async (status: string) =>
      (await phase(withStage(workingAt(4), "5", field("Status", status)))).findings
        .filter(({ kind }) => kind === "violation")
        .map(({ kind, rule, stage }) => `${kind} ${rule} ${stage}`);
    deepEqual(await found("not started"), []);
    deepEqual(await found("in-progress"), ["violation phased/PH-G4 4"]);
    deepEqual(await found("done"), ["violation phased/PH-G4 4"]);
  });

  it("PH-G4 going past the pilot is named", async () => {
    const skipped = withStage(workingAt(9), "10", field("Status", "in-progress"));
    const [finding] = (await phase(skipped)).findings;
    match(finding?.message ?? "", /Stage 9 is the pilot/);
    const [other] = (await phase(withStage(workingAt(8), "9", field("Status", "in-progress")))).findings;
    equal(/pilot: without/.test(other?.message ?? ""), false);
  });

  it("PH-G4 a pilot that is left out altogether is a violation, any other stage a warning", async () => {
    const without = (stage: string): Files => withStage(filled(), stage, () => "");
    const pilot = await phase(without("9"));
    deepEqual(
      pilot.findings.map(({ kind, rule }) => `${kind} ${rule}`),
      ["violation phased/PH-G4"],
    );
    match(pilot.findings[0]?.message ?? "", /Stage 9 is left out, and stage 10 has begun\. Stage 9 is the pilot/);
    const other = await phase(without("6"));
    deepEqual(other.findings, []);
    deepEqual(
      other.problems.map(({ rule, message }) => `${rule} ${message}`),
      ["phased/PH-G4 Stage 6 is left out, and stage 7 has begun. A stage may not be left out"],
    );
    deepEqual((await phase(filled())).problems, []);
  });

  it("PH-G4 advancing a locked stage is refused", async () => {
    equal((await advance(workingAt(4), "6")).kind, "refusal");
  });
});

describe("phased: from one phase to the next", () => {
  const both = async (): Promise<Files> =>
    applied(filled(), await act(filled(), "next-phase", "10", { pattern: "phase-2-ui" }));
  const ready = async (files: Files): Promise<Files> => {
    const text = (files[LOG] as string).replace(/(## Phase 2[\s\S]*)/, (part) =>
      part
        .replace(/(Evidence links|Docs): <[^\n]*>/g, "$1: `docs/decisions.md`")
        .replace(/: <[^\n]*>/g, ": None")
        .replace("Estimate: None", "Estimate: 1 h"),
    );
    return { ...files, [LOG]: text };
  };
  const atPhase2 = async (files: Files, label: string) => criterionAt(await phase(files, PHASE_2), "0", label);

  it("PH-G5 the next phase opens when the one before is through, its exit is ticked, and its own gates are written", async () => {
    const files = await both();
    equal((await atPhase2(files, "The phase before is signed off")).verdict, "met");
    equal((await atPhase2(files, "Every stage has a gate")).verdict, "met");
    const good = await ready(files);
    equal((await advance(good, "0", PHASE_2)).kind, "change");
  });

  const lacking: [string, (text: string) => string, string, RegExp][] = [
    [
      "a box of the exit definition is open",
      (text) => text.replace("- [x] Metrics", "- [ ] Metrics"),
      "The phase before is signed off",
      /not ticked: Metrics/,
    ],
    [
      "the last stage is not done",
      (text) => text.replace(/(Stage 10[\s\S]*?Status: )done/, "$1in-progress"),
      "The phase before is signed off",
      /is not through: Phase Sign-Off/,
    ],
    [
      "the sign-off is empty",
      (text) => text.replace("Final sign-off: Ada Roux, 2026-10-30", "Final sign-off:"),
      "The phase before is signed off",
      /is not through: Phase Sign-Off/,
    ],
    [
      "a gate is still to be written",
      (text) => text.replace(/(## Phase 2[\s\S]*Stage 7[\s\S]*?Acceptance gate:) .*/, "$1"),
      "Every stage has a gate",
      /Stage 7 .*is empty/,
    ],
  ];
  for (const [what, edit, label, reason] of lacking)
    it(`PH-G5 it does not open when ${what}`, async () => {
      const files = await ready(await both());
      const changed = { ...files, [LOG]: edit(files[LOG] as string) };
      const criterion = await atPhase2(changed, label);
      deepEqual([criterion.verdict, criterion.severity, criterion.rule], ["unmet", "error", "phased/PH-G5"]);
      match(criterion.message, reason);
      deepEqual(await refusedFor(advance(changed, "0", PHASE_2)), [label]);
    });

  it("PH-G5 work in a phase whose predecessor is not signed off is a violation", async () => {
    const files = await both();
    const begun = {
      ...files,
      [LOG]: (files[LOG] as string).replace(/(## Phase 2[\s\S]*?Status: )not-started/, "$1in-progress"),
    };
    const open = { ...begun, [LOG]: (begun[LOG] as string).replace("- [x] Metrics", "- [ ] Metrics") };
    const rules = async (at: Files) => (await phase(at, PHASE_2)).findings.map(({ kind, rule }) => `${kind} ${rule}`);
    deepEqual(await rules(files), []);
    deepEqual(await rules(begun), []);
    deepEqual(await rules(open), ["violation phased/PH-G5"]);
    deepEqual(await rules({ ...files, [LOG]: (files[LOG] as string).replace("- [x] Metrics", "- [ ] Metrics") }), []);
  });

  it("PH-G5 a phase in a log of its own comes after the one beside it, or says where that was signed off", async () => {
    const text = (await both())[LOG] as string;
    const at = text.indexOf("## Phase 2");
    const first = text.slice(0, at);
    const second = text.slice(at);
    const apart: Files = { ...filled(), [LOG]: "", "docs/phase-1.md": first, "docs/phase-2.md": `# Log\n\n${second}` };
    const label = "The phase before is signed off";
    const of = async (files: Files) => criterionAt(await phase(files, "docs/phase-2.md#phase-2"), "0", label);
    equal((await of(apart)).verdict, "met");
    equal(
      (await of({ ...apart, "docs/phase-1.md": first.replace("- [x] Metrics", "- [ ] Metrics") })).verdict,
      "unmet",
    );
    const alone: Files = { "docs/phase-2.md": `# Log\n\n${second}` };
    equal((await of(alone)).verdict, "unmet");
    const said = {
      "docs/phase-2.md": `# Log\n\n${second.replace(/(Phase before:).*/, "$1 signed off by Ada Roux, 2026-10-30")}`,
    };
    equal((await of(said)).verdict, "met");
  });

  it("PH-G5 older logs without an exit definition are only warned of it", async () => {
    const files = await both();
    const old = { ...files, [LOG]: (files[LOG] as string).replace("### Exit definition", "### Notes") };
    const { verdict, severity } = await atPhase2(old, "The phase before is signed off");
    deepEqual([verdict, severity], ["unmet", "warning"]);
    equal(stageAt(await phase(old, PHASE_2), "0").state, "open");
  });
});
