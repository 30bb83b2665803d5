import { html, type TemplateResult } from "lit";
import type { Place } from "../../src/ui/shared/panel/panelProtocol.ts";

/** Words that lead to a place of a file. A page has no addresses to follow: it asks the extension to open the file. */
export const linkTo = (place: Place, words: unknown, open: (place: Place) => void): TemplateResult =>
  html`<button class="link" title="${place.file}:${place.line}" @click=${() => open(place)}>${words}</button>`;
