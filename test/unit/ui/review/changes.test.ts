import { deepEqual, equal, ok } from "node:assert/strict";
import { type Comparison, compareTexts } from "../../../../src/ui/review/text/changes.ts";

const signs = { same: " ", removed: "-", added: "+" };

/** The comparison as lines: sign, numbers, text with what changed between brackets; `…n` for a stretch far from changes. */
function short(comparison: Comparison | undefined): string[] {
  ok(comparison);
  return comparison.runs.flatMap(({ rows, isFar, lines }) =>
    isFar
      ? [`…${lines}`]
      : rows.map(
          ({ sign, before, now, stretches }) =>
            `${signs[sign]}${before ?? ""}:${now ?? ""} ${stretches
              .map(({ pieces, changed }) => {
                const text = pieces.map((piece) => (typeof piece === "string" ? piece : `‹${piece.sign}›`)).join("");
                return changed ? `[${text}]` : text;
              })
              .join("")}`,
        ),
  );
}

const lines = (...all: string[]): string => all.map((line) => `${line}\n`).join("");
const many = (count: number): string[] => Array.from({ length: count }, (_, i) => `line ${i + 1}`);

describe("what changed since an approval", () => {
  const cases: [what: string, before: string, now: string, rows: string[]][] = [
    ["nothing", "a\n", "a\n", ["…1"].slice(1).concat(" 1:1 a")],
    [
      "a word in a line",
      "we roll out on Monday\n",
      "we roll out on Friday\n",
      ["-1: we roll out on [Monday]", "+:1 we roll out on [Friday]"],
    ],
    ["a line that came", lines("a", "c"), lines("a", "b", "c"), [" 1:1 a", "+:2 b", " 2:3 c"]],
    ["a line that went", lines("a", "b"), lines("a"), [" 1:1 a", "-2: b"]],
    [
      "other lines, not marked word by word",
      "apple pie\n",
      "zebra crossing here\n",
      ["-1: apple pie", "+:1 zebra crossing here"],
    ],
    ["line ends, which do not count", "a\r\nb\r\n", "a\nb\n", ["…2"]],
    ["a character that hides, by name", "abc def\n", "ab\u200bc def\n", ["-1: [abc] def", "+:1 [ab‹U+200B›c] def"]],
    ["an empty text that is filled", "", "a\n", ["+:1 a"]],
  ];
  for (const [what, before, now, rows] of cases)
    it(`shows ${what}`, () => deepEqual(short(compareTexts(before, now)), rows));

  it("folds what lies more than three lines away from a change", () => {
    const before = many(20);
    const now = [...before];
    now[9] = "line ten";
    const shown = short(compareTexts(lines(...before), lines(...now)));
    deepEqual([shown[0], shown[1], shown.at(-2), shown.at(-1)], ["…6", " 7:7 line 7", " 13:13 line 13", "…7"]);
  });

  it("counts what came and went", () => {
    const comparison = compareTexts(lines("a", "b", "c"), lines("a", "x", "y", "z"));
    deepEqual([comparison?.added, comparison?.removed], [3, 2]);
  });

  it("gives up on two texts that have nothing in common, and bounds what it shows", () => {
    equal(compareTexts(lines(...many(9000)), lines(...many(9000).map((line) => `x ${line}`))), undefined);
    const grown = compareTexts("", lines(...many(3000)));
    equal(grown?.left, 1500);
  });

  it("finds a change at the end of 60,000 lines", () => {
    const before = many(60_000);
    const shown = short(compareTexts(lines(...before), lines(...before, "the end")));
    deepEqual([shown[0], shown.at(-1)], ["…59997", "+:60001 the end"]);
  });

  it("shows where two very long lines with little else in common differ, and counts the rest", () => {
    const long = "x".repeat(10_000);
    const rows = compareTexts(`${long}${"a ".repeat(5000)}`, `${long}${"b ".repeat(5000)}`)?.runs[0]?.rows ?? [];
    deepEqual(
      rows.map(({ stretches, left }) => [String(stretches[0]?.pieces[0]).slice(100, 104), left]),
      [
        ["xa a", 18_001],
        ["xb b", 18_001],
      ],
    );
  });

  it("shows where two very long lines differ", () => {
    const long = "word ".repeat(200_000);
    const shown = short(compareTexts(`${long}one\n`, `${long}two\n`));
    deepEqual(
      shown.map((row) => row.slice(-6)),
      [" [one]", " [two]"],
    );
  });
});
