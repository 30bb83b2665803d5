import { css } from "lit";

/** The board; what all pages have in common is shared. */
export const styles = css`
  main {
    max-width: 90rem;
  }
  header {
    display: block;
  }
  h1 {
    display: -webkit-box;
    -webkit-box-orient: vertical;
    -webkit-line-clamp: 3;
    overflow: hidden;
  }
  h2 .tone {
    vertical-align: -0.1em;
  }
  h3 {
    margin: 1.1rem 0 0.25rem;
    font-size: 1em;
    font-weight: bold;
  }
  h4 {
    margin: 0.5rem 0 0.25rem;
    font-size: 1em;
    font-weight: inherit;
  }
  h1:focus,
  h2:focus {
    outline: none;
  }
  p,
  li,
  .name,
  .text {
    overflow-wrap: anywhere;
  }
  .process,
  .how {
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  .notice {
    border-color: var(--vscode-inputValidation-infoBorder);
    background: var(--vscode-inputValidation-infoBackground);
    color: var(--vscode-inputValidation-infoForeground, inherit);
  }
  .notice .tone {
    stroke: currentColor;
  }
  .sentence {
    margin-top: 0.25rem;
  }
  .progress {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem 0.75rem;
    margin-top: 0.5rem;
  }
  .progress .bar {
    flex: 0 1 14rem;
    min-width: 5rem;
    border: 1px solid var(--vscode-contrastBorder, var(--vscode-panel-border, transparent));
  }
  .progress vscode-button {
    margin-inline-start: auto;
  }
  .columns {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: 0 2rem;
  }
  .content {
    min-width: 0;
  }
  ol,
  ul {
    margin: 0;
    padding: 0;
    list-style: none;
  }
  .stages {
    position: relative;
    min-height: 0;
    max-height: 60vh;
    overflow-y: auto;
  }
  .pipeline ol ol {
    margin-inline-start: 0.75rem;
    padding-inline-start: 0.5rem;
    border-inline-start: 1px solid var(--vscode-tree-indentGuidesStroke, var(--vscode-panel-border, currentColor));
  }
  .stage {
    display: flex;
    gap: 0.4rem;
    width: 100%;
    padding: 0.25rem 0.4rem;
    border: 1px solid transparent;
    border-radius: 4px;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  ol:has(> li > .group) > li > .stage:not(.group) {
    padding-inline-start: calc(1.1em + 0.8rem);
  }
  .stage > svg {
    flex: none;
    width: 1.1em;
    height: 1.45em;
    margin: 0;
  }
  .stage .said {
    min-width: 0;
  }
  .stage .name {
    display: block;
  }
  .stage .how,
  .stage .trouble {
    font-size: 0.92em;
  }
  .stage .trouble {
    display: block;
    overflow-wrap: anywhere;
  }
  .stage.current .name {
    font-weight: bold;
  }
  .stage:hover {
    background: var(--vscode-list-hoverBackground);
    color: var(--vscode-list-hoverForeground, inherit);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .stage[aria-pressed="true"] {
    border-color: var(--vscode-focusBorder);
  }
  .stage:focus-visible,
  summary:focus-visible,
  input:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .gate {
    margin-top: 1.25rem;
    padding: 0.75rem 1rem 1rem;
    border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    border-radius: 6px;
  }
  .gate h2 {
    margin-top: 0;
  }
  .offers {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: 0.5rem;
    margin-top: 0.75rem;
  }
  .checks li {
    display: flex;
    gap: 0.5rem;
    padding: 0.3rem 0;
  }
  .checks .tone {
    flex: none;
    height: 1.45em;
    margin: 0;
  }
  .checks div {
    min-width: 0;
  }
  .also li {
    display: block;
    padding: 0.15rem 0 0.15rem 0.75rem;
  }
  .places {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 0.75rem;
  }
  .boxes li,
  .plain li {
    padding: 0.15rem 0;
  }
  .boxes label {
    cursor: pointer;
  }
  input[type="checkbox"] {
    width: 1.2em;
    height: 1.2em;
    margin: 0 0.35rem 0 0;
    vertical-align: -0.2em;
    accent-color: var(--vscode-button-background);
  }
  .boxes .depth-1 {
    padding-inline-start: 1.25rem;
  }
  .boxes .depth-2 {
    padding-inline-start: 2.5rem;
  }
  .boxes .depth-3,
  .boxes .depth-4,
  .boxes .depth-5 {
    padding-inline-start: 3.75rem;
  }
  .charts {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr));
    gap: 0.5rem 2rem;
    margin-bottom: 0.75rem;
  }
  figure {
    margin: 0;
    min-width: 0;
  }
  .legend {
    display: flex;
    flex-wrap: wrap;
    gap: 0.25rem 1rem;
  }
  .legend .swatch {
    width: 1.2rem;
    vertical-align: baseline;
  }
  summary {
    width: fit-content;
    color: var(--vscode-textLink-foreground);
    cursor: pointer;
  }
  .events li {
    padding: 0.3rem 0 0.3rem 0.75rem;
    border-inline-start: 2px solid var(--vscode-panel-border, var(--vscode-contrastBorder, currentColor));
  }
  .events + vscode-button {
    margin-top: 0.5rem;
  }
  @media (min-width: 860px) {
    .columns {
      grid-template-columns: minmax(14rem, 20rem) minmax(0, 1fr);
    }
    .pipeline {
      position: sticky;
      top: 0;
      align-self: start;
      display: flex;
      flex-direction: column;
      max-height: 100vh;
    }
    .stages {
      max-height: none;
    }
    .content > section:first-child {
      margin-top: 2rem;
    }
    .content > section:first-child:not(.gate) > h2 {
      margin-top: 0;
    }
  }
  @media (max-width: 320px) {
    plangate-bar-chart {
      display: none;
    }
    .gate {
      padding: 0.5rem;
    }
  }
`;
