import { type Disposable, l10n, type QuickPickItem, window } from "vscode";
import { type Answers, type Change, type PlanContext, type Process, planStart, slugOf } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { folderRows, whichFolder } from "../shared/ask/pickFolder.ts";
import { previewChange } from "../shared/ask/preview.ts";
import { asking } from "../shared/ask/questions.ts";
import { askLine, askRow, back } from "../shared/ask/quickInput.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { inDialog, inRow } from "../shared/text/editorText.ts";

/** "Start Feature" (C-1): a folder where there are several, a process, a title, its questions, a look at the files to come,
 * then they are there. */
export const registerStartFeature = (surface: Surface): Disposable =>
  registerAction(surface, commands.startFeature, async () => {
    const [engine] = surface.folders.all;
    if (!engine) {
      await window.showInformationMessage(l10n.t("Open a folder first: a feature is a set of files in it."));
      return;
    }
    const said: Said = { engine, title: "", answers: {} };
    const change = await planned(said, surface.folders.all);
    if (!change || !(await carryOut(surface, said.engine, change))) return;
    const made = new Set(change.edits.map((edit) => edit.path));
    const feature = said.engine.snapshot.features.find(({ files }) => files.some((file) => made.has(file)));
    if (feature) surface.focus.visit({ engine: said.engine, feature });
  });

/** What the person has said so far; going back keeps it. */
interface Said {
  engine: FolderEngine;
  process?: Process;
  title: string;
  answers: Record<string, string>;
}

/** Leads through the steps; nothing is written before the last one is agreed to. */
async function planned(said: Said, engines: readonly FolderEngine[]): Promise<Change | undefined> {
  const steps = [...(engines.length > 1 ? [folder(engines)] : []), process, title, questions];
  for (let at = 0; ; ) {
    const outcome = await (steps[at] ?? questions)(said, at);
    if (outcome === undefined) return undefined;
    if (outcome === back) at -= 1;
    else if (outcome === "on") at += 1;
    else return outcome;
  }
}

/** One step, with how many came before it: it goes on, back, or ends it all by turning away. */
type Step = (said: Said, before: number) => Promise<"on" | Change | typeof back | undefined>;

const folder =
  (engines: readonly FolderEngine[]): Step =>
  async (said, before) => {
    const rows = folderRows(engines);
    const chosen = await askRow({
      title: l10n.t("Start Feature"),
      step: before + 1,
      placeholder: whichFolder(),
      items: rows,
      active: rows.find(({ engine }) => engine === said.engine),
    });
    if (chosen === undefined || chosen === back) return undefined;
    if (chosen.engine !== said.engine) {
      // A folder may have processes of its own, and what is asked speaks of what lies in it.
      said.engine = chosen.engine;
      delete said.process;
      said.answers = {};
    }
    return "on";
  };

const process: Step = async (said, before) => {
  const rows = processRows(said.engine.processes);
  const chosen = await askRow({
    title: l10n.t("Start Feature"),
    step: before + 1,
    canGoBack: before > 0,
    placeholder: l10n.t("Which process?"),
    items: rows,
    active: rows.find((row) => row.process === said.process),
  });
  if (chosen === undefined || chosen === back) return chosen;
  // What another process asked is no answer to this one.
  if (chosen.process !== said.process) said.answers = {};
  said.process = chosen.process;
  return "on";
};

const title: Step = async (said, before) => {
  const answer = await askLine({
    title: headingOf(said),
    step: before + 1,
    canGoBack: true,
    prompt: l10n.t("What is the feature called?"),
    value: said.title,
    flaw: (text) =>
      slugOf(text) === ""
        ? l10n.t("Files are named after the title: it needs at least one letter from a to z or a digit.")
        : undefined,
  });
  if (answer === undefined || answer === back) return answer;
  said.title = answer;
  return "on";
};

const questions: Step = async (said, before) => {
  const { engine, process, title } = said;
  if (!process) return back;
  const make = (context: PlanContext, answers: Answers) => planStart(process, { ...answers, title }, context);
  const ask = asking(headingOf(said), before);
  for (let known = 0; ; ) {
    let asked = 0;
    const plan = await planWith(
      engine,
      make,
      async (question, turn) => {
        asked = turn.answered + 1;
        // Back from the preview leads to the last question: those before it stay answered.
        if (asked < known && turn.earlier !== undefined && !question.person) return turn.earlier;
        known = 0;
        return ask(question, turn);
      },
      said.answers,
    );
    if (plan === undefined || plan === back) return plan;
    if (plan.kind === "refusal") {
      await showRefusal(engine, plan);
      return undefined;
    }
    const agreed = await previewChange(plan, l10n.t("Start “{0}”", title), {
      step: before + asked + 1,
      canGoBack: true,
    });
    if (agreed === true) return plan;
    if (agreed === false) return undefined;
    if (asked === 0) return back;
    known = asked;
  }
};

const headingOf = ({ process }: Said): string => l10n.t("Start Feature: {0}", inDialog(process?.title ?? ""));

const processRows = (processes: readonly Process[]): (QuickPickItem & { process: Process })[] =>
  processes
    .filter(({ start }) => start)
    .map((process) => ({
      label: inRow(process.title),
      description: process.origin === "workspace" ? l10n.t("of this workspace") : inRow(process.id),
      detail: inRow(process.description),
      process,
    }));
