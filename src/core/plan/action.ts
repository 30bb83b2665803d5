import type { Plan } from "../change.ts";
import { check } from "../criteria/evaluate.ts";
import { expand } from "../judge/expand.ts";
import { contextOf } from "../judge/gate.ts";
import type { JudgedFeature, JudgedStage } from "../judged.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { ProcessDefinition } from "../process/schema.ts";
import { timeVars } from "../process/variables.ts";
import { runSteps } from "../steps/runSteps.ts";
import { bind, like } from "../words.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import { type Answers, answersTo, headVars } from "./questions.ts";
import { nodeOf, type Target, targetOf } from "./target.ts";

/** An action that a process offers beside its gates, such as adding a story. */
export interface Action {
  id: string;
  title: string;
  /** The stage it is offered at; the feature as a whole where there is none. */
  stage?: string[];
  /** The command of the terminal that it answers to, where it has one of its own. */
  as?: "record" | "sendBack";
}

type Definition = ProcessDefinition["actions"][number];

/** The actions of a feature: those of the feature, and one for each stage that fits where the process says so. */
export function actionsOf(id: string, context: Pick<PlanContext, "workspace">): Action[] {
  const target = targetOf(id, context);
  if (!target) return [];
  return target.feature.process.definition.actions.flatMap((definition): Action[] => {
    const { id: action, title, as } = definition;
    const own: Action = { id: action, title: saidByProcess(title), ...(as && { as }) };
    const places = definition.at === undefined ? [undefined] : stagesAt(target.judged.stages, definition.at);
    return places
      .filter((stage) => isOffered(definition, stage?.path, target, context))
      .map((stage) => (stage ? { ...own, stage: stage.path } : own));
  });
}

/** The stages, groups included, whose id fits a pattern; their path, where the pattern has a `/`. */
function stagesAt(stages: readonly JudgedStage[], at: string): JudgedStage[] {
  const nameOf = ({ id, path }: JudgedStage): string => (at.includes("/") ? path.join("/") : id);
  return stages.flatMap((stage) => [...(like(nameOf(stage), at) ? [stage] : []), ...stagesAt(stage.children, at)]);
}

function isOffered(
  { when }: Definition,
  stage: readonly string[] | undefined,
  { feature }: Target,
  context: Pick<PlanContext, "workspace">,
): boolean {
  if (!when) return true;
  const facts = context.workspace.facts();
  const nodes = expand(feature, facts);
  const node = stage ? nodeOf(feature, stage, context) : nodes[0];
  return (
    node !== undefined &&
    check(
      when,
      contextOf(feature, node, facts, () => nodes, {}, false),
    ).verdict === "met"
  );
}

/** Plans one of a process's own actions. */
export function planAction(
  id: string,
  action: string,
  stage: readonly string[] | undefined,
  answers: Answers,
  context: PlanContext,
): Plan {
  const target = targetOf(id, context);
  const definition = target?.feature.process.definition.actions.find((each) => each.id === action);
  if (!target || !definition) return refuse("unknown", t`There is no action "${action}" on "${id}".`);
  const { feature, judged } = target;
  if (!isOffered(definition, stage, target, context))
    return refuse("nothing-to-do", t`"${saidByProcess(definition.title)}" has nothing to do here now.`);
  const node = stage && nodeOf(feature, stage, context);
  const facts = context.workspace.facts();
  const { process, folder } = feature;
  const own = {
    ...timeVars(context.now),
    ...headVars(facts),
    title: judged.title,
    ...feature.vars,
    ...(definition.next === undefined ? node?.vars : { id: nextId(judged, definition.next) }),
  };
  const answered = answersTo(definition.ask, answers, {
    workspace: context.workspace,
    facts,
    process,
    folder,
    vars: own,
    feature,
    judged,
    ...(node && { stage: node }),
  });
  if (answered.kind !== "answers") return answered;
  return draft(context, t`${saidByProcess(definition.title)}: ${judged.title}`, (made) =>
    runSteps(
      definition.steps,
      {
        vars: { ...own, ...answered.answers },
        answers: { ...answers, ...answered.answers },
        choices: answered.choices,
        facts,
        process,
        feature,
        judged,
        ...(node && { stage: node }),
        templates: process.templates,
        folder,
        now: context.now,
        commit: { paths: [], possible: facts.git !== undefined },
        next: { documents: [], open: undefined },
      },
      made,
    ),
  );
}

/** The id after the highest of the feature's stages that are numbered so: `S-3` after `S-2`. */
function nextId(judged: JudgedFeature, pattern: string): string {
  const numbers = judged.stages
    .flatMap((stage) => Number(bind(stage.id, pattern)?.n ?? Number.NaN))
    .filter(Number.isInteger);
  return pattern.replace("{n}", String(Math.max(0, ...numbers) + 1));
}
