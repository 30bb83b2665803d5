import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { actionsOf, type Change, type GitFacts, type Plan, planAction } from "../../../src/core/index.ts";
import { instead } from "../core/judge/process.ts";
import { asChange, planned, textAfter } from "../core/plan/play.ts";
import { type Files, openMemory } from "../support/memory.ts";
import { criterionAt, filledFiles, judged } from "./filled.ts";

const files = filledFiles("complex-feature");
const id = "docs/plans/offline_scans";
const path = `${id}_stage4_execution_log.md`;
const log = files[path] ?? "";
const git: GitFacts = {
  head: "0123456789abcdef",
  branch: "main",
  commits: [
    {
      sha: "0123456789abcdef",
      at: "2026-11-18T10:00:00.000Z",
      author: "Ada Roux",
      email: "ada@example.org",
      subject: "offline_scans: fix | the sender",
      parents: 1,
      files: ["src/queue.js", "src/send.js"],
    },
  ],
  truncated: false,
  dirty: [],
  user: { name: "Ada Roux", email: "ada@example.org" },
};
const answers = {
  on: "2026-11-18",
  task: "Scan queue: sender",
  refs: "0123456789",
  tests: "unit: pass",
  risks: "None",
};

const plan = async (given: Files, more: Record<string, string> = {}): Promise<Plan> =>
  planned(await openMemory(given, { git }), given, (context) =>
    planAction(id, "logIteration", ["4"], { ...answers, ...more }, context),
  );
const logged = async (text: string, more?: Record<string, string>): Promise<string> => {
  const given = { ...files, [path]: text };
  return textAfter(given, await plan(given, more), path);
};
const row = "| 2026-11-18 | Scan queue: sender | 0123456789 | unit: pass | None |";
/** The lines that a text has and another has not. */
const added = (before: string, after: string): string[] =>
  after.split(/\r?\n/).filter((line) => !before.split(/\r?\n/).includes(line));

