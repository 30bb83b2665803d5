import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import "@vscode-elements/elements/dist/vscode-textfield/index.js";
import type { GroupView, Message, RowView, View } from "../../src/ui/overview/protocol.ts";
import type { Host } from "../host.ts";
import { markOf } from "../shared/marks.ts";
import { pageStyles } from "../shared/styles.ts";
import { twisty } from "../shared/twisty.ts";
import { styles } from "./styles.ts";

/** How many rows of a group are drawn at first, and how many more at each asking. */
const step = 100;

/** How a person left the overview. */
export interface Kept {
  filter: string;
  open: Partial<Record<GroupView["id"], boolean>>;
  /** How many rows of a group are drawn. */
  drawn: Partial<Record<GroupView["id"], number>>;
}

/** All features, by what they wait for. It knows no word of its own: every text comes with the view. */
export class OverviewPage extends LitElement {
  static override styles = [pageStyles, styles];
  static override properties = { view: { attribute: false }, kept: { state: true } };

  declare view: View | undefined;
  declare kept: Kept;
  #host: Host<Message, Kept> | undefined;
  #focused: string | undefined;

  constructor() {
    super();
    this.kept = { filter: "", open: {}, drawn: {} };
  }

  connect(host: Host<Message, Kept>): void {
    this.#host = host;
    if (host.kept) this.kept = { ...this.kept, ...host.kept };
  }

  override willUpdate(): void {
    this.#focused = (this.shadowRoot?.activeElement as HTMLElement | null)?.dataset.key;
  }

  /** A feature that goes to another group takes the focus along; one that is gone leaves it to the heading. */
  override updated(): void {
    if (this.#focused === undefined || this.shadowRoot?.activeElement) return;
    const buttons = [...(this.shadowRoot?.querySelectorAll<HTMLElement>("[data-key]") ?? [])];
    const moved = buttons.find(({ dataset }) => dataset.key === this.#focused);
    (moved ?? this.shadowRoot?.querySelector<HTMLElement>("h1"))?.focus({ preventScroll: true });
  }

  override render(): TemplateResult | typeof nothing {
    const { view } = this;
    if (!view) return nothing;
    const { title, lead, groups, empty, words } = view;
    const fitting = groups.map((group) => ({
      ...group,
      rows: group.rows.filter((row) => fits(row, this.kept.filter)),
    }));
    const all = groups.reduce((sum, { rows }) => sum + rows.length, 0);
    const left = fitting.reduce((sum, { rows }) => sum + rows.length, 0);
    return html`
      <main>
        <header>
          <h1 tabindex="-1">${title}</h1>
          <p class="note">${lead}</p>
          ${
            empty
              ? this.#empty(empty)
              : html`<vscode-textfield
                type="search"
                label=${words.filter}
                placeholder=${words.filter}
                .value=${this.kept.filter}
                @input=${this.#filter}
              ></vscode-textfield>`
          }
        </header>
        <p class="note" role="status">
          ${
            this.kept.filter.trim() === ""
              ? ""
              : left === 0
                ? words.noMatch
                : words.matches.replace("{0}", String(left)).replace("{1}", String(all))
          }
        </p>
        ${repeat(
          fitting.filter(({ rows }) => rows.length > 0),
          ({ id }) => id,
          (group) => this.#group(group, words),
        )}
      </main>
    `;
  }

  #empty({ text, button }: NonNullable<View["empty"]>): TemplateResult {
    const start = (): void => this.#host?.say({ kind: "start" });
    return html`
      <p>${text}</p>
      ${button ? html`<vscode-button @click=${start}>${button}</vscode-button>` : nothing}
    `;
  }

  /** A filter unfolds every group: what fits is to be seen. */
  #group({ id, title, note, isOpen, rows }: GroupView, words: View["words"]): TemplateResult {
    const open = this.kept.filter.trim() !== "" || (this.kept.open[id] ?? isOpen);
    const drawn = this.kept.drawn[id] ?? step;
    const left = rows.length - drawn;
    return html`
      <section aria-labelledby=${id}>
        <h2>
          <button
            id=${id}
            class="fold"
            aria-expanded=${open ? "true" : "false"}
            @click=${() => this.#keep({ open: { ...this.kept.open, [id]: !open } })}
          >
            ${twisty(open)} ${title} <span class="count">${rows.length}</span>
          </button>
        </h2>
        ${open ? html`<p class="note">${note}</p>${this.#table(id, rows.slice(0, drawn), words)}` : nothing}
        ${
          open && left > 0
            ? html`<vscode-button secondary @click=${() => this.#keep({ drawn: { ...this.kept.drawn, [id]: drawn + step } })}
              >${words.more.replace("{0}", String(Math.min(step, left)))}</vscode-button
            >`
            : nothing
        }
      </section>
    `;
  }

  /** Roles are written out: on a narrow page the rows stand as blocks, and stay rows for those who hear them. */
  #table(id: string, rows: readonly RowView[], { columns, nothing: none }: View["words"]): TemplateResult {
    return html`
      <table role="table" aria-labelledby=${id}>
        <thead role="rowgroup">
          <tr role="row">
            ${[columns.feature, columns.gate, columns.state, columns.criteria, columns.gates, columns.trouble].map(
              (name) => html`<th role="columnheader" scope="col">${name}</th>`,
            )}
          </tr>
        </thead>
        <tbody role="rowgroup">
          ${repeat(
            rows,
            ({ subject }) => `${subject.folder}\n${subject.feature}`,
            (row) => this.#row(row, columns, none),
          )}
        </tbody>
      </table>
    `;
  }

  #row(row: RowView, columns: View["words"]["columns"], none: string): TemplateResult {
    const { subject, title, process, home, gate, mark, word, criteria, gates, trouble } = row;
    const open = (): void => this.#host?.say({ kind: "board", subject });
    const openByRow = ({ target }: Event): void => {
      if (!(target instanceof Element && target.closest("button")) && getSelection()?.isCollapsed !== false) open();
    };
    const cell = (name: string, content: unknown): TemplateResult =>
      html`<td role="cell" data-name=${name}>${content || html`<span class="none" role="img" aria-label=${none}>–</span>`}</td>`;
    return html`
      <tr role="row" class="leads" @click=${openByRow}>
        <th role="rowheader" scope="row">
          <button class="link" data-key="${subject.folder}#${subject.feature}" @click=${open}>${title}</button>
          <span class="under">${[process, home].filter(Boolean).join(" · ")}</span>
        </th>
        ${cell(columns.gate, gate)} ${cell(columns.state, html`${markOf(mark)}${word}`)} ${cell(columns.criteria, criteria)}
        ${cell(columns.gates, gates)} ${cell(columns.trouble, trouble && html`${markOf("warning")}${trouble}`)}
      </tr>
    `;
  }

  readonly #filter = ({ target }: Event): void => this.#keep({ filter: (target as HTMLInputElement).value, drawn: {} });

  #keep(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.#host?.keep(this.kept);
  }
}

/** Every word of the filter stands somewhere in the row. */
function fits({ title, process, gate, home, word }: RowView, filter: string): boolean {
  const text = [title, process, gate, home, word].join("\n").toLowerCase();
  return filter
    .toLowerCase()
    .split(/\s+/)
    .every((part) => text.includes(part));
}
