import type { Block, Field, Heading, Item, Link, MarkdownDocument, Placeholder, Span, Table } from "../../document.ts";
import { t } from "../../l10n.ts";
import { type Lines, linesOf, lineText, spanAt } from "../../lines.ts";
import { type Problem, startOf } from "../../problem.ts";
import { fold, nameOf } from "../../words.ts";
import { fieldsIn } from "./fields.ts";
import { type FrontMatter, frontMatterOf } from "./frontMatter.ts";
import { boxAt, iconState, isGitHubMark, stateOf } from "./marks.ts";
import {
  blank,
  type InlineSpan,
  inlineSpans,
  MAX_PARAGRAPH,
  parseBlocks,
  type References,
  type Token,
} from "./parser.ts";
import { isDeferred, isVacant, placeholdersIn, withoutPlaceholders } from "./placeholders.ts";
import { ContentPlaces } from "./places.ts";
import { countWords, wordsIn } from "./wordCount.ts";

/** What reading a Markdown text gives: everything of a `MarkdownDocument` but what concerns the file as a whole. */
export type MarkdownExtract = Omit<MarkdownDocument, "kind" | "path" | "sha256" | "digest" | "unsaved">;

/**
 * Reads a Markdown text. Never throws: what cannot be read is a problem, and the rest is read. Offsets are exact, over
 * the text as given.
 */
export function readMarkdown(path: string, text: string): MarkdownExtract {
  const lines = linesOf(text);
  const problems: Problem[] = [];
  const front = frontMatterOf(path, lines, problems);
  const reading = new Reading(path, lines, front, problems);
  try {
    const { tokens, references } = parseBlocks(front.rest);
    reading.run(tokens, references);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    problems.push({
      ...startOf(path),
      code: "too-deep",
      severity: "error",
      message: t`The document is nested too deeply to be read. Flatten its lists and quotes.`,
    });
  }
  return reading.extract();
}

/** Where an image that is written as HTML, for its size, is found. */
const htmlImage = /^<img\s(?:[^>]*?\s)?src\s*=\s*["']([^"'<>]+)["']/i;

/** More links in one paragraph than a person writes. */
const MAX_LINKS = 500;

/** The level of headings that are only bold paragraphs: below the six of Markdown. */
const BOLD_LEVEL = 7;

/** Sections whose boxes repeat with every loop, or explain the marks: no work. */
const noWork = /\b(hygiene|legend)\b/;

/** The state of one pass over the block tokens. */
class Reading {
  private readonly path: string;
  private readonly lines: Lines;
  private readonly front: FrontMatter;
  private readonly problems: Problem[];
  private readonly headings: Heading[] = [];
  private readonly items: Item[] = [];
  private readonly fields: Field[] = [];
  private readonly blocks: Block[] = [];
  private readonly tables: Table[] = [];
  private readonly placeholders: Placeholder[] = [];
  private readonly links: Link[] = [];
  /** The headings whose sections are open, outermost first. */
  private readonly openHeadings: { heading: Heading; isWork: boolean }[] = [];
  /** Indices of the list items that are open. */
  private readonly openItems: number[] = [];
  private quotes = 0;
  private references: References = {};
  private readonly places: ContentPlaces;

  constructor(path: string, lines: Lines, front: FrontMatter, problems: Problem[]) {
    this.path = path;
    this.lines = lines;
    this.places = new ContentPlaces(lines);
    this.front = front;
    this.problems = problems;
  }

  run(tokens: Token[], references: References): void {
    this.references = references;
    for (let i = 0; i < tokens.length; i++) {
      const token = tokens[i] as Token;
      switch (token.type) {
        case "blockquote_open":
          this.quotes++;
          break;
        case "blockquote_close":
          this.quotes--;
          break;
        case "list_item_open":
          this.openItem(token, tokens[i + 1], tokens[i + 2]);
          break;
        case "list_item_close":
          this.openItems.pop();
          break;
        case "heading_open":
          this.heading(token, tokens[i + 1]);
          break;
        case "table_open":
          i = this.table(tokens, i);
          break;
        case "inline":
          if (tokens[i - 1]?.type === "paragraph_open") this.paragraph(token, tokens[i - 2]?.type === "list_item_open");
          break;
        case "html_block":
          this.htmlBlock(token);
          break;
        case "fence":
        case "code_block":
          this.code(token);
          break;
      }
    }
    this.closeSections();
  }

  extract(): MarkdownExtract {
    const { headings, items, fields, blocks, tables, placeholders, links, problems } = this;
    const extract: MarkdownExtract = {
      lineCount: this.lines.starts.length,
      frontMatterBroken: this.front.broken,
      headings,
      items,
      fields,
      blocks,
      tables,
      placeholders,
      links,
      problems,
    };
    return this.front.data ? { ...extract, frontMatter: this.front.data } : extract;
  }

