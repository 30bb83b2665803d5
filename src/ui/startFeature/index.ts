import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { type Answers, type PlanContext, type Process, planStart, slugOf } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../carryOut.ts";
import { registerAction } from "../command.ts";
import { commands } from "../ids.ts";
import { pickFolder } from "../pickFolder.ts";
import { confirmChange } from "../preview.ts";
import { asking } from "../questions.ts";
import { showRefusal } from "../refusal.ts";
import type { Surface } from "../surface.ts";

/** "Start Feature" (C-1): a process, a title, its questions, a look at the files to come, then they are there. */
export const registerStartFeature = (surface: Surface): Disposable =>
  registerAction(surface, commands.startFeature, async () => {
    const heading = l10n.t("Start Feature");
    const engine = await pickFolder(
      surface,
      heading,
      l10n.t("Open a folder first: a feature is a set of files in it."),
    );
    const process = engine && (await pickProcess(engine.processes));
    if (process) await start(surface, engine, process);
  });

async function start(surface: Surface, engine: FolderEngine, process: Process): Promise<void> {
  const heading = l10n.t("Start Feature: {0}", process.title);
  const title = await askTitle(heading);
  if (title === undefined) return;
  const make = (context: PlanContext, answers: Answers) => planStart(process, { ...answers, title }, context);
  const plan = await planWith(engine, make, asking(heading));
  if (!plan) return;
  if (plan.kind === "refusal") return showRefusal(engine, plan);
  if (!(await confirmChange(plan, l10n.t("Start “{0}”", title)))) return;
  if (!(await carryOut(surface, engine, plan))) return;
  const made = new Set(plan.edits.map((edit) => edit.path));
  const feature = engine.snapshot.features.find(({ files }) => files.some((file) => made.has(file)));
  if (feature) surface.focus.visit({ engine, feature });
}

const askTitle = (heading: string): Thenable<string | undefined> =>
  window.showInputBox({
    title: heading,
    prompt: l10n.t("What is the feature called?"),
    ignoreFocusOut: true,
    validateInput: (text) =>
      slugOf(text) === ""
        ? l10n.t("Files are named after the title: it needs at least one letter from a to z or a digit.")
        : undefined,
  });

async function pickProcess(processes: readonly Process[]): Promise<Process | undefined> {
  const choices: (QuickPickItem & { process: Process })[] = processes
    .filter(({ start }) => start)
    .map((process) => ({
      label: process.title,
      description: process.origin === "workspace" ? l10n.t("of this workspace") : process.id,
      detail: process.description,
      process,
    }));
  const options = { title: l10n.t("Start Feature"), placeHolder: l10n.t("Which process?"), matchOnDetail: true };
  return (await window.showQuickPick(choices, options))?.process;
}
