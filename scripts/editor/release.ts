/** An editor to test in, as the npm registry has it: code-server carries a whole VS Code server and workbench. */
export interface Release {
  vscode: string;
  codeServer: string;
  /** The Node that this server is made for. */
  node: string;
  /**
   * What makes the server honour the extension that the address names. The newest one wants to be in a smoke test for
   * that; the oldest one does so anyway, and in a smoke test it would refuse every dialog.
   */
  flags: string[];
}

/** `min` is what `engines.vscode` in package.json promises. */
export const releases = {
  min: { vscode: "1.103.2", codeServer: "4.103.2", node: "22.23.3", flags: [] },
  newest: { vscode: "1.139.1", codeServer: "4.139.1", node: "24.21.0", flags: ["--enable-smoke-test-driver"] },
} satisfies Record<string, Release>;

export type ReleaseName = keyof typeof releases;

export function isReleaseName(name: string): name is ReleaseName {
  return Object.hasOwn(releases, name);
}
