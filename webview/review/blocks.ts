import { html, nothing, svg, type TemplateResult } from "lit";
import type { Block, Link, ListItem, Span, Words } from "../../src/ui/review/protocol.ts";
import { leftOf, piecesOf } from "./pieces.ts";

/** What drawing a document needs beside it. */
export interface Drawing {
  words: Words;
  follow(link: Link): void;
}

/** The headings of the page lie above those of the documents it shows. */
const LEVELS_ABOVE = 3;

/**
 * The blocks of a document, element by element. Every text goes in as text: there is no way from a document to markup
 * but the kinds of blocks and spans below.
 */
export const blocksOf = (blocks: readonly Block[], drawing: Drawing): TemplateResult[] =>
  blocks.map((block) => blockOf(block, drawing));

function blockOf(block: Block, drawing: Drawing): TemplateResult {
  switch (block.kind) {
    case "heading":
      return headingOf(block.level, spansOf(block.spans, drawing));
    case "paragraph": {
      const spans = spansOf(block.spans, drawing);
      return block.tight ? html`<span class="tight">${spans}</span>` : html`<p>${spans}</p>`;
    }
    case "list": {
      const items = block.items.map((item) => itemOf(item, drawing));
      return block.start === undefined ? html`<ul>${items}</ul>` : html`<ol start=${block.start}>${items}</ol>`;
    }
    case "quote":
      return html`<blockquote>${blocksOf(block.blocks, drawing)}</blockquote>`;
    case "code":
      return html`<pre>${
        block.language ? html`<span class="language">${block.language}</span>` : nothing
      }<code>${piecesOf(block.pieces, drawing.words)}</code>${leftOf(block.left, drawing.words)}</pre>`;
    case "table":
      return tableOf(block, drawing);
    case "rule":
      return html`<hr />`;
  }
}

/** Beyond the levels that HTML has, a heading says its level in another way. */
function headingOf(level: number, spans: unknown): TemplateResult {
  const at = level + LEVELS_ABOVE;
  if (at === 4) return html`<h4>${spans}</h4>`;
  if (at === 5) return html`<h5>${spans}</h5>`;
  if (at === 6) return html`<h6>${spans}</h6>`;
  return html`<div class="heading" role="heading" aria-level=${at}>${spans}</div>`;
}

function itemOf({ ticked, blocks }: ListItem, drawing: Drawing): TemplateResult {
  const inside = blocksOf(blocks, drawing);
  if (ticked === undefined) return html`<li>${inside}</li>`;
  const word = ticked ? drawing.words.ticked : drawing.words.unticked;
  return html`<li class="task">${boxOf(ticked, word)}<div>${inside}</div></li>`;
}

const boxOf = (ticked: boolean, word: string): TemplateResult => html`
  <svg class="box" viewBox="0 0 16 16" width="1em" height="1em" role="img" aria-label=${word}>
    <rect x="2" y="2" width="12" height="12" rx="2" />
    ${ticked ? svg`<path d="M4.8 8.2 7 10.4 11.2 5.6" />` : nothing}
  </svg>
`;

function tableOf({ head, rows }: Extract<Block, { kind: "table" }>, drawing: Drawing): TemplateResult {
  const cells = (row: readonly Span[][]): TemplateResult[] =>
    row.map((cell) => html`<td>${spansOf(cell, drawing)}</td>`);
  return html`
    <div class="scroll" role="group" aria-label=${drawing.words.table} tabindex="0">
      <table>
        <thead><tr>${head.map((cell) => html`<th scope="col">${spansOf(cell, drawing)}</th>`)}</tr></thead>
        <tbody>${rows.map((row) => html`<tr>${cells(row)}</tr>`)}</tbody>
      </table>
    </div>
  `;
}

const spansOf = (spans: readonly Span[], drawing: Drawing): unknown[] => spans.map((span) => spanOf(span, drawing));

function spanOf(span: Span, drawing: Drawing): unknown {
  const { words } = drawing;
  switch (span.kind) {
    case "text":
      return piecesOf(span.pieces, words);
    case "code":
      return html`<code>${piecesOf(span.pieces, words)}</code>`;
    case "strong":
      return html`<strong>${spansOf(span.spans, drawing)}</strong>`;
    case "em":
      return html`<em>${spansOf(span.spans, drawing)}</em>`;
    case "strike":
      return html`<s>${spansOf(span.spans, drawing)}</s>`;
    case "link":
      return linked(span.to, spansOf(span.spans, drawing), drawing);
    case "image": {
      const alt = html`<span class="picture">${words.picture}: ${piecesOf(span.alt, words)}</span>`;
      return linked(span.to, alt, drawing);
    }
    case "break":
      return html`<br />`;
  }
}

/** A link has no address for the browser to follow: the extension looks at where it leads, then goes there. */
function linked(to: Link, inside: unknown, { follow }: Drawing): unknown {
  if (to.kind === "none") return inside;
  const where = to.kind === "web" ? to.href : to.file;
  return html`<button class="link" role="link" title=${where} @click=${() => follow(to)}>${inside}</button>`;
}
