import { deepEqual, equal } from "node:assert/strict";
import { readMd, shown } from "../../support/shown.ts";

type Row = [title: string, text: string, expected: string[]];

/** Each row: what it shows, the text, and what is read of it. */
function check(what: keyof typeof shown, rows: Row[]): void {
  for (const [title, text, expected] of rows) {
    it(`${title}: ${JSON.stringify(text)}`, () => deepEqual(shown[what](readMd(text)), expected));
  }
}

describe("headings", () => {
  check("headings", [
    ["with signs", "# A\n\n### B ###\n", ["1 # A", "3 ### B"]],
    ["underlined", "A\n===\n\nB\n---", ["1 # A", "4 ## B"]],
    ["underlined, of two lines", "A\nB\n---", ["1 ## A\nB"]],
    ["a list item above a rule is none", "- a\n---", []],
    ["a rule behind an empty line is none", "a\n\n---", []],
    ["without a blank behind the sign is none", "#A\n#1", []],
    ["escaped is none", "\\# A", []],
    ["empty", "#\n## ", ["1 # ", "2 ## "]],
    ["in a fence, in a comment, indented as code: none", "```\n# A\n```\n<!--\n# B\n-->\n\n    # C", []],
    ["in a quote or an item: none, they are no sections of the document", "> # A\n\n- # B", []],
    ["with emphasis and code, as written", "## **A** `b`", ["1 ## **A** `b`"]],
    [
      "a bold paragraph, below all six levels",
      "## A\n\n**Option B – quick**\n\ntext\n\n__Option C__",
      ["1 ## A", "3 ####### Option B – quick", "7 ####### Option C"],
    ],
    ["a bold paragraph in an item or a quote: none", "- **A**\n\n> **B**", []],
    ["a paragraph that is only partly bold: none", "**A** b\n\n**A** and **B**", []],
  ]);

  it("end where the next of the same or a higher level starts", () => {
    const { headings } = readMd("# A\n## B\n### C\n## D\n**E**\n\n**F**\n# G\nx");
    deepEqual(
      headings.map(({ text, line, endLine }) => [text, line, endLine]),
      [
        ["A", 1, 8],
        ["B", 2, 4],
        ["C", 3, 4],
        ["D", 4, 8],
        ["E", 5, 7],
        ["F", 7, 8],
        ["G", 8, 10],
      ],
    );
  });
});

describe("fields", () => {
  check("fields", [
    ["plain", "Status: done", ["1 Status = done"]],
    ["bold, colon outside", "**Status**: done", ["1 Status = done"]],
    ["bold, colon inside", "**Status:** done", ["1 Status = done"]],
    ["bold by underscores", "__Status__: done", ["1 Status = done"]],
    ["in an item", "- Status: done", ["1 Status = done"]],
    [
      "in an item, bold",
      "- **Gate:** tests pass\n- **Gate result**: pass",
      ["1 Gate = tests pass", "2 Gate result = pass"],
    ],
    ["in a box item", "- [x] Status: done", ["1 Status = done"]],
    ["in a nested item", "- Work\n  - Evidence: log.txt", ["2 Evidence = log.txt"]],
    [
      "a row of bars",
      "**Status:** done | **Owner**: Ada | Date: 2026-01-05",
      ["1 Status = done", "1 Owner = Ada", "1 Date = 2026-01-05"],
    ],
    [
      "a row of bars, one without a name belongs to the value before",
      "Status: not-started | in-progress | done",
      ["1 Status = not-started | in-progress | done"],
    ],
    [
      "a bold word with a period leads its paragraph in",
      "**Problem.** Orders get lost.",
      ["1 Problem = Orders get lost."],
    ],
    ["several lines of one paragraph", "Status: done\nGate: pass", ["1 Status = done", "2 Gate = pass"]],
    ["several lines, one without a name", "Status: done\nsome text\nGate: pass", ["1 Status = done", "3 Gate = pass"]],
    ["no value", "- Evidence:", ["1 Evidence = "]],
    ["no value, nested items below", "- Work:\n  - [ ] a", ["1 Work = "]],
    ["full-width colon", "状态： 完成", ["1 状态 = 完成"]],
    ["other scripts", "Статус: готово", ["1 Статус = готово"]],
    ["a value with a colon", "Next: see 10:30: noon", ["1 Next = see 10:30: noon"]],
    ["a value with emphasis and an icon, as written", "**Status**: ✅ **Completed**", ["1 Status = ✅ **Completed**"]],
    ["in a quote", "> Status: done", ["1 Status = done"]],
    ["a name of more than six words is a sentence", "This is what we all decided on: nothing", []],
    ["no blank behind the colon", "http://a.example and C:\\x\n\n10:30", []],
    ["in a heading: none", "## Status: done", []],
    ["in a fence: none", "```\nStatus: done\n```", []],
    ["in a comment: none", "<!-- Status: done -->\n\n<!--\nStatus: done\n-->", []],
    ["in a table cell: none", "| a |\n|---|\n| Status: done |", []],
    ["a bold name without colon or period: none", "**Status** done", []],
    ["a period without bold: none", "Problem. Orders get lost.", []],
  ]);

  it("know where their value stands", () => {
    const text = "- **Status:**  in progress  | Owner: Ada\n- Evidence:\n";
    deepEqual(
      readMd(text).fields.map(({ valueSpan }) => [text.slice(valueSpan.offset, valueSpan.end), valueSpan.line]),
      [
        ["in progress", 1],
        ["Ada", 1],
        ["", 2],
      ],
    );
  });
});

