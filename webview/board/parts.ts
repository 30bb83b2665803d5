import { html, nothing, type TemplateResult } from "lit";
import type { Jump, Offer } from "../../src/ui/board/protocol.ts";
import { linkTo } from "../shared/link.ts";
import type { Tools } from "./page.ts";

/** The places that something is about, one link each. */
export const jumpsOf = (jumps: readonly Jump[], tools: Tools): TemplateResult | typeof nothing =>
  jumps.length === 0
    ? nothing
    : html`<span class="places">${jumps.map(({ text, place }) => linkTo(place, text, tools.open))}</span>`;

/** A command that can be asked for. What it writes, and whether, is asked by the command itself. */
export const offerButton = (offer: Offer, tools: Tools): TemplateResult =>
  html`<vscode-button ?secondary=${!offer.isMain} @click=${() => tools.run(offer)}>${offer.label}</vscode-button>`;
