import { type Disposable, EventEmitter, type TreeDataProvider, type TreeItem } from "vscode";
import type { JudgedFeature } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import type { Folders } from "../../host/vscode/folders.ts";
import { Drawn } from "./drawn.ts";
import { type Filter, noFilter } from "./filter.ts";
import { childrenOf, type FeatureNode, mayUnfold, type Node, roots } from "./nodes.ts";
import { nodeAt, parentOf } from "./parents.ts";
import { idOf, type Row, tooltipOf, toTreeItem } from "./row.ts";
import { rowOf } from "./rows.ts";
import { type Grouping, type Scene, sceneOf } from "./scene.ts";

/** So many features of a folder start unfolded; more of them are a list to choose from. */
const manyFeatures = 12;

/** So many changed features are redrawn one by one; beyond that all of them at once costs less. */
const manyChanges = 40;

/** How the tree is looked at at this moment. */
export interface Looked {
  filter: Filter;
  grouping: Grouping;
}

/**
 * Answers the editor's questions about the tree from the latest snapshots. It waits for nothing and asks nobody. What
 * changed is redrawn, and nothing else (`Drawn`): rows are the same objects as long as they are there.
 */
export class FeaturesProvider implements TreeDataProvider<Node>, Disposable {
  readonly #folders: Folders;
  readonly #look: () => Looked;
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new EventEmitter<Node[] | undefined>());
  readonly onDidChangeTreeData = this.#changed.event;
  readonly #nodes = new Map<string, FeatureNode>();
  readonly #drawn = new Drawn<Node>({
    // Another box on the same line is another row: who acts on the one before must not get this one.
    idOf: (node) => `${idOf(this.#rowOf(node))}${node.kind === "item" ? ` ${node.item.text}` : ""}`,
    textOf: (node) => JSON.stringify([{ ...this.#rowOf(node), tooltip: undefined }, mayUnfold(node)]),
    moreOf: (node) => tooltipOf(this.#rowOf(node)),
    below: (node) => childrenOf(node, this.#scene),
  });
  #scene: Scene;
  #outline = "";
  #unsaved = new Set<FeatureNode>();
  #counts = new WeakMap<FolderEngine, number>();

  constructor(folders: Folders, look: () => Looked = () => ({ filter: noFilter, grouping: "nothing" })) {
    this.#folders = folders;
    this.#look = look;
    this.#scene = this.#newScene();
    this.#store.add(folders.onDidChange(() => this.#update()));
    this.#store.add(folders.onDidRead(() => this.#redrawUnsaved()));
  }

  get scene(): Scene {
    return this.#scene;
  }

  /** Draws everything anew, as it is looked at now. */
  redraw(): void {
    this.#scene = this.#newScene();
    this.#outline = this.#outlineNow();
    this.#changed.fire(undefined);
  }

  /** Draws a row anew, also where nothing has changed. */
  redrawRow(node: Node): void {
    this.#changed.fire([node]);
  }

  getChildren(node?: Node): Node[] {
    return node ? this.#drawn.unfold(node) : roots(this.#folders.all, this.#scene);
  }

  getParent(node: Node): Node | undefined {
    return parentOf(node, this.#folders.all, this.#scene);
  }

  getTreeItem(node: Node): TreeItem {
    this.#drawn.draw(node);
    return toTreeItem(node.engine, this.#rowOf(node), mayUnfold(node));
  }

  /** What is under the pointer says more, and says it then: else a tick would draw anew every row that speaks of it. */
  resolveTreeItem(item: TreeItem, node: Node): TreeItem {
    item.tooltip = this.#drawn.tell(node);
    return item;
  }

  #rowOf(node: Node): Row {
    const row = rowOf(node, this.#scene.grouping);
    const folded = node.kind === "feature" && this.#shownIn(node.engine) > manyFeatures;
    return folded ? { ...row, folded } : row;
  }

  /** The row about a line of a file; see `nodeAt`. */
  nodeAt(engine: FolderEngine, path: string, line: number): Node | undefined {
    return nodeAt(engine, path, line, this.#scene);
  }

  dispose(): void {
    this.#store.dispose();
  }

  #update(): void {
    const before = this.#outline;
    const changed = this.#takeOver();
    // What the filter leaves may depend on who works here, which git says.
    this.#scene = this.#newScene();
    this.#outline = this.#outlineNow();
    if (before !== this.#outline || changed.length > manyChanges) this.#changed.fire(undefined);
    else this.#redraw(changed);
  }

  #redraw(features: readonly FeatureNode[]): void {
    const rows = features.flatMap((node) => this.#drawn.changed(node));
    if (rows.length > 0) this.#changed.fire(rows);
  }

  /** Gives the rows their features as they are judged now; gives those that show something else than before. */
  #takeOver(): FeatureNode[] {
    const changed: FeatureNode[] = [];
    const there = new Set<string>();
    for (const engine of this.#folders.all) {
      for (const feature of engine.snapshot.features) {
        const key = keyOf(engine, feature);
        there.add(key);
        const node = this.#nodes.get(key);
        if (!node || node.feature === feature) continue;
        if (JSON.stringify(node.feature) !== JSON.stringify(feature)) changed.push(node);
        node.engine = engine;
        node.feature = feature;
      }
    }
    for (const key of this.#nodes.keys()) if (!there.has(key)) this.#nodes.delete(key);
    return changed;
  }

  /** Boxes of a text that is being written cannot be ticked: its rows change when it is saved, whatever the verdicts. */
  #redrawUnsaved(): void {
    const now = new Set(
      [...this.#nodes.values()].filter(({ engine, feature }) =>
        feature.files.some((path) => engine.workspace?.document(path)?.unsaved),
      ),
    );
    const turned = [...now, ...this.#unsaved].filter((node) => now.has(node) !== this.#unsaved.has(node));
    this.#unsaved = now;
    this.#redraw(turned);
  }

  #newScene(): Scene {
    this.#counts = new WeakMap();
    const { filter, grouping } = this.#look();
    return sceneOf(filter, grouping, (engine, feature) => this.#node(engine, feature));
  }

  #node(engine: FolderEngine, feature: JudgedFeature): FeatureNode {
    const key = keyOf(engine, feature);
    const known = this.#nodes.get(key);
    if (known) return known;
    const node: FeatureNode = { kind: "feature", engine, feature };
    this.#nodes.set(key, node);
    return node;
  }

  #shownIn(engine: FolderEngine): number {
    let count = this.#counts.get(engine);
    if (count === undefined) {
      count = engine.snapshot.features.filter(
        (feature) => !feature.archived && this.#scene.shown(engine, feature) !== undefined,
      ).length;
      this.#counts.set(engine, count);
    }
    return count;
  }

  /** What the rows around the features look like: as long as it stays the same only features need to be redrawn. */
  #outlineNow(): string {
    const outline = (nodes: readonly Node[]): unknown[] =>
      nodes.map((node) => {
        if (node.kind === "feature") return node.feature.id;
        if (node.kind === "folder") return [node.engine.folder.uri.toString(), outline(childrenOf(node, this.#scene))];
        if (node.kind === "problem") return node.problem;
        if (node.kind === "offer") return node.offer;
        return "rows" in node ? [node.kind, node.owner, outline(node.rows)] : node.kind;
      });
    const people = this.#folders.all.map(({ workspace }) => workspace?.facts().git?.user);
    return JSON.stringify([people, outline(roots(this.#folders.all, this.#scene))]);
  }
}

const keyOf = ({ folder }: FolderEngine, { id, process }: JudgedFeature): string =>
  JSON.stringify([folder.uri.toString(), process, id]);
