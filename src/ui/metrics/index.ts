import { type Disposable, l10n, type Uri, window } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerCommand } from "../shared/command.ts";
import { cycleFileOf } from "../shared/cycleFile.ts";
import { commands } from "../shared/ids.ts";
import { FeaturePanels } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import { targetOf } from "../shared/target.ts";
import { metricsPresenter } from "./presenter.ts";
import { type Message, messageSchema, type View } from "./protocol.ts";

/** The panel that shows what a cycle's state file tells of time, attempts and findings (DC-A8). */
export function registerMetrics(surface: Surface, extensionFolder: Uri): Disposable {
  const store = new DisposableStore();
  const panels = store.add(
    new FeaturePanels<View, Message>(surface, extensionFolder, {
      name: "metrics",
      messages: messageSchema,
      present: (subject) => metricsPresenter(surface, subject),
    }),
  );
  store.add(
    registerCommand(surface, commands.showMetrics, async (argument) => {
      const target = targetOf(surface, argument);
      if (!target) return;
      const { engine, feature } = target;
      if (cycleFileOf(engine, feature) === undefined) {
        const message = l10n.t("“{0}” has no state file of a cycle, so there is nothing to measure.", feature.title);
        return void (await window.showInformationMessage(message));
      }
      panels.show(
        { folder: engine.folder.uri.toString(), feature: feature.id },
        l10n.t("{0} — Cycle Metrics", feature.title),
      );
    }),
  );
  return store;
}
