import { planAdvance } from "../core/index.ts";
import { type CarryOutOptions, carryOut, settle } from "./carryOut.ts";
import { openSession, planned, readableFolder } from "./session.ts";
import { featureIn, stageIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";

export interface AdvanceOptions extends CarryOutOptions {
  feature?: string;
  stage?: string;
}

/** `plangate advance`: moves a feature past its current gate, where that holds. */
export async function advance(terminal: Terminal, folder: string, options: AdvanceOptions): Promise<number> {
  await settle(terminal, await readableFolder(folder), options);
  const session = await openSession(folder);
  const feature = featureIn(session.snapshot, options.feature);
  const stage = options.stage === undefined ? undefined : stageIn(feature, options.stage).path;
  const plan = await planned(session, (context) => planAdvance(feature.id, stage, context));
  return carryOut(terminal, session.root, plan, options);
}
