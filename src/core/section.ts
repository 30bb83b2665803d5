import type { Heading } from "./document.ts";
import { type Lines, linesOf } from "./lines.ts";
import { readMarkdown } from "./readers/markdown/markdown.ts";
import { headingIs } from "./words.ts";

/** A section of a Markdown text: from its heading's line up to the next heading of the same or a higher level. */
export interface Section {
  heading: Heading;
  /** Its exact text, the line of the heading included. */
  text: string;
}

/** The indices of the outermost headings that a title means, compared by words; more than one leaves it open which. */
export function headingsNamed(headings: readonly Heading[], title: string): number[] {
  const found: number[] = [];
  let end = 0;
  for (const [index, { line, text, endLine }] of headings.entries()) {
    if (line < end || !headingIs(text, [title])) continue;
    found.push(index);
    end = endLine;
  }
  return found;
}

/** Where a section begins and ends in its text. */
export function extentOf({ text, starts }: Lines, { line, endLine }: Heading): { from: number; to: number } {
  return { from: starts[line - 1] ?? text.length, to: starts[endLine - 1] ?? text.length };
}

/** The offsets of the boxes of a section, counted from its own start. */
export const marksWithin = (marks: readonly number[], { from, to }: { from: number; to: number }): number[] =>
  marks.filter((at) => at >= from && at < to).map((at) => at - from);

/**
 * The first section with exactly this heading, as a subject names it; undefined where there is none. `text` comes without
 * its byte order mark.
 */
export function sectionIn(path: string, text: string, title: string): Section | undefined {
  const { headings } = readMarkdown(path, text);
  const heading = headings.find((each) => each.text === title);
  if (!heading) return undefined;
  const lines = linesOf(text);
  const { from, to } = extentOf(lines, heading);
  return { heading, text: text.slice(from, to) };
}
