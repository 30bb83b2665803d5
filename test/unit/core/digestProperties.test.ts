import { equal, notEqual } from "node:assert/strict";
import fc from "fast-check";
import { significantText } from "../../../src/core/digest.ts";
import { readDocument } from "../../../src/core/index.ts";
import { linesOf } from "../../../src/core/lines.ts";
import { looseMarks, readMarkdown } from "../../../src/core/readers/markdown/markdown.ts";
import { extentOf } from "../../../src/core/section.ts";
import { decode, sha256 } from "../../../src/host/node/read.ts";
import { builtInSources, textsIn } from "../support/memory.ts";

/** A Markdown file as it lies on disk, read as the engine reads it. */
function readBytes(onDisk: string, sections: readonly string[] = []) {
  const bytes = new TextEncoder().encode(onDisk);
  const text = decode(bytes);
  if (typeof text !== "string") throw new Error(text.flaw);
  const read = readDocument("a.md", { kind: "text", text, sha256: sha256(bytes), unsaved: false }, sha256, sections);
  if (read?.kind !== "markdown") throw new Error("it is no Markdown");
  return { ...read, text };
}
const digestOf = (onDisk: string): string => readBytes(onDisk).digest;

const significant = (text: string): string => significantText(text, looseMarks(readMarkdown("a.md", text).items));

const real = [
  ...Object.entries(textsIn(new URL("../../fixtures/", import.meta.url))),
  ...builtInSources().flatMap(({ files }) => Object.entries(files)),
]
  .filter(([path]) => /\.(md|txt)$/.test(path))
  .map(([, text]) => text);

const word = fc.constantFrom(
  "One",
  "two",
  "café",
  "cafe\u0301",
  "x",
  "`[x] code`",
  "**bold**",
  "—",
  "名前",
  "a:",
  "😀",
);
const words = fc.array(word, { minLength: 1, maxLength: 4 }).map((list) => list.join(" "));
const mark = fc.constantFrom(" ", "x", "X", "-", "~", "", "!");
const bullet = fc.constantFrom("-", "*", "+", "1.", "2)", "> -", "  -", "> 1.", "    -");
const box = fc.tuple(bullet, mark, words).map(([at, of, text]) => `${at} [${of}] ${text}`);
const line = fc.oneof(
  { weight: 4, arbitrary: box },
  { weight: 3, arbitrary: words },
  { weight: 2, arbitrary: fc.constant("") },
  words.map((text) => `## ${text}`),
  fc.constantFrom(
    "```",
    "~~~",
    "<!--",
    "-->",
    "---",
    "***",
    "===",
    "| a | b |",
    "|---|---|",
    "> quoted",
    "<div>",
    "</div>",
  ),
  words.map((text) => `    ${text}`),
  fc.constantFrom("[x]: /target", "key: value", "- [x]", "- [ ]", "[x] alone", "[ ] alone"),
);
const made = fc.array(line, { maxLength: 25 }).map((lines) => lines.join("\n"));
const document = fc.oneof({ weight: 4, arbitrary: made }, fc.constantFrom(...real));

/** What nobody sees, in any combination: line ends, blanks at them, the byte order mark, the end, the marks of boxes. */
const unseen = fc.record({
  ends: fc.array(fc.constantFrom("\n", "\r\n", "\r"), { minLength: 1, maxLength: 7 }),
  blanks: fc.array(fc.constantFrom("", "", " ", "\t", "  \t "), { minLength: 1, maxLength: 7 }),
  bom: fc.boolean(),
  tail: fc.constantFrom("", "\n", "\r\n\r\n", "\n \n\t\n"),
  marks: fc.array(fc.constantFrom(" ", "x", "X"), { minLength: 1, maxLength: 7 }),
});

type Unseen = typeof unseen extends fc.Arbitrary<infer Value> ? Value : never;

