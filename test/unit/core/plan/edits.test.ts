import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import {
  type Answers,
  type Plan,
  type PlanContext,
  planAction,
  planDecide,
  planTick,
} from "../../../../src/core/index.ts";
import { readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";
import { filledFiles } from "../../processes/filled.ts";
import { type Files, openMemory } from "../../support/memory.ts";
import { stageAt } from "../judge/process.ts";
import { applied, asChange, planned } from "./play.ts";

const dir = "tasks/tour-export-20261012T090000Z";
const planPath = `${dir}/plan.md`;
const logPath = `${dir}/decision-log.md`;
const brief = "docs/plans/offline_scans_stage0_problem.md";
const files: Record<string, string> = {
  ...filledFiles("codex-plan"),
  [brief]: filledFiles("complex-feature")[brief] ?? "",
};

/** How a file may lie on disk: each line's end by its number, a byte order mark, with or without a final line end. */
const shapes = fc.record({
  ends: fc.array(fc.constantFrom("\n", "\r\n"), { minLength: 1, maxLength: 7 }),
  mark: fc.boolean(),
  final: fc.boolean(),
});
type Shape = { ends: string[]; mark: boolean; final: boolean };

function shaped(text: string, { ends, mark, final }: Shape): string {
  const lines = (final ? text : text.trimEnd()).split("\n");
  return (
    (mark ? "\ufeff" : "") +
    lines.map((line, index) => (index === lines.length - 1 ? line : line + ends[index % ends.length])).join("")
  );
}

const plain = (text: string): string => text.replace(/^\ufeff/, "");

/** What stands in a document, without places: two of these differ where the document says something else. */
function saidIn(text: string): { headings: string[]; items: string[]; fields: string[] } {
  const { headings, items, fields } = readMarkdown("a.md", plain(text));
  return {
    headings: headings.map((each) => `${each.level} ${each.text}`),
    items: items.map((each) => `${each.state} ${each.depth} ${each.text.replace(/\r/g, "")}`),
    fields: fields.map((each) => `${each.name}: ${each.value}`),
  };
}

/** The lines of `all` that are left once `some` are taken out, in order; undefined where one of them is not there. */
function added<T>(some: readonly T[], all: readonly T[]): T[] | undefined {
  const rest: T[] = [];
  let at = 0;
  for (const each of all) {
    if (at < some.length && each === some[at]) at++;
    else rest.push(each);
  }
  return at === some.length ? rest : undefined;
}

/** Runs a plan over the file in many shapes on disk, and looks at each before and after. */
function check(
  title: string,
  path: string,
  make: (context: PlanContext, answers: Answers, text: string) => Plan,
  look: (before: string, after: string, text: string) => void,
): void {
  it(title, async function () {
    this.timeout(30_000);
    await fc.assert(
      fc.asyncProperty(shapes, async (shape) => {
        const before = shaped(files[path] ?? "", shape);
        const folder: Files = { ...files, [path]: before };
        const workspace = await openMemory(folder);
        const plan = await planned(workspace, folder, (context, answers) => make(context, answers, before));
        const edit = asChange(plan).edits.find((each) => each.path === path);
        const after = String(applied(folder, plan)[path]);
        const kept = (edit?.changes ?? []).reduceRight(
          (text, { offset, end }) => text.slice(0, offset) + text.slice(end),
          plain(before),
        );
        let left = plain(after);
        let shift = 0;
        for (const { offset, end, text } of edit?.changes ?? []) {
          left = left.slice(0, offset + shift) + left.slice(offset + shift + text.length);
          shift -= end - offset;
        }
        equal(left, kept, "everything outside of the changes is as it was");
        equal(after.startsWith("\ufeff"), before.startsWith("\ufeff"));
        for (const [other, text] of Object.entries(folder))
          if (other !== path) equal(applied(folder, plan)[other], text);
        look(plain(before), plain(after), (edit?.changes ?? []).map((each) => each.text).join(""));
      }),
      { numRuns: 12 },
    );
  });
}

/** Every line of an inserted text ends as most lines of the file do. */
function endsLike(before: string, text: string): void {
  const crlf = before.split("\r\n").length - 1;
  const lf = before.split("\n").length - 1 - crlf;
  const wanted = crlf > lf ? "\r\n" : "\n";
  deepEqual([...new Set(text.match(/\r\n|\n|\r/g) ?? [wanted])], [wanted]);
}

describe("an edit changes what it is about, whatever the file's line ends", () => {
  const boxes = readMarkdown(planPath, files[planPath] ?? "").items.filter(({ box }) => box);
  for (const index of [0, 5, boxes.length - 1]) {
    check(
      `unticking the box of line ${boxes[index]?.line}`,
      planPath,
      (context) => planTick(planPath, boxes[index]?.line ?? 0, context),
      (before, after, text) => {
        equal(text, " ");
        const [was, is] = [saidIn(before), saidIn(after)];
        deepEqual(is.headings, was.headings);
        deepEqual(is.fields, was.fields);
        deepEqual(
          is.items.filter((item, at) => item !== was.items[at]).map((item) => item.split(" ")[0]),
          ["todo"],
        );
      },
    );
  }

  check(
    "a new story",
    planPath,
    (context, more) => planAction(dir, "addStory", undefined, { title: "Export a whole day", ...more }, context),
    (before, after, text) => {
      const [was, is] = [saidIn(before), saidIn(after)];
      const headings = added(was.headings, is.headings) ?? ["something is gone"];
      deepEqual([headings[0], headings.length], ["3 Story [S-2]: Export a whole day", 12]);
      equal(
        is.headings.indexOf("2 Checklist of Subtasks") - is.headings.indexOf("3 Story [S-2]: Export a whole day"),
        12,
      );
      equal(
        added(was.items, is.items)?.some((item) => item.startsWith("done")),
        false,
      );
      equal(added(was.fields, is.fields)?.includes("Story ID: S-2"), true);
      endsLike(before, text);
    },
  );

  check(
    "a log entry",
    logPath,
    (context, more) =>
      planAction(
        dir,
        "logLoop",
        ["S-1"],
        { outcome: "Second try", decision: "refine", result: "fail", ...more },
        context,
      ),
    (before, after, text) => {
      const [was, is] = [saidIn(before), saidIn(after)];
      equal(after.startsWith(before), true);
      deepEqual(added(was.headings, is.headings), ["2 [S-1] Second try — 2026-10-05T08:15:00Z"]);
      equal(added(was.fields, is.fields)?.includes("Decision: refine"), true);
      endsLike(before, text);
    },
  );

  check(
    "a proposal",
    `${dir}/proposals/expert-additions.md`,
    (context, more) => planAction(dir, "propose", undefined, { title: "CSV", ...more }, context),
    (before, after, text) => {
      equal(after.startsWith(before), true);
      deepEqual(added(saidIn(before).headings, saidIn(after).headings), ["2 CSV"]);
      endsLike(before, text);
    },
  );

  check(
    "an approval leaves the document alone",
    brief,
    (context) => {
      const feature = context.workspace.snapshot.features.find(({ id }) => id === "docs/plans/offline_scans");
      if (!feature) throw new Error("no feature");
      return planDecide(
        feature.id,
        ["0"],
        {
          kind: "approved",
          by: { name: "A", email: "a@example.org" },
          through: "editor",
          shown: stageAt(feature, "0").approval?.subject ?? [],
        },
        context,
      );
    },
    (before, after) => equal(after, before),
  );
});
