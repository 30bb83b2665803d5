import { equal } from "node:assert/strict";
import fc from "fast-check";
import { significantText } from "../../../../src/core/digest.ts";
import { type Document, loadProcesses, openWorkspace, readDocument } from "../../../../src/core/index.ts";
import { looseMarks, readMarkdown } from "../../../../src/core/readers/markdown/markdown.ts";
import { builtIn, builtInSources, memoryPorts, sha256, textsIn } from "../../support/memory.ts";
import { read, readMd } from "../../support/shown.ts";

const fixtures = textsIn(new URL("../../../fixtures/", import.meta.url));
const templates = builtInSources().flatMap(({ files }) =>
  Object.entries(files)
    .filter(([name]) => name.endsWith(".md"))
    .map(([, text]) => text),
);
const markdown = [
  ...Object.entries(fixtures)
    .filter(([path]) => /\.(md|txt)$/.test(path))
    .map(([, text]) => text),
  ...templates,
];
const json = Object.entries(fixtures)
  .filter(([path]) => path.endsWith(".json"))
  .map(([, text]) => text);
const record =
  "---\ndecision: approved\nprocess: p\nfeature: f\ngate: g\nby: {name: A, email: a}\nat: x\nthrough: editor\nfingerprint: y\nsubject: []\n";

/** What Markdown, JSON and YAML are made of, in any order. */
const soup = fc
  .array(
    fc.oneof(
      fc.constantFrom("\n", "\r\n", "\r", "\t", " ", "  ", "    ", "\n\n", "\ufeff", "\0", "\u2028", "\u00a0"),
      fc.constantFrom(
        "# ",
        "## ",
        "- ",
        "* ",
        "1. ",
        "> ",
        "- [ ] ",
        "- [x] ",
        "[X]",
        "[-]",
        "[",
        "]",
        "(",
        ")",
        "![",
        "](a.md)",
        "```",
        "~~~",
        "`",
        "|",
        "|---|",
        "---",
        "===",
        "**",
        "__",
        "~~",
      ),
      fc.constantFrom(
        "<",
        ">",
        "<!--",
        "-->",
        "<a b>",
        "<br>",
        "<details>",
        "</details>",
        "<https://a.example>",
        "&amp;",
        "\\",
        "Status: done",
        "**Gate**: x | Owner: y",
        "TBD",
        "😀",
        "é",
        "\u0301",
        "是",
        "ا",
      ),
      fc.constantFrom(
        "{",
        "}",
        '"',
        ":",
        ",",
        "null",
        '"tasks": [',
        '"cycle_id": 1',
        "decision: approved",
        "&a ",
        "*a",
        "!!",
        "%",
        "@",
        "- -",
        "? ",
      ),
      fc.string({ maxLength: 12 }),
      fc.string({ unit: "binary", maxLength: 4 }),
    ),
    { maxLength: 60 },
  )
  .map((parts) => parts.join(""));

/** A text with a piece cut out, something put in, or cut off. */
const mutated = (texts: string[]): fc.Arbitrary<string> =>
  fc
    .tuple(
      fc.constantFrom(...texts),
      fc.nat(),
      fc.nat(400),
      soup,
      fc.constantFrom("cut", "insert", "replace", "truncate"),
    )
    .map(([text, seed, length, piece, how]) => {
      const at = text.length === 0 ? 0 : seed % text.length;
      if (how === "truncate") return text.slice(0, at);
      return text.slice(0, at) + (how === "cut" ? "" : piece) + text.slice(how === "insert" ? at : at + length);
    });

const anyMarkdown = fc.oneof(fc.string(), fc.string({ unit: "binary" }), soup, mutated(markdown));

