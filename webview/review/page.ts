import { html, LitElement, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import "@vscode-elements/elements/dist/vscode-badge/index.js";
import "@vscode-elements/elements/dist/vscode-button/index.js";
import type { CriterionView, DecisionView, Link, Message, TextView, View } from "../../src/ui/review/protocol.ts";
import type { Place } from "../../src/ui/shared/panel/panelProtocol.ts";
import { linkTo } from "../shared/link.ts";
import { markOf } from "../shared/marks.ts";
import { pageStyles } from "../shared/styles.ts";
import { documentStyles } from "./documentStyles.ts";
import { styles } from "./styles.ts";
import { textOf } from "./text.ts";

/** How a person left the page. */
export interface Kept {
  /** The files whose source is shown. */
  source: string[];
  /** The stretches of comparisons that are unfolded: `<file>#<number>`. */
  unfolded: string[];
}

/** The whole page. It knows no word of its own: every text comes with the view. */
export class ReviewPage extends LitElement {
  static override styles = [pageStyles, styles, documentStyles];
  static override properties = { view: { attribute: false }, kept: { attribute: false } };

  declare view: View | undefined;
  declare kept: Kept;
  say: (message: Message) => void = () => undefined;
  keep: (kept: Kept) => void = () => undefined;

  constructor() {
    super();
    this.kept = { source: [], unfolded: [] };
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.view) return nothing;
    const { title, feature, state, notices, facts, criteria, decisions, texts, words } = this.view;
    const isShown = criteria.length + decisions.length + facts.length + texts.length > 0;
    return html`
      <main>
        <header>
          <h1>${title}</h1>
          <p class="lead">${feature}</p>
          ${
            state.text
              ? html`<p class="state"><vscode-badge>${markOf(state.mark)} ${state.text}</vscode-badge><span>${state.reason}</span></p>`
              : nothing
          }
        </header>
        <div role="status">${notices.filter(({ seen }) => seen).map((notice) => this.#notice(notice))}</div>
        ${notices.filter(({ seen }) => !seen).map((notice) => this.#notice(notice))}
        ${isShown ? this.#sections() : nothing}
      </main>
      ${isShown ? html`<div class="decide" role="region" aria-label=${words.decide}>${this.#actions()}</div>` : nothing}
    `;
  }

  #sections(): TemplateResult | typeof nothing {
    if (!this.view) return nothing;
    const { facts, criteria, decisions, texts, words } = this.view;
    return html`
      <dl class="facts">
        ${facts.map(({ label, value }) => html`<div><dt>${label}</dt><dd>${value}</dd></div>`)}
      </dl>
      <section aria-labelledby="criteria">
        <h2 id="criteria">${words.criteria}</h2>
        ${
          criteria.length > 0
            ? html`<ul class="rows">${criteria.map((each) => this.#criterion(each))}</ul>`
            : html`<p class="lead">${words.noCriteria}</p>`
        }
      </section>
      <section aria-labelledby="decisions">
        <h2 id="decisions">${words.decisions}</h2>
        ${
          decisions.length > 0
            ? html`<ol class="rows">${decisions.map(decisionOf)}</ol>`
            : html`<p class="lead">${words.noDecisions}</p>`
        }
      </section>
      ${texts.length > 0 ? nothing : html`<p class="lead none-yet">${words.noTexts}</p>`}
      ${repeat(
        texts,
        ({ path }, index) => `${index} ${path}`,
        (text, index) => this.#text(text, index),
      )}
    `;
  }

  #notice({ mark, text, seen, place }: View["notices"][number]): TemplateResult {
    const words = place ? linkTo(place, text, this.#open) : html`<span>${text}</span>`;
    const shown = this.view?.shown ?? "";
    return html`
      <div class="notice">
        <p>${markOf(mark)} ${words}</p>
        ${
          seen
            ? html`<vscode-button secondary @click=${() => this.say({ kind: "seen", shown })}>${seen}</vscode-button>`
            : nothing
        }
      </div>
    `;
  }

  #criterion({ mark, word, label, message, place }: CriterionView): TemplateResult {
    return html`
      <li>
        <span class="verdict ${mark}">${markOf(mark)}${word}</span>
        <span>${place ? linkTo(place, label, this.#open) : label}</span>
        <span class="reason">${message === label ? nothing : message}</span>
      </li>
    `;
  }

  #actions(): TemplateResult {
    const { actions, noActions, shown } = this.view ?? { actions: [], noActions: "", shown: "" };
    return html`
      ${actions.map(
        ({ decision, label, primary }) => html`
          <vscode-button ?secondary=${!primary} @click=${() => this.say({ kind: "decide", decision, shown })}>${label}</vscode-button>
        `,
      )}
      ${noActions ? html`<p>${noActions}</p>` : nothing}
    `;
  }

  #text(text: TextView, index: number): TemplateResult {
    const { path } = text;
    return textOf(text, index, {
      words: (this.view as View).words,
      open: this.#open,
      follow: this.#follow,
      compare: () => this.say({ kind: "compare" }),
      isSource: this.kept.source.includes(path),
      showSource: (isSource) => this.#change({ source: toggled(this.kept.source, path, isSource) }),
      isUnfolded: (part) => this.kept.unfolded.includes(`${path}#${part}`),
      toggle: (part) => {
        const key = `${path}#${part}`;
        this.#change({ unfolded: toggled(this.kept.unfolded, key, !this.kept.unfolded.includes(key)) });
      },
    });
  }

  #change(change: Partial<Kept>): void {
    this.kept = { ...this.kept, ...change };
    this.keep(this.kept);
  }

  readonly #open = (place: Place): void => this.say({ kind: "open", place });

  readonly #follow = (link: Link): void => {
    if (link.kind === "web") this.say({ kind: "browse", href: link.href });
    else if (link.kind === "file") this.#open({ file: link.file, line: 1 });
  };
}

const toggled = (all: readonly string[], one: string, isThere: boolean): string[] => [
  ...all.filter((each) => each !== one),
  ...(isThere ? [one] : []),
];

const decisionOf = ({ mark, title, detail, comment, texts }: DecisionView): TemplateResult => html`
  <li class="decision">
    <span class="verdict">${markOf(mark)}</span>
    <div>
      <p><strong>${title}</strong></p>
      <p class="lead">${detail}</p>
      ${comment ? html`<p class="comment">${comment}</p>` : nothing}
      ${texts.map((text) => html`<p class="lead">${text}</p>`)}
    </div>
  </li>
`;
