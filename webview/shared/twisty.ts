import { html, type TemplateResult } from "lit";

/** The arrow of what can be unfolded. Its button says by `aria-expanded` what it shows. */
export const twisty = (isOpen: boolean): TemplateResult =>
  html`<svg class="twisty" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">
    <path d=${isOpen ? "M3.5 6 8 10.5 12.5 6" : "M6 3.5 10.5 8 6 12.5"} />
  </svg>`;
