import { deepEqual, equal } from "node:assert/strict";
import type { Files } from "../../support/memory.ts";
import { criterionAt } from "../filled.ts";
import { filled, LOG, PHASE_1, phase } from "./log.ts";

/** The filled log with one stretch of one stage changed; it has to be there. */
function changed(stage: number, from: string, to: string): Files {
  const files = filled();
  const text = String(files[LOG]);
  const start = text.search(new RegExp(`^### Stage ${stage} `, "m"));
  const end = text.slice(start + 4).search(/^#{2,3} /m);
  const part = end < 0 ? text.slice(start) : text.slice(start, start + 4 + end);
  if (!part.includes(from)) throw new Error(`stage ${stage} has no "${from}"`);
  return {
    ...files,
    [LOG]: text.replace(
      part,
      part.replace(from, () => to),
    ),
  };
}

const verdictIn = async (files: Files, stage: number, label: string): Promise<string> =>
  criterionAt(await phase(files, PHASE_1), String(stage), label).verdict;

describe("phased: words that say that there is nothing yet pass no gate", () => {
  const signOff = "Ada Roux, 2026-10-30";
  const evidence = "`docs/evidence/stage-10.txt`";
  const metrics = "mean time to close 3 min, 0 lost claims; `docs/phase-1-report.md`";
  const docs = "`docs/phase-1-report.md`";
  const rows: [rule: string, stage: number, label: string, from: string, to: string][] = [
    ...["pending", "not yet given", "none", "no", "waiting for Ada", "refused by the board", "withheld", "blocked"].map(
      (to): [string, number, string, string, string] => ["PH-G5", 10, "Final sign-off", signOff, to],
    ),
    ...["none", "will be added later", "see above", "~~docs/evidence/stage-10.txt~~", "not verified yet"].map(
      (to): [string, number, string, string, string] => ["PH-G1", 10, "Evidence", evidence, to],
    ),
    ["PH-G1", 10, "Evidence", evidence, `\`${LOG.slice(LOG.lastIndexOf("/") + 1)}\``],
    ...["none", "not captured yet", "later"].map((to): [string, number, string, string, string] => [
      "PH-G5",
      10,
      "Metrics captured",
      metrics,
      to,
    ]),
    ["PH-G1", 10, "Docs", docs, "later"],
    [
      "PH-G1",
      10,
      "Gate result is pass",
      "Acceptance gate result: pass",
      "Acceptance gate result: pass on paper, untested",
    ],
    [
      "PH-G5",
      9,
      "Three real tasks of different risk",
      "High risk: a disputed payment of 900 €; refused by policy, reopened and closed",
      "not run",
    ],
    [
      "PH-G5",
      9,
      "Three real tasks of different risk",
      "High risk: a disputed payment of 900 €; refused by policy, reopened and closed",
      "High risk: a disputed payment (planned)",
    ],
    [
      "PH-G5",
      9,
      "Three real tasks of different risk",
      "High risk: a disputed payment of 900 €; refused by policy, reopened and closed",
      "Low risk: a scratched box; closed in 2 min",
    ],
    ...[
      "Who goes to the customer when the parcel is lost?",
      "What happens when a claim is moved to another driver?",
      "Is the transition open → closed allowed?",
      "Who owns the database? → unknown",
      "Who owns the database? → not decided",
      "None (but who owns the database?)",
    ].map((to): [string, number, string, string, string] => [
      "PH-G1",
      10,
      "Open questions",
      "Open questions: None",
      `Open questions: ${to}`,
    ]),
    ["PH-G1", 10, "No blocker is open", "Blockers: None", "Blockers: A: waiting for the vendor"],
  ];
  for (const [rule, stage, label, from, to] of rows)
    it(`${rule} ${label}: ${to}`, async () => equal(await verdictIn(changed(stage, from, to), stage, label), "unmet"));

  const honest: typeof rows = [
    ["PH-G5", 10, "Final sign-off", signOff, "pass"],
    ["PH-G5", 10, "Final sign-off", signOff, "approved by the team, 30 October"],
    ["PH-G1", 10, "Evidence", evidence, "34 tests passed, see the run of 30 October"],
    ["PH-G1", 10, "Docs", docs, "not needed: no behaviour change"],
    [
      "PH-G1",
      10,
      "Open questions",
      "Open questions: None",
      "Open questions: Who owns the database? → the platform team",
    ],
    [
      "PH-G1",
      10,
      "Open questions",
      "Open questions: None",
      "Open questions: Do drivers need it? No decision yet, moved to phase 2",
    ],
  ];
  for (const [rule, stage, label, from, to] of honest)
    it(`${rule} ${label} holds: ${to}`, async () =>
      equal(await verdictIn(changed(stage, from, to), stage, label), "met"));

  it("PH-G1 a commit that git does not know, and an empty file, show nothing", async () => {
    const files = changed(10, "`docs/evidence/stage-10.txt`", "`docs/evidence/empty.txt`");
    equal(await verdictIn({ ...files, "docs/evidence/empty.txt": "\n" }, 10, "Evidence"), "unmet");
    deepEqual(await verdictIn(filled(), 10, "Evidence"), "met");
  });

  for (const [said, verdict] of [
    ["not signed off yet, see the other log", "unmet"],
    ["pending", "unmet"],
    ["signed off by Ada Roux, 2026-10-30", "met"],
  ] as const)
    it(`PH-G5 a phase that is recorded elsewhere: ${said}`, async () => {
      const text = `# Log\n\n## Phase 2\n\n### Stage 0 — Start\n\n- Phase before: ${said}\n- Status: in-progress\n\n### Stage 1 — Next\n\n- Status: not started\n`;
      const feature = await phase({ "docs/log.md": text }, "docs/log.md#phase-2");
      equal(criterionAt(feature, "0", "The phase before is signed off").verdict, verdict);
    });

  it("PH-G1 a quoted field is somebody else's words, and no status of the stage", async () => {
    const files = changed(10, "- Status: done", "> - Status: done\n\n- Status: in-progress");
    const stage = (await phase(files, PHASE_1)).stages.find(({ id }) => id === "10");
    equal(stage?.state === "passed", false);
  });
});
