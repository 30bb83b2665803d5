import {
  type Disposable,
  commands as editor,
  l10n,
  MarkdownString,
  StatusBarAlignment,
  type StatusBarItem,
  window,
} from "vscode";
import { type JudgedFeature, leavesOf } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { Focused } from "../../host/vscode/focus.ts";
import { cycleFileOf } from "../cycleFile.ts";
import { countFindings, weighty } from "../findings.ts";
import { commands, contextKeys } from "../ids.ts";
import { otherRules } from "../otherRules.ts";
import type { Surface } from "../surface.ts";
import { share, stateCodicon, stateWord } from "../words.ts";

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
  const { current, findings, title } = feature;
  const weight = weighty(findings).length;
  const state = current ? stateWord(current.state) : l10n.t("done");
  const count = current && current.total > 0 ? share(current.met, current.total) : "";
  const gate = current?.title ?? l10n.t("done");
  item.text = [stateCodicon(current?.state ?? "passed"), shorten(gate), count, weight > 0 ? `$(warning) ${weight}` : ""]
    .filter(Boolean)
    .join(" ");
  item.tooltip = new MarkdownString().appendText(
    [
      `${title}: ${gate}, ${state} ${count}`.trim(),
      current?.reason ?? "",
      ...findings.map(({ message }) => message),
      ...underOtherRules(feature),
    ]
      .filter(Boolean)
      .join("\n"),
  );
  item.accessibilityInformation = {
    label: [l10n.t("Plangate"), title, gate, state, count, countFindings(findings)].filter(Boolean).join(", "),
    role: "button",
  };
  item.show();
}

/** The gates whose approval was given under other rules than those of now (P-4). */
const underOtherRules = ({ stages }: JudgedFeature): string[] =>
  leavesOf(stages)
    .filter(({ approval }) => approval?.otherRules)
    .map((stage) => `${stage.title}: ${otherRules(stage.approval)}`);

/** The bar is shared: a heading may be as long as its author likes. */
const shorten = (text: string): string => (text.length > 40 ? `${text.slice(0, 39)}…` : text);

const hasCycle = ({ engine, feature }: Focused): boolean => cycleFileOf(engine, feature) !== undefined;

/** What menus and the palette ask about the feature in focus. */
function setContext(focused: Focused | undefined, adoptable: boolean): void {
  const current = focused?.feature.current;
  const asks = current?.approval?.required === true && current.approval.state !== "approved";
  void editor.executeCommand("setContext", contextKeys.focused, focused !== undefined);
  void editor.executeCommand("setContext", contextKeys.gateState, current?.state ?? "");
  void editor.executeCommand("setContext", contextKeys.asksApproval, asks);
  void editor.executeCommand("setContext", contextKeys.hasCycle, focused !== undefined && hasCycle(focused));
  void editor.executeCommand("setContext", contextKeys.adoptable, adoptable);
}
