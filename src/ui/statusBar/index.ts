import {
  type Disposable,
  commands as editor,
  l10n,
  StatusBarAlignment,
  type StatusBarItem,
  ThemeColor,
  window,
} from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { Focused } from "../../host/vscode/focus.ts";
import { cycleFileOf } from "../shared/cycleFile.ts";
import { commands, contextKeys } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { inRow } from "../shared/text/editorText.ts";
import { shownText } from "../shared/text/shownText.ts";
import { countFindings, weighty } from "../shared/words/findings.ts";
import { share, stateCodicon, stateWord } from "../shared/words/words.ts";
import { tooltipOf } from "./tooltip.ts";

/** The current gate of the feature in focus, a click away from what can be done with it. */
export function registerStatusBar({ focus, folders }: Surface): Disposable {
  const store = new DisposableStore();
  const item = store.add(window.createStatusBarItem("plangate.gate", StatusBarAlignment.Left, 10));
  item.name = l10n.t("Plangate: current gate");
  item.command = commands.showActions;
  const update = (): void => {
    const focused = focus.current;
    setContext(
      focused,
      folders.all.some((engine) => !engine.snapshot.adopted && engine.snapshot.features.length > 0),
    );
    if (focused) show(item, focused);
    else item.hide();
  };
  store.add(focus.onDidChange(update));
  update();
  return store;
}

function show(item: StatusBarItem, { feature }: Focused): void {
  const { current, findings } = feature;
  const weight = weighty(findings).length;
  const state = current ? stateWord(current.state) : l10n.t("done");
  const count = current && current.total > 0 ? share(current.met, current.total) : "";
  const gate = shownText(current?.title ?? l10n.t("done"), longest);
  item.text = [stateCodicon(current?.state ?? "passed"), inRow(gate), count, weight > 0 ? `$(warning) ${weight}` : ""]
    .filter(Boolean)
    .join(" ");
  item.tooltip = tooltipOf(feature);
  const isWrong = weight > 0 || current?.state === "blocked" || current?.state === "stale";
  item.backgroundColor = isWrong ? new ThemeColor("statusBarItem.warningBackground") : undefined;
  item.accessibilityInformation = {
    label: [l10n.t("Plangate"), shownText(feature.title), gate, state, count, countFindings(findings)]
      .filter(Boolean)
      .join(", "),
    role: "button",
  };
  item.show();
}

/** The bar is shared: a heading may be as long as its author likes. */
const longest = 40;

const hasCycle = ({ engine, feature }: Focused): boolean => cycleFileOf(engine, feature) !== undefined;

/** What menus and the palette ask about the feature in focus. */
function setContext(focused: Focused | undefined, adoptable: boolean): void {
  void editor.executeCommand("setContext", contextKeys.focused, focused !== undefined);
  void editor.executeCommand("setContext", contextKeys.hasCycle, focused !== undefined && hasCycle(focused));
  void editor.executeCommand("setContext", contextKeys.adoptable, adoptable);
}
