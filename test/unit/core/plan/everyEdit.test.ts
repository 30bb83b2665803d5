import { deepEqual, equal, ok } from "node:assert/strict";
import { diffArrays } from "diff";
import fc from "fast-check";
import {
  actionsOf,
  type DecisionKind,
  type JudgedFeature,
  leavesOf,
  planAction,
  planAdvance,
  planDecide,
  planTick,
} from "../../../../src/core/index.ts";
import { draft } from "../../../../src/core/plan/draft.ts";
import { readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";
import { filledFiles, person } from "../../processes/filled.ts";
import { workingAt } from "../../processes/phased/log.ts";
import { type Files, openMemory } from "../../support/memory.ts";
import { answered, applied, asChange, type Make, planned } from "./play.ts";
import { endOf, linesIn, mostUsedEnd, plain, type Shape, shaped, shapes } from "./shapes.ts";

const git = {
  head: "0123456789",
  branch: "main",
  commits: [],
  truncated: false,
  dirty: [],
  user: { name: person.name, email: person.email },
};

/** Decisions on a gate that has decisions already: its record grows. */
const decisions: [kind: DecisionKind, before: DecisionKind[]][] = [
  ["waived", ["waived", "revoked"]],
  ["revoked", ["waived"]],
];

const decide =
  (feature: JudgedFeature, kind: DecisionKind): Make =>
  (context) => {
    const leaf = waivable(feature);
    const shown = leaf?.approval?.subject ?? [];
    return planDecide(
      feature.id,
      leaf?.path,
      { kind, by: person, through: "editor", comment: "Why: two lines\nand a # sign", shown },
      context,
    );
  };

const waivable = ({ stages }: JudgedFeature) =>
  leavesOf(stages).find(
    ({ approval, unwaivable, state }) => approval && unwaivable === undefined && state !== "passed",
  );

/** Runs a plan with its files in many shapes on disk, and compares each file before and after line by line. */
async function holds(files: Files, make: Make): Promise<string[]> {
  const first = await answered(files, make, { git });
  if (first.kind !== "change") return [];
  const touched = first.edits.filter(({ path }) => typeof files[path] === "string").map(({ path }) => path);
  if (touched.length === 0) return [];
  await fc.assert(
    fc.asyncProperty(shapes, async (shape) => {
      const before: Files = { ...files };
      for (const path of touched) before[path] = shaped(files[path] as string, isRecord(path) ? inYaml(shape) : shape);
      const plan = await answered(before, make, { git });
      equal(plan.kind, "change", JSON.stringify(plan));
      const after = applied(before, plan);
      for (const [path, text] of Object.entries(before)) {
        if (touched.includes(path)) compare(path, text as string, after[path] as string);
        else equal(after[path], text);
      }
    }),
    { numRuns: 8 },
  );
  return touched;
}

const isRecord = (path: string): boolean => /\.(yaml|approved)$/.test(path);

/** YAML's parser takes a CR alone for no line end: a record that has one cannot be read, and no decision rests on it. */
const inYaml = (shape: Shape): Shape => ({ ...shape, ends: shape.ends.map((end) => (end === "\r" ? "\r\n" : end)) });

/** A line that stays has its end; a changed line keeps its end; a new line ends as most lines of the file do. */
function compare(path: string, before: string, after: string): void {
  equal(after.startsWith("\ufeff"), before.startsWith("\ufeff"), `${path}: byte order mark`);
  const parts = diffArrays(linesIn(plain(before)), linesIn(plain(after)));
  // A decision is a document more; what stands before it is not looked at at all.
  if (isRecord(path)) {
    ok(after.startsWith(before), `${path}: what stood there`);
    return;
  }
  const wanted = endFor(path, plain(before));
  // Where a CR stands beside a new LF, a CRLF keeps them from becoming one line end.
  const apart = /\r(?!\n)/.test(before) && wanted !== "\r\n" ? ["\r\n"] : [];
  let removed = 0;
  for (const [index, part] of parts.entries()) {
    if (part.removed) removed += part.value.length;
    if (!part.added) continue;
    const previous = parts[index - 1];
    const replaced = previous?.removed ? previous.value : [];
    for (const [at, line] of part.value.entries()) {
      const old = endOf(replaced[at] ?? "");
      const own = old === "" ? [wanted, ...(isLast(parts, index, at) ? [""] : [])] : [old];
      // Where lines of JSON come and go, which of them replaced which cannot be told.
      const ends = path.endsWith(".json") ? [...own, ...replaced.map(endOf)] : own;
      // Lines that move to make room stand beside new ones: either end is right for a line of such a stretch.
      ok(
        [...ends, wanted, ...(mostUsedEnd(line) === line || wanted === "\r" ? apart : [])].includes(endOf(line)),
        `${path}: ${JSON.stringify(line)} where ${JSON.stringify(ends)} belongs`,
      );
    }
  }
  ok(removed <= (path.endsWith(".json") ? 30 : 6), `${path}: ${removed} lines changed`);
}

/** How a new line of a file has to end: as most do; in a state file, as the first does. */
const endFor = (path: string, before: string): string =>
  path.endsWith(".json") ? endOf(linesIn(before)[0] ?? "") || "\n" : mostUsedEnd(before);

const isLast = (parts: ReturnType<typeof diffArrays<string>>, index: number, at: number): boolean =>
  parts.slice(index + 1).every((part) => part.removed) && at === (parts[index]?.value.length ?? 0) - 1;

/** The folders that plans are made in, and what has to be tried there for the test to mean anything. */
const folders: [title: string, files: () => Files, expected: string[]][] = [
  ["codex-plan", () => filledFiles("codex-plan"), ["addStory", "logLoop", "addTask", "propose", "tick"]],
  ["complex-feature", () => filledFiles("complex-feature"), ["logIteration", "tick", "waived", "revoked"]],
  ["make-express", () => filledFiles("make-express"), ["waived", "revoked"]],
  ["dev-cycle", () => filledFiles("dev-cycle"), ["sendBack"]],
  ["phased", () => filledFiles("phased"), ["status", "evidence", "next-phase", "tick"]],
  ["phased, at work", () => workingAt(4), ["advance", "split", "status", "result", "evidence"]],
];

describe("every byte outside of an edit stays, for every kind of edit that a plan makes", () => {
  for (const [title, filesOf, expected] of folders)
    it(title, async function () {
      this.timeout(240_000);
      const files = filesOf();
      const { features } = (await openMemory(files, { git })).snapshot;
      const tried = new Set<string>();
      for (const feature of features) {
        const makes: [string, Files, Make][] = [];
        const workspace = await openMemory(files, { git });
        const once = new Set<string>();
        for (const { id, stage } of actionsOf(feature.id, { workspace })) {
          // The stages of one process differ in what they say, not in how they are edited.
          const isCurrent = stage?.join("/") === feature.current?.path.join("/");
          if (once.has(id) && !isCurrent) continue;
          once.add(id);
          makes.push([id, files, (context, answers) => planAction(feature.id, id, stage, answers, context)]);
        }
        makes.push([
          "advance",
          files,
          (context, answers) => planAdvance(feature.id, feature.current?.path, answers, context),
        ]);
        for (const path of feature.files.filter((file) => file.endsWith(".md"))) {
          const box = readMarkdown(path, files[path] as string).items.findLast(({ box }) => box);
          if (box) makes.push(["tick", files, (context) => planTick(path, box.line, context)]);
        }
        for (const [kind, earlier] of decisions) {
          if (!waivable(feature)) continue;
          let decided = files;
          for (const each of earlier) {
            const plan = await answered(decided, decide(feature, each), { git });
            if (plan.kind === "change") decided = applied(decided, plan);
          }
          makes.push([kind, decided, decide(feature, kind)]);
        }
        for (const [name, folder, make] of makes) if ((await holds(folder, make)).length > 0) tried.add(name);
      }
      deepEqual(
        expected.filter((name) => !tried.has(name)),
        [],
        `tried: ${[...tried].join(", ")}`,
      );
    });

  it("a record with comments, CRLF or no final line end keeps all of it, and the new decision is read", async () => {
    const base = filledFiles("complex-feature");
    const [feature] = (await openMemory(base, { git })).snapshot.features;
    if (!feature) throw new Error("no feature");
    const waive = await answered(base, decide(feature, "waived"), { git });
    const decided = applied(base, waive);
    const record = asChange(waive).edits.find(({ path }) => path.includes("/approvals/"))?.path ?? "";
    const text = decided[record] as string;
    for (const old of [
      `# Kept by the team\n\n${text}# the end`,
      text.replaceAll("\n", "\r\n"),
      `\ufeff${text.trimEnd()}`,
      `${text}\n\n`,
      text.replace("through:", "# typed by hand\nthrough:  "),
    ]) {
      const files = { ...decided, [record]: old };
      const after = applied(files, await answered(files, decide(feature, "revoked"), { git }));
      ok((after[record] as string).startsWith(old));
      const now = (await openMemory(after, { git })).snapshot;
      deepEqual(now.problems, []);
      const leaf = waivable(now.features[0] as JudgedFeature);
      equal(leaf?.approval?.latest?.decision, "revoked");
    }
  });

  it("an edit never begins or ends within a character or a CRLF", async () => {
    const rows: [before: string, from: string, to: string][] = [
      ["Status: 🔄\r\nx", "🔄", "🔴"],
      ["a🎉b", "🎉", "🎊"],
      ["a🎉", "🎉", "𐐉"],
      ["a\r\nb", "\r\n", "\n"],
      ["a\nb", "\n", "\r\n"],
    ];
    for (const [before, from, to] of rows) {
      const files = { "a.md": before };
      const plan = await planned(await openMemory(files), files, (context) =>
        draft(context, "An edit", (made) => {
          const text = made.text("a.md");
          const at = text.indexOf(from);
          made.replace("a.md", at, at + from.length, to);
        }),
      );
      equal(applied(files, plan)["a.md"], before.replace(from, to));
      for (const { offset, end, text } of asChange(plan).edits[0]?.changes ?? []) {
        equal(text.isWellFormed() && before.slice(0, offset).isWellFormed() && before.slice(end).isWellFormed(), true);
        equal(/\r$/.test(before.slice(0, offset)) && before[offset] === "\n", false);
        equal(before[end - 1] === "\r" && before[end] === "\n", false);
      }
    }
  });
});
