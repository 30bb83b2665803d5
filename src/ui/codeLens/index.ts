import {
  CodeLens,
  type Command,
  type Disposable,
  EventEmitter,
  l10n,
  languages,
  Range,
  type TextDocument,
  workspace,
} from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { commands, settings } from "../shared/ids.ts";
import { gatesIn, onDisk, type PlacedGate, processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";
import { inRow } from "../shared/text/editorText.ts";
import { shownText } from "../shared/text/shownText.ts";
import { share, stateCodicon, stateWord } from "../shared/words/words.ts";
import { speaking } from "./speaking.ts";

/** The gates of a document above their headings: how they stand, and what comes next. */
export function registerCodeLens(surface: Surface): Disposable {
  const store = new DisposableStore();
  const changed = store.add(new EventEmitter<void>());
  store.add(surface.folders.onDidChange(() => changed.fire()));
  store.add(workspace.onDidGrantWorkspaceTrust(() => changed.fire()));
  store.add(
    workspace.onDidChangeConfiguration(
      (event) => event.affectsConfiguration(`plangate.${settings.codeLens}`) && changed.fire(),
    ),
  );
  store.add(
    languages.registerCodeLensProvider(onDisk, {
      onDidChangeCodeLenses: changed.event,
      provideCodeLenses: (shown) => lensesIn(surface, shown),
    }),
  );
  return store;
}

async function lensesIn(surface: Surface, shown: TextDocument): Promise<CodeLens[]> {
  if (workspace.getConfiguration("plangate", shown).get<boolean>(settings.codeLens) === false) return [];
  const at = await processDocument(surface, shown);
  if (!at) return [];
  const gates = gatesIn(at);
  return speaking(gates).flatMap((gate) => {
    const range = new Range(gate.line - 1, 0, gate.line - 1, 0);
    const row = { engine: at.engine, feature: gate.feature, stage: gate.stage };
    return commandsAt(gate, isAlone(gate, gates), at.document.unsaved, row).map(
      (command) => new CodeLens(range, command),
    );
  });
}

/** Whether the heading below says which gate it is. */
const isAlone = ({ line }: PlacedGate, gates: readonly PlacedGate[]): boolean =>
  line > 1 && gates.filter((other) => other.line === line).length === 1;

function commandsAt({ feature, stage }: PlacedGate, isAlone: boolean, unsaved: boolean, row: object): Command[] {
  const { approval, met, state, total, title } = stage;
  const said = [stateWord(state), total > 0 ? share(met, total) : ""].filter(Boolean).join(" ");
  const stands = unsaved ? l10n.t("{0} by unsaved text", said) : said;
  const name = shownText(title, 60);
  const isCurrent = feature.current?.path.join("/") === stage.path.join("/");
  const command = (text: string, tooltip: string, id: string): Command => ({
    title: text,
    tooltip,
    command: id,
    arguments: [row],
  });
  return [
    command(
      `${stateCodicon(state)}\u00a0 ${isAlone ? stands : l10n.t("{0}: {1}", inRow(name), stands)}`,
      l10n.t("Show what “{0}” asks for, and what can be done", name),
      commands.showActions,
    ),
    ...(isCurrent && workspace.isTrusted
      ? [command(l10n.t("Advance"), l10n.t("Go on past “{0}”", name), commands.advance)]
      : []),
    ...(approval?.state === "stale"
      ? [command(l10n.t("Compare"), l10n.t("Compare “{0}” with the approved text", name), commands.compareApproved)]
      : []),
    ...(approval?.required ? [command(l10n.t("Review"), l10n.t("Review “{0}”", name), commands.reviewGate)] : []),
  ];
}
