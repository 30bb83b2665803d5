import { type Disposable, commands as editor, l10n, type Uri, workspace } from "vscode";
import type { JudgedFeature } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerCommand } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import { FeaturePanels, type Presenter } from "../shared/panel/panels.ts";
import type { Surface } from "../shared/surface.ts";
import { waitingIn } from "../shared/waiting.ts";
import { type Message, messageSchema, type View } from "./protocol.ts";
import { overviewOf } from "./view.ts";

/** The overview is about everything there is: no folder, no feature. */
const everything = { folder: "", feature: "" };

/** All features of all folders on one page; each row leads to its board. */
export function registerOverview(surface: Surface, extensionFolder: Uri): Disposable {
  const store = new DisposableStore();
  const panels = store.add(
    new FeaturePanels<View, Message>(surface, extensionFolder, {
      name: "overview",
      messages: messageSchema,
      present: () => overviewPresenter(surface),
    }),
  );
  store.add(
    registerCommand(surface, commands.showOverview, async () => panels.show(everything, l10n.t("All Features"))),
  );
  return store;
}

function overviewPresenter({ folders }: Surface): Presenter<View, Message> {
  return {
    async look() {
      const homes = folders.all.map((engine) => ({
        folder: engine.folder.uri.toString(),
        name: engine.folder.name,
        features: engine.snapshot.features,
        waitingIn: (feature: JudgedFeature) => waitingIn(engine, feature),
      }));
      const view = overviewOf(homes, workspace.isTrusted);
      return { title: view.title, view };
    },
    async receive(message) {
      if (message.kind === "start") return void (await editor.executeCommand(commands.startFeature));
      const engine = folders.all.find(({ folder }) => folder.uri.toString() === message.subject.folder);
      const feature = engine?.feature(message.subject.feature);
      if (engine && feature) await editor.executeCommand(commands.showBoard, { engine, feature });
    },
  };
}
