import { deepEqual, equal } from "node:assert/strict";
import { fitsPath, matchPath } from "../../../src/core/pattern.ts";

const stage = "{base:path}/{sub:path}/{feature}_stage{n:int}_{rest}.md";

describe("path patterns", () => {
  const rows: [title: string, pattern: string, path: string, bound: Record<string, string> | undefined][] = [
    ["a literal path is itself", "TASKS.md", "TASKS.md", {}],
    ["a literal path is nothing else", "TASKS.md", "docs/TASKS.md", undefined],
    ["literals match without case", "{dir:path}/plan.md", "a/PLAN.md", { dir: "a" }],
    ["a path variable takes no segment", "{dir:path}/plan.md", "plan.md", { dir: "" }],
    ["a path variable takes many segments", "{dir:path}/plan.md", "a/b/c/plan.md", { dir: "a/b/c" }],
    ["a name stays in its segment", "{dir}/plan.md", "a/b/plan.md", undefined],
    ["a name is never empty", "{name}.md", ".md", undefined],
    ["int takes digits", "stage{n:int}.md", "stage12.md", { n: "12" }],
    ["int takes nothing but digits", "stage{n:int}.md", "stage1b.md", undefined],
    [
      "the first split that fits wins",
      stage,
      "docs/plans/x_stage0_problem_stage1_x.md",
      { base: "", sub: "docs/plans", feature: "x", n: "0", rest: "problem_stage1_x" },
    ],
    ["a double star binds nothing", "runs/**/report.md", "runs/a/b/report.md", {}],
    ["a double star takes no segment", "runs/**/report.md", "runs/report.md", {}],
    ["a star stays in its segment", "runs/*/report.md", "runs/a/b/report.md", undefined],
    ["a star takes nothing as well", "a*.md", "a.md", {}],
    ["no pattern is a regular expression", "a.c", "abc", undefined],
    ["the whole path has to fit", "a/b", "a/b/c", undefined],
  ];
  for (const [title, pattern, path, bound] of rows) {
    it(`${title}: ${pattern} on ${path}`, () => {
      deepEqual(matchPath(pattern, path), bound);
      equal(fitsPath(pattern, path), bound !== undefined);
    });
  }

  it("a path variable's value may be refused, and the next one is tried", () => {
    const accepts = (name: string, value: string): boolean => name !== "base" || value.endsWith("docs/plans");
    const path = "app/docs/plans/done/x_stage0_problem.md";
    deepEqual(matchPath(stage, path, accepts), {
      base: "app/docs/plans",
      sub: "done",
      feature: "x",
      n: "0",
      rest: "problem",
    });
    equal(matchPath(stage, "app/notes/x_stage0_problem.md", accepts), undefined);
  });

  it("a hostile pattern or path is answered: what failed once is not tried again", () => {
    equal(fitsPath(`${"**/a/".repeat(20)}b`, `${"a/".repeat(100)}c`), false);
    equal(fitsPath(`${"**/a/".repeat(20)}c`, `${"a/".repeat(100)}c`), true);
    equal(fitsPath(`${"*a".repeat(60)}b`, "a".repeat(900)), false);
    equal(fitsPath(`${"{x}a".repeat(40)}b`, "a".repeat(900)), false);
  });

  it("a name longer than any file system takes is matched all the same", () => {
    const name = `${"x".repeat(3_000)}_stage7_y.md`;
    deepEqual(matchPath("{feature}_stage{n:int}_{rest}.md", name), { feature: "x".repeat(3_000), n: "7", rest: "y" });
  });
});
