import { equal, notEqual } from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { significantText } from "../../../src/core/digest.ts";
import { readDocument } from "../../../src/core/index.ts";

const sha256 = (text: string): string => createHash("sha256").update(text, "utf8").digest("hex");

/** The digest of a text as a Markdown file's. A byte order mark is the port's to cut. */
function digestOf(text: string): string {
  const read = readDocument("a.md", { kind: "text", text, sha256: sha256(text), unsaved: false }, sha256);
  return read?.digest ?? "";
}

const approved = "# Plan\n\n- [ ] One\n- [x] Two\n\nText with `code`.\n";

describe("the digest that an approval binds to (P-2)", () => {
  const same: [title: string, text: string][] = [
    ["CRLF line ends", approved.replaceAll("\n", "\r\n")],
    ["CR line ends", approved.replaceAll("\n", "\r")],
    ["blanks and tabs at line ends", approved.replaceAll("\n", " \t\n")],
    ["no final line end", approved.trimEnd()],
    ["more empty lines at the end", `${approved}\n\n \n`],
    ["a box ticked", approved.replace("[ ] One", "[x] One")],
    ["a box ticked in capitals", approved.replace("[ ] One", "[X] One")],
    ["a box unticked", approved.replace("[x] Two", "[ ] Two")],
  ];
  for (const [title, text] of same) it(`stands: ${title}`, () => equal(digestOf(text), digestOf(approved)));

  const other: [title: string, text: string][] = [
    ["a word more", approved.replace("Text", "More text")],
    ["another case", approved.replace("Text", "text")],
    ["an empty line in between", approved.replace("# Plan\n", "# Plan\n\n")],
    ["an indentation", approved.replace("Text", " Text")],
    ["a box that says dropped", approved.replace("[x] Two", "[~] Two")],
    ["an item without its box", approved.replace("[x] Two", "Two")],
    ["a mark in a code span", approved.replace("`code`", "`[x]`")],
    ["an empty text", ""],
  ];
  for (const [title, text] of other) it(`falls: ${title}`, () => notEqual(digestOf(text), digestOf(approved)));

  it("what looks like a box in a code block is text", () => {
    const fenced = "```\n- [ ] a\n```\n";
    notEqual(digestOf(fenced), digestOf(fenced.replace("[ ]", "[x]")));
    notEqual(digestOf(`<!--\n- [ ] a\n-->\n`), digestOf(`<!--\n- [x] a\n-->\n`));
  });

  it("test vectors", () => {
    equal(significantText("\ufeffa \r\nb\t\rc\n\n", []), "a\nb\nc\n");
    equal(significantText("- [x] a\n- [X] b\n- [ ] c", [3, 11, 19]), "- [ ] a\n- [ ] b\n- [ ] c\n");
    equal(significantText("", []), "\n");
    equal(sha256(significantText("a\r\n", [])), "87428fc522803d31065e7bce3cf03fe475096631e5e07bbd7a0fde60c4cf25c7");
  });

  it("is the same again over the text that it is made from", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", " ", "\t", "\r", "\n", "-", "[", "]", "x") }), (text) => {
        const once = significantText(text, []);
        equal(significantText(once, []), once);
      }),
    );
  });
});
