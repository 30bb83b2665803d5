import { commands as editor, l10n, type TreeView, workspace } from "vscode";
import type { JudgedFeature } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { contextKeys } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { waitingIn } from "../shared/waiting.ts";
import { stateWord } from "../shared/words/words.ts";
import { type Filter, isFiltering } from "./filter.ts";
import type { Node } from "./nodes.ts";
import type { Scene } from "./scene.ts";

/** What stands beside the view's title, above its rows, and at its icon. */
export function describe(view: TreeView<Node>, { folders }: Surface, scene: Scene): void {
  const all = folders.all.flatMap((engine) => engine.snapshot.features.map((feature) => ({ engine, feature })));
  const shown = all.filter(({ engine, feature }) => scene.shown(engine, feature) !== undefined).length;
  const hidden = all.length - shown;
  const isLimited = isFiltering(scene.filter) || scene.filter.waiting;
  void editor.executeCommand("setContext", contextKeys.hidden, isLimited && hidden > 0);
  view.description = isLimited && all.length > 0 ? l10n.t("{0} of {1}", shown, all.length) : "";
  // A message takes the place of the welcome text, which has the buttons: an empty view has none.
  view.message =
    shown === 0
      ? ""
      : [
          workspace.isTrusted ? "" : l10n.t("Restricted Mode: Plangate reads and shows, and writes nothing."),
          isLimited ? sentenceOf(scene.filter, folders.all, hidden) : "",
        ]
          .filter(Boolean)
          .join(" ");
  view.badge = badgeOf(all);
}

/** What is filtered, and how much that hides. */
function sentenceOf(filter: Filter, engines: readonly FolderEngine[], hidden: number): string {
  const titles = new Map(
    engines.flatMap(({ processes }) => processes.map((process): [string, string] => [process.id, process.title])),
  );
  const parts = [
    filter.waiting ? l10n.t("what waits for you") : "",
    filter.states.map(stateWord).join(", "),
    filter.processes.map((id) => titles.get(id) ?? id).join(", "),
    filter.text === "" ? "" : l10n.t("“{0}”", filter.text),
  ];
  const what = parts.filter(Boolean).join(" · ");
  return hidden === 1
    ? l10n.t("Only {0}. 1 feature is hidden.", what)
    : l10n.t("Only {0}. {1} features are hidden.", what, hidden);
}

/** The number of gates that wait for the person who works here. */
function badgeOf(all: readonly { engine: FolderEngine; feature: JudgedFeature }[]): TreeView<Node>["badge"] {
  const value = all.flatMap(({ engine, feature }) => waitingIn(engine, feature)).length;
  if (value === 0) return undefined;
  return { value, tooltip: value === 1 ? l10n.t("1 gate waits for you") : l10n.t("{0} gates wait for you", value) };
}
