import { html, nothing, type TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { StageView } from "../../src/ui/board/protocol.ts";
import { markOf } from "../shared/marks.ts";
import { twisty } from "../shared/twisty.ts";
import type { Tools } from "./page.ts";

/** The stages one after the other. A gate is looked at by a click; a group unfolds, and the one where work stands is open. */
export const pipelineOf = (tools: Tools): TemplateResult => html`
  <nav class="pipeline" aria-labelledby="stages">
    <h2 id="stages">${tools.view.words.stages}</h2>
    <div class="stages">${stageList(tools.view.stages, tools)}</div>
  </nav>
`;

const stageList = (stages: readonly StageView[], tools: Tools): TemplateResult => html`
  <ol>
    ${repeat(
      stages,
      ({ id }) => id,
      (stage) => html`<li>${stage.children.length > 0 ? group(stage, tools) : leaf(stage, tools)}</li>`,
    )}
  </ol>
`;

function group(stage: StageView, tools: Tools): TemplateResult {
  const isOpen = tools.kept.open[stage.id] ?? stage.isOnTheWay;
  const toggle = (): void => tools.look({ open: { ...tools.kept.open, [stage.id]: !isOpen } });
  return html`
    <button class="stage group" aria-expanded=${isOpen ? "true" : "false"} @click=${toggle}>
      ${twisty(isOpen)}${contents(isOpen ? { ...stage, trouble: "" } : stage, tools)}
    </button>
    ${isOpen ? stageList(stage.children, tools) : nothing}
  `;
}

const leaf = (stage: StageView, tools: Tools): TemplateResult => html`
  <button
    class="stage ${stage.isCurrent ? "current" : ""}"
    aria-current=${stage.isCurrent ? "step" : nothing}
    aria-pressed=${stage.isShown ? "true" : "false"}
    @click=${() => tools.choose(stage)}
  >
    ${contents(stage, tools)}
  </button>
`;

const contents = ({ mark, title, word, count, trouble, isCurrent }: StageView, { view }: Tools): TemplateResult => html`
  ${markOf(mark)}
  <span class="said">
    <span class="name">${title}</span>
    <span class="how">${[word, count, isCurrent ? view.words.current : ""].filter(Boolean).join(" · ")}</span>
    ${trouble ? html`<span class="trouble">${markOf("warning")}${trouble}</span>` : nothing}
  </span>
`;
