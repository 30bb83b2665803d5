import { html, svg, type TemplateResult } from "lit";
import type { Bar } from "../../src/ui/shared/panel/panelProtocol.ts";

const width = 100;
const height = 8;
/** What is very short is still there. */
const least = 1;

/** A bar beside a number that says the same: nothing for a screen reader. */
export function barOf({ from, parts }: Bar): TemplateResult {
  let x = Math.min(from * width, width - least);
  const rects = parts.map(({ share, fill }) => {
    const length = share > 0 ? Math.min(Math.max(share * width, least), width - x) : 0;
    const rect = length > 0 ? svg`<rect class=${fill} x=${x} y="0" width=${length} height=${height} />` : svg``;
    const strokes = fill === "striped" && length > 0 ? stripes(x, length) : [];
    x += length;
    return svg`${rect}${strokes}`;
  });
  return html`<svg class="bar" viewBox="0 0 ${width} ${height}" preserveAspectRatio="none" aria-hidden="true">${rects}</svg>`;
}

/** A piece of a bar, for a legend. */
export const swatchOf = (fill: Bar["parts"][number]["fill"]): TemplateResult => html`
  <svg class="bar swatch" viewBox="0 0 16 ${height}" aria-hidden="true">
    <rect class=${fill} width="16" height=${height} />
    ${fill === "striped" ? stripes(0, 16) : []}
  </svg>
`;

/** Stripes drawn one by one: a pattern would be found by an address, which a strict page may not follow. */
function stripes(x: number, length: number): TemplateResult[] {
  const strokes: TemplateResult[] = [];
  for (let at = x + 1.5; at < x + length; at += 3)
    strokes.push(svg`<line class="stroke" x1=${at} x2=${at} y1="0" y2=${height} />`);
  return strokes;
}
