import { html, nothing, type TemplateResult } from "lit";
import type { Piece, Words } from "../../src/ui/review/protocol.ts";

/** Text, with whatever does not show itself under its name and set off from what stands around it. */
export const piecesOf = (pieces: readonly Piece[], words: Words): unknown[] =>
  pieces.map((piece) =>
    typeof piece === "string"
      ? piece
      : html`<span class="sign" title=${filled(words.hiddenCharacter, piece.sign)}>${piece.sign}</span>`,
  );

/** How much of something very long is left out. */
export const leftOf = (left: number, words: Words): TemplateResult | typeof nothing =>
  left > 0 ? html`<span class="left">${filled(words.moreCharacters, left)}</span>` : nothing;

/** A sentence with its gap filled in. */
export const filled = (sentence: string, value: string | number): string =>
  sentence.replace("{0}", () => String(value));