describe("C-11 placeholders", () => {
  check("placeholders", [
    ["angle brackets", "Owner: <name>", ["1 <name>"]],
    ["several words", "<short, actionable title>", ["1 <short, actionable title>"]],
    ["in a heading", "### Story [S-1]: <title>", ["1 <title>"]],
    ["in an item and a cell", "- <a b>\n\n| x |\n|---|\n| <c d> |", ["1 <a b>", "5 <c d>"]],
    ["two in a line", "<a one> and <b two>", ["1 <a one>", "1 <b two>"]],
    ["dots", "<...> and <…>", ["1 <...>", "1 <…>"]],
    ["in a front part of a sentence", "As a <role>, I want <goal>.", ["1 <role>", "1 <goal>"]],
    ["with an apostrophe and a slash inside", "<who’s on call / when>", ["1 <who’s on call / when>"]],
    ["in a code span: none", "`runs/<RUN_ID>/report.md`", []],
    ["in a fence: none", "```\n<like this>\n```", []],
    ["in indented code: none", "a\n\n    <like this>", []],
    ["in a comment: none", "<!-- <like this> -->", []],
    ["HTML elements: none", "a<br>b <br/> <kbd>x</kbd> <sup>1</sup>", []],
    ["HTML with attributes: none", "<img src=\"a.png\"> <a href='b'>b</a>", []],
    ["HTML blocks: none", "<details>\n<summary>more</summary>\n\ntext\n\n</details>", []],
    ["autolinks: none", "<https://example.org> and <a@example.org>", []],
    ["a link in angle brackets: none", "[a](<b c.md>)", []],
    ["comparisons: none", "a < b and c > d; x < 5, y >3", []],
    ["generic types: none", "Map<string> and Promise<void>", []],
    ["arrows: none", "a -> b <- c <-> d", []],
    ["square brackets: none, they are links and tags", "[like this] and [Critical]", []],
    ["over two lines: none", "<like\nthis>", []],
    ["in front matter: none", "---\na: <b c>\n---\n", []],
  ]);

  it("C-11 a block that only stands for text to come is vacant", () => {
    const rows: [string, boolean][] = [
      ["TBD", true],
      ["TBD.", true],
      ["_TBD_", true],
      ["*(TBD)*", true],
      ["TODO: describe", true],
      ["To be defined", true],
      ["*Fill this after rollout.*", true],
      ["Fill in later", true],
      ["e.g., CLI skeleton", true],
      ["<what hurts>", true],
      ["<one> / <two>", true],
      ["Owner: <name>", true],
      ["- [ ] <task>", true],
      ["…", true],
      ["---x", false],
      ["TBD whether Redis or Postgres holds the locks", false],
      ["The TODO app loses orders", false],
      ["Fills the gap between two regions", false],
      ["Owner: Ada", false],
      ["Owner: <name> or Ada", false],
      ["None", false],
      ["0", false],
      ["是", false],
    ];
    deepEqual(
      rows.map(([text]) => [text, readMd(text).blocks[0]?.vacant]),
      rows,
    );
  });
});

