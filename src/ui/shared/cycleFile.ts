import type { JudgedFeature } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";

/** The state file of a cycle among a feature's files; undefined where it has none. Whatever the process: a cycle is known by its shape. */
export const cycleFileOf = ({ workspace }: FolderEngine, feature: JudgedFeature): string | undefined =>
  feature.files.find((path) => workspace?.document(path)?.kind === "cycle");
