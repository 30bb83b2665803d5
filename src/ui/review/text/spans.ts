import type MarkdownIt from "markdown-it";
import { visibly } from "../../../core/index.ts";
import type { Link, Span } from "../protocol.ts";
import { cut, limits } from "./budget.ts";
import { linkOf } from "./links.ts";

export type Parser = InstanceType<typeof MarkdownIt>;
export type Token = ReturnType<Parser["parse"]>[number];

/** What is looked up while a document is turned into what the page draws. */
export interface Inline {
  parser: Parser;
  /** The parser's own notes: where reference links lead. */
  env: Record<string, unknown>;
  /** The document's path, which its links start from. */
  base: string;
}

/** Running text as written, cut where it is very long. The rest is counted, never dropped in silence. */
function asWritten(content: string, most: number): { spans: Span[]; left: number } {
  const { text, left } = cut(content, most);
  return { spans: [{ kind: "text", pieces: visibly(text) }], left };
}

/** The marks of one paragraph, heading or cell. */
export function spansOf(content: string, { parser, env, base }: Inline): { spans: Span[]; left: number } {
  if (content.length > limits.paragraph) return asWritten(content, limits.lineCharacters);
  const tokens: Token[] = [];
  parser.inline.parse(content, parser, env, tokens);
  return { spans: nest(tokens, base), left: 0 };
}

type Nest = { spans: Span[]; close: (spans: Span[]) => Span };

/** The parser gives a flat list of what opens and closes. */
function nest(tokens: readonly Token[], base: string): Span[] {
  const open: Nest[] = [{ spans: [], close: () => ({ kind: "break" }) }];
  const add = (span: Span): void => void open.at(-1)?.spans.push(span);
  for (const token of tokens) {
    if (token.nesting > 0) open.push({ spans: [], close: wrapper(token, base) });
    else if (token.nesting < 0) {
      const closed = open.length > 1 ? open.pop() : undefined;
      if (closed) add(closed.close(closed.spans));
    } else add(leaf(token, base));
  }
  // Whatever is left open would be lost.
  while (open.length > 1) {
    const closed = open.pop();
    if (closed) add(closed.close(closed.spans));
  }
  return open[0]?.spans ?? [];
}

function wrapper(token: Token, base: string): Nest["close"] {
  if (token.type === "link_open") {
    const to = target(token, "href", base);
    return (spans) => ({ kind: "link", to, spans });
  }
  const kind = token.type === "strong_open" ? "strong" : token.type === "s_open" ? "strike" : "em";
  return (spans) => ({ kind, spans });
}

function leaf(token: Token, base: string): Span {
  switch (token.type) {
    case "code_inline":
      return { kind: "code", pieces: visibly(token.content) };
    case "hardbreak":
      return { kind: "break" };
    case "softbreak":
      return { kind: "text", pieces: ["\n"] };
    case "image":
      return { kind: "image", alt: visibly(token.content), to: target(token, "src", base) };
    // `text`, and what a kind of token that is not known says.
    default:
      return { kind: "text", pieces: visibly(token.content) };
  }
}

const target = (token: Token, attribute: string, base: string): Link =>
  linkOf(base, String(token.attrGet(attribute) ?? "")) ?? { kind: "none" };
