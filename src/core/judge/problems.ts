import type { Feature } from "../feature.ts";
import type { Approval, Criterion } from "../judged.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import { type Problem, startOf } from "../problem.ts";
import type { StageNode } from "../stages/source.ts";
import { decisionBy } from "./decisionBy.ts";
import type { Leaf } from "./gate.ts";

/** The problems of a feature's own files; a file that is only a record has its problems there too. */
export function problemsOf(feature: Feature, leaves: Map<StageNode, Leaf>, facts: Facts): Problem[] {
  const paths = new Set(feature.files.map((file) => file.path));
  for (const leaf of leaves.values()) if (leaf.recorded.approval) paths.add(leaf.recorded.approval.record);
  const problems = [...paths]
    .sort()
    .flatMap((path) => (facts.exists(path) ? (facts.document(path)?.problems ?? []) : []));
  return feature.archived
    ? problems
    : [
        ...problems,
        ...[...leaves.values()].flatMap((leaf) => [...futureOf(leaf), ...otherRulesOf(leaf)]),
        ...[...leaves.values()].flatMap(({ recorded }) => recorded.problems),
        ...[...leaves.values()].flatMap(warningsOf),
      ];
}

/** Decisions from the future do not count: a clock is wrong, or somebody wrote what is not so. */
const futureOf = ({ node, recorded: { approval, future } }: Leaf): Problem[] =>
  future.map((each) => ({
    ...startOf(approval?.record ?? node.place.file),
    code: "record-from-future",
    severity: "error",
    message: t`${node.title}: ${decisionBy(each)} is dated ${each.at}, which is still to come. It does not count. Decide again, or wait until then.`,
    rule: "common/P-1",
  }));

/** An approval under other rules still counts; whether it should is for people to say (P-4). */
function otherRulesOf({ node, recorded: { approval } }: Leaf): Problem[] {
  if (!approval?.otherRules) return [];
  return [
    {
      ...startOf(approval.record),
      code: "approval-other-rules",
      severity: "info",
      message: otherRulesMessage(node.title, approval.changedSince),
      rule: "common/P-4",
    },
  ];
}

function otherRulesMessage(title: string, changed: Approval["changedSince"]): string {
  if (!changed.includes("policy"))
    return t`${title}: it was approved under other rules of the gate. The approval counts; approve again if it should stand under those of now.`;
  if (!changed.includes("rules"))
    return t`${title}: it was approved under another policy of the team. The approval counts; approve again if it should stand under those of now.`;
  return t`${title}: it was approved under other rules of the gate and another policy of the team. The approval counts; approve again if it should stand under those of now.`;
}

/** What a gate only warns of is a problem once its stage has begun; what an older document lacks is one problem. */
function warningsOf(leaf: Leaf): Problem[] {
  if (!leaf.progress) return [];
  const unmet = leaf.criteria.filter(({ severity, verdict }) => severity !== "error" && verdict === "unmet");
  const lacking = unmet.filter((criterion) => criterion.atAdvance);
  const shown = unmet.filter((criterion) => !criterion.atAdvance);
  const problem = ({ place, rule, severity }: Criterion, message: string): Problem => ({
    ...(place ?? leaf.node.place),
    code: "rule-unmet",
    severity,
    message: t`${leaf.node.title}: ${message}`,
    ...(rule ? { rule } : {}),
  });
  const first = lacking[0];
  const labels = lacking.map(({ label }) => label).join(", ");
  return [
    ...shown.map((criterion) => problem(criterion, criterion.message)),
    ...(first ? [problem(first, t`Not written here: ${labels}. Advancing this stage will ask for it`)] : []),
  ];
}
