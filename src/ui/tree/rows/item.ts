import { l10n, ThemeIcon, workspace } from "vscode";
import type { ItemState } from "../../../core/index.ts";
import type { ItemNode } from "../nodes.ts";
import type { Row } from "../row.ts";

/** A box of a document. Only what is plainly to do or done gets a box to tick here, and only where Plangate may write. */
export function itemRow({ feature, item, stage }: ItemNode): Row {
  const simple = item.box !== undefined && (item.state === "todo" || item.state === "done");
  const word = itemWord(item.state);
  return {
    id: `item/${feature.id}/${stage.path.join("/")}/${item.file}:${item.line}:${item.column}`,
    // Marks of Markdown that a row cannot render.
    label: item.text.replaceAll(/[`*]/g, ""),
    description: simple ? "" : word,
    tooltip: [item.text, word, `${item.file}:${item.line}`],
    spoken: `${item.text}, ${word}`,
    place: { file: item.file, line: item.line, column: item.column },
    ...(simple && workspace.isTrusted ? { ticked: item.state === "done" } : { icon: itemIcon(item.state) }),
    open: true,
  };
}

function itemWord(state: ItemState): string {
  switch (state) {
    case "todo":
      return l10n.t("to do");
    case "done":
      return l10n.t("done");
    case "doing":
      return l10n.t("doing");
    case "skipped":
      return l10n.t("skipped");
    case "blocked":
      return l10n.t("blocked");
    case "dropped":
      return l10n.t("dropped");
  }
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
