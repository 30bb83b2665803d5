import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { bind, fits, fold, headingIs, like, nameOf } from "../../../src/core/words.ts";

/** One table of a function's results: each row is what it gets, and what comes out. */
function check<Row extends readonly unknown[]>(
  title: string,
  run: (...input: never[]) => unknown,
  rows: readonly Row[],
): void {
  describe(title, () => {
    for (const row of rows) {
      const input = row.slice(0, -1) as never[];
      it(`${input.map((each) => JSON.stringify(each)).join(" , ")} → ${JSON.stringify(row.at(-1)) ?? "nothing"}`, () => {
        deepEqual(run(...input), row.at(-1));
      });
    }
  });
}

describe("words", () => {
  check("fold takes away what people write differently without meaning it", fold, [
    ["  Two   Words\t", "two words"],
    ["**Bold** _and_ `code`", "bold and code"],
    ["cross\u2011cutting – a—b \u2212 c", "cross-cutting - a-b - c"],
    ["“Done” and ‘done’", "\"done\" and 'done'"],
    ["\ufb01le \uff21", "file a"],
    ["", ""],
  ]);

  check("nameOf is a heading's name without numbering, suffix, colon and icon", nameOf, [
    ["2. Options", "options"],
    ["1.2.3 Options", "options"],
    ["3) Options:", "options"],
    ["Definition of Done (DoD)", "definition of done"],
    ["Implementation Plan (optional, cross\u2011cutting)", "implementation plan"],
    ["🚀 Rollout", "rollout"],
    ["Rollout ✔\ufe0f", "rollout"],
    ["100 users", "100 users"],
    ["Risks...", "risks"],
  ]);

  check("like matches words and *", like, [
    ["Definition of Done", "definition of done", true],
    ["Definition of Done", "Definition*", true],
    ["Definition", "Definition*", true],
    ["A Definition", "Definition*", false],
    ["Open – questions", "open - questions", true],
    ["Given a, when b, then c", "*Given*When*Then*", true],
    ["Given a, then c, when b", "*Given*When*Then*", false],
    ["*bold* claims", "bold claims", true],
    ["anything", "*", true],
    ["", "*", true],
    ["", "", true],
    ["a", "", false],
    ["aXbXc", "a*b*c", true],
    ["ab", "a*b*c", false],
    // Nothing else is special: patterns are no regular expressions.
    ["abc", "a.c", false],
    ["a.c", "a.c", true],
    ["aaa", "a+", false],
    ["[Critical] Which?", "[Critical]*", true],
    ["C Which?", "[Critical]*", false],
    ["a?c", "a?c", true],
    ["abc", "a?c", false],
  ]);

  check(
    "headingIs takes a name with or without its numbering and suffix",
    (heading: string, names: string[]) => headingIs(heading, names),
    [
      ["Definition of Done (DoD)", ["Definition of Done"], true],
      ["3. Open Questions:", ["Open questions"], true],
      ["Open Questions", ["Definition of Done", "Open questions"], true],
      ["Open Questions about money", ["Open questions"], false],
      ["Open Questions about money", ["Open questions*"], true],
      ["Not open questions", ["Open questions*"], false],
      ["Implementation Plan (optional, cross-cutting)", ["Implementation Plan"], true],
      ["Story Implementation Plan", ["Implementation Plan"], false],
    ],
  );

  check("bind gives what a pattern's variables stand for", bind, [
    ["Story [S-1]: Renew tokens", "Story [S-{n:step}]: {title}", { n: "1", title: "Renew tokens" }],
    ["Story [S\u20111]:  Renew\ttokens", "Story [S-{n:step}]: {title}", { n: "1", title: "Renew tokens" }],
    ["STORY [s-12b]: x", "Story [S-{n:step}]: {title}", { n: "12b", title: "x" }],
    ["Story [S-x]: Renew tokens", "Story [S-{n:step}]: {title}", undefined],
    ["Story [S-1]:", "Story [S-{n:step}]: {title}", undefined],
    ["S-2 — Second", "S-{n:step} - {title}", { n: "2", title: "Second" }],
    ["a: b: c", "{x}: {y}", { x: "a", y: "b: c" }],
    ["Stage 4a", "Stage {n:int}", undefined],
    ["Stage 4", "Stage {n:int}", { n: "4" }],
    ["T-001 Title", "{id:id} {title}", { id: "T-001", title: "Title" }],
    ["Word Title", "{id:id} {title}", undefined],
    ["anything at all", "*", {}],
  ]);

  it("fits is what a naive matcher finds", () => {
    const naive = (text: string, pattern: string): boolean => {
      if (pattern === "") return text === "";
      if (pattern[0] === "*") return naive(text, pattern.slice(1)) || (text !== "" && naive(text.slice(1), pattern));
      return text !== "" && text[0] === pattern[0] && naive(text.slice(1), pattern.slice(1));
    };
    const letters = fc.string({ unit: fc.constantFrom("a", "b"), maxLength: 8 });
    const patterns = fc.string({ unit: fc.constantFrom("a", "b", "*"), maxLength: 6 });
    fc.assert(
      fc.property(letters, patterns, (text, pattern) => equal(fits(text, pattern), naive(text, pattern))),
      { numRuns: 500 },
    );
  });

  it("a hostile pattern is answered: its work is bounded by both lengths", () => {
    const text = "a".repeat(20_000);
    equal(fits(text, `${"a*".repeat(500)}b`), false);
    equal(fits(`${text}b`, `${"*a".repeat(500)}*b`), true);
    equal(like(text, `${"*a".repeat(200)}*b`), false);
  });

  it("a hostile heading is answered by bind: no pattern that a process ships backtracks for ever", () => {
    const heading = `Story ${"[S-1]: ".repeat(2_000)}`;
    equal(bind(heading, "Story [S-{n:step}]: {title}")?.n, "1");
    equal(bind("x: ".repeat(2_000), "Story [S-{n:step}]: {title}"), undefined);
  });
});
