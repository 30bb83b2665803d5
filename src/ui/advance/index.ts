import { type Disposable, l10n, window } from "vscode";
import { type Answers, type PlanContext, planAdvance } from "../../core/index.ts";
import { back, planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { confirmChange } from "../shared/ask/preview.ts";
import { asking } from "../shared/ask/questions.ts";
import { showRefusal } from "../shared/ask/refusal.ts";
import { savedFirst } from "../shared/ask/saved.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import type { Surface } from "../shared/surface.ts";
import { targetOf } from "../shared/target.ts";
import { inDialog } from "../shared/text/editorText.ts";

/** "Advance" (C-2): past the current gate where it holds; else each unmet criterion by name. */
export const registerAdvance = (surface: Surface): Disposable =>
  registerAction(surface, commands.advance, async (argument) => {
    const target = targetOf(surface, argument);
    if (!target) {
      await window.showInformationMessage(l10n.t("There is no feature to advance here."));
      return;
    }
    const { engine, feature, stage } = target;
    // At the current gate the engine also looks whether the one before was left with its steps still to be taken.
    const isCurrent = stage?.path.join("/") === feature.current?.path.join("/");
    const leaf = stage?.children.length === 0 && !isCurrent ? stage : undefined;
    if (!(await savedFirst(engine, feature.files))) return;
    const heading = l10n.t("Advance “{0}”", inDialog(feature.title));
    const answers: Record<string, string> = {};
    const make = (context: PlanContext, given: Answers) => planAdvance(feature.id, leaf?.path, given, context);
    const ask = asking(heading);
    const plan = await planWith(engine, make, async (question, turn) => {
      const answer = await ask(question, turn);
      if (typeof answer === "string") answers[question.id] = answer;
      return answer;
    });
    if (!plan || plan === back) return;
    if (plan.kind === "refusal") return showRefusal(engine, plan);
    if (!(await confirmChange(plan, heading))) return;
    // The work may have gone on while the preview stood: what is carried out is planned on what is there now.
    await engine.refresh();
    const now = await planWith(engine, make, ({ id }) => Promise.resolve(answers[id]));
    if (!now || now === back) return;
    if (await carryOut(surface, engine, now)) surface.focus.visit(target);
  });
