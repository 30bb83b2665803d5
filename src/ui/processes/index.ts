import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { type Change, type Process, planCustomize, planNewProcess, type Refusal, slugOf } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planIn } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { pickFolder } from "../shared/ask/pickFolder.ts";
import { confirmChange } from "../shared/ask/preview.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";

/** Processes of a team's own: copying a built-in one to change it, and writing a new one. */
export function registerProcesses(surface: Surface): Disposable {
  const store = new DisposableStore();
  store.add(registerAction(surface, commands.customizeProcess, () => customize(surface)));
  store.add(registerAction(surface, commands.newProcess, () => create(surface)));
  return store;
}

async function customize(surface: Surface): Promise<void> {
  const heading = l10n.t("Customize Process");
  const engine = await folderFor(surface, heading);
  const process = engine && (await pickBuiltIn(engine.processes, heading));
  if (!process) return;
  const plan = await planIn(engine, (context) => planCustomize(process, context));
  await finish(surface, engine, plan, l10n.t("Copy “{0}” into this workspace", process.title));
}

async function create(surface: Surface): Promise<void> {
  const heading = l10n.t("New Process");
  const engine = await folderFor(surface, heading);
  const title = engine && (await askTitle(heading));
  const id = title === undefined ? undefined : await askId(heading, title);
  if (!engine || title === undefined || id === undefined) return;
  const plan = await planIn(engine, (context) => planNewProcess({ id, title }, engine.processes, context));
  await finish(surface, engine, plan, l10n.t("Write “{0}”", title));
}

async function finish(surface: Surface, engine: FolderEngine, plan: Change | Refusal, goAhead: string): Promise<void> {
  if (plan.kind === "refusal") return showRefusal(engine, plan);
  if (await confirmChange(plan, goAhead)) await carryOut(surface, engine, plan);
}

const folderFor = (surface: Surface, heading: string): Promise<FolderEngine | undefined> =>
  pickFolder(surface, heading, l10n.t("Open a folder first: a process of your own lies in it."));

async function pickBuiltIn(processes: readonly Process[], title: string): Promise<Process | undefined> {
  const choices: (QuickPickItem & { process: Process })[] = processes
    .filter(({ origin }) => origin === "built-in")
    .map((process) => ({
      label: process.title,
      description: process.id,
      detail: process.description,
      process,
    }));
  const placeHolder = l10n.t("Which process? Your copy replaces the built-in one in this workspace");
  return (await window.showQuickPick(choices, { title, placeHolder, matchOnDetail: true }))?.process;
}

const askTitle = (title: string): Thenable<string | undefined> =>
  window.showInputBox({
    title,
    prompt: l10n.t("What is the process called?"),
    ignoreFocusOut: true,
    validateInput: (text) => (text.trim() === "" ? l10n.t("A process needs a title.") : undefined),
  });

const askId = (title: string, called: string): Thenable<string | undefined> =>
  window.showInputBox({
    title,
    prompt: l10n.t("Its id, which names its folder"),
    value: slugOf(called),
    ignoreFocusOut: true,
    validateInput: (text) =>
      text === "" || slugOf(text) !== text
        ? l10n.t("Lower-case letters from a to z, digits, and single dashes between them.")
        : undefined,
  });
