import MarkdownIt from "markdown-it";

/** Deeper nesting than any document has, and shallow enough for the parser's recursion. */
const MAX_NESTING = 400;

/** The block structure as VS Code's own preview and GitHub see it. HTML is on, else boxes in comments would count. */
const blocks = new MarkdownIt("default", { html: true, maxNesting: MAX_NESTING });
blocks.core.ruler.enableOnly(["normalize", "block"]);

export type Token = ReturnType<typeof blocks.parse>[number];

/** Where the labels of a document's reference links lead, as the block parser found them. */
export type References = Record<string, { href: string; title: string }>;

/** The blocks of a text, and the definitions of its reference links. */
export function parseBlocks(text: string): { tokens: Token[]; references: References } {
  const env = { references: {} as References };
  return { tokens: blocks.parse(text, env), references: env.references };
}

/** A longer paragraph is no prose: what stands inside it is not looked at, and the reader says so. */
export const MAX_PARAGRAPH = 100_000;

export type InlineKind = "code" | "html" | "link" | "image" | "autolink";

/** What stands where inside one paragraph: spans over its content, as the inline parser found them. */
export interface InlineSpan {
  kind: InlineKind;
  start: number;
  end: number;
  /** Where a link or an image leads. */
  target: string;
}

const kinds: Record<string, InlineKind> = {
  backticks: "code",
  html_inline: "html",
  link: "link",
  image: "image",
  autolink: "autolink",
};

const inline = new MarkdownIt("default", { html: true, linkify: false, typographer: false });
for (const [rule, kind] of Object.entries(kinds)) recordSpans(rule, kind);

/** The parser's inline tokens carry no offsets; its rules know them while they run. */
function recordSpans(name: string, kind: InlineKind): void {
  const rules = inline.inline.ruler as unknown as { __rules__: { name: string; fn: InlineRule }[] };
  const original = rules.__rules__.find((rule) => rule.name === name)?.fn;
  if (!original) throw new Error(`markdown-it has no inline rule ${name}`);
  inline.inline.ruler.at(name, (state, silent) => {
    const start = state.pos;
    const tokens = state.tokens.length;
    const found = original(state, silent);
    if (found && !silent && (kind !== "code" || state.tokens.at(-1)?.type === "code_inline")) {
      const opened = state.tokens.slice(tokens).find((token) => token.type === "link_open" || token.type === "image");
      const target = String(opened?.attrGet(kind === "image" ? "src" : "href") ?? "");
      (state.env as { spans: InlineSpan[] }).spans.push({ kind, start, end: state.pos, target });
    }
    return found;
  });
}

type InlineRule = Parameters<typeof inline.inline.ruler.at>[1];

/**
 * The code spans, HTML, links and images of a paragraph's content, in order of their starts.
 * @param references Without them, `[text][label]` is no link.
 */
export function inlineSpans(content: string, references: References = {}): InlineSpan[] {
  if (content.length > MAX_PARAGRAPH || !/[`<[]/.test(content)) return [];
  const spans: InlineSpan[] = [];
  inline.inline.parse(content, inline, { spans, references }, []);
  return spans.sort((a, b) => a.start - b.start);
}

/** The content with code spans, comments, tags and autolinks blanked, its length unchanged. */
export function blank(content: string, spans: readonly InlineSpan[]): string {
  const parts: string[] = [];
  let at = 0;
  for (const { kind, start, end } of spans) {
    if (start < at || kind === "link" || kind === "image") continue;
    parts.push(content.slice(at, start), " ".repeat(end - start));
    at = end;
  }
  return parts.join("") + content.slice(at);
}
