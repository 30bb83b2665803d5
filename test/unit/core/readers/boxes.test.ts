import { deepEqual, equal } from "node:assert/strict";
import { githubMarks, readMd, shown } from "../../support/shown.ts";

/** Each row: what it shows, the text, and the marks of the check boxes that GitHub shows for it. */
function checkGitHub(rows: [title: string, text: string, marks: string][]): void {
  for (const [title, text, marks] of rows) {
    it(`${title}: ${JSON.stringify(text)}`, () => equal(githubMarks(readMd(text)), marks));
  }
}

/** Each row: what it shows, the text, and every box of it. */
function checkBoxes(rows: [title: string, text: string, boxes: string[]][]): void {
  for (const [title, text, boxes] of rows) {
    it(`${title}: ${JSON.stringify(text)}`, () => deepEqual(shown.boxes(readMd(text)), boxes));
  }
}

describe("list boxes that GitHub shows", () => {
  describe("markers", () => {
    checkGitHub([
      ["dash", "- [ ] a", " "],
      ["star", "* [x] a", "x"],
      ["plus", "+ [X] a", "X"],
      ["number with period", "1. [x] a", "x"],
      ["number with parenthesis", "10) [x] a", "x"],
      ["several blanks behind the marker", "-   [x] a", "x"],
      ["tab behind the marker", "-\t[x] a", "x"],
      ["indented by up to three", "   - [x] a", "x"],
      ["no blank behind the marker is no list", "-[x] a", ""],
      ["five blanks behind the marker are code", "-     [x] a", ""],
      ["four blanks before the marker are code", "    - [x] a", ""],
      ["no list at all", "[x] a", ""],
      ["a letter is no marker", "a. [x] a", ""],
    ]);
  });

  describe("what stands behind the bracket", () => {
    checkGitHub([
      ["a blank", "- [x] a", "x"],
      ["two blanks", "- [x]  a", "x"],
      ["a tab", "- [x]\ta", "x"],
      ["nothing", "- [x]a", ""],
      ["nothing at all", "- [ ]", ""],
      ["nothing but a line end", "- [ ]\n- [x] b", "x"],
      ["a parenthesis: a link", "- [x](https://example.org) a", ""],
      ["a colon", "- [x]: a", ""],
      ["another bracket", "- [x][y] a", ""],
    ]);
  });

  describe("what stands between the brackets", () => {
    checkGitHub([
      ["escaped", "- \\[x] a", ""],
      ["nothing", "- [] a", ""],
      ["two letters", "- [xx] a", ""],
      ["two blanks", "- [  ] a", ""],
      ["blanks around", "- [ x ] a", ""],
      ["a no-break space", "- [\u00a0] a", ""],
      ["another letter", "- [y] a", ""],
      ["a digit", "- [1] a", ""],
      ["Cyrillic х", "- [х] a", ""],
      ["bold around the box", "- **[x] a**", ""],
      ["in a code span", "- `[x]` a", ""],
      ["not at the start", "- a [x] b", ""],
    ]);
  });

  describe("where the item stands", () => {
    checkGitHub([
      ["in a quote", "> - [x] a", "x"],
      ["in a quote in a quote", "> > - [x] a", "x"],
      ["in a quote without a blank", ">- [x] a", "x"],
      ["in a list item on the same line", "- - [x] a", "x"],
      ["in a numbered item on the same line", "1. - [ ] a", " "],
      ["nested by two", "- [ ] a\n  - [x] b", " x"],
      ["nested by four below a number", "1. [ ] a\n    - [x] b", " x"],
      ["nested by a tab", "- [ ] a\n\t- [X] b", " X"],
      ["nested below an item without a box", "- a\n  - [x] b", "x"],
      ["right behind a paragraph", "a\n- [x] b", "x"],
      ["a number other than one cannot end a paragraph", "a\n2. [x] b", ""],
      ["a number one can", "a\n1. [x] b", "x"],
      ["loose", "- [ ] a\n\n- [x] b\n\n  more", " x"],
      ["text on the line below the marker", "-\n  [x] a", ""],
      ["in a heading of an item", "- # [x] a", ""],
      ["in a quote of an item", "- > [x] a", ""],
      ["second paragraph of an item", "- a\n\n  [x] b", ""],
      ["continued line of an item", "- a\n  [x] b", ""],
      [
        "thirty levels deep",
        Array.from({ length: 30 }, (_, i) => `${"  ".repeat(i)}- [x] ${i}`).join("\n"),
        "x".repeat(30),
      ],
    ]);
  });

  describe("text that is no Markdown", () => {
    checkGitHub([
      ["in a fence", "```\n- [x] a\n```", ""],
      ["in a fence of tildes", "~~~md\n- [x] a\n~~~", ""],
      ["in a fence of four around three", "````\n```\n- [x] a\n```\n````\n- [x] b", "x"],
      ["in a fence that is never closed", "```\n- [x] a\n\n- [x] b", ""],
      ["in a fence of an item", "- a\n  ```\n  - [x] b\n  ```\n- [x] c", "x"],
      ["behind a fence", "```\na\n```\n- [x] b", "x"],
      ["in a comment", "<!-- - [x] a -->", ""],
      ["in a comment of several lines", "<!--\n\n- [x] a\n\n-->\n- [X] b", "X"],
      ["in a comment that is never closed", "<!--\n- [x] a", ""],
      ["directly in an HTML element", "<details>\n- [x] a\n</details>", ""],
      ["in an HTML element, behind an empty line", "<details>\n\n- [x] a\n\n</details>", "x"],
      ["in a script", "<script>\n\n- [x] a\n\n</script>", ""],
      ["in front matter", "---\nlist:\n  - [x] a\n---\n- [ ] b", " "],
    ]);
  });
});

