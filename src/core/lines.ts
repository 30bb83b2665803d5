import type { Span } from "./document.ts";

/** The lines of a text, with where each starts; a line is what LF, CR or CRLF ends, as Markdown counts. */
export interface Lines {
  text: string;
  /** Offset of each line's first character. */
  starts: number[];
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code === 13 && text.charCodeAt(i + 1) === 10) i++;
    if (code === 10 || code === 13) starts.push(i + 1);
  }
  return { text, starts };
}

/** A line's text without its end; lines count from 0 here. */
export function lineText({ text, starts }: Lines, line: number): string {
  const start = starts[line] ?? text.length;
  let end = starts[line + 1] ?? text.length;
  while (end > start && (text.charCodeAt(end - 1) === 10 || text.charCodeAt(end - 1) === 13)) end--;
  return text.slice(start, end);
}

/** The span between two offsets, with the line and column that a person counts. */
export function spanAt(lines: Lines, offset: number, end: number): Span {
  const line = lineAt(lines, offset);
  return { line: line + 1, column: offset - (lines.starts[line] ?? 0) + 1, offset, end };
}

/** The line (from 0) that holds an offset. */
export function lineAt({ starts }: Lines, offset: number): number {
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}
