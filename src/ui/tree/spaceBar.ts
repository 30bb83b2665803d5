import { type Disposable, commands as editor, l10n, window, workspace } from "vscode";
import type { StageItem } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { isTickable } from "../shared/tickable.ts";
import type { Node } from "./nodes.ts";

/**
 * Ticks the box of a row: the one of the row's menu, or the one in focus when the space bar is pressed.
 *
 * An extension is not told which row has the focus, and asking takes a while in which the person may have moved on. So the
 * keybinding names the focused row as its argument, which the editor puts in at the moment of the press; before that it
 * moves the focus by no row, which puts it on the first one where a list has none. What arrives is the row in focus, or,
 * while the editor is drawing the rows anew, nothing: then nothing is ticked, and the person is told.
 */
export function registerToggleBox(
  surface: Surface,
  tick: (engine: FolderEngine, item: StageItem, wanted: boolean) => Promise<boolean>,
): Disposable {
  const store = new DisposableStore();
  store.add(
    registerAction(surface, commands.toggleBox, async (argument) => {
      const node = argument as Node | typeof warmingUp | undefined | null;
      if (node === warmingUp) return;
      if (node?.kind === undefined) return void window.setStatusBarMessage(again(), messageMs);
      // What the space bar does on any other row without rows below.
      if (node.kind !== "item" || !isTickable(node)) return void editor.executeCommand("list.selectAndPreserveFocus");
      await tick(node.engine, node.item, node.item.state !== "done");
    }),
  );
  const warmUp = (): void => void (workspace.isTrusted && editor.executeCommand(commands.toggleBox, warmingUp));
  warmUp();
  store.add(workspace.onDidGrantWorkspaceTrust(warmUp));
  return store;
}

/**
 * The editor asks an extension before it runs a command of it for the first time, and puts the argument in after that: a
 * first press would mean the row in focus a moment later. The first one is therefore a call that does nothing.
 */
const warmingUp = "plangate.warmingUp";

const messageMs = 5000;
const again = (): string => l10n.t("Nothing was ticked, as the rows were just being drawn anew. Press Space again.");
