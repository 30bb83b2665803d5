import type { Document, JudgedFeature, StageItem } from "../../core/index.ts";

/** A box, and what is known of its file. */
interface At {
  engine: { workspace?: { document(path: string): Pick<Document, "unsaved"> | undefined } | undefined };
  feature: Pick<JudgedFeature, "archived">;
  item: StageItem;
}

/** Whether a box is plainly to do or done: any other mark says more than a tick could. */
export const isPlain = ({ box, state }: StageItem): boolean =>
  box !== undefined && (state === "todo" || state === "done");

/** Whether the file of a box is being written and not saved yet. */
export const isUnsaved = ({ engine, item }: At): boolean => engine.workspace?.document(item.file)?.unsaved === true;

/** Whether a box may be ticked in a view, where Plangate may write at all: archived work rests, and nobody's sentence is
 * interrupted. */
export const isTickable = (at: At): boolean => isPlain(at.item) && !at.feature.archived && !isUnsaved(at);

/** A box's text where Markdown is not drawn: a link is its words, and marks of code and stress are left out. */
export const boxText = ({ text }: Pick<StageItem, "text">): string =>
  text.replaceAll(/!?\[([^\]]*)\]\([^()]*\)/g, "$1").replaceAll(/[`*]/g, "");