function changed(text: string, { ends, blanks, bom, tail, marks }: Unseen): string {
  const flipped = [...looseMarks(readMarkdown("a.md", text).items).entries()].reduce(
    (all, [index, at]) => all.slice(0, at) + marks[index % marks.length] + all.slice(at + 1),
    text,
  );
  const lines = flipped.split(/\r\n|\r|\n/);
  while (lines.at(-1)?.trim() === "") lines.pop();
  let result = bom ? "\ufeff" : "";
  for (const [index, each] of lines.entries()) {
    // A bracket at the very end of a line is no box, and becomes one with a blank behind it.
    const content = each + (each.endsWith("]") ? "" : blanks[index % blanks.length]);
    // CR and LF of two ends beside each other would be one.
    const end = result.endsWith("\r") && content === "" ? "\r" : ends[index % ends.length];
    result += content + (index < lines.length - 1 ? end : "");
  }
  return result.endsWith("\r") ? `${result}${tail.replace(/^\n/, "")}` : result + tail;
}

describe("P-2 the digest, over any document", function () {
  this.timeout(60_000);
  const options = { numRuns: 400 };

  it("stands whatever nobody sees changes, in any combination", () => {
    fc.assert(
      fc.property(document, unseen, (text, how) => equal(digestOf(changed(text, how)), digestOf(text))),
      options,
    );
  });

  it("falls with any other character that is put in the place of one", () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom("q", "Z", "é", ".", "\u00a0", "#", "]"), (text, seed, other) => {
        const marks = new Set(looseMarks(readMarkdown("a.md", text).items));
        const places = [...text.matchAll(/[^\s\ufeff]/gu)].map(({ index }) => index).filter((at) => !marks.has(at));
        fc.pre(places.length > 0);
        const at = places[seed % places.length] as number;
        const old = String.fromCodePoint(text.codePointAt(at) as number);
        fc.pre(old !== other);
        notEqual(digestOf(text.slice(0, at) + other + text.slice(at + old.length)), digestOf(text));
      }),
      options,
    );
  });

  it("falls with a character more or less", () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom("q", "é", "\u200b", "[", "x"), (text, seed, more) => {
        const points = [...text];
        const at = seed % (points.length + 1);
        const added = [...points.slice(0, at), more, ...points.slice(at)].join("");
        notEqual(digestOf(added), digestOf(text));
        notEqual(digestOf(text), digestOf([...points.slice(0, at), more, more, ...points.slice(at)].join("")));
      }),
      options,
    );
  });

  it("falls with an empty line more between two others", () => {
    fc.assert(
      fc.property(document, fc.nat(), (text, seed) => {
        const lines = text.trimEnd().split("\n");
        fc.pre(lines.length > 1);
        const at = 1 + (seed % (lines.length - 1));
        notEqual(digestOf([...lines.slice(0, at), "", ...lines.slice(at)].join("\n")), digestOf(text));
      }),
      options,
    );
  });

  it("is the same each time, and over what is significant", () => {
    fc.assert(
      fc.property(document, unseen, (text, how) => {
        const onDisk = changed(text, how);
        const once = readBytes(onDisk);
        equal(readBytes(onDisk).digest, once.digest);
        equal(sha256(significant(once.text)), once.digest);
        equal(significant(significant(once.text)), significant(once.text));
        equal(digestOf(significant(once.text)), once.digest);
      }),
      options,
    );
  });

  it("of a section is that of its text as a file of its own, and nothing outside of it counts", () => {
    const section = made.map((text) => `# Bound\n\n${text.replaceAll(/^#|^(```|~~~|<!--|===|---|<)/gm, "q")}\n`);
    fc.assert(
      fc.property(section, made, unseen, (bound, behind, how) => {
        const alone = readBytes(bound);
        const inside = readBytes(
          `Before.\n\n${changed(bound, { ...how, bom: false, tail: "\n" })}# Next\n\n${behind}`,
          ["bound"],
        );
        const [found] = inside.hashes ?? [];
        equal(found?.digest, alone.digest);
        const heading = inside.headings[found?.heading ?? -1];
        const { from, to } = extentOf(linesOf(inside.text), heading as NonNullable<typeof heading>);
        equal(found?.sha256, sha256(inside.text.slice(from, to)));
      }),
      options,
    );
  });
});
