import type { Criterion } from "../judged.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { Process } from "../process/process.ts";
import type { StageNode } from "../stages/source.ts";

/**
 * Why a gate is never waived or skipped, in the words of the process's rule: the stage says so, or a criterion that
 * does not hold does. Undefined where it may be (C-4).
 */
export function neverWaived(
  { definition }: StageNode,
  criteria: readonly Criterion[],
  process: Process,
): string | undefined {
  const gate = definition.gate;
  const textOf = (rule = ""): string | undefined => {
    const text = process.definition.rules[rule];
    return text === undefined ? undefined : saidByProcess(text);
  };
  if (definition.waivable === false) {
    const [rule] = [gate?.violation, ...(gate?.criteria ?? []).map((each) => each.rule)].flatMap(
      (id) => textOf(id) ?? [],
    );
    return rule ?? t`its process never lets it be passed over.`;
  }
  const index = (gate?.criteria ?? []).findIndex(
    (each, at) => each.waivable === false && (criteria[at]?.verdict === "unmet" || criteria[at]?.verdict === "unknown"),
  );
  const criterion = gate?.criteria[index];
  if (!criterion) return undefined;
  const { label = "", message = "" } = criteria[index] ?? {};
  return t`${label}: ${textOf(criterion.rule) ?? message}`;
}
