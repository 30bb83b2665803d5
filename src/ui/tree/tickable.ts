import type { JudgedFeature, StageItem } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";

interface At {
  engine: FolderEngine;
  feature: JudgedFeature;
  item: StageItem;
}

/** Whether a box is plainly to do or done: any other mark says more than a tick could. */
export const isPlain = ({ box, state }: StageItem): boolean =>
  box !== undefined && (state === "todo" || state === "done");

/** Whether the file of a box is being written and not saved yet. */
export const isUnsaved = ({ engine, item }: At): boolean => engine.workspace?.document(item.file)?.unsaved === true;

/** Whether a box may be ticked in the tree, where Plangate may write at all: archived work rests, and nobody's sentence is
 * interrupted. */
export const isTickable = (at: At): boolean => isPlain(at.item) && !at.feature.archived && !isUnsaved(at);