describe("whatever a text holds, reading it", () => {
  it("never throws, and every extract lies within the text", () => {
    fc.assert(
      fc.property(anyMarkdown, (text) => checkSpans(text)),
      { numRuns: 2000 },
    );
  });

  it("never throws, whatever kind of file it is", () => {
    const texts = fc.oneof(soup, mutated(json), mutated([record.repeat(3)]), mutated(markdown));
    const paths = fc.constantFrom(
      "current-cycle.json",
      "a.md",
      "approvals/a.approved",
      ".plangate/approvals/a.yaml",
      "a.txt",
      "Makefile",
    );
    fc.assert(
      fc.property(paths, texts, (path, text) => checkProblems(read(text, path), text)),
      { numRuns: 2000 },
    );
  });

  it("never throws on what is nested without end", () => {
    const deep = 30_000;
    const rows: [path: string, text: string][] = [
      ["a.md", ">".repeat(deep)],
      ["a.md", "- ".repeat(deep)],
      ["a.md", Array.from({ length: 1500 }, (_, i) => `${" ".repeat(i * 2)}- a`).join("\n")],
      ["a.md", "[".repeat(deep)],
      ["a.md", `${"[".repeat(deep)}a${"](b)".repeat(deep)}`],
      ["a.md", "**a ".repeat(deep)],
      ["a.md", "<a ".repeat(deep)],
      ["a.md", "`".repeat(deep)],
      ["a.md", `---\na: ${"[".repeat(deep)}\n---\n`],
      ["a.md", `---\n${Array.from({ length: 300 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}\n---\n`],
      ["a.md", `|${"a|".repeat(2000)}\n|${"-|".repeat(2000)}\n|${"b|".repeat(2000)}\n`],
      ["current-cycle.json", "[".repeat(deep)],
      ["current-cycle.json", '{"a":'.repeat(deep)],
      ["current-cycle.json", `{"cycle_id":1,"tasks":${'[{"tasks":'.repeat(5000)}`],
      ["a.approved", `decision: ${"[".repeat(deep)}`],
      ["a.approved", `decision: approved\n${Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")}`],
    ];
    for (const [path, text] of rows) {
      const document = read(text, path);
      checkProblems(document, text);
      if (document.kind === "markdown") checkSpans(text);
    }
  }).timeout(60_000);

  it("gives the same twice: nothing is kept from one text to the next", () => {
    fc.assert(
      fc.property(anyMarkdown, anyMarkdown, (text, other) => {
        const first = JSON.stringify(readMarkdown("a.md", text));
        readMarkdown("b.md", other);
        equal(JSON.stringify(readMarkdown("a.md", text)), first);
      }),
      { numRuns: 200 },
    );
  });

  it("gives the same whatever ends its lines", () => {
    const lines = (text: string): string =>
      JSON.stringify(readMarkdown("a.md", text), (key, value) => (["offset", "end"].includes(key) ? undefined : value));
    for (const text of markdown.filter((each) => !each.includes("\r")))
      equal(lines(text.replaceAll("\n", "\r\n")), lines(text));
  });
});

/** All spans lie within the text, their lines and columns agree with their offsets, boxes hold their marks. */
function checkSpans(text: string): void {
  const document = readMd(text);
  const starts = [0];
  for (const found of text.matchAll(/\r\n|\r|\n/g)) starts.push(found.index + found[0].length);
  equal(document.lineCount, starts.length);
  const inside = (span: { offset: number; end: number; line: number; column: number }, what: string): void => {
    const why = `${what} of ${JSON.stringify(text)}: ${JSON.stringify(span)}`;
    equal(0 <= span.offset && span.offset <= span.end && span.end <= text.length, true, why);
    equal((starts[span.line - 1] ?? -1) + span.column - 1, span.offset, why);
    equal(span.offset < (starts[span.line] ?? text.length + 1), true, why);
  };
  for (const item of document.items) {
    inside(item, "item");
    equal(item.parent < document.items.length && item.heading < document.headings.length, true);
    if (item.box && !text.includes("\0"))
      equal(
        text.slice(item.box.offset, item.box.end).replace("\ufe0f", ""),
        item.box.mark.replace("\ufe0f", "").replace("*", ""),
        JSON.stringify(text),
      );
  }
  for (const heading of document.headings) {
    inside(heading, "heading");
    equal(heading.line < heading.endLine && heading.endLine <= starts.length + 1, true);
  }
  for (const field of document.fields) {
    inside(field, "field");
    inside(field.valueSpan, "value");
  }
  for (const each of document.placeholders) inside(each, "placeholder");
  for (const each of document.links) inside(each, "link");
  for (const each of document.blocks) inside(each, "block");
  for (const table of document.tables) {
    inside(table, "table");
    for (const cell of table.rows.flat()) inside(cell, "cell");
  }
  checkProblems(document, text);
}

function checkProblems({ problems }: Document, text: string): void {
  const lines = text.split(/\r\n|\r|\n/).length;
  for (const { line, column, message } of problems) {
    equal(
      line >= 1 && line <= lines && column >= 1,
      true,
      `${message} at ${line}:${column} of ${JSON.stringify(text.slice(0, 200))}`,
    );
  }
}

