import { html, svg, type TemplateResult } from "lit";
import type { Mark } from "../../src/ui/shared/panel/panelProtocol.ts";

const tick = svg`<path d="M3 8.5 6.5 12 13 4.5" />`;
const ring = svg`<circle cx="8" cy="8" r="6" />`;

/** Each has a shape of its own; colour only helps. The words stand beside it, so a screen reader is told nothing. */
const shapes: Record<Mark, TemplateResult> = {
  good: tick,
  bad: svg`<path d="M4 4 12 12 M12 4 4 12" />`,
  busy: svg`<circle cx="8" cy="8" r="5" /><path class="filled" d="M8 3a5 5 0 0 1 0 10z" />`,
  waiting: svg`<circle cx="8" cy="8" r="5" />`,
  unknown: svg`<path d="M5.5 6a2.5 2.5 0 1 1 3.4 2.3c-.6.3-.9.7-.9 1.4M8 12.5v.2" />`,
  none: svg`<path d="M4 8h8" />`,
  warning: svg`<path d="M8 2.5 14.5 13.5H1.5z M8 6.5v3.2 M8 11.3v.6" />`,
  info: svg`${ring}<path d="M8 7.2v4 M8 4.5v.6" />`,
  locked: svg`<path d="M4 7.5h8v5.5H4z M5.5 7.5V5.5a2.5 2.5 0 0 1 5 0v2" />`,
  open: ring,
  ready: svg`<path d="M3.5 11.5h9L11.3 9.5V7a3.3 3.3 0 0 0-6.6 0v2.5z M7 14h2" />`,
  passed: svg`${ring}<path d="M5 8.3 7.2 10.5 11.2 5.8" />`,
  unverified: svg`<circle cx="8" cy="8" r="6" stroke-dasharray="2 2" /><path d="M5 8.3 7.2 10.5 11.2 5.8" />`,
  stale: svg`${ring}<path d="M8 4.5V8l2.5 1.5" />`,
  waived: svg`${ring}<path d="M4.8 8h6.4 M8.8 5.5 11.2 8 8.8 10.5" />`,
  skipped: svg`<path d="M2.5 8.5a5.5 5.5 0 0 1 10.5-1 M13.5 3.5v4h-4" /><circle class="filled" cx="8" cy="12" r="1.6" />`,
  blocked: svg`${ring}<path d="M3.8 12.2 12.2 3.8" />`,
};

export const markOf = (mark: Mark): TemplateResult =>
  html`<svg class="tone ${mark}" viewBox="0 0 16 16" width="1em" height="1em" aria-hidden="true">${shapes[mark]}</svg>`;
