import MarkdownIt from "markdown-it";
import { visibly } from "../../../core/index.ts";
import type { Block, ListItem, Span } from "../protocol.ts";
import { Budget, beginning, cut, limits } from "./budget.ts";
import { linkOf } from "./links.ts";
import { type Inline, type Parser, spansOf, type Token } from "./spans.ts";

/**
 * Markdown as data for the page. The tokens of markdown-it become a small closed set of blocks, which the page turns
 * into elements one by one: no string of HTML is ever made, here or there, so none can hold more than it should. What a
 * document says can only choose among these kinds and fill in text. HTML is off: tags and comments are text, and an
 * approver sees them. A link that is not followed is no link: it stays as it is written, its target in view.
 */
function parserFor(path: string): Parser {
  const parser = new MarkdownIt("default", { html: false, linkify: false, typographer: false, maxNesting: 100 });
  // Blocks first: what is left out of view is not looked into either.
  parser.core.ruler.enableOnly(["normalize", "block"]);
  parser.validateLink = (href) => linkOf(path, href) !== undefined;
  return parser;
}

/** What lies deeper is dropped by the parser without a word. */
const DEEPEST = 90;

export interface Rendered {
  blocks: Block[];
  /** The line (from 1) from which on nothing is shown; undefined where all of it is. */
  cutAt: number | undefined;
  /** Characters left out of paragraphs and code that are very long. */
  left: number;
  /** Definitions of links, which no reader of the rendered text sees. */
  definitions: number;
  /** Nested too deeply to be shown: `blocks` is empty, the source has it. */
  tooDeep: boolean;
}

/**
 * A Markdown text as a reader sees it, bounded.
 * @param share how much of what a page can show this text may take, from 0 to 1
 */
export function renderMarkdown(path: string, text: string, share = 1): Rendered {
  const shown = beginning(text, limits.characters * share);
  const { matter, rest, skipped } = frontMatter(shown);
  const parser = parserFor(path);
  const env = { references: {} };
  const tokens = parser.parse(rest, env);
  const rendered: Rendered = { blocks: [], cutAt: undefined, left: 0, definitions: 0, tooDeep: false };
  if (tokens.some(({ level }) => level >= DEEPEST)) return { ...rendered, tooDeep: true };
  const budget = new Budget(limits.nodes * share);
  const walk: Walk = { tokens, at: 0, line: 0, levels: [], budget, rendered, inline: { parser, env, base: path } };
  rendered.blocks = [...matter, ...blocksUntil(walk, undefined)];
  rendered.definitions = Object.keys(env.references).length;
  if (budget.stoppedAt !== undefined) rendered.cutAt = budget.stoppedAt + skipped + 1;
  else if (shown.length < text.length) rendered.cutAt = shown.split("\n").length;
  return rendered;
}

interface Walk {
  tokens: readonly Token[];
  at: number;
  /** The last line (from 0) that a token named. */
  line: number;
  /** The levels of the headings that this one lies below. */
  levels: number[];
  budget: Budget;
  rendered: Rendered;
  inline: Inline;
}

/** The blocks up to the token that closes them. Once the budget is spent the rest is passed over. */
function blocksUntil(walk: Walk, close: string | undefined): Block[] {
  const blocks: Block[] = [];
  for (let token = walk.tokens[walk.at]; token && token.type !== close; token = walk.tokens[walk.at]) {
    walk.line = token.map?.[0] ?? walk.line;
    const isRoom = walk.budget.take(walk.line);
    const block = blockOf(walk, token);
    if (isRoom && block && !isUnfinished(walk, block)) blocks.push(block);
  }
  walk.at++;
  return blocks;
}

/** A block whose text found no room any more is left out with what follows it. */
function isUnfinished({ budget }: Walk, block: Block): boolean {
  if (!budget.isSpent) return false;
  if (block.kind === "list") return block.items.length === 0;
  return (block.kind === "paragraph" || block.kind === "heading") && block.spans.length === 0;
}