describe("links", () => {
  check("links", [
    ["link", "see [a](docs/b.md#c)", ["1 link docs/b.md#c"]],
    ["image", "![flow](diagrams/flow.png)", ["1 image diagrams/flow.png"]],
    ["path in a code span", "in `src/a/b.ts`", ["1 code src/a/b.ts"]],
    ["several in a cell", "| a |\n|---|\n| [x](y.md) and [z](w.md) |", ["3 link y.md", "3 link w.md"]],
    ["a link with angle brackets", "[a](<b c.md>)", ["1 link b%20c.md"]],
    ["a command in a code span is none", "`npm test -- --watch`", []],
    ["brackets alone are none", "[S-1] and [a] (b)", []],
    [
      "by reference",
      "![flow][f] and [flow]\n\n[f]: a.png\n[Flow]: <b c.png> 'x'",
      ["1 image a.png", "1 link b%20c.png"],
    ],
    ["by a reference that is nowhere defined: none", "[flow][f]", []],
    ["by reference in a cell", "| a |\n|---|\n| [x][f] |\n\n[f]: y.md", ["3 link y.md"]],
    ["an image as HTML", 'See <img width="40" src="a.png"> here', ["1 image a.png"]],
    ["an image as HTML on its own line", '<img src="a.png" alt="">', ["1 image a.png"]],
    ["an image as HTML in a cell", '| a |\n|---|\n| <img src="a.png"> |', ["3 image a.png"]],
    ["another element with a source: none", '<script src="a.js"></script>', []],
    ["in a fence: none", "```\n[a](b.md)\n```", []],
    ["escaped: none", "\\[a](b.md)", []],
  ]);
});

describe("fences", () => {
  it("are one block of code, with their language", () => {
    const { blocks } = readMd("```mermaid\nA --> B\n```\n\n~~~\nx\n~~~");
    deepEqual(
      blocks.map(({ kind, language, words, line, endLine }) => [kind, language, words, line, endLine]),
      [
        ["code", "mermaid", 0, 1, 3],
        ["code", undefined, 1, 5, 7],
      ],
    );
  });

  check("problems", [
    ["closed", "```\na\n```", []],
    ["closed by a longer one", "```\na\n`````", []],
    ["empty", "```\n```", []],
    ["never closed", "a\n\n```\nb\n", ["3 warning unclosed-fence"]],
    ["never closed, at the very end", "a\n\n```", ["3 warning unclosed-fence"]],
    ["closed by the wrong sign", "```\na\n~~~", ["1 warning unclosed-fence"]],
    ["closed by a shorter one", "````\na\n```", ["1 warning unclosed-fence"]],
    ["a closing fence with a language does not close", "```\na\n```js", ["1 warning unclosed-fence"]],
    ["closed in an item", "- a\n  ```\n  b\n  ```", []],
    ["closed in a quote", "> ```\n> b\n> ```", []],
    ["not closed in a quote that ends", "> ```\n> b\n\nc", ["1 warning unclosed-fence"]],
    ["closed, blanks behind", "```\na\n```  \n", []],
    ["closed, CRLF", "```\r\na\r\n```\r\n", []],
    ["indented code is no fence", "    a\n", []],
    ["content that ends like a fence", "```\na ```", ["1 warning unclosed-fence"]],
  ]);
});

