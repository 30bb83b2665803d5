import { type Answers, type PlanContext, planAdvance } from "../core/index.ts";
import { givenAnswers } from "./answers.ts";
import { type CarryOutOptions, carryOut, settle } from "./carryOut.ts";
import { openSession, planned, readableFolder } from "./session.ts";
import { featureIn, stageIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";

export interface AdvanceOptions extends CarryOutOptions {
  feature?: string;
  stage?: string;
  /** Answers to what advancing asks, each `id=value`. */
  set: string[];
}

/** `plangate advance`: moves a feature past its current gate, where that holds. */
export async function advance(terminal: Terminal, folder: string, options: AdvanceOptions): Promise<number> {
  await settle(terminal, await readableFolder(folder), options);
  const session = await openSession(folder);
  const feature = featureIn(session.snapshot, options.feature);
  const stage = options.stage === undefined ? undefined : stageIn(feature, options.stage).path;
  const { asking, checkAllUsed } = givenAnswers(options.set, "advancing", terminal, options.json);
  const make = (context: PlanContext, answers: Answers) => planAdvance(feature.id, stage, answers, context);
  const plan = await planned(session, make, asking);
  // A refusal comes before questions that were not asked then.
  if (plan.kind !== "refusal") {
    checkAllUsed();
  }
  return carryOut(terminal, session.root, plan, options);
}
