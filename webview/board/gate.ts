import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { BoxView, CheckView, GateView } from "../../src/ui/board/protocol.ts";
import { linkTo } from "../shared/link.ts";
import { markOf } from "../shared/marks.ts";
import type { Tools } from "./page.ts";
import { jumpsOf, offerButton } from "./parts.ts";

/** The gate that is looked at: what it asks, what can be done. */
export function gateOf(gate: GateView, tools: Tools): TemplateResult {
  const { words } = tools.view;
  const { title, within, mark, word, count, reason, isCurrent, offers } = gate;
  return html`
    <section class="gate" aria-labelledby="gate">
      ${within ? html`<p class="note">${within}</p>` : nothing}
      <h2 id="gate" tabindex="-1">${markOf(mark)} ${title}</h2>
      <p class="how">${[word, count, isCurrent ? words.current : ""].filter(Boolean).join(" · ")}</p>
      ${reason && !isCurrent ? html`<p>${reason}</p>` : nothing}
      ${
        offers.length > 0 || !isCurrent
          ? html`<div class="offers">
            ${repeat(
              offers,
              ({ command }) => command,
              (offer) => offerButton(offer, tools),
            )}
            ${isCurrent ? nothing : html`<button class="link" @click=${() => tools.choose(undefined)}>${words.toCurrent}</button>`}
          </div>`
          : nothing
      }
      ${checksOf(gate, tools)} ${approvalOf(gate, tools)} ${documentsOf(gate, tools)} ${boxesOf(gate, tools)}
      ${
        gate.actions.length > 0
          ? html`<h3>${words.actions}</h3>
            <div class="offers">${gate.actions.map((offer) => offerButton(offer, tools))}</div>`
          : nothing
      }
    </section>
  `;
}

const checksOf = ({ checks, leftOut }: GateView, tools: Tools): TemplateResult => html`
  <h3>${tools.view.words.criteria}</h3>
  ${
    checks.length > 0
      ? html`<ul class="checks">${checks.map((check) => html`<li>${checkOf(check, tools)}</li>`)}</ul>`
      : html`<p class="note">${tools.view.words.noCriteria}</p>`
  }
  ${leftOut ? html`<p class="note">${leftOut}</p>` : nothing}
`;

const checkOf = ({ mark, title, word, text, places, also }: CheckView, tools: Tools): TemplateResult => html`
  ${markOf(mark)}
  <div>
    <strong>${title}</strong> <span class="how">${word}</span>
    <div class="text">${text} ${jumpsOf(places, tools)}</div>
    ${
      also.length > 0
        ? html`<ul class="also">${also.map((one) => html`<li>${one.text} ${jumpsOf(one.places, tools)}</li>`)}</ul>`
        : nothing
    }
  </div>
`;

const approvalOf = ({ approval }: GateView, tools: Tools): TemplateResult | typeof nothing =>
  approval
    ? html`
      <h3>${tools.view.words.approval}</h3>
      <p class="approval">
        ${markOf(approval.mark)}
        ${approval.place ? linkTo(approval.place, approval.text, tools.open) : approval.text}
      </p>
      ${approval.lines.map((line) => html`<p class="note">${line}</p>`)}
    `
    : nothing;

const documentsOf = ({ documents }: GateView, tools: Tools): TemplateResult | typeof nothing =>
  documents.length > 0
    ? html`
      <h3>${tools.view.words.documents}</h3>
      <ul class="plain">
        ${documents.map(({ text, place }) => html`<li>${place ? linkTo(place, text, tools.open) : text}</li>`)}
      </ul>
    `
    : nothing;

const boxesOf = ({ boxes, moreBoxes }: GateView, tools: Tools): TemplateResult | typeof nothing =>
  boxes.length > 0
    ? html`
      <h3>${tools.view.words.boxes}</h3>
      <ul class="boxes">
        ${repeat(
          boxes,
          ({ id }) => id,
          (box) => html`<li class="depth-${box.depth}">${boxOf(box, tools)}</li>`,
        )}
      </ul>
      ${moreBoxes ? html`<p class="note">${moreBoxes}</p>` : nothing}
    `
    : nothing;

/** A box shows what its file says: it changes when that does, and not before. */
function boxOf({ id, text, isTicked, word, place }: BoxView, tools: Tools): TemplateResult {
  const where = linkTo(place, `${place.file.split("/").at(-1)}:${place.line}`, tools.open);
  if (word) return html`<span>${text}</span> <span class="how">${word}</span> ${where}`;
  const tick = (event: Event): void => {
    event.preventDefault();
    tools.tick(id, !isTicked);
  };
  return html`<label><input type="checkbox" .checked=${isTicked} @click=${tick} /> <span>${text}</span></label> ${where}`;
}
