import { type Disposable, EventEmitter, FileDecoration, l10n, type Uri, window } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { pathOf } from "../../host/vscode/paths.ts";
import { known } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";
import { shownText } from "../shared/text/shownText.ts";
import { share, stateWord } from "../shared/words/words.ts";
import { badgeOf, gateOfFile } from "./gate.ts";

/** In the Explorer: how the gate stands that a file belongs to, in one character and in words. Folders stay as they are. */
export function registerBadges({ folders }: Surface): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new EventEmitter<undefined>());
  store.add(folders.onDidChange(() => changed.fire(undefined)));
  store.add(
    window.registerFileDecorationProvider({
      onDidChangeFileDecorations: changed.event,
      provideFileDecoration: (uri) => (uri.scheme === "file" ? decorationOf(uri) : undefined),
    }),
  );
  return store;

  function decorationOf(uri: Uri): FileDecoration | undefined {
    for (const engine of folders.all) {
      const path = pathOf(engine.folder, uri);
      const at = path === undefined ? undefined : known(engine, path);
      const gate = at && gateOfFile(at.features, at.path);
      const badge = gate && badgeOf(gate.stage.state);
      if (!gate || badge === undefined) continue;
      const { state, title, met, total } = gate.stage;
      const stands = `${stateWord(state)} ${total > 0 ? share(met, total) : ""}`.trim();
      const decoration = new FileDecoration(
        badge,
        l10n.t("{0}: {1} — {2}", shownText(gate.feature.title, 60), shownText(title, 60), stands),
      );
      decoration.propagate = false;
      return decoration;
    }
    return undefined;
  }
}
