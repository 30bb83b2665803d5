import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { planStart, slugOf } from "../../../../src/core/index.ts";
import { builtInProcess, type Files, openMemory, sha256 } from "../../support/memory.ts";
import { approvalAsked, doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";
import { applied, asChange, NOW, planned } from "./play.ts";

describe("slugOf", () => {
  const rows: [title: string, slug: string][] = [
    ["Auth refresh token", "auth-refresh-token"],
    ["  Auth   refresh/token!  ", "auth-refresh-token"],
    ["Version 2.0 (beta)", "version-2-0-beta"],
    ["--already--slugged--", "already-slugged"],
    ["snake_case title", "snake-case-title"],
    ["ÄÖÜ Crème brûlée", "aou-creme-brulee"],
    ["Łódź", "odz"],
    ["Señor ñandú", "senor-nandu"],
    ["ﬁnal ①", "final-1"],
    ["日本語 API", "api"],
    ["日本語", ""],
    ["!!!", ""],
    ["", ""],
    ["🚀", ""],
    ["../../etc/passwd", "etc-passwd"],
    ["con", "con"],
    ["a\u0000b\nc", "a-b-c"],
  ];
  for (const [title, slug] of rows)
    it(`${JSON.stringify(title)} → ${JSON.stringify(slug)}`, () => equal(slugOf(title), slug));

  it("is lower case, digits and single dashes, none at the ends, and its own slug", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (title) => {
        const slug = slugOf(title);
        match(slug, /^([a-z0-9]+(-[a-z0-9]+)*)?$/);
        equal(slugOf(slug), slug);
      }),
    );
  });
});

describe("planStart (C-1)", () => {
  it("never writes where the new feature's decisions will stand (P-6)", async () => {
    const rows: [record: string, file: string][] = [
      ["decided.approved", "decided.approved"],
      ["decided.approved", "Decided.APPROVED"],
      ["/records/{slug}.approved", "/records/a-thing.approved"],
      ["{slug}/gate {n}.approved", "a-thing/gate 1.approved"],
    ];
    for (const [record, file] of rows) {
      const process = made([doc("1", { ...approvalAsked, approval: { required: true, record } })], {
        start: { dir: "docs", steps: [{ scaffold: [{ file, text: "decision: approved\n" }] }] },
      });
      const files: Files = {};
      const workspace = await openUnder([process], files);
      const plan = planStart(process, { title: "A thing" }, { workspace, texts: {}, now: NOW, sha256 });
      deepEqual([file, plan.kind === "refusal" && plan.code], [file, "decisions-only"]);
    }
  });

  const start = async (process: string, files: Files, answers: Record<string, string>) =>
    planned(await openMemory(files), files, (context, more) =>
      planStart(builtInProcess(process), { ...answers, ...more }, context),
    );

  /** What a start is refused for. */
  function refused(
    title: string,
    rows: readonly [
      title: string,
      process: string,
      files: Files,
      answers: Record<string, string>,
      code: string,
      message: RegExp,
    ][],
  ): void {
    describe(title, () => {
      for (const [row, process, files, answers, code, message] of rows) {
        it(row, async () => {
          const plan = await start(process, files, answers);
          deepEqual([plan.kind, plan.kind === "refusal" && plan.code], ["refusal", code]);
          match(plan.kind === "refusal" ? plan.message : "", message);
        });
      }
    });
  }

  refused("is refused", [
    ["without a title", "complex-feature", {}, {}, "answer-missing", /title/],
    ["with blanks for a title", "complex-feature", {}, { title: " \n\t" }, "answer-missing", /title/],
    [
      "where the title leaves nothing: a question, no empty name",
      "complex-feature",
      {},
      { title: "日本語" },
      "no-slug",
      /Which short name/,
    ],
    [
      "with an answer that is no choice",
      "complex-feature",
      {},
      { title: "Sync", topic: "other" },
      "answer-missing",
      /multi-instance-sync/,
    ],
    [
      "over a document that is there",
      "complex-feature",
      { "docs/plans/sync_stage0_problem.md": "mine" },
      { title: "Sync" },
      "exists",
      /sync_stage0_problem\.md is there already/,
    ],
    [
      "over an empty document as well",
      "complex-feature",
      { "docs/plans/sync_stage0_problem.md": "" },
      { title: "Sync" },
      "exists",
      /there already/,
    ],
  ]);

  it("needs nothing but a title", async () => {
    for (const process of ["complex-feature", "codex-plan"])
      equal((await start(process, {}, { title: "Sync" })).kind, "change", process);
  });

  it("a title is one line, and stands in the document as it was typed", async () => {
    const change = asChange(await start("complex-feature", {}, { title: "  Sync\n $& {slug} `x`  " }));
    match(
      change.edits.find(({ path }) => path.endsWith("stage0_problem.md"))?.changes[0]?.text ?? "",
      /^# Stage 0 – Problem Framing: Sync \$& \{slug\} `x`\n/,
    );
    deepEqual(
      change.edits.map(({ path }) => path),
      [".plangate/README.md", "docs/plans/sync_slug_x_stage0_problem.md"],
    );
  });

  it("the first document is opened at its first placeholder", async () => {
    const change = asChange(await start("complex-feature", {}, { title: "Sync" }));
    const edit = change.edits.find(({ path }) => path === "docs/plans/sync_stage0_problem.md");
    const [follow, ...more] = change.followUps;
    deepEqual(more, []);
    equal(follow?.kind === "open" && follow.path, edit?.path);
    match(
      edit?.changes[0]?.text.split("\n")[((follow?.kind === "open" && follow.line) || 0) - 1] ?? "",
      /^<What is wrong today/,
    );
  });

  it("an adopted folder is not adopted again, and nobody's file is touched", async () => {
    const files = { ".plangate/README.md": "own words\n", "docs/plans/other_stage0_problem.md": "x" };
    const change = asChange(await start("complex-feature", files, { title: "Sync" }));
    deepEqual(
      change.edits.map(({ path, expect }) => [path, expect]),
      [["docs/plans/sync_stage0_problem.md", null]],
    );
    equal(applied(files, change)["docs/plans/other_stage0_problem.md"], "x");
  });

  it("the same start is the same plan, and nothing is written by planning", async () => {
    const files: Files = {};
    deepEqual(await start("codex-plan", files, { title: "Sync" }), await start("codex-plan", files, { title: "Sync" }));
    deepEqual(files, {});
  });

  it("a process without a start says so", async () => {
    const workspace = await openMemory({});
    const plan = await planned(workspace, {}, (context, more) =>
      planStart(made([{ id: "1", title: "One" }]), { title: "Sync", ...more }, context),
    );
    equal(plan.kind === "refusal" && plan.code, "not-asked");
  });

  it("whatever the title, no path leads out of the process's folder", async () => {
    const workspace = await openMemory({});
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: fc.constantFrom("a", "/", "..", "\\", "{", "}", "dir", "slug", " ", "\u0000", "é", "\n") }),
        async (title) => {
          for (const process of ["complex-feature", "codex-plan"]) {
            const plan = await planned(workspace, {}, (context, more) =>
              planStart(builtInProcess(process), { title, ...more }, context),
            );
            if (plan.kind !== "change") continue;
            const base =
              process === "complex-feature"
                ? /^docs\/plans\/[a-z0-9_]+_stage0_problem\.md$/
                : /^tasks\/[a-z0-9-]+-20261005T081500Z(\/[a-z./-]+)?$/;
            for (const path of [...plan.edits.map((edit) => edit.path), ...plan.folders])
              if (path !== ".plangate/README.md") match(path, base);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});
