import { cleaned, isPath, whereIs } from "./criteria/namedFiles.ts";
import type { MarkdownDocument } from "./document.ts";
import type { Facts } from "./ports.ts";
import { inlineSpans } from "./readers/markdown/parser.ts";

/** A path in a text that is a file of the workspace folder. */
export interface FileLink {
  offset: number;
  end: number;
  path: string;
  /** The line that is named behind it: `src/a.ts:12`. */
  line?: number;
}

/** So many at most: a list of a hundred thousand paths is no text that anybody clicks in. */
const most = 1000;

/**
 * The files that a document names by their paths in code spans or in running text, and that are there. Links proper are
 * left out: every editor follows those.
 * @param text The document's text without its byte order mark.
 */
export function fileLinksIn(document: MarkdownDocument, text: string, facts: Facts): FileLink[] {
  const found = new Map<number, FileLink>();
  const known = new Map<string, string | undefined>();
  const add = (word: string, offset: number): void => {
    const target = cleaned(word);
    if (found.size >= most || !isPath(target)) return;
    if (!known.has(target)) known.set(target, whereIs(target, document, facts));
    const path = known.get(target);
    if (path === undefined || path === document.path || !facts.exists(path)) return;
    const start = offset + word.indexOf(target);
    const line = /^:(\d{1,7})\b|^#L(\d{1,7})\b/.exec(word.slice(word.indexOf(target) + target.length));
    const named = Number(line?.[1] ?? line?.[2] ?? 0);
    const end = start + target.length + (line?.[0].length ?? 0);
    found.set(start, { offset: start, end, path, ...(named > 0 && { line: named }) });
  };
  for (const block of document.blocks) {
    if (block.kind === "code") continue;
    const raw = text.slice(block.offset, block.end);
    const spans = inlineSpans(raw);
    for (const { start, end, kind } of spans)
      if (kind === "code") addWords(raw.slice(start, end), block.offset + start, add);
    let plain = raw;
    for (const { start, end } of spans) plain = plain.slice(0, start) + " ".repeat(end - start) + plain.slice(end);
    addWords(
      plain.replace(/\[[^\]]*\]\([^)]*\)/g, (link) => " ".repeat(link.length)),
      block.offset,
      add,
    );
  }
  return [...found.values()].sort((a, b) => a.offset - b.offset);
}

function addWords(text: string, offset: number, add: (word: string, offset: number) => void): void {
  for (const match of text.matchAll(/[^\s,;()[\]{}"'“”‘’|`<>]+/g)) add(match[0], offset + match.index);
}
