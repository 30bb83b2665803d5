import { deepEqual, equal, ok } from "node:assert/strict";
import type { Block, Span } from "../../../../src/ui/review/protocol.ts";
import { renderMarkdown } from "../../../../src/ui/review/text/blocks.ts";

/** A document in short, for comparing: `h1(Title)`, `ul([x] a)`. */
const shortBlock = (block: Block): string => {
  switch (block.kind) {
    case "heading":
      return `h${block.level}(${short(block.spans)})`;
    case "paragraph":
      return block.tight ? short(block.spans) : `p(${short(block.spans)})`;
    case "list":
      return `${block.start === undefined ? "ul" : `ol${block.start}`}(${block.items
        .map(
          ({ ticked, blocks }) =>
            `${ticked === undefined ? "" : ticked ? "[x] " : "[ ] "}${blocks.map(shortBlock).join(" ")}`,
        )
        .join("; ")})`;
    case "quote":
      return `quote(${block.blocks.map(shortBlock).join(" ")})`;
    case "code":
      return `code:${block.language}(${block.pieces.join("")})`;
    case "table":
      return `table(${[block.head, ...block.rows].map((row) => row.map(short).join("|")).join("; ")})`;
    case "rule":
      return "hr";
  }
};

const short = (spans: readonly Span[]): string =>
  spans
    .map((span) => {
      switch (span.kind) {
        case "text":
          return span.pieces.map((piece) => (typeof piece === "string" ? piece : `‹${piece.sign}›`)).join("");
        case "code":
          return `\`${span.pieces.join("")}\``;
        case "link":
          return `<${span.to.kind === "web" ? span.to.href : span.to.kind === "file" ? span.to.file : ""}>${short(span.spans)}</>`;
        case "image":
          return `image(${span.alt.join("")})`;
        case "break":
          return "⏎";
        default:
          return `${span.kind}(${short(span.spans)})`;
      }
    })
    .join("");

const shown = (text: string, path = "docs/plan.md"): string =>
  renderMarkdown(path, text).blocks.map(shortBlock).join(" ");

describe("Markdown as blocks for the review", () => {
  const cases: [what: string, text: string, blocks: string][] = [
    [
      "headings and marks",
      "# A\n\nOne *two* **three** ~~four~~ `five`",
      "h1(A) p(One em(two) strong(three) strike(four) `five`)",
    ],
    ["no level of a heading left out", "## A\n\n#### B\n\n### C\n\n# D", "h1(A) h2(B) h2(C) h1(D)"],
    ["boxes, nested", "- [x] one\n  - [ ] two\n- [~] three", "ul([x] one ul([ ] two); [~] three)"],
    ["a list that starts elsewhere", "7. seven\n8. eight", "ol7(seven; eight)"],
    ["an empty item", "- [ ]\n-", "ul([ ] ; )"],
    ["a table", "| a | b |\n|---|:-:|\n| 1 | **2** |", "table(a|b; 1|strong(2))"],
    ["a quote and a rule", "> said\n\n---", "quote(p(said)) hr"],
    ["code with its language", "```js\nlet a;\n```\n\n    plain", "code:js(let a;) code:(plain)"],
    ["front matter as it is", "---\ntitle: x\n---\n# A", "code:yaml(title: x) h1(A)"],
    [
      "HTML as text",
      "<script>alert(1)</script>\n\na <b onclick=x>b</b>",
      "p(<script>alert(1)</script>) p(a <b onclick=x>b</b>)",
    ],
    ["a comment as text", "<!-- hidden -->", "p(<!-- hidden -->)"],
    ["a picture by its description", "![a chart](chart.png)", "p(image(a chart))"],
    [
      "links to the web and to files",
      "[w](https://a.example/x) [f](../src/a.ts#L3)",
      "p(<https://a.example/x>w</> <src/a.ts>f</>)",
    ],
    ["links by reference", "[w][1]\n\n[1]: https://a.example", "p(<https://a.example/>w</>)"],
    [
      "dangerous links as written",
      "[j](javascript:alert(1)) [c](command:x) [f](file:///etc/passwd) [d](data:text/html,x)",
      "p([j](javascript:alert(1)) [c](command:x) [f](file:///etc/passwd) [d](data:text/html,x))",
    ],
    ["a link out of the folder as written", "[up](../../x.md)", "p([up](../../x.md))"],
    ["an autolink to a command as written", "<command:workbench.action.quit>", "p(<command:workbench.action.quit>)"],
    ["characters that hide or turn around by name", "a\u202eb\u200bc\u001b[31m", "p(a‹U+202E›b‹U+200B›c‹U+001B›[31m)"],
    ["an entity that hides", "a&#8238;b", "p(a‹U+202E›b)"],
  ];
  for (const [what, text, blocks] of cases) it(`shows ${what}`, () => equal(shown(text), blocks));

  it("counts definitions of links, which the rendered text does not show", () => {
    equal(renderMarkdown("a.md", "Text\n\n[//]: # (an aside)\n[x]: y").definitions, 2);
  });

  it("stops after many boxes and says at which line", () => {
    const { blocks, cutAt } = renderMarkdown("a.md", "- [ ] box\n".repeat(10_000));
    const [list] = blocks;
    ok(list?.kind === "list");
    ok(list.items.length > 1000 && list.items.length < 4000, String(list.items.length));
    equal(cutAt, list.items.length + 1);
  });

  it("looks at the beginning of a document of 5 MB only", () => {
    const { cutAt } = renderMarkdown("a.md", "A line of some words.\n\n".repeat(220_000));
    ok(cutAt !== undefined && cutAt > 1000 && cutAt < 30_000, String(cutAt));
  });

  it("shows the beginning of a line of 1 MB, and how much is left", () => {
    const { blocks, left, cutAt } = renderMarkdown("a.md", `${"[".repeat(1_000_000)}\n`);
    const [paragraph] = blocks;
    ok(paragraph?.kind === "paragraph");
    deepEqual(paragraph.spans, [{ kind: "text", pieces: ["[".repeat(2000)] }]);
    equal(left > 0 && cutAt === 1, true);
  });

  it("says that a document is nested too deeply instead of leaving text out", () => {
    const { blocks, tooDeep } = renderMarkdown("a.md", `${"> ".repeat(200)}deep`);
    deepEqual({ blocks, tooDeep }, { blocks: [], tooDeep: true });
  });

  it("never fails, whatever comes", () => {
    for (const text of ["", "\u0000", "[", "![](", "```", "- ", "|", "|a|\n|-|", "\ud800", "[a]: ", "**_~~`"])
      shown(text);
  });
});
