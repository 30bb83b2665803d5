import {
  type Disposable,
  commands as editor,
  l10n,
  TreeItemCheckboxState,
  type TreeView,
  window,
  workspace,
} from "vscode";
import type { StageItem } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { registerCommand } from "../command.ts";
import { weighty } from "../findings.ts";
import { commands, contextKeys, views } from "../ids.ts";
import type { Surface } from "../surface.ts";
import type { Node } from "./nodes.ts";
import { FeaturesProvider } from "./provider.ts";

type Tick = (engine: FolderEngine, item: StageItem, wanted: boolean) => Promise<boolean>;

/** The Features view: what there is, where each piece of work stands, and boxes to tick. */
export function registerTree(surface: Surface, tick: Tick): Disposable {
  const { folders } = surface;
  const store = new DisposableStore();
  const provider = store.add(new FeaturesProvider(folders));
  const view = store.add(
    window.createTreeView<Node>(views.features, {
      treeDataProvider: provider,
      showCollapseAll: true,
      // Else ticking a box would tick all below it.
      manageCheckboxStateManually: true,
    }),
  );
  store.add(view.onDidChangeCheckboxState(({ items }) => void tickAll(items)));
  store.add(folders.onDidChange(() => describe(view, surface)));

  /** A box shows what its file says: where the file was not changed, the row goes back to what it was. */
  async function tickAll(items: readonly [Node, TreeItemCheckboxState][]): Promise<void> {
    for (const [node, state] of items) {
      if (node.kind !== "item") continue;
      const isTicked = tick(node.engine, node.item, state === TreeItemCheckboxState.Checked);
      const done = await isTicked.catch((error: unknown) =>
        surface.log.error(`${node.item.file}: ticking failed`, error),
      );
      if (!done) provider.redraw();
    }
  }
  store.add(
    workspace.onDidGrantWorkspaceTrust(() => {
      provider.redraw();
      describe(view, surface);
    }),
  );
  store.add(registerCommand(surface, commands.refresh, () => readAll(surface)));
  return store;
}

/** Reads everything, with a bar in the view while that lasts. The welcome text waits for it: an unread folder is not empty. */
export async function readAll({ folders }: Surface): Promise<void> {
  const reading = folders.all.length === 0 ? folders.open() : folders.refresh();
  await window.withProgress({ location: { viewId: views.features } }, () => reading);
  await editor.executeCommand("setContext", contextKeys.read, true);
}

/** What stands at the view's own icon and above its rows. */
function describe(view: TreeView<Node>, { folders }: Surface): void {
  const isEmpty = folders.all.every((engine) => engine.snapshot.features.length === 0);
  view.message =
    isEmpty || workspace.isTrusted ? "" : l10n.t("Restricted Mode: Plangate reads and shows, and writes nothing.");
  const findings = folders.all
    .flatMap((engine) => engine.snapshot.features)
    .filter(({ archived }) => !archived)
    .flatMap((feature) => weighty(feature.findings));
  view.badge =
    findings.length === 0
      ? undefined
      : {
          value: findings.length,
          tooltip: l10n.t("Violations, contradictions and stale approvals: {0}", findings.length),
        };
}
