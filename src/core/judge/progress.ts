import { isRealRow } from "../criteria/entries.ts";
import type { Block, MarkdownDocument } from "../document.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { fits, fold } from "../words.ts";

interface TemplateText {
  lines: Set<string>;
  patterns: string[];
}

/** Templates are few and never change while loaded: each is read once. */
const templates = new Map<string, TemplateText>();

/**
 * Whether a document has text beyond its template, or a tick: progress, as opposed to a file that was merely
 * scaffolded. Boxes that nobody ticked are a to-do list, not yet progress.
 */
export function hasOwnText(document: MarkdownDocument, template: string | undefined): boolean {
  if (document.items.some((item) => item.box && item.work && item.state === "done")) return true;
  const known = template === undefined ? undefined : textOf(template);
  const openBoxes = new Set(
    document.items.filter((item) => item.box && item.state === "todo").map((item) => item.line),
  );
  if (document.tables.some((table) => table.rows.some((row) => isRealRow(row)))) return true;
  return document.blocks.some(
    (block) => block.kind !== "cell" && !block.vacant && !openBoxes.has(block.line) && !(known && isFrom(known, block)),
  );
}

function isFrom(template: TemplateText, block: Block): boolean {
  const text = fold(block.text);
  return template.lines.has(text) || template.patterns.some((pattern) => fits(text, pattern));
}

function textOf(template: string): TemplateText {
  let known = templates.get(template);
  if (!known) {
    known = { lines: new Set(), patterns: [] };
    for (const { text } of readMarkdown("", template).blocks) {
      // `fold` takes away asterisks as emphasis; the wildcard goes in afterwards.
      const folded = fold(text.replace(/\{\w+\}/g, "\0")).replaceAll("\0", "*");
      if (folded.includes("*")) known.patterns.push(folded);
      else known.lines.add(folded);
    }
    templates.set(template, known);
  }
  return known;
}