  private openItem(token: Token, next: Token | undefined, content: Token | undefined): void {
    const line = token.map?.[0] ?? 0;
    const inline = next?.type === "paragraph_open" && next.map?.[0] === line && content ? content.content : "";
    const source = lineText(this.lines, line);
    const first = inline.split("\n", 1)[0] ?? "";
    const at = first === "" ? source.trimEnd().length : Math.max(0, source.lastIndexOf(first));
    const start = (this.lines.starts[line] ?? 0) + at;
    const box = boxAt(first);
    // GitHub wants a blank behind the bracket on the same line, even where nothing follows it.
    const found = box && isGitHubMark(box.mark) && !/[ \t]/.test(source[at + box.length] ?? "") ? undefined : box;
    const text = (found ? inline.slice(found.length) : inline).trim();
    const struck = /^~~(?:(?!~~)[\s\S])+~~[\s.]*$/.test(text);
    const item: Item = {
      ...spanAt(this.lines, start, start + first.length),
      endLine: this.lastFilledLine(line, token.map?.[1] ?? line + 1),
      parent: this.openItems.at(-1) ?? -1,
      depth: this.openItems.length,
      text,
      source: "list",
      state: found ? stateOf(found.mark, text, struck) : "todo",
      heading: this.headings.length - 1,
      work: this.isWork(),
      struck,
    };
    if (found) item.box = { mark: found.mark, offset: start + 1, end: start + found.close };
    this.openItems.push(this.items.push(item) - 1);
  }

  /** The last line (from 1) of a block that has text: the parser counts the blank lines after a list item to it. */
  private lastFilledLine(line: number, end: number): number {
    let last = end;
    while (last > line + 1 && lineText(this.lines, last - 1).replace(/[>\s]/g, "") === "") last--;
    return last;
  }

  private heading(token: Token, inline: Token | undefined): void {
    const line = token.map?.[0] ?? 0;
    const content = inline?.content ?? "";
    const at = Math.max(0, lineText(this.lines, line).indexOf(content.split("\n", 1)[0] ?? ""));
    const start = (this.lines.starts[line] ?? 0) + at;
    const found = boxAt(content);
    const icon = found ? undefined : iconState(content);
    const skip = found?.length ?? icon?.length ?? 0;
    const span = spanAt(this.lines, start, start + content.length);
    const text = content.slice(skip).trim();
    const level = Number(token.tag.slice(1));
    // A quoted or listed heading opens no section: sections are the document's own.
    if (token.level > 0) return;
    this.openSection({ ...span, level, text, endLine: this.lines.starts.length + 1 });
    if (found || icon) {
      this.items.push({
        ...span,
        endLine: line + 2,
        parent: -1,
        depth: 0,
        text,
        source: "heading",
        box: found
          ? { mark: found.mark, offset: start + 1, end: start + found.close }
          : { mark: icon?.mark ?? "", offset: start, end: start + skip },
        state: found ? stateOf(found.mark, text, false) : (icon?.state ?? "todo"),
        heading: this.headings.length - 1,
        work: this.isWork(),
        struck: false,
      });
    }
    if (inline) this.inlineExtracts(inline, content);
  }

  /** Ends the open sections of this level and below, and opens the new heading's own. */
  private openSection(heading: Heading): void {
    this.closeSections(heading.level, heading.line);
    const isWork = this.isWork() && !noWork.test(nameOf(heading.text));
    this.openHeadings.push({ heading, isWork });
    this.headings.push(heading);
  }

  private closeSections(level = 0, line = this.lines.starts.length + 1): void {
    for (let last = this.openHeadings.at(-1); last && last.heading.level >= level; last = this.openHeadings.at(-1)) {
      last.heading.endLine = line;
      this.openHeadings.pop();
    }
  }

  /** Whether what stands here is work: no section around it is about hygiene or a legend. */
  private isWork(): boolean {
    return this.openHeadings.at(-1)?.isWork ?? true;
  }

