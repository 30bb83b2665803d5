import { type Outcome, placeIn, type Scope } from "../criteria/criterion.ts";
import { wholeOf } from "../criteria/select.ts";
import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import type { StageNode } from "./expand.ts";

/**
 * A stop token that concerns a stage: in the section the stage was made from, or in a document outside every such
 * section. It counts as the whole of a paragraph, heading, list item or field value, never in code, comments or
 * quotes (C-12).
 */
export function stopOf(feature: Feature, stage: StageNode, nodes: readonly StageNode[], facts: Facts): Outcome | undefined {
  const tokens = feature.process.definition.stopTokens;
  if (tokens.length === 0) return undefined;
  const sections = sectionsOf(nodes);
  for (const file of feature.files) {
    const document = facts.document(file.path);
    if (document?.kind !== "markdown") continue;
    for (const site of sitesIn(wholeOf(document), tokens)) {
      const owner = sections.find((section) => section.document.path === document.path && site.line >= section.from && site.line < section.to);
      const concerns = owner === undefined || stage.scopes.some((scope) => scope.heading >= 0 && scope.document.path === document.path && site.line >= scope.from && site.line < scope.to);
      if (concerns) return { verdict: "met", message: `The document says ${site.token}`, place: placeIn({ document }, site) };
    }
  }
  return undefined;
}

/** The sections that stages were made from. */
function sectionsOf(nodes: readonly StageNode[]): Scope[] {
  return nodes.flatMap((node) => [...node.scopes.filter((scope) => scope.heading >= 0), ...sectionsOf(node.children)]);
}

function sitesIn(scope: Scope, tokens: readonly string[]): { line: number; column: number; token: string }[] {
  const { blocks, fields, headings } = scope.document;
  const is = (text: string): string | undefined => tokens.find((token) => text.replace(/^[*_\s]+|[*_\s.!]+$/g, "") === token);
  const sites: { line: number; column: number; token: string }[] = [];
  for (const block of blocks) {
    if (block.kind === "code" || block.kind === "cell" || block.quoted) continue;
    const token = is(block.plain);
    if (token) sites.push({ line: block.line, column: block.column, token });
  }
  for (const field of fields) {
    const token = is(field.value);
    const quoted = blocks.some((block) => block.quoted && field.line >= block.line && field.line <= block.endLine);
    if (token && !quoted) sites.push({ line: field.line, column: field.valueSpan.column, token });
  }
  for (const heading of headings) {
    const token = is(heading.text);
    if (token) sites.push({ line: heading.line, column: heading.column, token });
  }
  return sites.sort((a, b) => a.line - b.line);
}