describe("complex-feature CF-A3 log an iteration", () => {
  it("CF-A3 adds the row behind the last one, and nothing else", async () => {
    const after = await logged(log);
    equal(after.replace(`${row}\n`, ""), log);
    const lines = after.split("\n");
    match(lines[lines.indexOf(row) - 1] ?? "", /^\| 2026-11-16 /);
  });
  it("CF-A3 asks with what the last commit says", async () => {
    const asked: Record<string, string> = {};
    const given: Record<string, string> = {};
    for (;;) {
      const next = await planned(await openMemory(files, { git }), files, (context) =>
        planAction(id, "logIteration", ["4"], given, context),
      );
      if (next.kind !== "ask") break;
      asked[next.question.id] = next.question.prefill;
      given[next.question.id] = next.question.prefill || "x";
      if (next.question.id === "refs") match(next.question.detail ?? "", /src\/queue\.js, src\/send\.js/);
    }
    deepEqual(asked, {
      on: "2026-11-18",
      task: "offline_scans: fix | the sender",
      refs: "0123456789",
      tests: "",
      risks: "",
    });
  });
  it("CF-A3 what is left open gets a word for it; date, task and tests are needed", async () => {
    match(await logged(log, { risks: "" }), /unit: pass \| None \|$/m);
    for (const needed of ["on", "task", "tests"]) {
      const refused = await plan(files, { [needed]: " " });
      deepEqual([refused.kind, refused.kind === "refusal" && refused.code], ["refusal", "answer-missing"], needed);
    }
  });
  it("CF-A3 is offered at the log, and is what the terminal's record does", async () => {
    const actions = actionsOf(id, { workspace: await openMemory(files) });
    deepEqual(
      actions.map(({ id: action, stage, as }) => [action, stage, as]),
      [["logIteration", ["4"], "record"]],
    );
  });

  describe("CF-A3 into the file's own table", () => {
    const head = "| --- | --- | --- | --- | --- |";
    const tables: [title: string, table: string, expected: string[]][] = [
      [
        "other names for the columns",
        `| Date | Capability / Task | Branch / Commit Ref | Tests & Checks | Notes / Risks |\n${head}\n| 2026-11-10 | Queue | main@54a | pytest | manual |`,
        [row],
      ],
      [
        "another order, and a column of its own",
        "| Task | Open risks | Date | Reviewer | Code refs | Verification |\n| --- | --- | --- | --- | --- | --- |\n| Queue | None | 2026-11-10 | Ada | PR 1 | pytest |",
        ["| Scan queue: sender | None | 2026-11-18 |  | 0123456789 | unit: pass |"],
      ],
      [
        "a column that is not there: its value is said in the last one",
        "| Date | Stage/Task | Tests |\n| --- | --- | --- |\n| 2026-11-10 | Queue | pytest |",
        ["| 2026-11-18 | Scan queue: sender | unit: pass; Code refs: 0123456789; Open risks: None |"],
      ],
      [
        "the template's row is written over",
        `| Date | Stage/Task | Code refs | Tests | Open risks |\n${head}\n| <date of the merge, as YYYY-MM-DD> | <capability and task> | <commit> | <what was run> | <what may go wrong> |`,
        [row],
      ],
      ["a table without rows", `| Date | Stage/Task | Code refs | Tests | Open risks |\n${head}`, [row]],
      [
        "its header repeated as a row",
        `| Date | Stage/Task | Code refs | Tests | Open risks |\n${head}\n| Date | Stage/Task | Code refs | Tests | Open risks |\n| 2026-11-10 | Queue | PR 1 | pytest | None |`,
        [row],
      ],
    ];
    for (const [title, table, expected] of tables) {
      it(`CF-A3 ${title}`, async () => {
        const before = `# Log\n\n${table}\n\n## Unknowns\n\nNone.\n`;
        const after = await logged(before);
        deepEqual(added(before, after), expected);
        doesNotMatch(after, /<date of the merge/);
        const criterion = criterionAt(await judged({ ...files, [path]: after }), "4", "A row for each iteration");
        equal(
          criterion.verdict,
          table.includes("Open risks |\n") || /Risks \|\n/.test(table) || title.startsWith("another") ? "met" : "unmet",
        );
      });
    }
    it("CF-A3 before rows that are only planned", async () => {
      const before = instead(
        log,
        "\n## Unknowns",
        "| TBD | e.g., display | feature/x | smoke | ? |\n\n## Unknowns",
      ).replace("None |\n\n| TBD", "None |\n| TBD");
      const lines = (await logged(before)).split("\n");
      match(lines[lines.indexOf(row) + 1] ?? "", /^\| TBD /);
      match(lines[lines.indexOf(row) - 1] ?? "", /^\| 2026-11-16 /);
    });
    it("CF-A3 first where the newest stands first", async () => {
      const before = `# Log\n\n| Date | Task | Code refs | Tests | Risks |\n${head}\n| 2026-11-12 | b | 2 | t | None |\n| 2026-11-10 | a | 1 | t | None |\n`;
      const lines = (await logged(before)).split("\n");
      match(lines[lines.indexOf(row) + 1] ?? "", /^\| 2026-11-12 /);
    });
    it("CF-A3 a document without a table gets one", async () => {
      const after = await logged("# Log\n\nNothing yet.");
      equal(
        after,
        `# Log\n\nNothing yet.\n\n| Date | Stage/Task | Code refs | Tests | Open risks |\n| --- | --- | --- | --- | --- |\n${row}\n`,
      );
    });
    it("CF-A3 keeps CRLF, and a last line without an end", async () => {
      const windows = log.slice(0, log.indexOf("\n\n## Unknowns")).replaceAll("\n", "\r\n");
      const after = await logged(windows);
      equal(after, `${windows}\r\n${row}\r\n`);
    });
    it("CF-A3 a bar or a line break in an answer does not break the row", async () => {
      const after = await logged(log, { task: "fix | the sender", tests: "unit\nload" });
      deepEqual(added(log, after), ["| 2026-11-18 | fix \\| the sender | 0123456789 | unit load | None |"]);
    });
  });

  it("CF-A3 the document as it is called here, in whatever folder", async () => {
    const moved = "docs/plans/offline_scans/offline_scans_stage4_checklist.md";
    const { [path]: _, ...rest } = files;
    const change = (await plan({ ...rest, [moved]: log })) as Change;
    deepEqual(
      change.edits.map((edit) => edit.path),
      [moved],
    );
  });
  it("CF-A3 without a log it says what comes first", async () => {
    const { [path]: _, ...rest } = files;
    const refused = await plan(rest);
    match(refused.kind === "refusal" ? refused.message : "", /There is no .*stage4_execution_log\.md yet: advance/);
  });
  it("CF-A3 opens where the row stands", async () => {
    const change = asChange(await plan(files));
    const follow = change.followUps[0];
    const line = follow?.kind === "open" ? (follow.line ?? 0) : 0;
    equal(textAfter(files, change, path).split("\n")[line - 1], row);
  });
});
