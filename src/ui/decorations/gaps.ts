import type { MarkdownDocument } from "../../core/index.ts";

/** A hostile document could have a million; nobody fills in more than these at once. */
const most = 2000;

/** Stretches of a document that say nothing yet: its placeholders, and blocks that only say "TBD" in some words (C-11). */
export function gapsIn({
  placeholders,
  blocks,
}: Pick<MarkdownDocument, "placeholders" | "blocks">): { offset: number; end: number }[] {
  const marked = new Set(placeholders.map(({ line }) => line));
  const deferred = blocks.filter(
    ({ kind, vacant, text, line, endLine }) =>
      vacant && kind !== "code" && line === endLine && !marked.has(line) && /\p{L}{3}/u.test(text),
  );
  return [...placeholders, ...deferred].slice(0, most).map(({ offset, end }) => ({ offset, end }));
}
