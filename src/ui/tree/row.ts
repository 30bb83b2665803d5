import { type Command, l10n, type ThemeIcon, TreeItem, TreeItemCheckboxState, TreeItemCollapsibleState } from "vscode";
import type { Place } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { uriOf } from "../../host/vscode/paths.ts";
import { rangeOf } from "../../host/vscode/place.ts";
import { shownText } from "../shared/text/shownText.ts";

/** What a row shows, in words; each kind of node says it in its own file. */
export interface Row {
  /** Unique and stable below its folder: the tree remembers by it what is unfolded. */
  id: string;
  label: string;
  description?: string;
  /** Lines of plain text. */
  tooltip?: readonly string[];
  /** What a screen reader says: never only a picture or a colour. */
  spoken: string;
  icon?: ThemeIcon;
  /** Where a click leads. */
  place?: Place | undefined;
  /** Words that menus look for. */
  context?: readonly string[];
  /** True where work stands now: the row is unfolded. */
  open?: boolean;
  /** True where a row that is open has so many beside it that it starts folded all the same. */
  folded?: boolean;
  ticked?: boolean;
}

/** The editor remembers by its id whether a row is unfolded. Where work arrives the id is new: the tree follows it there. */
export const idOf = ({ id, open }: Row): string => `${id}${open ? "#now" : ""}`;

/** What stands beside a row under the pointer. */
export const tooltipOf = ({ label, tooltip = [label] }: Row): string =>
  tooltip
    .filter((line) => line !== "")
    .map((line) => shownText(line))
    .join("\n");

export function toTreeItem(engine: FolderEngine, row: Row, hasChildren: boolean): TreeItem {
  const initial = row.open && !row.folded ? TreeItemCollapsibleState.Expanded : TreeItemCollapsibleState.Collapsed;
  const item = new TreeItem(shownText(row.label), hasChildren ? initial : TreeItemCollapsibleState.None);
  item.id = `${engine.folder.uri.toString()}#${idOf(row)}`;
  item.accessibilityInformation = { label: shownText(row.spoken) };
  if (row.description !== undefined) item.description = shownText(row.description);
  if (row.icon !== undefined) item.iconPath = row.icon;
  if (row.context !== undefined) item.contextValue = row.context.join(" ");
  if (row.place !== undefined) item.command = openCommand(engine, row.place);
  if (row.ticked !== undefined) {
    item.checkboxState = {
      state: row.ticked ? TreeItemCheckboxState.Checked : TreeItemCheckboxState.Unchecked,
      tooltip: row.ticked ? l10n.t("Untick") : l10n.t("Tick"),
      accessibilityInformation: { label: shownText(row.spoken) },
    };
  }
  return item;
}

const openCommand = (engine: FolderEngine, place: Place): Command => ({
  command: "vscode.open",
  title: l10n.t("Open File"),
  arguments: [
    uriOf(engine.folder, place.file),
    { selection: rangeOf(place).with({ end: rangeOf(place).start }), preview: true },
  ],
});
