import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { Folders } from "../../host/vscode/folders.ts";
import { childrenOf, type Node, roots } from "./nodes.ts";
import { toTreeItem } from "./row.ts";
import { rowOf } from "./rows.ts";

/** A history is looked up when it is unfolded, not to find out whether it may be. */
const mayUnfold = (node: Node): boolean => node.kind === "history" || childrenOf(node).length > 0;

/** Answers the editor's questions about the tree from the latest snapshots. It waits for nothing and asks nobody. */
export class FeaturesProvider implements TreeDataProvider<Node>, Disposable {
  readonly #folders: Folders;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<void>());
  readonly onDidChangeTreeData = this.#changed.event;

  constructor(folders: Folders) {
    this.#folders = folders;
    this.#store.add(folders.onDidChange(() => this.redraw()));
  }

  redraw(): void {
    this.#changed.fire();
  }

  getChildren(node?: Node): Node[] {
    return [...(node ? childrenOf(node) : roots(this.#folders.all))];
  }

  getTreeItem(node: Node): TreeItem {
    return toTreeItem(node.engine, rowOf(node), mayUnfold(node));
  }

  dispose(): void {
    this.#store.dispose();
  }
}