describe("line ends and byte order", () => {
  const lines = ["# A", "", "- [ ] one", "  - [x] two", "", "- [-] three"];
  for (const [name, end] of [
    ["LF", "\n"],
    ["CRLF", "\r\n"],
    ["lone CR", "\r"],
  ] as const) {
    it(`${name}: lines count as a person counts them`, () => {
      deepEqual(shown.boxes(readMd(lines.join(end))), ["3 [ ] todo: one", "4   [x] done: two", "6 [-] doing: three"]);
    });
  }

  it("mixed line ends", () => {
    deepEqual(shown.boxes(readMd("- [ ] a\r\n- [x] b\n- [X] c\r- [ ] d")), [
      "1 [ ] todo: a",
      "2 [x] done: b",
      "3 [X] done: c",
      "4 [ ] todo: d",
    ]);
  });

  it("no line end at the end, and several", () => {
    equal(githubMarks(readMd("- [x] a")), "x");
    equal(githubMarks(readMd("- [x] a\n\n\n\n")), "x");
  });
});

describe("marks beyond GitHub's", () => {
  checkBoxes([
    ["dash: in progress", "- [-] a", ["1 [-] doing: a"]],
    [
      "dash, and the text tells that it was reverted",
      "- [-] a (REVERTED in 2.1)",
      ["1 [-] dropped: a (REVERTED in 2.1)"],
    ],
    ["dash, struck through", "- [-] ~~a~~", ["1 [-] dropped: ~~a~~"]],
    ["tilde: dropped", "- [~] a", ["1 [~] dropped: a"]],
    ["exclamation mark: blocked", "- [!] a", ["1 [!] blocked: a"]],
    ["S and s: skipped", "- [S] a\n- [s] b", ["1 [S] skipped: a", "2 [s] skipped: b"]],
    ["v and signs: done", "- [v] a\n- [✅] b\n- [✓] c", ["1 [v] done: a", "2 [✅] done: b", "3 [✓] done: c"]],
    ["moved on: dropped", "- [>] a", ["1 [>] dropped: a"]],
    ["empty brackets: todo", "- [] a", ["1 [] todo: a"]],
    ["in a numbered list and in a quote", "1. [~] a\n\n> - [!] b", ["1 [~] dropped: a", "3 [!] blocked: b"]],
    ["optional task", "- [ ]* 1.1 Write property tests", ["1 [ *] todo: 1.1 Write property tests"]],
    ["a legend of its own letters", "- [P] tasks = different files", []],
    ["a footnote", "- [1] see below", []],
    ["a link", "- [x](a.md)", []],
    ["a link by reference", "- [x][a]", []],
    ["a box spelled out in code", "- Use `[ ]` now and flip it", []],
    ["a word in brackets", "- [Critical] Which provider?", []],
    ["a sign that is no mark", "- [?] a", []],
  ]);
});

