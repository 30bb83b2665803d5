import { css } from "lit";

/** The overview; what all pages have in common is shared. */
export const styles = css`
  main {
    max-width: 80rem;
  }
  header {
    display: block;
  }
  h1:focus {
    outline: none;
  }
  h2 {
    margin: 1.25rem 0 0;
  }
  vscode-textfield {
    width: min(28rem, 100%);
    margin-top: 0.5rem;
  }
  .fold {
    display: flex;
    align-items: center;
    gap: 0.35rem;
    padding: 0.15rem 0.25rem 0.15rem 0;
    border: 0;
    background: none;
    color: inherit;
    font: inherit;
    text-align: start;
    cursor: pointer;
  }
  .fold:focus-visible {
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 1px;
  }
  .count {
    color: var(--vscode-descriptionForeground);
    font-weight: normal;
  }
  [role="status"] {
    position: static;
    min-height: 1.45em;
    margin: 0.25rem 0 0;
  }
  table {
    table-layout: fixed;
  }
  th,
  td {
    min-width: 0;
    overflow-wrap: anywhere;
  }
  th:first-child {
    width: 30%;
  }
  th:nth-child(2) {
    width: 20%;
  }
  .under {
    display: block;
    color: var(--vscode-descriptionForeground);
    font-size: 0.92em;
  }
  .leads:hover .under,
  .leads:hover .none {
    color: inherit;
  }
  @media (max-width: 640px) {
    table,
    tbody,
    tr,
    td,
    tbody th {
      display: block;
      width: auto;
    }
    thead {
      position: absolute;
      width: 1px;
      height: 1px;
      overflow: hidden;
      clip-path: inset(50%);
    }
    tbody tr {
      padding: 0.4rem 0;
      border-bottom: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    }
    tbody th,
    td {
      padding: 0.1rem 0;
      border: 0;
    }
    tbody th:first-child {
      width: auto;
    }
    td::before {
      content: attr(data-name) ": ";
      color: var(--vscode-descriptionForeground);
    }
  }
`;