  private paragraph(token: Token, isItem: boolean): void {
    const line = token.map?.[0] ?? 0;
    const content = token.content;
    const span = this.places.at(token, 0, token.content.length);
    const box = isItem ? boxAt(content) : undefined;
    const spans = this.inlineExtracts(token, content);
    const fields = fieldsIn(content);
    for (const field of fields) {
      const value = this.places.at(token, field.valueStart, field.valueEnd);
      this.fields.push({
        ...this.places.at(token, field.start, field.valueEnd),
        name: field.name,
        value: field.value,
        valueSpan: value,
        quoted: this.quotes > 0,
      });
    }
    if (!isItem && token.level === 1) this.boldHeading(content, span);
    const text = box ? content.slice(box.length).trim() : content;
    const meaning = fields.length > 0 ? fields.map((field) => field.value).join(" ") : text;
    const plain = blank(content, spans);
    if (isDeferred(meaning)) this.placeholders.push({ ...span, text: content });
    this.blocks.push({
      ...span,
      kind: isItem ? "item" : "paragraph",
      endLine: token.map?.[1] ?? line + 1,
      text,
      plain: box ? plain.slice(box.length) : plain,
      words: countWords(box ? plain.slice(box.length) : plain, content, spans),
      vacant: isVacant(withoutPlaceholders(meaning)),
      quoted: this.quotes > 0,
    });
  }

  /** `<What belongs here>` alone on its line is HTML to Markdown, and a placeholder to people. */
  private htmlBlock(token: Token): void {
    const content = token.content.trimEnd();
    if (content.startsWith("<!--")) return;
    const spans = this.inlineExtracts(token, content);
    const plain = blank(content, spans);
    const isPlaceholder = placeholdersIn(content, spans).length > 0;
    // Of real HTML only the words count, towards a document's size.
    if (!isPlaceholder && wordsIn(plain) === 0) return;
    this.blocks.push({
      ...this.places.at(token, 0, content.length),
      kind: "paragraph",
      endLine: token.map?.[1] ?? 0,
      text: content,
      plain,
      words: countWords(plain, content, spans),
      vacant: isVacant(withoutPlaceholders(content)),
      quoted: this.quotes > 0,
    });
  }

  /** A paragraph that is bold as a whole heads what follows, below all real headings: people write options that way. */
  private boldHeading(content: string, span: Span): void {
    const text = /^(?:\*\*|__)([^*_\n]{1,100})(?:\*\*|__)$/.exec(content.trim())?.[1];
    if (text === undefined) return;
    this.openSection({ ...span, level: BOLD_LEVEL, text: text.trim(), endLine: this.lines.starts.length + 1 });
  }

  /** Records what stands inside a paragraph or heading: placeholders, links, paths in code spans. */
  private inlineExtracts(token: Token, content: string): InlineSpan[] {
    if (content.length > MAX_PARAGRAPH) this.longParagraph(token);
    const spans = inlineSpans(content, this.references);
    for (const { start, end } of placeholdersIn(content, spans)) {
      this.placeholders.push({ ...this.places.at(token, start, end), text: content.slice(start, end) });
    }
    for (const span of spans.slice(0, MAX_LINKS)) {
      const at = (): Span => this.places.at(token, span.start, span.end);
      if (span.kind === "link" || span.kind === "image")
        this.links.push({ ...at(), target: span.target, kind: span.kind });
      const picture = span.kind === "html" && htmlImage.exec(content.slice(span.start, span.end))?.[1];
      if (picture) this.links.push({ ...at(), target: picture, kind: "image" });
      if (span.kind === "code") {
        const code = content.slice(span.start, span.end).replace(/^`+ ?| ?`+$/g, "");
        if (/^[\w.@$/-]+[/.][\w.@-]+$/.test(code)) this.links.push({ ...at(), target: code, kind: "code" });
      }
    }
    return spans;
  }

  /** What is not looked at may hide anything: it counts as a placeholder, so that no gate passes over it. */
  private longParagraph(token: Token): void {
    const at = this.places.at(token, 0, 0);
    this.placeholders.push({ ...at, text: t`(a paragraph too long to be looked into)` });
    const { line, column } = at;
    const message = t`This paragraph has more than ${MAX_PARAGRAPH} characters; what stands inside it is not looked at. Break it up.`;
    this.problems.push({ file: this.path, line, column, code: "long-paragraph", severity: "warning", message });
  }

  private code(token: Token): void {
    const [line = 0, end = line + 1] = token.map ?? [];
    const start = this.lines.starts[line] ?? 0;
    const language = token.info.trim().split(/\s+/, 1)[0] ?? "";
    const block: Block = {
      ...spanAt(this.lines, start, this.lines.starts[end] ?? this.lines.text.length),
      kind: "code",
      endLine: end,
      text: token.content,
      plain: "",
      words: language === "mermaid" ? 0 : wordsIn(token.content),
      vacant: isVacant(token.content.replace(/<[^<>\n]+>/g, "")),
      quoted: this.quotes > 0,
    };
    if (language !== "") block.language = language;
    this.blocks.push(block);
    // A closed fence spans its two fences and its content; one that ends with the document lacks the second.
    const contentLines = token.content === "" ? 0 : token.content.replace(/\n$/, "").split("\n").length;
    if (token.type === "fence" && end - line - 2 !== contentLines) this.unclosedFence(line);
  }

