import type { Scope } from "./criterion.ts";
import { within } from "./criterion.ts";

/** A stop token in a document, and where it stands. */
export interface StopSite {
  line: number;
  column: number;
  token: string;
}

/** A token with the marks around it is short; a longer text is running text. */
const MAX_TOKEN = 80;

/**
 * The stop tokens in a scope. One counts as the whole of a paragraph, heading, list item or field value, never in
 * code, comments, tables or quotes (C-12).
 */
export function stopsIn(scope: Scope, tokens: readonly string[]): StopSite[] {
  const { document } = scope;
  const tokenIn = (text: string): string | undefined =>
    text.length > MAX_TOKEN ? undefined : tokens.find((token) => text.replace(/^[*_\s]+|[*_\s.!]+$/g, "") === token);
  const sites: StopSite[] = [];
  for (const block of within(scope, document.blocks)) {
    const token = block.kind === "code" || block.kind === "cell" || block.quoted ? undefined : tokenIn(block.plain);
    if (token) sites.push({ line: block.line, column: block.column, token });
  }
  for (const field of within(scope, document.fields)) {
    const token = tokenIn(field.value);
    const isQuoted = document.blocks.some(
      (block) => block.quoted && field.line >= block.line && field.line <= block.endLine,
    );
    if (token && !isQuoted) sites.push({ line: field.line, column: field.valueSpan.column, token });
  }
  for (const heading of within(scope, document.headings)) {
    const token = tokenIn(heading.text);
    if (token) sites.push({ line: heading.line, column: heading.column, token });
  }
  return sites.sort((a, b) => a.line - b.line);
}
