import { css } from "lit";

/** What every page looks like: texts, headings, links, tables, marks. Colours come from the theme alone. */
export const pageStyles = css`
  :host {
    display: block;
    color: var(--vscode-editor-foreground);
    background: var(--vscode-editor-background);
    font: var(--vscode-font-weight) var(--vscode-font-size) / 1.45 var(--vscode-font-family);
  }
  main {
    max-width: 72rem;
    padding: 0.5rem 0 2rem;
  }
  header {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.25rem 1rem;
  }
  h1 {
    flex-basis: 100%;
    margin: 0;
    font-size: 1.7em;
    font-weight: bold;
    overflow-wrap: anywhere;
  }
  h2 {
    margin: 2rem 0 0.25rem;
    font-size: 1.2em;
    font-weight: bold;
  }
  p {
    margin: 0;
  }
  .state {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.25rem 0.75rem;
    min-width: 0;
  }
  .lead,
  .note,
  .none {
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .note {
    margin-bottom: 0.5rem;
  }
  [role="status"] {
    position: sticky;
    top: 0;
    background: var(--vscode-editor-background);
  }
  .notice {
    margin-top: 1rem;
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--vscode-inputValidation-warningBorder);
    background: var(--vscode-inputValidation-warningBackground);
    color: var(--vscode-inputValidation-warningForeground, inherit);
    overflow-wrap: anywhere;
  }
  .unseen {
    position: absolute;
    width: 1px;
    height: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }
  .tabled {
    container-type: inline-size;
  }
  .scroll {
    overflow-x: auto;
  }
  /* Where more lies beyond an edge, a shadow at that edge says so; at the end of it all the shadow is covered. */
  .tabled .scroll {
    background:
      linear-gradient(to right, var(--vscode-editor-background), transparent) 0 / 2.5rem 100% no-repeat local,
      linear-gradient(to left, var(--vscode-editor-background), transparent) 100% / 2.5rem 100% no-repeat local,
      linear-gradient(to right, var(--shade), transparent) 0 / 0.6rem 100% no-repeat scroll,
      linear-gradient(to left, var(--shade), transparent) 100% / 0.6rem 100% no-repeat scroll;
    --shade: var(--vscode-contrastBorder, var(--vscode-scrollbar-shadow, transparent));
  }
  table {
    width: 100%;
    border-collapse: collapse;
  }
  th,
  td {
    padding: 0.3rem 0.75rem 0.3rem 0;
    border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    text-align: start;
    vertical-align: top;
    font-weight: inherit;
  }
  th {
    min-width: 6rem;
  }
  td {
    min-width: 3.5rem;
    overflow-wrap: anywhere;
  }
  td.word {
    min-width: 8.5rem;
  }
  thead th {
    font-weight: bold;
    min-width: 3.5rem;
    vertical-align: bottom;
  }
  .number {
    text-align: end;
    font-variant-numeric: tabular-nums;
  }
  tbody th {
    overflow-wrap: anywhere;
  }
  .depth-1 th {
    padding-inline-start: 1.25rem;
  }
  .depth-2 th {
    padding-inline-start: 2.5rem;
  }
  .leads {
    cursor: pointer;
  }
  .leads:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .link {
    padding: 0;
    border: 0;
    background: none;
    color: var(--vscode-textLink-foreground);
    font: inherit;
    text-align: start;
    cursor: pointer;
    overflow-wrap: anywhere;
  }
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  .link:focus-visible,
  .scroll:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .measured {
    display: grid;
    grid-template-columns: 10.5rem minmax(4rem, 1fr);
    align-items: center;
    gap: 0.75rem;
  }
  .bar {
    width: 100%;
    height: 0.6rem;
    overflow: visible;
  }
  .bar rect {
    fill: none;
    stroke: var(--vscode-charts-blue);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .bar rect.solid {
    fill: var(--vscode-charts-blue);
  }
  .bar .stroke {
    stroke: var(--vscode-charts-blue);
    stroke-width: 1;
    vector-effect: non-scaling-stroke;
  }
  .tone {
    margin-inline-end: 0.35em;
    vertical-align: -0.125em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
  }
  .tone .filled {
    fill: currentColor;
    stroke: none;
  }
  td .tone.good,
  li .tone.good,
  p .tone.good {
    stroke: var(--vscode-testing-iconPassed, currentColor);
  }
  td .tone.bad,
  li .tone.bad,
  p .tone.bad {
    stroke: var(--vscode-testing-iconFailed, currentColor);
  }
  .tone.passed,
  .tone.unverified {
    stroke: var(--vscode-testing-iconPassed, currentColor);
  }
  .tone.blocked {
    stroke: var(--vscode-testing-iconFailed, currentColor);
  }
  .tone.ready,
  .tone.stale,
  .tone.warning {
    stroke: var(--vscode-problemsWarningIcon-foreground, currentColor);
  }
  .tone.open,
  .tone.info {
    stroke: var(--vscode-problemsInfoIcon-foreground, currentColor);
  }
  .twisty {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  @container (max-width: 48rem) {
    .measured {
      grid-template-columns: 1fr;
      gap: 0.15rem;
    }
    td.word {
      min-width: 6rem;
    }
    tbody th,
    td.word:has(.measured) {
      min-width: 7rem;
    }
  }
`;
