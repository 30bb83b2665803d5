import { linesOf, lineText } from "./lines.ts";
import type { FoundIn, Search } from "./ports.ts";

/** A longer line is no prose: what stands behind this many characters is not looked at. */
const MAX_LINE = 2000;

/**
 * The lines of a text that hold one of the terms, with the lines around them; undefined where none does. This alone
 * says what is found: a faster tool may only say which files need not be looked at.
 */
export function linesWith(path: string, text: string, { terms, context }: Search): FoundIn | undefined {
  const lines = linesOf(text);
  const isTerm = termPattern(terms);
  const hits = new Set<number>();
  for (let line = 0; line < lines.starts.length; line++) {
    if (isTerm.test(lineText(lines, line).slice(0, MAX_LINE))) hits.add(line);
  }
  if (hits.size === 0) return undefined;
  const shown = new Set<number>();
  for (const hit of hits) {
    const last = Math.min(lines.starts.length - 1, hit + context);
    for (let line = Math.max(0, hit - context); line <= last; line++) shown.add(line);
  }
  // What follows the last line end is no line of its own.
  if (lineText(lines, lines.starts.length - 1) === "") shown.delete(lines.starts.length - 1);
  return {
    path,
    hits: hits.size,
    lines: [...shown]
      .sort((a, b) => a - b)
      .map((line) => ({ line: line + 1, text: lineText(lines, line).slice(0, MAX_LINE), isHit: hits.has(line) })),
  };
}

/** Words as they stand, whatever their case: none of their characters means anything else. */
function termPattern(terms: readonly string[]): RegExp {
  const plain = terms.filter((term) => term !== "").map((term) => term.replace(/[\\^$.*+?()[\]{}|/]/g, "\\$&"));
  return plain.length === 0 ? /(?!)/u : new RegExp(plain.join("|"), "iu");
}
