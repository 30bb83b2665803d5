import type { Plan } from "../change.ts";
import type { JudgedFeature } from "../judged.ts";
import type { Question } from "../process/schema.ts";
import { timeVars } from "../process/variables.ts";
import { runSteps } from "../steps/run.ts";
import { bind, like } from "../words.ts";
import { draft, type PlanContext, refuse } from "./draft.ts";
import type { Answers } from "./start.ts";
import { nodeOf, targetOf } from "./target.ts";

/** An action that a process offers beside its gates, such as adding a story. */
export interface Action {
  id: string;
  title: string;
  /** The stage it is offered at; the feature as a whole where there is none. */
  stage?: string[];
  ask: Question[];
}

/** The actions of a feature: those of the feature, and one for each stage that fits where the process says so. */
export function actionsOf(id: string, context: Pick<PlanContext, "workspace">): Action[] {
  const judged = context.workspace.snapshot.features.find((each) => each.id === id);
  const definitions = context.workspace.feature(id)?.process.definition.actions ?? [];
  if (!judged) return [];
  return definitions.flatMap(({ id: action, title, at, ask }): Action[] => {
    if (at === undefined) return [{ id: action, title, ask }];
    return judged.stages
      .filter((stage) => like(stage.id, at))
      .map((stage) => ({ id: action, title, ask, stage: stage.path }));
  });
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
  if (!target || !definition) return refuse("unknown", `There is no action "${action}" on "${id}".`);
  const { feature, judged } = target;
  const node = stage && nodeOf(feature, stage, context);
  const given: Record<string, string> = {};
  for (const question of definition.ask) {
    const answer = (answers[question.id] ?? "").replace(/\s+/g, " ").trim() || (question.fallback ?? "");
    if (answer === "" && question.required) return refuse("answer-missing", `${question.label}: an answer is needed.`);
    if (answer !== "" && question.of && !question.of.some((choice) => choice.value === answer)) {
      return refuse(
        "answer-missing",
        `${question.label} "${answer}" is none of ${question.of.map((choice) => choice.value).join(", ")}.`,
      );
    }
    given[question.id] = answer;
  }
  const own = definition.next === undefined ? node?.vars : { id: nextId(judged, definition.next) };
  return draft(context, `${definition.title}: ${judged.title}`, (made) =>
    runSteps(
      definition.steps,
      {
        vars: { ...timeVars(context.now), ...feature.vars, ...own, ...given },
        templates: feature.process.templates,
        folder: feature.folder,
        commit: { paths: [], possible: false },
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
