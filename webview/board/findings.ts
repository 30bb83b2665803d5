import { html, nothing, type TemplateResult } from "lit";
import type { FindingView } from "../../src/ui/board/protocol.ts";
import { markOf } from "../shared/marks.ts";
import type { Tools } from "./page.ts";
import { jumpsOf } from "./parts.ts";

/** As many as are seen at once. */
const few = 5;

/** Violations, contradictions, stale approvals, problems of files, each with all of its places. */
export function findingsOf(tools: Tools): TemplateResult | typeof nothing {
  const { findings, moreFindings, words } = tools.view;
  if (findings.length === 0) return nothing;
  return html`
    <section aria-labelledby="findings">
      <h2 id="findings">${words.findings}</h2>
      ${list(findings.slice(0, few), tools)}
      ${
        findings.length > few
          ? html`<details><summary>${moreFindings}</summary>${list(findings.slice(few), tools)}</details>`
          : nothing
      }
    </section>
  `;
}

const list = (findings: readonly FindingView[], tools: Tools): TemplateResult => html`
  <ul class="checks">
    ${findings.map(
      ({ mark, word, text, places }) => html`
        <li>
          ${markOf(mark)}
          <div><strong>${word}</strong> <span class="text">${text}</span> ${jumpsOf(places, tools)}</div>
        </li>
      `,
    )}
  </ul>
`;
