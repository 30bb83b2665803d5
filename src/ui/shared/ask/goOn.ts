import { goOn, type JudgedFeature } from "../../../core/index.ts";
import type { FolderEngine } from "../../../host/vscode/folderEngine.ts";
import { openPlace } from "../../../host/vscode/place.ts";

/** Leads on to what comes next, once what a person did here has brought a gate to hold; else does nothing. */
export async function leadOn(engine: FolderEngine, before: JudgedFeature): Promise<void> {
  const next = engine.workspace && goOn(before, { workspace: engine.workspace });
  // The focus stays where the person works: in the tree, or in the list that was just answered.
  if (next?.place) await openPlace(engine.folder, next.place, true);
}
