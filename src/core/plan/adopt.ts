import type { Plan } from "../change.ts";
import { bypassRefusal } from "../judge/bypass.ts";
import { type JudgedStage, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import { adoptionFile } from "./adoption.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { record, type Verdict } from "./record.ts";
import { targetOf } from "./target.ts";

/** A gate that work has gone past without its holding: what adopting waives. */
export interface Adoptable {
  feature: string;
  stage: JudgedStage;
}

type Features = PlanContext["workspace"]["snapshot"]["features"];

/** Who adopts: what the team's policy lets one person waive, it may not let another. */
export type Adopter = Verdict["by"];

/** The gates that adopting leaves as they are: passed over, and not to be waived by their process or by the policy (C-4). */
export const unadoptable = (features: Features, by: Adopter): Adoptable[] =>
  passedOver(features).filter(({ stage }) => !mayWaive(stage, by));

/** What "Adopt Existing Work" would waive (C-14): every gate of a live feature that does not hold, may be waived by this person, and has progress beyond it. */
export const adoptable = (features: Features, by: Adopter): Adoptable[] =>
  passedOver(features).filter(({ stage }) => mayWaive(stage, by));

const mayWaive = ({ unwaivable, waivers }: JudgedStage, by: Adopter): boolean =>
  unwaivable === undefined && bypassRefusal("waived", by, waivers) === undefined;

const passedOver = (features: Features): Adoptable[] =>
  features
    .filter((feature) => !feature.archived)
    .flatMap((feature) =>
      leavesOf(feature.stages)
        .filter((stage) => stage.passedOver)
        .map((stage) => ({ feature: feature.id, stage })),
    );

/** What makes a list of waivers the same one: the gates, and the texts they stand on. */
const keyOf = (gates: readonly Adoptable[]): string =>
  JSON.stringify(
    gates.map(({ feature, stage }) => [feature, stage.path, stage.approval?.subject.map(({ sha256 }) => sha256)]),
  );

/**
 * Plans adopting a folder: one waiver for each gate that was passed over and may be waived, all in one change. Only for
 * what a person was shown: where the work has changed since, nothing is recorded.
 */
export function planAdopt(
  verdict: Pick<Verdict, "by" | "through" | "comment"> & { shown: readonly Adoptable[] },
  context: PlanContext,
): Plan {
  const { snapshot } = context.workspace;
  if (verdict.by.name === "" && verdict.by.email === "")
    return refuse("answer-missing", t`Git does not know who you are. Set user.name and user.email, then adopt.`);
  const gates = adoptable(snapshot.features, verdict.by);
  if (keyOf(gates) !== keyOf(verdict.shown))
    return refuse("changed", t`The work has changed since it was shown. Nothing was recorded.`);
  if (gates.length === 0 && snapshot.adopted)
    return refuse("nothing-to-do", t`Nothing is left to adopt: no gate was passed over.`);
  return draft(
    context,
    t`Adopt existing work`,
    (made) => {
      for (const { feature: id, stage } of gates) {
        const target = targetOf(id, context);
        if (!target) continue;
        const comment = verdict.comment?.trim() ? verdict.comment : "Work from before Plangate";
        record(
          target,
          stage,
          { ...verdict, kind: "waived", comment, shown: stage.approval?.subject ?? [] },
          made,
          context,
        );
      }
      adoptionFile(made);
    },
    { decides: true },
  );
}
