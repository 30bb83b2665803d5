import { type Disposable, l10n, type Uri, window } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerCommand } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import { FeaturePanels } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import { targetOf } from "../shared/target.ts";
import { boardPresenter, type Tick } from "./presenter.ts";
import { type Message, messageSchema, type View } from "./protocol.ts";

/** The board of a feature: its stages, what the gate in front still asks, who decided what, what happened. */
export function registerBoard(surface: Surface, extensionFolder: Uri, tick: Tick): Disposable {
  const store = new DisposableStore();
  const panels = store.add(
    new FeaturePanels<View, Message>(surface, extensionFolder, {
      name: "board",
      messages: messageSchema,
      present: (subject) => boardPresenter(surface, subject, tick),
    }),
  );
  store.add(
    registerCommand(surface, commands.showBoard, async (argument) => {
      const target = targetOf(surface, argument);
      if (!target) {
        await window.showInformationMessage(l10n.t("There is no feature to show here."));
        return;
      }
      const { engine, feature } = target;
      const subject = { folder: engine.folder.uri.toString(), feature: feature.id };
      panels.show(subject, l10n.t("{0} — Board", feature.title));
    }),
  );
  return store;
}
