import { visibly } from "../../../core/index.ts";
import type { SourceLine } from "../protocol.ts";
import { cut, limits } from "./budget.ts";

export interface Source {
  lines: SourceLine[];
  /** The line (from 1) from which on nothing is shown; undefined where all of it is. */
  cutAt: number | undefined;
}

/** A text line by line exactly as it is, bounded; what hides or turns text around has its name instead.
 * @param share how much of what a page can show this text may take, from 0 to 1 */
export function sourceOf(text: string, share = 1): Source {
  const lines: SourceLine[] = [];
  let shown = 0;
  let from = 0;
  while (from < text.length || lines.length === 0) {
    const end = endOf(text, from);
    const { text: line, left } = cut(text.slice(from, end).replace(/\r$/, ""), limits.lineCharacters);
    shown += line.length;
    if (lines.length >= limits.lines * share || shown > limits.characters * share)
      return { lines, cutAt: lines.length + 1 };
    lines.push({ line: lines.length + 1, pieces: visibly(line), left });
    from = end + 1;
  }
  return { lines, cutAt: undefined };
}

function endOf(text: string, from: number): number {
  const end = text.indexOf("\n", from);
  return end < 0 ? text.length : end;
}