  private unclosedFence(line: number): void {
    this.problems.push({
      file: this.path,
      line: line + 1,
      column: 1,
      code: "unclosed-fence",
      severity: "warning",
      message: t`This code fence is never closed: all text below it counts as code. Close it with the same fence.`,
    });
  }

  private table(tokens: Token[], from: number): number {
    const open = tokens[from] as Token;
    const [line = 0, end = line + 1] = open.map ?? [];
    const header: string[] = [];
    const rows: Table["rows"] = [];
    let inHead = true;
    let at = from;
    let cursor = 0;
    for (; tokens[at]?.type !== "table_close"; at++) {
      const token = tokens[at] as Token;
      if (token.type === "thead_close") inHead = false;
      if (token.type === "tr_open") {
        cursor = 0;
        if (!inHead) rows.push([]);
      }
      if (token.type !== "inline") continue;
      if (inHead) {
        header.push(token.content.trim());
        continue;
      }
      const rowLine = token.map?.[0] ?? tokens[at - 2]?.map?.[0] ?? line + 1 + rows.length;
      const source = lineText(this.lines, rowLine);
      const written = token.content.replaceAll("|", "\\|");
      const found = source.indexOf(written, cursor);
      const column = found < 0 ? cursor : found;
      cursor = found < 0 ? cursor : column + written.length;
      const start = (this.lines.starts[rowLine] ?? 0) + column;
      const span = spanAt(this.lines, start, start + (found < 0 ? 0 : written.length));
      rows.at(-1)?.push({ ...span, text: token.content.trim(), vacant: this.cell(span, token.content, rowLine) });
    }
    const repeats = (row: Table["rows"][number]): boolean =>
      row.every((cell, i) => fold(cell.text) === fold(header[i] ?? ""));
    this.tables.push({
      ...spanAt(this.lines, this.lines.starts[line] ?? 0, this.lines.starts[end] ?? this.lines.text.length),
      endLine: end,
      header,
      rows: rows.filter((row) => !repeats(row)),
    });
    return at;
  }

  /** Records what stands in a cell; returns whether it says nothing yet. */
  private cell(span: Span, content: string, line: number): boolean {
    const found = boxAt(content);
    const icon = found ? undefined : iconState(content);
    if (found || icon) {
      const length = found?.length ?? icon?.length ?? 0;
      this.items.push({
        ...span,
        endLine: line + 2,
        parent: -1,
        depth: 0,
        text: lineText(this.lines, line).trim(),
        source: "table",
        box: found
          ? { mark: found.mark, offset: span.offset + 1, end: span.offset + found.close }
          : { mark: icon?.mark ?? "", offset: span.offset, end: span.offset + length },
        state: found ? stateOf(found.mark, content, false) : (icon?.state ?? "todo"),
        heading: this.headings.length - 1,
        work: this.isWork(),
        struck: false,
      });
    }
    const spans = inlineSpans(content, this.references);
    for (const { start, end } of placeholdersIn(content, spans)) {
      this.placeholders.push({
        ...spanAt(this.lines, span.offset + start, span.offset + end),
        text: content.slice(start, end),
      });
    }
    if (isDeferred(content)) this.placeholders.push({ ...span, text: content });
    for (const inner of spans) {
      const picture = inner.kind === "html" && htmlImage.exec(content.slice(inner.start, inner.end))?.[1];
      if (inner.kind !== "link" && inner.kind !== "image" && !picture) continue;
      this.links.push({
        ...spanAt(this.lines, span.offset + inner.start, span.offset + inner.end),
        target: picture || inner.target,
        kind: inner.kind === "link" ? "link" : "image",
      });
    }
    const vacant = isVacant(withoutPlaceholders(content));
    const plain = blank(content, spans);
    this.blocks.push({
      ...span,
      kind: "cell",
      endLine: line + 1,
      text: content,
      plain,
      words: countWords(plain, content, spans),
      vacant,
      quoted: this.quotes > 0,
    });
    return vacant;
  }
}

/** Offsets of the marks that an approval does not bind to: boxes GitHub shows, blank or ticked (P-2). */
export const looseMarks = (items: readonly Item[]): number[] =>
  items
    .filter((item) => item.source === "list" && item.box && isGitHubMark(item.box.mark))
    .map((item) => item.box?.offset ?? 0)
    .sort((a, b) => a - b);