describe("boxes in headings", () => {
  checkBoxes([
    ["ticked", "### [x] Task 1: Read", ["1 [x] done heading: Task 1: Read"]],
    ["blank", "## [ ] Task 2", ["1 [ ] todo heading: Task 2"]],
    ["in progress", "## [-] Task 3", ["1 [-] doing heading: Task 3"]],
    ["underlined heading", "[x] Task 4\n---", ["1 [x] done heading: Task 4"]],
    ["an icon in front", "## ✅ Stage 1", ["1 [✅] done heading: Stage 1"]],
    ["an icon at the end is no box", "## Stage 1 ✅", []],
    ["a link", "## [x](a.md) notes", []],
    ["a tag", "### [S-1] Sign in", []],
    ["seven signs are a paragraph", "####### [x] a", []],
    ["in a quote", "> ## [x] a", []],
  ]);

  it("leaves the box out of the heading's text", () => {
    deepEqual(shown.headings(readMd("### [x] Task 1: Read")), ["1 ### Task 1: Read"]);
  });
});

describe("boxes in tables", () => {
  const table = (...rows: string[]): string => ["| # | What | Done |", "| --- | --- | --- |", ...rows].join("\n");

  checkBoxes([
    [
      "a box as a cell",
      table("| 0.1 | Initialize | [x] |", "| 0.2 | Describe | [ ] |"),
      ["3 [x] done table: | 0.1 | Initialize | [x] |", "4 [ ] todo table: | 0.2 | Describe | [ ] |"],
    ],
    [
      "an icon before an id",
      table("| ✅ T01 | Map | a |", "| ⬜ T02 | Plan | b |"),
      ["3 [✅] done table: | ✅ T01 | Map | a |", "4 [⬜] todo table: | ⬜ T02 | Plan | b |"],
    ],
    [
      "in progress and blocked by icon",
      table("| 🔄 T03 | Map | a |", "| ❌ T04 | Plan | b |"),
      ["3 [🔄] doing table: | 🔄 T03 | Map | a |", "4 [❌] blocked table: | ❌ T04 | Plan | b |"],
    ],
    ["without outer bars", "a | b\n--|--\n[x] | one", ["3 [x] done table: [x] | one"]],
    ["in the header", "| [x] | b |\n|---|---|\n| 1 | 2 |", []],
    ["in a table without a delimiter row", "| [x] | a |\n| [ ] | b |", []],
    ["a link in a cell", table("| [x](a.md) | b | c |"), []],
    ["in code in a cell", table("| `[x]` | b | c |"), []],
    ["in a fence", `\`\`\`\n${table("| [x] | b | c |")}\n\`\`\``, []],
  ]);
});

describe("boxes that are not work", () => {
  checkBoxes([
    [
      "hygiene section",
      "## Story Progress & Hygiene (per loop)\n- [ ] a\n\n## Tasks\n- [ ] b",
      ["2 [ ] todo no-work: a", "5 [ ] todo: b"],
    ],
    ["legend section", "## Legend\n- [x] done\n- [ ] open", ["2 [x] done no-work: done", "3 [ ] todo no-work: open"]],
    ["a section inside of a hygiene section", "## Hygiene\n### Daily\n- [ ] a", ["3 [ ] todo no-work: a"]],
    ["a section behind it", "### Hygiene\n- [ ] a\n## Work\n- [ ] b", ["2 [ ] todo no-work: a", "4 [ ] todo: b"]],
    ["a bold line as heading", "**Legend**\n\n- [x] done", ["3 [x] done no-work: done"]],
    ["a word that only contains it", "## Legendary features\n- [x] a", ["2 [x] done: a"]],
    ["a title above everything", "# Hygiene of the plan\n## Tasks\n- [x] a", ["3 [x] done no-work: a"]],
    ["in a table", "## Legend\n\n| a |\n|---|\n| [x] |", ["5 [x] done table no-work: | [x] |"]],
    ["the heading itself", "## [x] Hygiene", ["1 [x] done heading no-work: Hygiene"]],
  ]);
});

describe("items", () => {
  it("know their parent, depth, section and last line", () => {
    const { items, headings } = readMd("# A\n- [ ] a\n  - [x] b\n    - c\n  - d\n\n## B\n\n1. e\n");
    deepEqual(
      items.map(({ text, parent, depth, heading, endLine }) => [text, parent, depth, headings[heading]?.text, endLine]),
      [
        ["a", -1, 0, "A", 5],
        ["b", 0, 1, "A", 4],
        ["c", 1, 2, "A", 4],
        ["d", 0, 1, "A", 5],
        ["e", -1, 0, "B", 9],
      ],
    );
  });

  it("are struck where the whole text is, and not where a part is", () => {
    deepEqual(
      readMd("- ~~a~~\n- ~~a~~ b\n- [ ] ~~a b~~.\n- ~~a~~ and ~~b~~").items.map(({ struck }) => struck),
      [true, false, true, false],
    );
  });
});
