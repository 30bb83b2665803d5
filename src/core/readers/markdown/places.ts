import type { Span } from "../../document.ts";
import { type Lines, lineAt, linesOf, lineText, spanAt } from "../../lines.ts";
import type { Token } from "./parser.ts";

/** Where a paragraph's content stands in the file: each of its lines is a part of a source line. */
export class ContentPlaces {
  private readonly lines: Lines;
  /** The paragraph that was last asked about, and the columns of its lines as far as they were. */
  private content: (Lines & { token: Token; columns: number[] }) | undefined;

  constructor(lines: Lines) {
    this.lines = lines;
  }

  /** The place of a stretch of a token's content. */
  at(token: Token, start: number, end: number): Span {
    return spanAt(this.lines, this.offsetOf(token, start), this.offsetOf(token, end));
  }

  private offsetOf(token: Token, position: number): number {
    if (this.content?.token !== token) this.content = { token, ...linesOf(token.content), columns: [] };
    const content = this.content;
    const index = lineAt(content, position);
    const line = (token.map?.[0] ?? 0) + index;
    content.columns[index] ??= columnOf(lineText(this.lines, line), lineText(content, index));
    const start = this.lines.starts[line] ?? this.lines.text.length;
    return start + (content.columns[index] ?? 0) + (position - (content.starts[index] ?? 0));
  }
}

/** Where a line of content begins in its source line. Where the parser turned a tab into spaces, both still end alike. */
function columnOf(source: string, content: string): number {
  const found = source.lastIndexOf(content);
  return found >= 0 ? found : source.trimEnd().length - content.trimEnd().length;
}
