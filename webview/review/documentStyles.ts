import { css } from "lit";

/** The texts themselves: rendered, as source, and compared. */
export const documentStyles = css`
  .document > * {
    max-width: 50rem;
  }
  .document {
    padding: 0.25rem 1rem;
    border: 1px solid var(--line);
    border-radius: 4px;
  }
  .document p,
  .document ul,
  .document ol,
  .document pre,
  .document blockquote,
  .document .scroll {
    margin: 0.6rem 0;
  }
  .document li {
    margin: 0.2rem 0;
  }
  .document :is(h4, h5, h6, .heading) {
    margin: 1.25rem 0 0.4rem;
    font-weight: bold;
  }
  .document h4 {
    font-size: 1.35em;
  }
  .document h5 {
    font-size: 1.15em;
  }
  .document :is(h6, .heading) {
    font-size: 1em;
  }
  .document ul ul,
  .document ol ol,
  .document ul ol,
  .document ol ul {
    margin: 0.2rem 0;
  }
  .document .task {
    display: grid;
    grid-template-columns: 1.2em minmax(0, 1fr);
    gap: 0.35em;
    margin-inline-start: -1.55em;
    list-style: none;
  }
  .box {
    margin-top: 0.22em;
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5;
  }
  blockquote {
    padding-inline-start: 0.75rem;
    border-inline-start: 3px solid var(--vscode-textBlockQuote-border, var(--line));
  }
  hr {
    border: 0;
    border-top: 1px solid var(--line);
  }
  code,
  .source,
  .diff {
    font-family: var(--vscode-editor-font-family, monospace);
    font-size: 0.95em;
  }
  pre {
    padding: 0.5rem 0.75rem;
    background: var(--vscode-textCodeBlock-background);
    white-space: pre-wrap;
  }
  .language {
    display: block;
    color: var(--vscode-descriptionForeground);
    font-size: 0.9em;
  }
  .picture {
    font-style: italic;
  }
  .left {
    display: block;
    color: var(--vscode-descriptionForeground);
    font-style: italic;
  }
  .sign {
    padding: 0 0.25em;
    border: 1px solid currentColor;
    border-radius: 3px;
    font-size: 0.85em;
    white-space: nowrap;
  }
  .source {
    padding: 0.25rem 0;
    border: 1px solid var(--line);
    border-radius: 4px;
    tab-size: 4;
  }
  .source .row {
    display: grid;
    grid-template-columns: 3.5rem minmax(0, 1fr);
    gap: 0.75rem;
  }
  .source code {
    font-size: 1em;
    white-space: pre-wrap;
  }
  .line {
    color: var(--vscode-descriptionForeground);
    font-variant-numeric: tabular-nums;
    text-align: end;
    user-select: none;
  }
  .diff {
    border: 1px solid var(--line);
    table-layout: fixed;
    tab-size: 4;
  }
  .diff td {
    min-width: 0;
    padding: 0 0.5rem 0 0;
    border: 0;
  }
  .number-column {
    width: 3.5rem;
  }
  .sign-column {
    width: 1.75rem;
  }
  .diff .sign-of {
    text-align: center;
  }
  .diff .line-text {
    white-space: pre-wrap;
  }
  .diff .added {
    background: var(--vscode-diffEditor-insertedLineBackground, transparent);
  }
  .diff .removed {
    background: var(--vscode-diffEditor-removedLineBackground, transparent);
  }
  .diff :is(.added, .removed) .line {
    color: inherit;
  }
  .diff ins,
  .diff del {
    font-weight: bold;
    text-decoration-thickness: 2px;
  }
  .diff .fold td {
    padding: 0.2rem 0.75rem;
    background: var(--vscode-textCodeBlock-background);
  }
  @media (max-width: 480px) {
    .source .row {
      grid-template-columns: 2.25rem minmax(0, 1fr);
      gap: 0.4rem;
    }
    .number-column {
      width: 2.25rem;
    }
    .document {
      padding: 0.25rem 0.5rem;
    }
  }
`;
