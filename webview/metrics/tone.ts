import { html, svg, type TemplateResult } from "lit";
import type { Tone } from "../../src/ui/metrics/protocol.ts";

/** Each tone has a shape of its own; colour only helps. The words stand beside it, so a screen reader is told nothing. */
const shapes: Record<Tone, TemplateResult> = {
  good: svg`<path d="M3 8.5 6.5 12 13 4.5" />`,
  bad: svg`<path d="M4 4 12 12 M12 4 4 12" />`,
  busy: svg`<circle cx="8" cy="8" r="5" /><path class="filled" d="M8 3a5 5 0 0 1 0 10z" />`,
  waiting: svg`<circle cx="8" cy="8" r="5" />`,
  unknown: svg`<path d="M5.5 6a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.4M8 12.5v.2" />`,
};

export const toneMark = (tone: Tone): TemplateResult =>
  html`<svg class="tone ${tone}" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">${shapes[tone]}</svg>`;
