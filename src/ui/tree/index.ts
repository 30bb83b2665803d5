import {
  type Disposable,
  commands as editor,
  type Memento,
  TreeItemCheckboxState,
  type Uri,
  window,
  workspace,
} from "vscode";
import type { StageItem } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { registerCommand } from "../shared/command.ts";
import { commands, contextKeys, settings, views } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { askFilter } from "./askFilter.ts";
import { describe } from "./describe.ts";
import { dropsOfFiles } from "./drop.ts";
import { noFilter } from "./filter.ts";
import { Look } from "./look.ts";
import type { Node } from "./nodes.ts";
import { FeaturesProvider } from "./provider.ts";
import { followActive, type Revealing, revealActive } from "./reveal.ts";
import { registerToggleBox } from "./spaceBar.ts";

/** What rows of the tree lead to in other places. */
export interface TreeActions {
  /** Ticks a box or takes the tick away; true where the file says so afterwards. */
  tick(engine: FolderEngine, item: StageItem, wanted: boolean): Promise<boolean>;
  /** Adds files as evidence where a row stands. */
  addEvidence(row: Node, files: readonly Uri[]): Promise<boolean>;
}

/** The Features view: what there is, where each piece of work stands, and boxes to tick. */
export function registerTree(surface: Surface, memory: Memento, actions: TreeActions): Disposable {
  const { folders } = surface;
  const store = new DisposableStore();
  const look = store.add(new Look(memory));
  const provider = store.add(new FeaturesProvider(folders, () => look));
  const view = store.add(
    window.createTreeView<Node>(views.features, {
      treeDataProvider: provider,
      showCollapseAll: true,
      // Else ticking a box would tick all below it.
      manageCheckboxStateManually: true,
      dragAndDropController: dropsOfFiles(surface, (row, files) => actions.addEvidence(row, files)),
    }),
  );
  const describeNow = (): void => describe(view, surface, provider.scene);
  const redraw = (): void => {
    provider.redraw();
    describeNow();
  };
  store.add(view.onDidChangeCheckboxState(({ items }) => void tickAll(items)));
  store.add(folders.onDidChange(describeNow));
  store.add(look.onDidChange(redraw));
  store.add(workspace.onDidGrantWorkspaceTrust(redraw));
  store.add(registerLook(surface, { surface, view, provider, look }));
  store.add(registerToggleBox(surface, actions.tick));
  store.add(registerCommand(surface, commands.refresh, () => readAll(surface)));

  /** A box shows what its file says: where the file was not changed, the row goes back to what it was. */
  async function tickAll(items: readonly [Node, TreeItemCheckboxState][]): Promise<void> {
    for (const [node, state] of items) {
      if (node.kind !== "item") continue;
      const isTicked = actions.tick(node.engine, node.item, state === TreeItemCheckboxState.Checked);
      const done = await isTicked.catch((error: unknown) =>
        surface.log.error(`${node.item.file}: ticking failed`, error),
      );
      if (!done) provider.redrawRow(node);
    }
  }
  return store;
}

/** The commands that change how the tree is looked at, and nothing else. */
function registerLook(surface: Surface, revealing: Revealing): Disposable {
  const { look } = revealing;
  const store = new DisposableStore();
  const command = (id: string, run: () => Promise<unknown>): void => void store.add(registerCommand(surface, id, run));
  command(commands.filter, async () => {
    const chosen = await askFilter(
      look.filter,
      surface.folders.all.flatMap(({ snapshot }) => snapshot.features),
    );
    if (chosen) await look.show(chosen);
  });
  command(commands.clearFilter, () => look.show(noFilter));
  command(commands.showOnlyWaiting, () => look.show({ waiting: true }));
  command(commands.showEverything, () => look.show({ waiting: false }));
  for (const id of [commands.groupByNothing, commands.groupedByNothing]) command(id, () => look.groupBy("nothing"));
  for (const id of [commands.groupByProcess, commands.groupedByProcess]) command(id, () => look.groupBy("process"));
  for (const id of [commands.groupByFolder, commands.groupedByFolder]) command(id, () => look.groupBy("folder"));
  command(commands.revealActive, () => revealActive(revealing));
  store.add(
    window.onDidChangeActiveTextEditor(() => {
      if (!workspace.getConfiguration("plangate").get<boolean>(settings.autoReveal)) return;
      void followActive(revealing).catch((error: unknown) => surface.log.error("following the editor failed", error));
    }),
  );
  return store;
}

/** Reads everything, with a bar in the view while that lasts. The welcome text waits for it: an unread folder is not empty. */
export async function readAll({ folders }: Surface): Promise<void> {
  const reading = folders.all.length === 0 ? folders.open() : folders.refresh();
  await window.withProgress({ location: { viewId: views.features } }, () => reading);
  await editor.executeCommand("setContext", contextKeys.read, true);
}
