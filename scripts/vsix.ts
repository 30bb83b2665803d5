import { must } from "./run.ts";

/** Makes the `.vsix`. `dist` holds the build for it afterwards. */
export const packageTo = (file: string): Promise<void> =>
  // The dependencies are in the bundles; without a public repository the README keeps its links as they are.
  must("vsce", [
    "package",
    "--no-dependencies",
    "--allow-missing-repository",
    "--no-rewrite-relative-links",
    "--out",
    file,
  ]);
