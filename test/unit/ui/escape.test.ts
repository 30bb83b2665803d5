import { doesNotMatch, equal } from "node:assert/strict";
import fc from "fast-check";
import MarkdownIt from "markdown-it";
import { inMarkdown } from "../../../src/ui/shared/text/escape.ts";

const hostile = [
  "[click](command:workbench.action.terminal.new)",
  "<img src=x onerror=alert(1)>",
  "**bold** _it_ `code` ~~x~~",
  "$(zap) $(sync~spin)",
  "# Title\n- item\n\n---",
  "https://example.org www.example.org a@example.org",
  "&lt;b&gt; \\$(x) \\*",
  "![x](https://example.org/x.png)",
  "| a | b |\n| - | - |",
];

describe("texts of documents in the status bar", () => {
  const md = new MarkdownIt({ html: true, linkify: true });

  for (const text of hostile)
    it(`says ${JSON.stringify(text)} as it is, in a tooltip`, () => {
      const escaped = inMarkdown(text);
      doesNotMatch(escaped, /\$\(/);
      doesNotMatch(escaped, /[[\]()<>*_`]/);
      const [block, ...more] = md.parse(escaped, {}).filter(({ type }) => type === "inline");
      equal(more.length, 0);
      equal(
        block?.children?.every(({ type }) => type === "text" || type === "text_special"),
        true,
      );
      equal(block?.children?.map(({ content }) => content).join(""), text.replace(/[\r\n]+/g, " "));
    });

  it("leaves nothing of any text to Markdown", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => !/[^\p{L}\p{M}\p{N} &#;]/u.test(inMarkdown(text))),
    );
  });
});
