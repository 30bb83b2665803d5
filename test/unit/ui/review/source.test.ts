import { deepEqual, equal } from "node:assert/strict";
import { sourceOf } from "../../../../src/ui/review/text/source.ts";

describe("the source of a reviewed text", () => {
  const cases: [what: string, text: string, lines: unknown[]][] = [
    ["lines with any end", "a\r\nb\n", [["a"], ["b"]]],
    ["blank lines", "a\n\nb", [["a"], [], ["b"]]],
    ["an empty file", "", [[]]],
    [
      "what hides or turns around, by name",
      "a\u202eb\u0007\tc\rd",
      [["a", { sign: "U+202E" }, "b", { sign: "U+0007" }, "\tc", { sign: "U+000D" }, "d"]],
    ],
    ["HTML as it is", "<img src=x onerror=alert(1)>", [["<img src=x onerror=alert(1)>"]]],
  ];
  for (const [what, text, lines] of cases)
    it(`shows ${what}`, () =>
      deepEqual(
        sourceOf(text).lines.map(({ pieces }) => pieces),
        lines,
      ));

  it("cuts a line of 1 MB and counts the rest", () => {
    const [line] = sourceOf("x".repeat(1_000_000)).lines;
    deepEqual([String(line?.pieces[0]).length, line?.left], [2000, 998_000]);
  });

  it("stops after so many lines and says at which", () => {
    const { lines, cutAt } = sourceOf("a line\n".repeat(100_000));
    equal(lines.length, 4000);
    equal(cutAt, 4001);
  });
});
