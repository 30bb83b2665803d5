import { root } from "../root.ts";

export interface Opened {
  /** A folder, or a `.code-workspace` file of several. */
  folder: string;
  /** The suite to run in the extension host. With it the editor shows no dialogs. */
  tests?: string;
  /** Whether the extension is installed, and not the one under development. */
  isInstalled?: boolean;
}

/** The address at which a server shows a folder with the extension loaded. */
export function workbenchAddress(authority: string, { folder, tests, isInstalled = false }: Opened): string {
  const remote = (path: string) => `vscode-remote://${authority}${path}`;
  const payload = [
    ...(isInstalled ? [] : [["extensionDevelopmentPath", remote(root)]]),
    ["skipWelcome", "true"],
    ...(tests ? [["extensionTestsPath", remote(tests)]] : []),
  ];
  const kind = folder.endsWith(".code-workspace") ? "workspace" : "folder";
  return `http://${authority}/?${new URLSearchParams({ [kind]: folder, payload: JSON.stringify(payload) })}`;
}
