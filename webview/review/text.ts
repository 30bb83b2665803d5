import { html, nothing, type TemplateResult } from "lit";
import type { Link, Note, SourceLine, TextView, Words } from "../../src/ui/review/protocol.ts";
import type { Place } from "../../src/ui/shared/panel/panelProtocol.ts";
import { linkTo } from "../shared/link.ts";
import { markOf } from "../shared/marks.ts";
import { blocksOf } from "./blocks.ts";
import { changesOf } from "./changes.ts";
import { leftOf, piecesOf } from "./pieces.ts";

/** What one text needs beside it. */
export interface TextTools {
  words: Words;
  open(place: Place): void;
  follow(link: Link): void;
  compare(): void;
  /** Whether the source is shown instead of the rendered text. */
  isSource: boolean;
  showSource(isSource: boolean): void;
  isUnfolded(part: number): boolean;
  toggle(part: number): void;
}

/** One text that a gate is about: what changed in it, and all of it. */
export function textOf(text: TextView, index: number, tools: TextTools): TemplateResult {
  const id = `text-${index}`;
  const { words } = tools;
  return html`
    <section class="text" aria-labelledby=${id}>
      <h2 id=${id}>${text.path}</h2>
      <p class="note">
        ${linkTo(text.place, words.open, tools.open)}
        ${text.facts ? html`<span title=${text.sha256}>${text.facts}</span>` : nothing}
      </p>
      ${text.notes.map((note) => noteOf(note, tools.open))}
      ${text.changes ? changesOf(`${id}-changes`, text.changes, tools) : nothing}
      ${text.source.length > 0 ? bodyOf(text, tools) : nothing}
    </section>
  `;
}

function bodyOf({ blocks, source, blocksLeft, sourceLeft }: TextView, tools: TextTools): TemplateResult {
  const { words } = tools;
  const isSource = tools.isSource || !blocks;
  const left = isSource ? sourceLeft : blocksLeft;
  return html`
    <div>
      <div class="over">
        <h3>${words.text}</h3>
        ${blocks ? switchOf(isSource, tools) : nothing}
      </div>
      ${
        isSource
          ? html`<div class="source">${source.map((line) => lineOf(line, words))}</div>`
          : html`<div class="document">${blocksOf(blocks, tools)}</div>`
      }
      ${left ? noteOf(left, tools.open) : nothing}
    </div>
  `;
}

function switchOf(isSource: boolean, { words, showSource }: TextTools): TemplateResult {
  const button = (word: string, source: boolean): TemplateResult => html`
    <button aria-pressed=${source === isSource ? "true" : "false"} @click=${() => showSource(source)}>${word}</button>
  `;
  return html`<div class="switch" role="group" aria-label=${words.show}>${button(words.rendered, false)}${button(words.source, true)}</div>`;
}

const lineOf = ({ line, pieces, left }: SourceLine, words: Words): TemplateResult =>
  html`<div class="row"><span class="line" aria-hidden="true">${line}</span><code>${piecesOf(pieces, words)}${leftOf(left, words)}</code></div>`;

const noteOf = ({ text, place }: Note, open: (place: Place) => void): TemplateResult =>
  html`<p class="remark">${markOf("info")}${place ? linkTo(place, text, open) : text}</p>`;
