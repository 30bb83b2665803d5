import { type Action, actionsOf, type JudgedFeature, planAction } from "../core/index.ts";
import { givenAnswers } from "./answers.ts";
import { type CarryOutOptions, carryOut, refuse, settle } from "./carryOut.ts";
import { tellNext } from "./next.ts";
import { openSession, planned, readableFolder, refusal } from "./session.ts";
import { featureIn, stageIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

export interface ActOptions extends CarryOutOptions {
  feature?: string;
  stage?: string;
  action?: string;
  /** Answers to the action's questions, each `id=value`. */
  set: string[];
}

/** `plangate record` and `plangate send-back`: an action that the feature's process offers beside its gates. */
export async function act(
  terminal: Terminal,
  folder: string,
  as: NonNullable<Action["as"]>,
  options: ActOptions,
): Promise<number> {
  await settle(terminal, await readableFolder(folder), options);
  const session = await openSession(folder);
  const feature = featureIn(session.snapshot, options.feature);
  const at = options.stage === undefined ? (feature.current?.path ?? []) : stageIn(feature, options.stage).path;
  const offered = actionsOf(feature.id, session).filter(({ stage = [] }) =>
    stage.every((id, depth) => id === at[depth]),
  );
  const action = chosen(offered, as, feature, options.action);
  if (!action) {
    const message = `${feature.title} has nothing to ${as === "record" ? "record" : "send back"} at ${at.join("/")}.`;
    return refuse(terminal, refusal("nothing-to-do", message), options);
  }
  const { asking, checkAllUsed } = givenAnswers(options.set, action.id, terminal, options.json);
  const plan = await planned(
    session,
    (context, answers) => planAction(feature.id, action.id, action.stage, answers, context),
    asking,
  );
  // A refusal comes before questions that were not asked then.
  if (plan.kind !== "refusal") {
    checkAllUsed();
  }
  const code = await carryOut(terminal, session.root, plan, options);
  if (code === 0) {
    await tellNext(terminal, folder, [feature], options);
  }
  return code;
}

/** The action that is named, or the only one that the command stands for. The innermost stage's comes first. */
function chosen(
  offered: readonly Action[],
  as: NonNullable<Action["as"]>,
  feature: JudgedFeature,
  id: string | undefined,
): Action | undefined {
  const nearest = [...offered].sort((a, b) => (b.stage?.length ?? 0) - (a.stage?.length ?? 0));
  if (id !== undefined) {
    const named = nearest.find((action) => action.id === id);
    if (named) {
      return named;
    }
    const known = [...new Set(offered.map((action) => action.id))].join(", ");
    throw new UsageError(`${id} is no action of ${feature.id} here; ${known ? `known: ${known}` : "it has none"}.`);
  }
  const own = nearest.filter((action) => action.as === as);
  const ids = [...new Set(own.map((action) => action.id))];
  if (ids.length > 1) {
    throw new UsageError(`Name an action with --action; one of: ${ids.join(", ")}.`);
  }
  return own[0];
}