/** One block, with the tokens that belong to it taken off. */
function blockOf(walk: Walk, token: Token): Block | undefined {
  walk.at++;
  switch (token.type) {
    case "heading_open":
      return { kind: "heading", level: levelOf(walk, Number(token.tag.slice(1))), spans: inlineUntil(walk) };
    case "paragraph_open":
      return { kind: "paragraph", tight: token.hidden, spans: inlineUntil(walk) };
    case "bullet_list_open":
      return { kind: "list", items: itemsUntil(walk, "bullet_list_close") };
    case "ordered_list_open": {
      const start = Number(token.attrGet("start") ?? 1);
      return { kind: "list", start, items: itemsUntil(walk, "ordered_list_close") };
    }
    case "blockquote_open":
      return { kind: "quote", blocks: blocksUntil(walk, "blockquote_close") };
    case "table_open":
      return tableUntil(walk);
    case "fence":
    case "code_block":
      return codeOf(walk, token.content, token.info.trim());
    case "hr":
      return { kind: "rule" };
    default:
      // Whatever else a parser may know: its text, as it is.
      return token.content === "" ? undefined : codeOf(walk, token.content, "");
  }
}

function codeOf(walk: Walk, content: string, info: string): Block {
  const { text, left } = cut(content.replace(/\n$/, ""), limits.paragraph);
  walk.rendered.left += left;
  return { kind: "code", language: cut(info, 100).text, pieces: visibly(text), left };
}

/** One step further in for each heading above it, whatever numbers the document uses. */
function levelOf({ levels }: Walk, level: number): number {
  while ((levels.at(-1) ?? 0) >= level) levels.pop();
  return levels.push(level);
}

/** The text of a heading, a paragraph or a cell: one token, and the one that closes it. */
function inlineUntil(walk: Walk): Span[] {
  const token = walk.tokens[walk.at];
  walk.at += token?.type === "inline" ? 2 : 1;
  return token?.type === "inline" ? spansIn(walk, token.content) : [];
}

function spansIn(walk: Walk, content: string): Span[] {
  // What long texts cost is shared out as well; a spent budget looks into nothing more.
  if (!walk.budget.take(walk.line, 1 + Math.floor(content.length / 500))) return [];
  const { spans, left } = spansOf(content, walk.inline);
  walk.rendered.left += left;
  return spans;
}

function itemsUntil(walk: Walk, close: string): ListItem[] {
  const items: ListItem[] = [];
  for (let token = walk.tokens[walk.at]; token && token.type !== close; token = walk.tokens[walk.at]) {
    walk.line = token.map?.[0] ?? walk.line;
    walk.at++;
    const isRoom = walk.budget.take(walk.line);
    const ticked = takeBox(walk);
    const blocks = blocksUntil(walk, "list_item_close");
    const isCut = blocks.length === 0 && walk.budget.isSpent;
    if (isRoom && !isCut) items.push({ ...(ticked !== undefined && { ticked }), blocks });
  }
  walk.at++;
  return items;
}

/** Takes the box of a task off its text; other marks between brackets are no box, and stay text. */
function takeBox({ tokens, at }: Walk): boolean | undefined {
  const inline = tokens[at]?.type === "paragraph_open" ? tokens[at + 1] : undefined;
  const found = inline && /^\[([ xX])\](?:\s+|$)/.exec(inline.content);
  if (!inline || !found) return undefined;
  inline.content = inline.content.slice(found[0].length);
  return found[1] !== " ";
}

function tableUntil(walk: Walk): Block {
  const rows: Span[][][] = [];
  let row: Span[][] | undefined;
  for (let token = walk.tokens[walk.at]; token && token.type !== "table_close"; token = walk.tokens[walk.at]) {
    walk.line = token.map?.[0] ?? walk.line;
    walk.at++;
    if (token.type === "tr_open") {
      row = walk.budget.take(walk.line) ? [] : undefined;
      if (row) rows.push(row);
    } else if (token.type === "th_open" || token.type === "td_open") {
      const spans = inlineUntil(walk);
      row?.push(spans);
    }
  }
  walk.at++;
  const [head = [], ...body] = rows;
  return { kind: "table", head, rows: body };
}

/** Front matter is data, not prose: it is shown as it is. */
function frontMatter(text: string): { matter: Block[]; rest: string; skipped: number } {
  const found = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n(?:---|\.\.\.)[ \t]*(?:\r?\n|$)/.exec(text);
  if (!found) return { matter: [], rest: text, skipped: 0 };
  const matter: Block = { kind: "code", language: "yaml", pieces: visibly(found[1] ?? ""), left: 0 };
  return { matter: [matter], rest: text.slice(found[0].length), skipped: found[0].split("\n").length - 1 };
}
