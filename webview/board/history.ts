import { html, nothing, type TemplateResult } from "lit";
import type { EventView } from "../../src/ui/board/protocol.ts";
import { linkTo } from "../shared/link.ts";
import type { Tools } from "./page.ts";

/** What happened, the newest first. */
export function historyOf(tools: Tools): TemplateResult {
  const { history, words } = tools.view;
  return html`
    <section aria-labelledby="history">
      <h2 id="history">${words.history}</h2>
      ${
        history.events.length > 0
          ? html`<ol class="events" reversed>${history.events.map((event) => html`<li>${eventOf(event, tools)}</li>`)}</ol>`
          : html`<p class="note">${words.noHistory}</p>`
      }
      ${
        history.more
          ? html`<vscode-button secondary @click=${() => tools.look({ wholeHistory: true })}>${history.more}</vscode-button>`
          : nothing
      }
      ${history.note ? html`<p class="note">${history.note}</p>` : nothing}
    </section>
  `;
}

const eventOf = ({ what, when, who, word, place }: EventView, tools: Tools): TemplateResult => html`
  <div>${place ? linkTo(place, what, tools.open) : what}</div>
  <div class="how">${[word, when, who].filter(Boolean).join(" · ")}</div>
`;
