import { html, LitElement, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Figure, View } from "../../src/ui/metrics/protocol.ts";
import type { Place } from "../../src/ui/shared/panel/panelProtocol.ts";
import { markOf } from "../shared/marks.ts";
import { pageStyles } from "../shared/styles.ts";
import { tableOf } from "../shared/table.ts";
import { styles } from "./styles.ts";

/** The whole page. It knows no word of its own: every text comes with the view. */
export class MetricsPage extends LitElement {
  static override styles = [pageStyles, styles];
  static override properties = { view: { attribute: false } };

  declare view: View | undefined;
  /** Shows a file in an editor. */
  open: (place: Place) => void = () => undefined;

  override render(): TemplateResult | typeof nothing {
    if (!this.view) return nothing;
    const { title, state, lead, notices, figures, tables, source, words } = this.view;
    return html`
      <main>
        <header>
          <h1>${title}</h1>
          <p class="state">
            <vscode-badge>${markOf(state.tone)} ${state.text}</vscode-badge>
            <span class="lead">${lead}</span>
          </p>
          ${
            source
              ? html`<vscode-button secondary @click=${() => this.open(source.place)}>${source.button}</vscode-button>`
              : nothing
          }
        </header>
        <div role="status">${notices.map((notice) => this.#notice(notice))}</div>
        ${figures.length > 0 ? html`<dl class="figures">${figures.map(figureOf)}</dl>` : nothing}
        ${tables.map((table) => tableOf(table, { open: this.open, notRecorded: words.notRecorded }))}
      </main>
    `;
  }

  #notice({ text, place }: View["notices"][number]): TemplateResult {
    const words = place ? html`<button class="link" @click=${() => this.open(place)}>${text}</button>` : text;
    return html`<p class="notice">${markOf("bad")} ${words}</p>`;
  }
}

const figureOf = ({ label, value, note }: Figure): TemplateResult => html`
  <div class="figure">
    <dt>${label}</dt>
    <dd><strong>${value}</strong> <span>${note}</span></dd>
  </div>
`;
