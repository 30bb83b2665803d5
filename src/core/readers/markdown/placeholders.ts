import { type InlineSpan, inlineSpans, MAX_PARAGRAPH } from "./parser.ts";

/** More placeholders in one paragraph say nothing new, and a hostile file could have a million. */
const MAX_FOUND = 200;

/** HTML elements that stand alone or may stay unclosed: `<br>` is never a placeholder. */
const voidElements = new Set(
  "area base br col dd dt embed hr img input li meta option p param source td th tr track wbr summary details".split(
    " ",
  ),
);

/**
 * The placeholders of a paragraph's content (C-11): `<like this>`, on one line. Not placeholders: what stands in code
 * spans, comments, autolinks and links; HTML elements that are closed, void or have attributes; comparisons and
 * generic types (`a<b>`).
 */
export function placeholdersIn(content: string, spans: readonly InlineSpan[]): { start: number; end: number }[] {
  if (content.length > MAX_PARAGRAPH || !content.includes("<")) return [];
  const found: { start: number; end: number }[] = [];
  let next = 0;
  for (const match of content.matchAll(/<([\p{L}\p{N}.…"'“‘][^<>\n]{0,200}|\.{2,3}|…)>/gu)) {
    const start = match.index;
    const end = start + match[0].length;
    const inner = match[1] ?? "";
    if (/[\p{L}\p{N}_$)\]]/u.test(content[start - 1] ?? " ")) continue;
    if (/\s$/.test(inner)) continue;
    // Spans are in order: those that end before this place concern no later one either.
    while ((spans[next]?.end ?? Number.POSITIVE_INFINITY) <= start) next++;
    const span = spans.slice(next, next + 4).find((other) => other.start <= start && end <= other.end);
    if (span && (span.kind !== "html" || content.startsWith("<!--", span.start) || isElement(inner, content, span)))
      continue;
    found.push({ start, end });
    if (found.length === MAX_FOUND) break;
  }
  return found;
}

function isElement(inner: string, content: string, span: InlineSpan): boolean {
  const name = /^[a-z][\w-]*/i.exec(inner)?.[0] ?? "";
  if (inner.endsWith("/") || voidElements.has(name.toLowerCase())) return true;
  if (/^[a-z][\w-]*\s+[\w:-]+\s*=/i.test(inner)) return true;
  return content.toLowerCase().includes(`</${name.toLowerCase()}`, span.start);
}

/** A text that only puts off what belongs there: TBD, TODO, "Fill this after rollout" (C-11). */
export function isDeferred(text: string): boolean {
  const rest = bare(text);
  return (
    /^(tbd|tba|todo|to be (defined|determined|filled|written|added|done|decided)|fixme|xxx|placeholder)\b[\s.:!…-]*$/i.test(
      rest,
    ) ||
    /^(tbd|todo)\s*[:–—-]/i.test(rest) ||
    /^(fill (this|me|in)\b|to be filled\b)/i.test(rest)
  );
}

/**
 * Whether a text says nothing yet, its placeholders and boxes put aside: it is deferred, an example left over from a
 * template ("e.g., CLI skeleton"), what a broken shell command left behind, or nothing but punctuation.
 */
export function isVacant(textWithoutPlaceholders: string): boolean {
  const rest = bare(textWithoutPlaceholders);
  return (
    !/[\p{L}\p{N}\p{Extended_Pictographic}]/u.test(rest) ||
    isDeferred(rest) ||
    /^e\.g\.[,:]?\s/i.test(rest) ||
    rest === "EOF < /dev/null"
  );
}

const bare = (text: string): string =>
  text
    .replace(/[*_~`()[\]{}]/g, " ")
    .replace(/\s+/g, " ")
    .trim();

/** A text without its placeholders and comments: what it says of its own. */
export function withoutPlaceholders(text: string): string {
  const spans = inlineSpans(text);
  const comments = spans.filter((span) => span.kind === "html" && text.startsWith("<!--", span.start));
  let rest = text;
  for (const { start, end } of [...placeholdersIn(text, spans), ...comments].sort((a, b) => b.start - a.start)) {
    rest = rest.slice(0, start) + rest.slice(end);
  }
  return rest;
}
