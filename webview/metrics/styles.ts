import { css } from "lit";

/** The figures of a cycle; all else is shared. */
export const styles = css`
  .figures {
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr));
    gap: 0.75rem;
    margin: 1.25rem 0 0;
  }
  .figure {
    padding: 0.5rem 0.75rem;
    border: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder, transparent));
    border-radius: 4px;
  }
  .figure dd {
    margin: 0;
  }
  .figure strong {
    display: block;
    font-size: 1.4em;
    font-weight: bold;
  }
  .figure span {
    color: var(--vscode-descriptionForeground);
    overflow-wrap: anywhere;
  }
  @media (max-width: 480px) {
    .figures {
      grid-template-columns: repeat(auto-fill, minmax(8rem, 1fr));
      gap: 0.5rem;
    }
  }
`;
