import type { InlineSpan } from "./parser.ts";

/** The words of a plain text. */
export const wordsIn = (text: string): number => text.match(/[\p{L}\p{N}][\p{L}\p{N}'’._/-]*/gu)?.length ?? 0;

/**
 * The words of a paragraph as a reader counts them: code spans count; comments, tags and the targets of links do not.
 * @param plain The content with its code, comments and tags blanked.
 */
export function countWords(plain: string, content: string, spans: readonly InlineSpan[]): number {
  let words = wordsIn(plain.replace(/\]\([^()\n]*\)/g, "]"));
  for (const span of spans) if (span.kind === "code") words += wordsIn(content.slice(span.start, span.end));
  return words;
}
