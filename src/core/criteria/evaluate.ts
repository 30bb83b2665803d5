import type { Criterion } from "../judged.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { BareCriterion, CriterionDefinition } from "../process/schema.ts";
import { type GateContext, notApplicable, type Outcome, unknown } from "./criterion.ts";
import { criterionKinds } from "./index.ts";

/** Judges one criterion as a process writes it: its kind, and the modifiers `when` and `any` around it. */
export function evaluate(definition: CriterionDefinition, process: string, context: GateContext): Criterion {
  const kind = definition.any ? "any" : (kindOf(definition) ?? "?");
  const outcome = when(definition, context) ?? check(definition as BareCriterion, context);
  const isLacking = definition.absent === "warning" && outcome.absent === true && outcome.verdict === "unmet";
  const criterion: Criterion = {
    kind,
    label: definition.label === undefined ? kind : saidByProcess(definition.label),
    verdict: outcome.verdict,
    message: outcome.message,
    severity: isLacking ? "warning" : (definition.severity ?? "error"),
  };
  if (isLacking) criterion.atAdvance = true;
  if (definition.rule) criterion.rule = `${process}/${definition.rule}`;
  if (outcome.place) criterion.place = outcome.place;
  if (outcome.related) criterion.related = outcome.related;
  if (outcome.also) criterion.also = outcome.also;
  return criterion;
}

function when(definition: CriterionDefinition, context: GateContext): Outcome | undefined {
  if (!definition.when) return undefined;
  const condition = check(definition.when, context);
  if (condition.verdict === "met") return undefined;
  return condition.verdict === "unknown"
    ? unknown(condition.message, condition.place)
    : notApplicable(t`Not asked of this feature`);
}

/** Judges a criterion without modifiers. */
export function check(definition: BareCriterion, context: GateContext): Outcome {
  if (definition.any) return anyOf(definition.any, context);
  const kind = criterionKinds.find((each) => definition[each.name] !== undefined);
  if (!kind) return unknown(t`A criterion of an unknown kind`, context.place);
  // The schema has checked the parameters: each kind is called with its own.
  return (kind.check as (params: unknown, context: GateContext) => Outcome)(definition[kind.name], context);
}

function anyOf(definitions: readonly BareCriterion[], context: GateContext): Outcome {
  const outcomes = definitions.map((each) => check(each, context));
  return (
    outcomes.find((each) => each.verdict === "met") ??
    outcomes.find((each) => each.verdict === "unknown") ??
    (outcomes[0] as Outcome)
  );
}

const kindOf = (definition: CriterionDefinition): string | undefined =>
  criterionKinds.find((each) => (definition as Record<string, unknown>)[each.name] !== undefined)?.name;
