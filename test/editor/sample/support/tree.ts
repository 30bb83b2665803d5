import { type TreeItem, TreeItemCheckboxState } from "vscode";
import type { Folders } from "../../../../src/host/vscode/folders.ts";
import { childrenOf, type Node } from "../../../../src/ui/tree/nodes.ts";
import { FeaturesProvider } from "../../../../src/ui/tree/provider.ts";

/** A row as a test writes it: `[x] label — description`, or such a row with the rows below it. */
export type Rows = (string | [string, Rows])[];

/** The rows of one feature, as the view would show them with everything unfolded. */
export function rowsOf(folders: Folders, feature: string): Rows {
  return withProvider(folders, (provider) => {
    const top = provider.getChildren().find((node) => node.kind === "feature" && node.feature.id === feature);
    return top ? [rendered(provider, top)] : [];
  });
}

/** The rows at the top. */
export const topRows = (folders: Folders): string[] =>
  withProvider(folders, (provider) => provider.getChildren().map((node) => textOf(provider.getTreeItem(node))));

/** Every item of the tree, for what has to hold for all of them. */
export const allItems = (folders: Folders): TreeItem[] =>
  withProvider(folders, (provider) => {
    const below = (node: Node): Node[] => [node, ...childrenOf(node).flatMap(below)];
    return provider
      .getChildren()
      .flatMap(below)
      .map((node) => provider.getTreeItem(node));
  });

function withProvider<T>(folders: Folders, look: (provider: FeaturesProvider) => T): T {
  const provider = new FeaturesProvider(folders);
  try {
    return look(provider);
  } finally {
    provider.dispose();
  }
}

function rendered(provider: FeaturesProvider, node: Node): string | [string, Rows] {
  const text = textOf(provider.getTreeItem(node));
  const below = provider.getChildren(node).map((child) => rendered(provider, child));
  return below.length === 0 ? text : [text, below];
}

function textOf({ checkboxState, description, label }: TreeItem): string {
  const state = typeof checkboxState === "object" ? checkboxState.state : checkboxState;
  const box = state === undefined ? "" : state === TreeItemCheckboxState.Checked ? "[x] " : "[ ] ";
  return `${box}${String(label)}${description ? ` — ${String(description)}` : ""}`;
}
