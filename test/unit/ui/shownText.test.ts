import { deepEqual, equal } from "node:assert/strict";
import { shownText, shownView } from "../../../src/ui/shared/text/shownText.ts";

describe("texts that a page shows", () => {
  const cases: [what: string, text: string, expected: string][] = [
    ["plain text", "A gate", "A gate"],
    ["markup, which stays text", "<b onclick=x>&amp;</b>", "<b onclick=x>&amp;</b>"],
    ["an override of direction", "safe\u202Etxt.exe", "safe<U+202E>txt.exe"],
    ["isolates", "\u2066a\u2069", "<U+2066>a<U+2069>"],
    ["an escape of a terminal", "\u001b[31mred", "<U+001B>[31mred"],
    ["what has no width", "a\u200bb\ufeff", "a<U+200B>b<U+FEFF>"],
    ["tags", "\u{e0041}", "<U+E0041>"],
    ["line ends", "one\r\ntwo\n\tthree", "one two three"],
    ["text of other scripts", "שלום 你好 👩‍💻", "שלום 你好 👩‍💻"],
  ];
  for (const [what, text, expected] of cases) it(`shows ${what}`, () => equal(shownText(text), expected));

  it("cuts off a line of a megabyte, and never in the middle of a character", () => {
    equal(shownText("x".repeat(1_000_000)).length, 601);
    equal(shownText("x😀😀", 2), "x…");
  });

  it("goes through a whole view, and leaves names, and what is written out already, as they are", () => {
    const name = "docs/\u202Eodd.md";
    deepEqual(
      shownView({
        title: "t".repeat(500),
        list: [{ text: "a\u0007", place: { file: name, line: 3 }, none: undefined }],
        stage: [name],
        path: name,
        subject: { feature: name },
        feature: name,
        blocks: [{ kind: "code", language: name, pieces: ["x".repeat(700), { sign: "U+202E" }] }],
        comment: "one\ntwo",
      }),
      {
        title: `${"t".repeat(160)}…`,
        list: [{ text: "a<U+0007>", place: { file: name, line: 3 }, none: undefined }],
        stage: [name],
        path: "docs/<U+202E>odd.md",
        subject: { feature: name },
        feature: "docs/<U+202E>odd.md",
        blocks: [{ kind: "code", language: "docs/<U+202E>odd.md", pieces: ["x".repeat(700), { sign: "U+202E" }] }],
        comment: "one\ntwo",
      },
    );
  });
});
