import { type Disposable, l10n, type QuickPickItem } from "vscode";
import { type Answers, type Change, type PlanContext, type Process, planStart, slugOf } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../carryOut.ts";
import { registerAction } from "../command.ts";
import { inDialog, inRow } from "../editorText.ts";
import { commands } from "../ids.ts";
import { pickFolder } from "../pickFolder.ts";
import { previewChange } from "../preview.ts";
import { asking } from "../questions.ts";
import { askLine, askRow, back } from "../quickInput.ts";
import { showRefusal } from "../refusal.ts";
import type { Surface } from "../surface.ts";

/** "Start Feature" (C-1): a process, a title, its questions, a look at the files to come, then they are there. */
export const registerStartFeature = (surface: Surface): Disposable =>
  registerAction(surface, commands.startFeature, async () => {
    const engine = await pickFolder(
      surface,
      l10n.t("Start Feature"),
      l10n.t("Open a folder first: a feature is a set of files in it."),
    );
    if (!engine) return;
    const change = await planned(engine);
    if (!change || !(await carryOut(surface, engine, change))) return;
    const made = new Set(change.edits.map((edit) => edit.path));
    const feature = engine.snapshot.features.find(({ files }) => files.some((file) => made.has(file)));
    if (feature) surface.focus.visit({ engine, feature });
  });

/** What the person has said so far; going back keeps it. */
interface Said {
  process?: Process;
  title: string;
  answers: Record<string, string>;
}

/** The steps, in order. Each goes on, back, or ends it all by turning away. */
const steps = ["process", "title", "questions"] as const;

/** Leads through the steps; nothing is written before the last one is agreed to. */
async function planned(engine: FolderEngine): Promise<Change | undefined> {
  const said: Said = { title: "", answers: {} };
  for (let at = 0; ; ) {
    const outcome = await step[steps[at] ?? "questions"](engine, said);
    if (outcome === undefined) return undefined;
    if (outcome === back) at -= 1;
    else if (outcome === "on") at += 1;
    else return outcome;
  }
}

type Outcome = "on" | Change | typeof back | undefined;

const step: Record<(typeof steps)[number], (engine: FolderEngine, said: Said) => Promise<Outcome>> = {
  async process(engine, said) {
    const rows = processRows(engine.processes);
    const chosen = await askRow({
      title: l10n.t("Start Feature"),
      step: 1,
      placeholder: l10n.t("Which process?"),
      items: rows,
      active: rows.find(({ process }) => process === said.process),
    });
    if (chosen === undefined || chosen === back) return undefined;
    // What another process asked is no answer to this one.
    if (chosen.process !== said.process) said.answers = {};
    said.process = chosen.process;
    return "on";
  },

  async title(_, said) {
    const title = await askLine({
      title: headingOf(said),
      step: 2,
      canGoBack: true,
      prompt: l10n.t("What is the feature called?"),
      value: said.title,
      flaw: (text) =>
        slugOf(text) === ""
          ? l10n.t("Files are named after the title: it needs at least one letter from a to z or a digit.")
          : undefined,
    });
    if (title === undefined || title === back) return title;
    said.title = title;
    return "on";
  },

  async questions(engine, said) {
    const { process, title } = said;
    if (!process) return back;
    const make = (context: PlanContext, answers: Answers) => planStart(process, { ...answers, title }, context);
    const ask = asking(headingOf(said), 2);
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
      const agreed = await previewChange(plan, l10n.t("Start “{0}”", title), { step: asked + 3, canGoBack: true });
      if (agreed === true) return plan;
      if (agreed === false) return undefined;
      if (asked === 0) return back;
      known = asked;
    }
  },
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
