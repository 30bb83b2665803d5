import { css } from "lit";

/** What only the review has around the texts it shows. */
export const styles = css`
  :host {
    --line: var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    overflow-wrap: anywhere;
  }
  h2 {
    padding-bottom: 0.25rem;
    border-bottom: 1px solid var(--line);
  }
  h3 {
    margin: 1.25rem 0 0.25rem;
    font-size: 1.05em;
    font-weight: bold;
  }
  header .lead {
    flex-basis: 100%;
  }
  .notice {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: 0.5rem 1rem;
  }
  .notice .link {
    color: inherit;
    text-decoration: underline;
  }
  [role="status"] {
    z-index: 1;
  }
  .facts {
    display: grid;
    grid-template-columns: max-content minmax(0, 1fr);
    gap: 0.25rem 1rem;
    margin: 1.25rem 0 0;
  }
  .facts div {
    display: contents;
  }
  .facts dt {
    color: var(--vscode-descriptionForeground);
  }
  .facts dd {
    margin: 0;
  }
  .rows {
    margin: 0.5rem 0 0;
    padding: 0;
    list-style: none;
  }
  .rows li {
    display: grid;
    grid-template-columns: 7.5rem minmax(0, 16rem) minmax(0, 1fr);
    gap: 0 1rem;
    padding: 0.15rem 0;
  }
  .rows .decision {
    grid-template-columns: 1rem minmax(0, 1fr);
    gap: 0.5rem;
    padding: 0.5rem 0;
  }
  .verdict .good {
    stroke: var(--vscode-testing-iconPassed, currentColor);
  }
  .verdict .bad {
    stroke: var(--vscode-testing-iconFailed, currentColor);
  }
  .reason {
    color: var(--vscode-descriptionForeground);
  }
  .comment {
    margin: 0.25rem 0;
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--vscode-textBlockQuote-border, var(--line));
    white-space: pre-wrap;
  }
  .text > .note {
    display: flex;
    flex-wrap: wrap;
    gap: 0 1rem;
  }
  .none-yet {
    margin-top: 2rem;
  }
  .remark {
    margin: 0.5rem 0;
  }
  .over {
    display: flex;
    flex-wrap: wrap;
    align-items: end;
    justify-content: space-between;
    gap: 0.25rem 1rem;
    margin-bottom: 0.5rem;
  }
  .switch {
    display: flex;
  }
  .switch button {
    min-height: 24px;
    padding: 0.1rem 0.6rem;
    border: 1px solid var(--vscode-input-border, var(--vscode-contrastBorder, var(--line)));
    background: none;
    color: inherit;
    font: inherit;
    cursor: pointer;
  }
  .switch button + button {
    border-inline-start: 0;
  }
  .switch button[aria-pressed="true"] {
    background: var(--vscode-list-inactiveSelectionBackground, transparent);
    color: var(--vscode-list-inactiveSelectionForeground, inherit);
    text-decoration: underline;
  }
  .switch button:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: -3px;
  }
  .decide {
    position: sticky;
    bottom: 0;
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    padding: 0.75rem 0;
    border-top: 1px solid var(--line);
    background: var(--vscode-editor-background);
  }
  .decide p {
    color: var(--vscode-descriptionForeground);
  }
  @media (max-width: 640px) {
    .rows li:not(.decision) {
      padding: 0.35rem 0;
    }
    .facts,
    .rows li:not(.decision) {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }
    .facts dd {
      margin-bottom: 0.5rem;
    }
  }
  @media (max-height: 480px) {
    .decide,
    [role="status"] {
      position: static;
    }
  }
`;