describe("front matter", () => {
  const keys = (text: string): string[] | undefined => {
    const { frontMatter } = readMd(text);
    return frontMatter && Object.keys(frontMatter);
  };
  const rows: [title: string, text: string, keys: string[] | undefined, headings: string[]][] = [
    ["between two rules", "---\na: 1\nb: [x]\n---\n# T", ["a", "b"], ["5 # T"]],
    ["closed by dots", "---\na: 1\n...\n# T", ["a"], ["4 # T"]],
    ["CRLF", "---\r\na: 1\r\n---\r\n# T", ["a"], ["4 # T"]],
    [
      "without the first rule, when a map stands there",
      "output_contract:\n  allowed_sections:\n    - A\n---\n\n# T",
      ["output_contract"],
      ["6 # T"],
    ],
    ["never closed", "---\na: 1\n\n# T", undefined, ["4 # T"]],
    ["a rule, text, a rule", "---\n\nSome text.\n\n---\n# T", undefined, ["6 # T"]],
    ["without the first rule, when it is Markdown", "Overview:\n\nSome text - here.\n\n---\n# T", undefined, ["6 # T"]],
    ["not on the first line", "\n---\na: 1\n---\n# T", undefined, ["3 ## a: 1", "5 # T"]],
    ["a list", "---\n- a\n---\n# T", undefined, ["4 # T"]],
    ["empty", "---\n---\n# T", undefined, ["3 # T"]],
  ];
  for (const [title, text, expected, headings] of rows) {
    it(`${title}: ${JSON.stringify(text)}`, () => {
      deepEqual(keys(text), expected);
      deepEqual(shown.headings(readMd(text)), headings);
    });
  }

  check("problems", [
    ["broken YAML, between rules", "---\na: [1\n---\n# T", ["3 warning front-matter"]],
    ["a key twice", "---\na: 1\na: 2\n---\n# T", ["3 warning front-matter"]],
  ]);

  it("of endless aliases is left out, and the rest is read", () => {
    const document = readMd(
      `---\na: &a [x, x, x, x, x, x, x, x]\nb: &b [*a, *a, *a, *a, *a, *a, *a]\nc: &c [*b, *b, *b, *b, *b, *b, *b]\nd: [*c, *c, *c, *c, *c, *c, *c]\n---\n# T`,
    );
    equal(document.frontMatter, undefined);
    deepEqual(shown.headings(document), ["7 # T"]);
    deepEqual(
      document.problems.map(({ code }) => code),
      ["front-matter"],
    );
  });

  it("keeps the rest where it stands", () => {
    const text = "---\na: 1\n---\n\n- [x] done\n";
    const [item] = readMd(text).items;
    equal(text.slice(item?.offset, item?.end), "[x] done");
    equal(item?.line, 5);
  });
});

describe("tables", () => {
  it("have a header and rows; a repeated header is no row", () => {
    const { tables } = readMd("| Date | What |\n|---|:-:|\n| Date | What |\n| 2026-01-05 | Built |\n| TBD |\n");
    deepEqual(
      tables.map(({ line, endLine, header, rows }) => ({
        line,
        endLine,
        header,
        rows: rows.map((row) => row.map(({ text }) => text)),
      })),
      [
        {
          line: 1,
          endLine: 5,
          header: ["Date", "What"],
          rows: [
            ["2026-01-05", "Built"],
            ["TBD", ""],
          ],
        },
      ],
    );
  });

  it("keep a bar that is escaped or in code", () => {
    const { tables } = readMd("| a | b |\n|---|---|\n| x \\| y | `p` |\n");
    deepEqual(
      tables[0]?.rows[0]?.map(({ text }) => text),
      ["x | y", "`p`"],
    );
  });
});

describe("blocks", () => {
  it("C-12 leave code, comments, tags and links' addresses out of their plain text", () => {
    const { blocks } = readMd("Stop at `BLOCKED` <!-- BLOCKED --> <BLOCKED@example.org> now");
    equal(blocks[0]?.plain.replace(/ +/g, " "), "Stop at now");
    equal(blocks[0]?.plain.length, blocks[0]?.text.length);
  });

  it("C-12 say where they are quoted, and what they are", () => {
    const { blocks } = readMd(
      "BLOCKED\n\n> BLOCKED\n\n- BLOCKED\n- [ ] BLOCKED\n\n| a |\n|---|\n| BLOCKED |\n\n```\nBLOCKED\n```\n\n    BLOCKED\n",
    );
    deepEqual(
      blocks.map(({ kind, text, quoted }) => [kind, text.trim(), quoted]),
      [
        ["paragraph", "BLOCKED", false],
        ["paragraph", "BLOCKED", true],
        ["item", "BLOCKED", false],
        ["item", "BLOCKED", false],
        ["cell", "BLOCKED", false],
        ["code", "BLOCKED", false],
        ["code", "BLOCKED", false],
      ],
    );
  });

  it("count words as a reader does", () => {
    const words = (text: string): number => readMd(text).blocks.reduce((sum, block) => sum + block.words, 0);
    const rows: [string, number][] = [
      ["one two three", 3],
      ["one [two](http://x.example/a/b/c) three", 3],
      ["one `two` three", 3],
      ["one <!-- not this --> two", 2],
      ["it's a well-known e.g. 3.5 case", 6],
      ["```mermaid\nA --> B\n```", 0],
      ["```ts\nconst a = 1;\n```", 3],
      ["| a | b |\n|---|---|\n| one two | three |", 3],
      ["<b>one</b> two", 2],
      ["- [x] one\n- two", 2],
    ];
    deepEqual(
      rows.map(([text]) => [text, words(text)]),
      rows,
    );
  });
});

