import { deepEqual, equal, match } from "node:assert/strict";
import { leavesOf } from "../../../../src/core/index.ts";
import { applied } from "../../core/plan/play.ts";
import { unmetAt } from "../filled.ts";
import {
  act,
  advance,
  field,
  filled,
  LOG,
  logAfter,
  PHASE_1,
  PHASE_2,
  phase,
  refusedFor,
  start,
  withStage,
  workingAt,
} from "./log.ts";

const NEW = "docs/implementation-log-label-printer.md";
const title = "Label printer";

/** The lines that two texts do not share, in order: `- old`, `+ new`. */
function changed(before: string, after: string): string[] {
  const [old, now] = [before.split("\n"), after.split("\n")];
  const gone = old.filter((line) => !now.includes(line)).map((line) => `- ${line}`);
  return [...gone, ...now.filter((line) => !old.includes(line)).map((line) => `+ ${line}`)];
}

describe("PH-A1 phased: starting a phase", () => {
  for (const [pattern, number, name] of [
    ["phase-1-backend", 1, "MVP Backend"],
    ["phase-2-ui", 2, "UI and Hardening"],
    ["phase-3-integrations", 3, "External Integrations"],
    ["blank", 1, ""],
  ] as const)
    it(`makes a log after the pattern ${pattern}: eleven stages, the first open, with what is to be written unmet`, async () => {
      const files = applied({}, await start({}, { title, pattern }));
      const id = `${NEW}#phase-${number}`;
      const judged = await phase(files, id);
      const leaves = leavesOf(judged.stages);
      deepEqual(
        leaves.map(({ id: stage }) => stage),
        ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9", "10"],
      );
      equal(leaves[0]?.state, "open");
      equal(
        leaves.slice(1).every(({ state }) => state === "locked"),
        true,
      );
      equal(
        leaves.some(({ progress }) => progress),
        false,
      );
      deepEqual(judged.findings, []);
      deepEqual(judged.problems, []);
      match(
        judged.title,
        name === "" ? /label printer|Label printer/i : new RegExp(`^Label printer · Phase ${number} — ${name}$`),
      );
      const own = number === 1 ? ["No architecture decision is open"] : ["The phase before is signed off"];
      const gates = pattern === "blank" ? ["Acceptance gate"] : [];
      deepEqual(unmetAt(judged, "0"), [
        ...gates,
        "No placeholder is left",
        "Evidence",
        "Docs",
        "Risk and rollback",
        "Open questions",
        ...own,
      ]);
    });

  it("takes the first pattern and a new log where nothing is chosen, and never writes over one", async () => {
    const files = applied({}, await start({}, { title }));
    equal(typeof files[NEW], "string");
    const again = await start(files, { title, log: "new" });
    deepEqual([again.kind, again.kind === "refusal" && again.code], ["refusal", "exists"]);
  });

  it("adds a phase to a log that is there, with the next number, at the level of its phases", async () => {
    const files = filled();
    const text = await logAfter(files, start(files, { title, pattern: "phase-3-integrations", log: LOG }));
    equal(text.startsWith(files[LOG] as string), true);
    match(text, /\n\n## Phase 2 — External Integrations\n\n### Stage 0 — Pre-flight\n/);
    const flat = {
      "log.md":
        "# Phase 1: Backend\r\n\r\n## Stage 0 — A\r\n\r\nStatus: done\r\n\r\n## Stage 1 — B\r\n\r\nStatus: todo",
    };
    const grown = await logAfter(flat, start(flat, { title, pattern: "blank", log: "log.md" }), "log.md");
    equal(grown.startsWith(flat["log.md"]), true);
    match(grown, /todo\r\n\r\n# Phase 2 — <name[^\r]*\r\n\r\n## Stage 0 — /);
    equal(/[^\r]\n/.test(grown), false);
    equal(leavesOf((await phase({ "log.md": grown }, "log.md#phase-2")).stages).length, 11);
    equal(leavesOf((await phase({ "log.md": grown }, "log.md#phase-1")).stages).length, 2);
  });

  it("says what a log without phases needs first", async () => {
    const files = { "log.md": "# Log\n\n## Stage 0 — A\n\nStatus: done\n\n## Stage 1 — B\n\nStatus: todo\n" };
    const made = await start(files, { title, log: "log.md" });
    match(made.kind === "refusal" ? made.message : "", /log\.md has no heading such as "## Phase 1 — Name"/);
  });

  it("adds the next phase from the last stage", async () => {
    const text = await logAfter(filled(), act(filled(), "next-phase", "10", { pattern: "phase-2-ui" }));
    match(text, /\n## Phase 2 — UI and Hardening\n/);
    equal(leavesOf((await phase({ ...filled(), [LOG]: text }, PHASE_2)).stages).length, 11);
  });
});

describe("PH-A2 phased: status, result, evidence; advancing", () => {
  it("is refused while anything is unmet, each named", async () => {
    const files = withStage(workingAt(3), "3", (text) => field("Docs", "")(field("Blockers", "no access")(text)));
    deepEqual(await refusedFor(advance(files, "3")), ["No blocker is open", "Docs"]);
  });

  it("marks the stage done and its gate passed, begins the next one, and changes nothing else", async () => {
    const files = workingAt(3);
    const text = await logAfter(files, advance(files, "3"));
    deepEqual(
      text,
      withStage(
        withStage(files, "3", (part) => field("Acceptance gate result", "pass")(field("Status", "done")(part))),
        "4",
        field("Status", "in-progress"),
      )[LOG],
    );
    const judged = await phase({ ...files, [LOG]: text });
    equal(judged.current?.id, "4");
  });

  it("ends the phase with its last stage", async () => {
    const files = { ...workingAt(10), [LOG]: (workingAt(10)[LOG] as string).replaceAll("- [ ]", "- [x]") };
    const judged = await phase({ ...files, [LOG]: await logAfter(files, advance(files, "10")) });
    deepEqual([judged.done, judged.findings, judged.problems], [true, [], []]);
  });

  it("does not begin what has begun, and does not mark twice", async () => {
    const files = withStage(workingAt(3), "4", field("Status", "blocked"));
    const text = await logAfter(files, advance(files, "3"));
    match(text, /### Stage 4[\s\S]*?- Status: blocked/);
    const once = { ...files, [LOG]: text };
    equal(await logAfter(once, advance(once, "3")).catch(() => text), text);
  });

  it("sets a status, with what stands in the way", async () => {
    const files = workingAt(3);
    const text = await logAfter(files, act(files, "status", "3", { status: "blocked", blocker: "No test account" }));
    deepEqual(
      changed(files[LOG] as string, text).filter((line) => line.startsWith("+")),
      ["+ - Status: blocked", "+ - Blockers: No test account"],
    );
    equal((await phase({ ...files, [LOG]: text })).current?.state, "blocked");
  });

  it("sets the result, and adds evidence to what is there", async () => {
    const files = workingAt(3);
    match(
      await logAfter(files, act(files, "result", "3", { result: "fail" })),
      /### Stage 3[\s\S]*?- Acceptance gate result: fail\n/,
    );
    match(
      await logAfter(files, act(files, "evidence", "3", { evidence: "runs/17.log" })),
      /### Stage 3[\s\S]*?- Evidence links: `docs\/evidence\/stage-3.txt`; runs\/17\.log\n/,
    );
  });

  it("offers splitting only where the stage is not done", async () => {
    const refused = await act(filled(), "split", "3", { titles: "One\nTwo" });
    equal(refused.kind, "refusal");
  });
});

describe("PH-A3 phased: splitting a stage", () => {
  it("makes parts: the first keeps what is written, the others follow from the template", async () => {
    const files = workingAt(4);
    const text = await logAfter(files, act(files, "split", "4", { titles: "Attachments\n- Escalations\n2. Notes" }));
    const judged = await phase({ ...files, [LOG]: text });
    deepEqual(
      leavesOf(judged.stages)
        .map(({ id, title: name }) => `${id} ${name}`)
        .slice(3, 9),
      [
        "3 Primary Resource API",
        "4a Attachments",
        "4b Escalations",
        "4c Notes",
        "5 Background Workers",
        "6 Policy Enforcement",
      ],
    );
    equal(judged.current?.id, "4a");
    equal(text.includes("README: attachments"), true);
    deepEqual(
      changed(files[LOG] as string, text).filter((line) => line.startsWith("-")),
      ["- ### Stage 4 — Supporting APIs"],
    );
  });

  it("moves the letters of the parts that follow", async () => {
    const first = workingAt(4);
    const files = { ...first, [LOG]: await logAfter(first, act(first, "split", "4", { titles: "A\nB" })) };
    const text = await logAfter(files, act(files, "split", "4a", { titles: "A1\nA2" }));
    deepEqual(
      [...text.matchAll(/^### Stage (4\w — .*)$/gm)].map(([, name]) => name),
      ["4a — A1", "4b — A2", "4c — B"],
    );
  });

  it("writes in the log's own level, line ends and dash", async () => {
    const old =
      "# Log\r\n\r\n## Stage 1: Import\r\n\r\n- Status: doing\r\n\r\n## Stage 2: Export\r\n\r\n- Status: todo\r\n";
    const text = await logAfter(
      { "log.md": old },
      act({ "log.md": old }, "split", "1", { titles: "Read\nCheck" }, "log.md#phase-1"),
      "log.md",
    );
    equal(/[^\r]\n/.test(text), false);
    match(text, /^# Log\r\n\r\n## Stage 1a: Read\r\n\r\n- Status: doing\r\n\r\n## Stage 1b — Check\r\n/);
    equal(text.endsWith("\r\n\r\n## Stage 2: Export\r\n\r\n- Status: todo\r\n"), true);
  });

  it("needs two titles", async () => {
    const made = await act(workingAt(4), "split", "4", { titles: "Only one" });
    match(made.kind === "refusal" ? made.message : "", /two or more parts/);
    equal((await phase(workingAt(4), PHASE_1)).current?.id, "4");
  });
});
