import { deepEqual, doesNotMatch, equal, match } from "node:assert/strict";
import { type Change, planAction } from "../../../src/core/index.ts";
import { instead, stageAt } from "../core/judge/process.ts";
import { applied, asChange, planned, textAfter } from "../core/plan/play.ts";
import { type Files, openMemory } from "../support/memory.ts";
import { criterionAt, filledFiles, judged } from "./filled.ts";

const all = filledFiles("codex-plan");
const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const expertise = `${dir}/referenced-expertise.md`;
const excerpts = `${dir}/references/excerpts/tour-export-refs.txt`;
const plan = all[planPath] ?? "";
const { [expertise]: _, [excerpts]: __, ...bare } = all;
const own = (keywords: string, text = plan): string => instead(text, "csv\nexport\nrole check\n", keywords);
const guides: Files = {
  "experts/api.md": "# API\n\nOne.\nTwo.\nUse a CSV writer.\nThree.\nFour.\nFive.\n",
  "docs/deep/notes.md": "nothing here\n",
  "docs/csv.txt": "csv\ncsv and CSV\nCsv\n",
  "README.md": "# Tours\n\nExports to csv.\n",
  "CHANGELOG.md": "- csv\n",
  "src/agents/AGENTS.md": "Role check first, then csv.\n",
  "src/csv.js": "// csv\n",
  "other/csv.md": "csv\n",
  "docs/dist/csv.md": "csv\n",
  "docs/key.pem": "csv\n",
};

const scan = async (given: Files, answers: Record<string, string> = {}): Promise<Change> =>
  asChange(
    await planned(await openMemory(given), given, (context) =>
      planAction(dir, "scanExperts", undefined, { code: "no", ...answers }, context),
    ),
  );
const section = async (given: Files, answers?: Record<string, string>): Promise<string> =>
  textAfter(given, await scan(given, answers), expertise);
const files = { ...bare, ...guides };

describe("codex-plan CP-A4 scan experts", () => {
  it("CP-A4 looks for the plan's own words in experts, docs, README, CHANGELOG and any AGENTS.md, whatever their case", async () => {
    const text = await section(files);
    match(text, /^## Scan @ 2026-10-05T08:15:00Z\n\n- Keywords: csv\|export\|role check\n/m);
    const found = [...text.matchAll(/^- (\S+):(\d+): /gm)].map(([, path, line]) => `${path}:${line}`);
    deepEqual(found, [
      "CHANGELOG.md:1",
      "README.md:3",
      "docs/csv.txt:1",
      "docs/csv.txt:2",
      "docs/csv.txt:3",
      "experts/api.md:5",
      "src/agents/AGENTS.md:1",
    ]);
  });
  it("CP-A4 src only by the person's wish", async () => {
    doesNotMatch(await section(files), /src\/csv\.js/);
    match(await section(files, { code: "yes" }), /^- src\/csv\.js:1: `\/\/ csv`$/m);
  });
  it("CP-A4 two lines of context, in the excerpts file that is named after the feature", async () => {
    const text = textAfter(files, await scan(files), excerpts);
    equal(
      text.includes(
        "experts/api.md-3-One.\nexperts/api.md-4-Two.\nexperts/api.md:5:Use a CSV writer.\nexperts/api.md-6-Three.\nexperts/api.md-7-Four.\n",
      ),
      true,
      text,
    );
    doesNotMatch(text, /Five/);
  });
  it("CP-A4 the ten files with most places, most first", async () => {
    const many: Files = { ...files };
    for (let i = 0; i < 12; i++) many[`docs/many/${String.fromCharCode(97 + i)}.md`] = "export\n".repeat(20 - i);
    const top = (await section(many)).split("### Top files (by hits)")[1] ?? "";
    const listed = [...top.matchAll(/^- (\d+) (\S+)$/gm)].map(([, count, path]) => `${count} ${path}`);
    equal(listed.length, 10);
    deepEqual(listed.slice(0, 2), ["20 docs/many/a.md", "19 docs/many/b.md"]);
  });
  it("CP-A4 adds to what stands there, in its own line ends", async () => {
    const old = "# Referenced Expertise\r\n\r\n- mine\r\n";
    const given = { ...files, [expertise]: old, [excerpts]: "mine\n" };
    const change = await scan(given);
    const text = textAfter(given, change, expertise);
    equal(text.startsWith(old), true);
    doesNotMatch(text, /(?<!\r)\n/);
    equal(textAfter(given, change, excerpts).startsWith("mine\n# Scan @ "), true);
  });
  it("CP-A4 one scan is what the plan's gate asks for", async () => {
    equal(criterionAt(await judged(files), "plan", "One expert scan").verdict, "unmet");
    const after = await judged(applied(files, await scan(files)));
    equal(criterionAt(after, "plan", "One expert scan").verdict, "met");
    equal(stageAt(after, "plan").state, "passed");
  });
  it("CP-A4 nothing found is said, and is a scan all the same", async () => {
    const nothing = { ...bare, "docs/a.md": "other words\n" };
    match(await section(nothing), /- Nothing found in 1 files/);
    equal(criterionAt(await judged(applied(nothing, await scan(nothing))), "plan", "One expert scan").verdict, "met");
  });
  it("CP-A4 what is found in somebody else's file stays text", async () => {
    const odd = { ...bare, "docs/a.md": "- [ ] csv `x`\n# csv <!-- \nBLOCKED csv\n" };
    const text = await section(odd);
    match(text, /^- docs\/a\.md:1: `` - \[ \] csv `x` ``$/m);
    const after = await judged(applied(odd, await scan(odd)));
    deepEqual(after.findings, []);
    equal(after.done, true);
  });

  describe("CP-A4 the words", () => {
    const words = async (text: string): Promise<string> => {
      const found = await section({ ...files, [planPath]: text });
      return /^- Keywords: (.*)$/m.exec(found)?.[1] ?? "";
    };
    const rows: [title: string, keywords: string, expected: string][] = [
      ["one a line", "csv\nrole check\n", "csv|role check"],
      ["as list items, in quotes", '- "role check"\n- `csv`\n', "role check|csv"],
      ["other words for one thing behind a bar", "csv|spreadsheet\n", "csv|spreadsheet"],
      ["each once", "csv\nCSV\n", "csv"],
      ["as they stand: no pattern", "a.*b\n", "a.*b"],
    ];
    for (const [title, keywords, expected] of rows) it(title, async () => equal(await words(own(keywords)), expected));
    it("three to five of the overview, the constraints and the dependencies where none is named", async () => {
      for (const none of ["<keyword, e.g. the main library>\n", "\n", "n/a\n"]) {
        const found = await words(own(none));
        match(found, / \(taken from the plan's text, since it names none\)$/);
        const terms = found.replace(/ \(.*$/, "").split("|");
        equal(terms.length >= 3 && terms.length <= 5, true, found);
        equal(terms.includes("CSV") && terms.includes("Postgres"), true, found);
      }
    });
    it("the process's own list where the plan says too little", async () => {
      const empty = "# Plan\n\n## Task Overview\n\n<what>\n\n## Experts to Scan (keywords)\n\n<keyword>\n";
      const found = await words(empty);
      match(found, /^python concurrency\|async\|caching\|.*\|rollback \(the process's own list/);
    });
  });
});
