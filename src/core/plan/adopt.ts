import type { Plan } from "../change.ts";
import { type JudgedStage, leavesOf } from "../judged.ts";
import { adoptionFile } from "./adoption.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { record, type Verdict } from "./record.ts";
import { targetOf } from "./target.ts";

/** A gate that work has gone past without its holding: what adopting waives. */
export interface Adoptable {
  feature: string;
  stage: JudgedStage;
}

/** The gates that adopting leaves as they are: passed over, and of a kind that their process never lets be waived (C-4). */
export function unadoptable(features: PlanContext["workspace"]["snapshot"]["features"]): Adoptable[] {
  return passedOver(features).filter(({ stage }) => stage.unwaivable !== undefined);
}

/** What "Adopt Existing Work" would waive (C-14): every gate of a live feature that does not hold, may be waived, and has progress beyond it. */
export function adoptable(features: PlanContext["workspace"]["snapshot"]["features"]): Adoptable[] {
  return passedOver(features).filter(({ stage }) => stage.unwaivable === undefined);
}

const passedOver = (features: PlanContext["workspace"]["snapshot"]["features"]): Adoptable[] =>
  features
    .filter((feature) => !feature.archived)
    .flatMap((feature) =>
      leavesOf(feature.stages)
        .filter((stage) => stage.passedOver)
        .map((stage) => ({ feature: feature.id, stage })),
    );

/** Plans adopting a folder: one waiver for each gate that was passed over and may be waived, all in one change. */
export function planAdopt(verdict: Pick<Verdict, "by" | "through" | "comment">, context: PlanContext): Plan {
  const { snapshot } = context.workspace;
  if (verdict.by.name === "" && verdict.by.email === "")
    return refuse("answer-missing", "Git does not know who you are. Set user.name and user.email, then adopt.");
  const gates = adoptable(snapshot.features);
  if (gates.length === 0 && snapshot.adopted)
    return refuse("nothing-to-do", "Nothing is left to adopt: no gate was passed over.");
  return draft(context, "Adopt existing work", (made) => {
    for (const { feature: id, stage } of gates) {
      const target = targetOf(id, context);
      if (!target) continue;
      const comment = verdict.comment ?? "Work from before Plangate";
      record(
        target,
        stage,
        { ...verdict, kind: "waived", comment, shown: stage.approval?.subject ?? [] },
        made,
        context,
      );
    }
    adoptionFile(made);
  });
}