describe("P-2 what an approval binds to", () => {
  const significant = (text: string): string => significantText(text, looseMarks(readMd(text).items));

  /** Texts of lines, with one final line end and boxes among them. */
  const words = fc
    .string({ unit: fc.constantFrom(..."abcxX .,-é是"), minLength: 1, maxLength: 12 })
    .map((text) => text.trim())
    .filter((text) => text !== "" && !/^[-=.\d]/.test(text));
  const line = fc.oneof(
    words,
    words.map((text) => `- [ ] ${text}`),
    words.map((text) => `- [x] ${text}`),
    words.map((text) => `## ${text}`),
    fc.constant(""),
  );
  const document = fc.array(line, { minLength: 1, maxLength: 20 }).map((lines) => `${lines.join("\n")}\n`);

  it("stays while line ends, blanks at line ends, the final line end and the byte order mark change", () => {
    fc.assert(
      fc.property(
        document,
        fc.constantFrom("\n", "\r\n", "\r"),
        fc.constantFrom("", " ", "\t ", "   "),
        fc.constantFrom("", "\n", "\n\n\n"),
        (text, end, blanks, tail) => {
          const other = `${text
            .trimEnd()
            .split("\n")
            .map((each) => each + blanks)
            .join(end)}${tail.replaceAll("\n", end)}`;
          equal(significant(other), significant(text));
          equal(significantText(`\ufeff${text}`, []), significantText(text, []));
        },
      ),
    );
  });

  it("stays while boxes are ticked and unticked", () => {
    const flip = (text: string, marks: string): string => {
      let i = 0;
      return text.replace(/^- \[[ xX]\] /gm, () => `- [${marks[i++ % marks.length]}] `);
    };
    fc.assert(
      fc.property(document, fc.string({ unit: fc.constantFrom(..." xX"), minLength: 1, maxLength: 8 }), (text, marks) =>
        equal(significant(flip(text, marks)), significant(text)),
      ),
    );
  });

  it("changes with every letter", () => {
    fc.assert(
      fc.property(document, fc.nat(), fc.constantFrom("q", "Q", "é"), (text, seed, letter) => {
        const places = [...text.matchAll(/[abcé是,]/gu)].map(({ index }) => index);
        fc.pre(places.length > 0);
        const at = places[seed % places.length] ?? 0;
        fc.pre(text[at] !== letter);
        equal(significant(text.slice(0, at) + letter + text.slice(at + 1)) === significant(text), false);
      }),
    );
  });

  it("changes where a mark that GitHub shows no box for does", () => {
    equal(significant("- [-] a\n") === significant("- [ ] a\n"), false);
    equal(significant("## [x] a\n") === significant("## [ ] a\n"), false);
    equal(significant("```\n- [x] a\n```\n") === significant("```\n- [ ] a\n```\n"), false);
    equal(significant("<!-- - [x] a -->\n") === significant("<!-- - [ ] a -->\n"), false);
  });

  it("is what the document's digest is made of", () => {
    equal(readMd("- [x] a \r\n").digest, sha256("- [ ] a\n"));
    equal(read("- [x] a \r\n", "a.txt").digest, sha256("- [x] a\n"));
    equal(readDocument("a.md", { kind: "absent" }, sha256), undefined);
  });
});

describe("whatever a process.yaml holds, loading it", () => {
  const sources = builtInSources().map(({ files }) => files["process.yaml"] ?? "");

  it("never throws, and either gives a process or says where it is wrong", () => {
    fc.assert(
      fc.property(fc.oneof(soup, mutated(sources)), (text) => {
        const { processes, problems } = loadProcesses([
          { folder: "p", origin: "workspace", files: { "process.yaml": text } },
        ]);
        equal(processes.length === 1 || problems.length > 0, true);
        for (const { file, line, column, message } of problems) {
          equal(file, "p/process.yaml");
          equal(
            line >= 1 && line <= text.split("\n").length + 1 && column >= 1,
            true,
            `${message} at ${line}:${column}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  }).timeout(60_000);

  it("never throws on aliases without end and on deep nesting", () => {
    const bomb = `a: &a [x, x, x, x, x, x, x, x, x]\n${["b", "c", "d", "e", "f"].map((key, i) => `${key}: &${key} [${`*${"abcde"[i]}, `.repeat(9)}]`).join("\n")}`;
    for (const text of [
      bomb,
      `id: ${"[".repeat(20_000)}`,
      Array.from({ length: 2000 }, (_, i) => `${" ".repeat(i)}a:`).join("\n"),
    ]) {
      const { processes, problems } = loadProcesses([
        { folder: "p", origin: "workspace", files: { "process.yaml": text } },
      ]);
      equal(processes.length, 0);
      equal(problems.length > 0, true);
    }
  }).timeout(60_000);
});

describe("whatever the files of a folder hold, opening it", () => {
  const paths = [
    "tasks/a-20261005T081500Z/plan.md",
    "tasks/a-20261005T081500Z/decision-log.md",
    "docs/plans/a_stage0_problem.md",
    "docs/plans/a_stage2_capability_map.md",
    "docs/plans/archive/a/a_stage0_problem.md",
    "docs/plans/a_step1_solution_assessment.md",
    "docs/dev-cycle/current-cycle.json",
    "docs/pre-dev/a/tasks.md",
    "artifacts/express.md",
    "artifacts/plan.md",
    "approvals/plan.approved",
    "docs/implementation-log.md",
    ".plangate/approvals/a.yaml",
  ];

  it("never throws, whole or with single files gone or unreadable", async () => {
    const content = fc.oneof(
      mutated(markdown),
      mutated(json),
      soup,
      fc.constant({ kind: "unreadable" as const, reason: "It is binary." }),
      fc.constant({ kind: "absent" as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(fc.constantFrom(...paths), content, { maxKeys: 8 }), async (files) => {
        const workspace = openWorkspace(memoryPorts(files), builtIn());
        const { features } = await workspace.refresh();
        equal(new Set(features.map(({ id, process }) => `${process} ${id}`)).size, features.length);
      }),
      { numRuns: 150 },
    );
  }).timeout(120_000);
});