describe("every extract stands where it says", () => {
  /** Text with one extract of each kind; its offsets must lead to exactly these texts. */
  const rows: [title: string, text: string][] = [
    [
      "plain",
      "# Title\n\n## [x] Done\n\nStatus: done\n\n- [ ] one <a b>\n  - [x] two [l](m.md)\n\n| a | b |\n|---|---|\n| [x] | <c d> |\n",
    ],
    ["CRLF", "# Title\r\n\r\n## [x] Done\r\n\r\nStatus: done\r\n\r\n- [ ] one <a b>\r\n  - [x] two [l](m.md)\r\n"],
    ["quotes", "> Status: done\n> more <a b>\n>\n> - [x] one\n>   two <c d>\n"],
    ["lazy lines", "- [ ] one\ntwo <a b>\n\n> three\nfour <c d> Status: x\n"],
    ["repeated words", "- a a\n- [x] a\n# a # a\n\na: a\n\n| a | a |\n|---|---|\n| a | a |\n| <a> | <a> |\n"],
    ["tabs", "-\t[x] one\n\t- [ ] two <a b>\n\n\ttext <c d>\n\n- Note\n\tStatus: done\n"],
    ["tabs in quotes", ">\t- [x] one <a b>\n>\t\tStatus: done\n"],
    ["emoji and accents", "# Ünïcödé 😀\n\n- [x] 😀 <a b> é\n\n**Status**: ✅ done\n"],
    ["indented continuation", "1. [ ] one\n   Status: done\n      <a b>\n"],
    ["escaped bars in a table", "| a | b |\n|---|---|\n| x \\| y | <c d> |\n| `p \\| q` | [x] |\n"],
    ["blanks at line ends", "- [x] one  \n  two <a b>  \n\nStatus: done   \n"],
    ["front matter", "---\na: 1\n---\n# T\n\n- [x] one <a b>\n"],
    ["bars around fields", "**Status:** done | Owner: <name> | Date: 2026\n"],
    ["one letter", "- x\n- [x] x\n\nx: x\n"],
  ];
  for (const [title, text] of rows) {
    it(title, () => {
      const { items, headings, fields, placeholders, tables, blocks, links } = readMd(text);
      const at = (span: { offset: number; end: number }): string => text.slice(span.offset, span.end);
      for (const item of items) if (item.box) equal(at(item.box), item.box.mark, `box of line ${item.line}`);
      for (const item of items) {
        const first = item.text.split("\n", 1)[0] ?? "";
        if (item.source === "list")
          equal(at(item).endsWith(first), true, `item of line ${item.line}: ${JSON.stringify(at(item))}`);
      }
      for (const heading of headings)
        equal(at(heading).includes(heading.text), true, `heading of line ${heading.line}`);
      for (const field of fields) equal(at(field.valueSpan), field.value, `value of ${field.name}`);
      for (const field of fields) equal(at(field).includes(field.name), true, `field ${field.name}`);
      for (const placeholder of placeholders)
        equal(at(placeholder), placeholder.text, `placeholder of line ${placeholder.line}`);
      for (const { rows: all } of tables) {
        for (const cell of all.flat()) equal(at(cell).replaceAll("\\|", "|"), cell.text, `cell of line ${cell.line}`);
      }
      for (const block of blocks) {
        const last = block.text.trimEnd().split("\n").at(-1)?.trim() ?? "";
        if (block.kind === "paragraph" || block.kind === "item")
          equal(at(block).endsWith(last), true, `block of line ${block.line}`);
      }
      for (const link of links) equal(/^!?\[|^`|^<img/.test(at(link)), true, `link of line ${link.line}`);
    });
  }
});
