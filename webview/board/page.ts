import { html, LitElement, nothing, type TemplateResult } from "lit";
import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { Message, Offer, StageView, View } from "../../src/ui/board/protocol.ts";
import type { Place } from "../../src/ui/shared/panel/panelProtocol.ts";
import type { Host } from "../host.ts";
import { barOf, swatchOf } from "../shared/bar.ts";
import { markOf } from "../shared/marks.ts";
import { pageStyles } from "../shared/styles.ts";
import { tableOf } from "../shared/table.ts";
import { BarChart } from "./chart.ts";
import { findingsOf } from "./findings.ts";
import { gateOf } from "./gate.ts";
import { historyOf } from "./history.ts";
import { pipelineOf } from "./pipeline.ts";
import { styles } from "./styles.ts";

customElements.define("plangate-bar-chart", BarChart);

/** How a person left the board. */
export interface Kept {
  /** The gate that is looked at; the current one where there is none. */
  stage?: string[];
  wholeHistory: boolean;
  /** Groups that the person has folded or unfolded; every other one is open where work stands. */
  open: Record<string, boolean>;
}

/** What the parts of the page can do. */
export interface Tools {
  view: View;
  kept: Kept;
  open(place: Place): void;
  run(offer: Pick<Offer, "command" | "stage" | "action">): void;
  tick(id: string, wanted: boolean): void;
  look(change: Partial<Kept>): void;
  /** Looks at a gate; at the current one it follows the work from then on. */
  choose(stage: StageView | undefined): void;
}

/** A feature's board. It knows no word of its own: every text comes with the view. */
export class BoardPage extends LitElement {
  static override styles = [pageStyles, styles];
  static override properties = { view: { attribute: false }, kept: { state: true } };

  declare view: View | undefined;
  declare kept: Kept;
  #host: Host<Message, Kept> | undefined;
  #hadFocus = false;
  #broughtIntoSight: string | undefined;

  constructor() {
    super();
    this.kept = { wholeHistory: false, open: {} };
  }

  /** Ties the page to the extension, and takes up how the person left it. */
  connect(host: Host<Message, Kept>): void {
    this.#host = host;
    if (!host.kept) return;
    this.kept = { ...this.kept, ...host.kept };
    this.#sayLook();
  }

  override willUpdate(): void {
    this.#hadFocus = this.shadowRoot?.activeElement != null;
  }

  /** The list of stages scrolls by itself: where work stands is brought into its sight whenever that moves. */
  #showCurrent(): void {
    const list = this.shadowRoot?.querySelector<HTMLElement>(".stages");
    const current = list?.querySelector<HTMLElement>('[aria-current="step"]');
    const name = this.view?.gate?.isCurrent ? this.view.gate.id : this.#broughtIntoSight;
    if (!list || !current || name === this.#broughtIntoSight) return;
    this.#broughtIntoSight = name;
    list.scrollTop = current.offsetTop - list.clientHeight / 2;
  }

  /** A button may be gone once its work is done: the focus then goes to the gate, not to nowhere. */
  override updated(): void {
    this.#showCurrent();
    const page = this.shadowRoot;
    if (!this.#hadFocus || !page || page.activeElement) return;
    (page.querySelector<HTMLElement>("#gate") ?? page.querySelector("h1"))?.focus({ preventScroll: true });
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const tools = this.#tools(view);
    const table = { open: tools.open, notRecorded: view.words.notRecorded };
    const { gate, decisions, documents, evidence, words } = view;
    return html`
      <main>
        ${this.#header(view, tools)}
        <div class="columns">
          ${view.stages.length > 0 ? pipelineOf(tools) : nothing}
          <div class="content">
            ${findingsOf(tools)} ${gate ? gateOf(gate, tools) : nothing}
            ${this.#figures(view, tools)}
            ${decisions.rows.length > 0 ? tableOf(decisions, table) : nothing}
            ${documents.rows.length > 0 ? tableOf(documents, table) : nothing}
            ${evidence.rows.length > 0 ? tableOf(evidence, table) : nothing}
            ${view.stages.length > 0 ? historyOf(tools) : nothing}
          </div>
        </div>
        <p class="unseen" role="status">${gate ? `${gate.title}, ${gate.word}, ${gate.count}` : words.gone}</p>
      </main>
    `;
  }

  #header({ title, process, sentence, mark, progress, notices, words }: View, tools: Tools): TemplateResult {
    return html`
      <header>
        ${process ? html`<p class="process">${process}</p>` : nothing}
        <h1 tabindex="-1">${title}</h1>
        <p class="sentence">${markOf(mark)} ${sentence}</p>
        <div class="progress">
          ${
            progress.text
              ? html`${barOf({ from: 0, parts: [{ share: progress.share, fill: "solid" }] })}<span>${progress.text}</span>`
              : nothing
          }
          <vscode-button secondary @click=${() => tools.run({ command: "showOverview" })}>${words.overview}</vscode-button>
        </div>
        ${notices.map((notice) => html`<p class="notice">${markOf("info")} ${notice}</p>`)}
      </header>
    `;
  }

  #figures({ charts, words }: View, tools: Tools): TemplateResult | typeof nothing {
    if (charts.length === 0) return nothing;
    return html`
      <section aria-labelledby="figures">
        <h2 id="figures">${words.figures}</h2>
        <div class="charts">
          ${charts.map(
            (chart) => html`
              <figure aria-labelledby=${chart.id}>
                <figcaption><h3 id=${chart.id}>${chart.title}</h3><p class="note">${chart.summary}</p></figcaption>
                <plangate-bar-chart .chart=${chart}></plangate-bar-chart>
                ${
                  chart.series.length > 1
                    ? html`<ul class="legend">
                      ${chart.series.map(({ name, fill }) => html`<li>${swatchOf(fill)} ${name}</li>`)}
                    </ul>`
                    : nothing
                }
                <details>
                  <summary>${words.asTable}<span class="unseen">: ${chart.title}</span></summary>
                  ${tableOf({ ...chart.table, id: `${chart.id}-table` }, { open: tools.open, notRecorded: words.notRecorded }, "h4")}
                </details>
              </figure>
            `,
          )}
        </div>
        <vscode-button secondary @click=${() => tools.run({ command: "showMetrics" })}>${words.allFigures}</vscode-button>
      </section>
    `;
  }

  #tools(view: View): Tools {
    const say = (message: Message): void => this.#host?.say(message);
    return {
      view,
      kept: this.kept,
      open: (place) => say({ kind: "open", place }),
      run: ({ command, stage, action }) =>
        say({ kind: "run", command, ...(stage && { stage }), ...(action !== undefined && { action }) }),
      tick: (id, wanted) => say({ kind: "tick", id, wanted }),
      look: (change) => this.#look(change),
      choose: (stage) => {
        const { stage: _, ...others } = this.kept;
        this.kept = stage && !stage.isCurrent ? { ...others, stage: stage.stage } : others;
        this.#look({});
      },
    };
  }

  #look(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#host?.keep(this.kept);
    if (!("open" in change)) this.#sayLook();
  }

  #sayLook(): void {
    const { stage, wholeHistory } = this.kept;
    this.#host?.say({ kind: "look", ...(stage && { stage }), wholeHistory });
  }
}
