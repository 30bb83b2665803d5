import { l10n, ThemeIcon, workspace } from "vscode";
import type { ItemState } from "../../../core/index.ts";
import { boxText, isPlain, isTickable, isUnsaved } from "../../shared/tickable.ts";
import { itemWord } from "../../shared/words/itemWord.ts";
import type { ItemNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/**
 * A box of a document. Only what is plainly to do or done gets a box to tick here, and only where Plangate may write: not
 * in an archived feature, and not in a text that somebody is in the middle of writing.
 */
export function itemRow(node: ItemNode): Row {
  const { feature, item, stage } = node;
  const word = itemWord(item.state);
  const ticks = isTickable(node) && workspace.isTrusted;
  const unsaved = isPlain(item) && isUnsaved(node) ? l10n.t("Its file has unsaved changes: save it to tick here.") : "";
  const takesEvidence = item.source === "list" && item.box !== undefined && !feature.archived;
  return {
    id: `item/${feature.id}/${stage.path.join("/")}/${item.file}:${item.line}:${item.column}`,
    label: boxText(item),
    description: isPlain(item) ? "" : word,
    tooltip: [item.text, word, `${item.file}:${item.line}`, unsaved],
    spoken: [boxText(item), word, unsaved].filter(Boolean).join(", "),
    place: { file: item.file, line: item.line, column: item.column },
    context: ["item", ...(takesEvidence ? ["live"] : []), ...(ticks ? ["ticks"] : [])],
    ...(ticks ? { ticked: item.state === "done" } : { icon: itemIcon(item.state) }),
    open: true,
  };
}

const itemIcons: Record<ItemState, string> = {
  todo: "circle-small",
  done: "check",
  doing: "sync",
  skipped: "debug-step-over",
  blocked: "error",
  dropped: "circle-slash",
};
const itemIcon = (state: ItemState): ThemeIcon => new ThemeIcon(itemIcons[state]);
