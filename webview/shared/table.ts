import { html, nothing, type TemplateResult } from "lit";
import { ref } from "lit/directives/ref.js";
import type { Cell, Place, Row, Table } from "../../src/ui/shared/panel/panelProtocol.ts";
import { barOf } from "./bar.ts";
import { linkTo } from "./link.ts";
import { markOf } from "./marks.ts";
import { scrollable } from "./scrollable.ts";

/** What a table needs beside its data. */
export interface TableTools {
  open(place: Place): void;
  /** How an empty cell is said. */
  notRecorded: string;
}

/** A table with real headers. A row that leads somewhere does so at a click anywhere on it, and by its header's button. */
export function tableOf(
  { id, title, note, columns, rows }: Table,
  tools: TableTools,
  level: "h2" | "h4" = "h2",
): TemplateResult {
  return html`
    <section class="tabled" aria-labelledby=${id}>
      ${level === "h2" ? html`<h2 id=${id}>${title}</h2>` : html`<h4 id=${id}>${title}</h4>`}
      ${note ? html`<p class="note">${note}</p>` : nothing}
      <div class="scroll" role="group" aria-labelledby=${id} ${ref(scrollable)}>
        <table aria-labelledby=${id}>
          <thead>
            <tr>
              ${columns.map((column) => html`<th scope="col" class=${column.isNumber ? "number" : "word"}>${column.title}</th>`)}
            </tr>
          </thead>
          <tbody>
            ${rows.map((row) => rowOf(row, columns, tools))}
          </tbody>
        </table>
      </div>
    </section>
  `;
}

function rowOf({ cells, place, depth = 0 }: Row, columns: Table["columns"], tools: TableTools): TemplateResult {
  const [header, ...others] = cells;
  const kind = `${place ? "leads " : ""}depth-${Math.min(depth, 2)}`;
  return html`
    <tr class=${kind} @click=${(event: Event) => place && !isOnButton(event) && !isSelecting() && tools.open(place)}>
      <th scope="row">${header && contentOf(header, tools, place)}</th>
      ${others.map(
        (cell, index) =>
          html`<td class=${columns[index + 1]?.isNumber ? "number" : "word"}>${contentOf(cell, tools, cell.place)}</td>`,
      )}
    </tr>
  `;
}

function contentOf({ text, tone, bar }: Cell, tools: TableTools, place: Place | undefined): TemplateResult {
  if (text === "")
    return html`<span class="none" title=${tools.notRecorded} aria-label=${tools.notRecorded} role="img">–</span>`;
  const words = html`${tone ? markOf(tone) : nothing}<span>${text}</span>`;
  const said = place ? linkTo(place, words, tools.open) : words;
  return bar ? html`<span class="measured">${said}${barOf(bar)}</span>` : said;
}

const isOnButton = ({ target }: Event): boolean => target instanceof Element && target.closest("button") !== null;

/** Who marks text to copy it does not want to go anywhere. */
const isSelecting = (): boolean => getSelection()?.isCollapsed === false;
