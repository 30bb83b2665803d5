import {
  type Disposable,
  commands as editor,
  l10n,
  type QuickPickItem,
  QuickPickItemKind,
  ThemeIcon,
  window,
  workspace,
} from "vscode";
import { type Action, actionsOf, type Finding, planAction } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { openPlace } from "../../host/vscode/place.ts";
import { back, planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { criterionItem, holding, type JumpItem } from "../shared/ask/criteria.ts";
import { leadOn } from "../shared/ask/goOn.ts";
import { confirmChange } from "../shared/ask/preview.ts";
import { asking } from "../shared/ask/questions.ts";
import { registerAction, registerCommand } from "../shared/command.ts";
import { cycleFileOf } from "../shared/cycleFile.ts";
import { offersAt } from "../shared/gateOffers.ts";
import { commands, views } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { gateOf, stageAt, type Target, targetOf } from "../shared/target.ts";
import { inDialog, inMessage, inRow } from "../shared/text/editorText.ts";
import { findingWord, weighty } from "../shared/words/findings.ts";
import { share, stateWord } from "../shared/words/words.ts";

/** A row that runs something when it is chosen. */
interface Row extends JumpItem {
  run?: () => Thenable<unknown>;
}

/** What can be done with the gate in front of a feature, and a process's own actions. */
export function registerActions(surface: Surface): Disposable {
  const store = new DisposableStore();
  store.add(registerCommand(surface, commands.showActions, (argument) => showActions(surface, argument)));
  store.add(registerCommand(surface, commands.openStage, (argument) => openStage(surface, argument)));
  store.add(registerAction(surface, commands.runAction, (argument) => chooseAction(surface, argument)));
  return store;
}

async function showActions(surface: Surface, argument: unknown): Promise<void> {
  const target = targetOf(surface, argument);
  if (!target) return void (await editor.executeCommand(`${views.features}.focus`));
  const gate = gateOf(target);
  const { engine, feature } = target;
  const rows: Row[] = [
    ...(gate
      ? offersAt(feature, gate, workspace.isTrusted).map(({ command, icon, label }) =>
          commandRow({ ...target, stage: gate }, label(), icon, commands[command]),
        )
      : []),
    ...section(l10n.t("Violations and contradictions"), weighty(feature.findings).map(findingItem)),
    ...section(l10n.t("Not met yet"), gate ? holding(gate).map(criterionItem) : []),
    ...section(l10n.t("See"), [
      commandRow(target, l10n.t("Show Board"), "project", commands.showBoard),
      ...(cycleFileOf(engine, feature) === undefined
        ? []
        : [commandRow(target, l10n.t("Show Cycle Metrics"), "graph", commands.showMetrics)]),
      commandRow(target, l10n.t("Show All Features"), "dashboard", commands.showOverview),
    ]),
    ...(workspace.isTrusted
      ? section(
          l10n.t("More"),
          actionsAt(target).map((action) => ({
            ...actionItem(target, action),
            run: () => runAction(surface, target, action),
          })),
        )
      : []),
  ];
  const title = gate
    ? l10n.t(
        "{0}: {1} — {2} {3}",
        inDialog(feature.title),
        inDialog(gate.title),
        stateWord(gate.state),
        share(gate.met, gate.total),
      )
    : l10n.t("{0}: every gate is behind it", inDialog(feature.title));
  const chosen = await window.showQuickPick(rows, {
    title,
    placeHolder: inDialog(gate?.reason ?? ""),
    matchOnDetail: true,
  });
  if (chosen?.run) await chosen.run();
  else if (chosen?.place) await openPlace(engine.folder, chosen.place);
}

/** Commands find their own target again: rows carry what is needed for that, as rows of the tree do. */
const commandRow = (target: Target, label: string, icon: string, command: string): Row => ({
  label,
  iconPath: new ThemeIcon(icon),
  run: () => editor.executeCommand(command, target),
});

const findingItem = (finding: Finding): JumpItem => ({
  label: findingWord(finding),
  detail: inRow(l10n.t("{0} — {1}:{2}", finding.message, finding.place.file, finding.place.line)),
  iconPath: new ThemeIcon("warning"),
  place: finding.place,
});

const section = (label: string, rows: Row[]): Row[] =>
  rows.length === 0 ? [] : [{ label, kind: QuickPickItemKind.Separator }, ...rows];

async function openStage(surface: Surface, argument: unknown): Promise<void> {
  const target = targetOf(surface, argument);
  const stage = target && (target.stage ?? gateOf(target));
  if (!stage) {
    await window.showInformationMessage(l10n.t("There is no gate here whose document could be opened."));
    return;
  }
  const artifact = stage.artifacts.find(({ exists }) => exists);
  const place = stage.place ?? (artifact && { file: artifact.path, line: 1, column: 1 });
  if (place) await openPlace(target.engine.folder, place);
  else await window.showInformationMessage(l10n.t("“{0}” has no document yet.", inMessage(stage.title)));
}

async function chooseAction(surface: Surface, argument: unknown): Promise<void> {
  const target = targetOf(surface, argument);
  if (!target) {
    await window.showInformationMessage(l10n.t("There is no feature here to run an action of."));
    return;
  }
  const choices = actionsAt(target).map((action) => ({ ...actionItem(target, action), action }));
  if (choices.length === 0) {
    await window.showInformationMessage(
      l10n.t("“{0}” has no actions of its own now.", inMessage(target.feature.processTitle)),
    );
    return;
  }
  // Who points at one of them is not asked again which one; its preview still asks before anything is written.
  const pointedAt = (argument as { action?: unknown } | undefined)?.action;
  const only = choices.find(({ action }) => action.id === pointedAt);
  const chosen = only ?? (await window.showQuickPick(choices, { title: inDialog(target.feature.title) }));
  if (chosen) await runAction(surface, target, chosen.action);
}

/** The actions of the feature as a whole, and those of the stage pointed at, else of the stage that is worked on. */
function actionsAt({ engine, feature, stage }: Target): Action[] {
  const at = (stage ?? feature.current)?.path ?? [];
  const all = engine.workspace ? actionsOf(feature.id, { workspace: engine.workspace }) : [];
  return all.filter((action) => !action.stage || action.stage.every((id, depth) => id === at[depth]));
}

function actionItem({ feature }: Target, action: Action): QuickPickItem {
  const stage = action.stage && stageAt(feature.stages, action.stage);
  return { label: inRow(action.title), description: inRow(stage?.title ?? ""), iconPath: new ThemeIcon("play") };
}

async function runAction(surface: Surface, target: Target, action: Action): Promise<void> {
  const { engine, feature } = target;
  const plan = await planWith(
    engine,
    (context, answers) => planAction(feature.id, action.id, action.stage, answers, context),
    asking(inDialog(action.title)),
  );
  if (!plan || plan === back) return;
  const wanted = plan.kind === "refusal" || (await confirmChange(plan, action.title));
  if (!wanted || !(await carryOut(surface, engine, plan))) return;
  surface.focus.visit(target);
  await leadOn(engine, feature);
}
