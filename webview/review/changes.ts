import { html, nothing, type TemplateResult } from "lit";
import type { Changes, DiffPart, DiffRow, Stretch, Words } from "../../src/ui/review/protocol.ts";
import { leftOf, piecesOf } from "./pieces.ts";

/** What drawing a comparison needs beside it. */
export interface Folding {
  words: Words;
  isUnfolded(part: number): boolean;
  toggle(part: number): void;
  compare(): void;
}

/** What changed, as a table: added and removed are told by sign and by word, colour only helps. */
export function changesOf(id: string, { title, note, parts, compare }: Changes, folding: Folding): TemplateResult {
  const { words } = folding;
  return html`
    <div class="changes">
      <h3 id=${id}>${title}</h3>
      <p class="note">${note}</p>
      ${compare ? html`<p class="note"><button class="link" @click=${() => folding.compare()}>${compare}</button></p>` : nothing}
      ${
        parts.length === 0
          ? nothing
          : html`
            <table class="diff" aria-labelledby=${id}>
              <colgroup>
                <col class="number-column" />
                <col class="number-column" />
                <col class="sign-column" />
                <col />
              </colgroup>
              <thead class="unseen">
                <tr>${[words.before, words.now, words.change, words.lineText].map((word) => html`<th scope="col">${word}</th>`)}</tr>
              </thead>
              ${parts.map((part, index) => partOf(part, index, folding))}
            </table>
          `
      }
    </div>
  `;
}

function partOf({ folded, rows }: DiffPart, index: number, folding: Folding): TemplateResult {
  const drawn = (): TemplateResult[] => rows.map((row) => rowOf(row, folding.words));
  if (folded === undefined) return html`<tbody>${drawn()}</tbody>`;
  if (rows.length === 0) return html`<tbody><tr class="fold"><td colspan="4">${folded}</td></tr></tbody>`;
  const isOpen = folding.isUnfolded(index);
  return html`
    <tbody>
      <tr class="fold">
        <td colspan="4">
          <button class="link" aria-expanded=${isOpen ? "true" : "false"} @click=${() => folding.toggle(index)}>${folded}</button>
        </td>
      </tr>
      ${isOpen ? drawn() : nothing}
    </tbody>
  `;
}

const signs = { same: "", added: "+", removed: "−" } as const;

function rowOf({ sign, before, now, stretches, left }: DiffRow, words: Words): TemplateResult {
  return html`
    <tr class=${sign}>
      <td class="line">${before ?? ""}</td>
      <td class="line">${now ?? ""}</td>
      <td class="sign-of"><span aria-hidden="true">${signs[sign]}</span><span class="unseen">${words[sign]}</span></td>
      <td class="line-text">${stretches.map((stretch) => stretchOf(stretch, sign, words))}${leftOf(left, words)}</td>
    </tr>
  `;
}

function stretchOf({ pieces, changed }: Stretch, sign: DiffRow["sign"], words: Words): unknown {
  const text = piecesOf(pieces, words);
  if (!changed) return text;
  return sign === "added" ? html`<ins>${text}</ins>` : html`<del>${text}</del>`;
}
