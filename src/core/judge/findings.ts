import type { Decision } from "../approval.ts";
import type { Feature } from "../feature.ts";
import { type Approval, type Finding, isThrough, type JudgedStage, leavesOf } from "../judged.ts";
import { saidByProcess, t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import { type Place, startOf } from "../problem.ts";
import type { StageNode } from "../stages/source.ts";
import { like } from "../words.ts";
import type { Leaf } from "./gate.ts";
import { goesOn } from "./goesOn.ts";
import { denialOf } from "./lack.ts";

/** Violations, stale approvals and contradictions of a feature's gates, in their order. */
export function findingsOf(
  feature: Feature,
  nodes: readonly StageNode[],
  stages: readonly JudgedStage[],
  leaves: Map<StageNode, Leaf>,
  facts: Facts,
): Finding[] {
  if (feature.archived) return [];
  const passed = passedOver(nodes, leaves);
  const findings: Finding[] = [];
  const judged = new Map(leavesOf(stages).map((stage) => [stage.path.join("\0"), stage]));
  for (const [node, leaf] of leaves) {
    const stage = node.path.join("/");
    const place = placeOf(node, judged.get(node.path.join("\0")), feature);
    for (const { claim, criterion } of leaf.denials) {
      findings.push({
        kind: "contradiction",
        code: "mark-without-criteria",
        severity: "error",
        stage,
        message: t`${claim.message} — but ${goesOn(criterion.message)}`,
        place: claim.place ?? place,
        related: othersThan(claim.place ?? place, [
          ...(criterion.place ? [criterion.place] : []),
          ...(criterion.related ?? []),
        ]),
        ...(criterion.rule ? { rule: criterion.rule } : {}),
      });
    }
    for (const criterion of leaf.disagreements) {
      if (leaf.denials.some((denial) => denial.criterion === criterion)) continue;
      findings.push({
        kind: "contradiction",
        code: "rule-unmet",
        severity: "error",
        stage,
        message: t`${node.title}: ${goesOn(criterion.message)}`,
        place: criterion.place ?? place,
        related: criterion.related ?? [],
        ...(criterion.rule ? { rule: criterion.rule } : {}),
      });
    }
    const refused = refusedDecision(node, leaf);
    if (refused) {
      const { record } = leaf.recorded.approval ?? { record: place.file };
      findings.push({
        kind: "violation",
        code: "decision-not-allowed",
        severity: "error",
        stage,
        message: refused,
        place: startOf(record),
        related: [place],
        rule: "common/C-4",
      });
    }
    if (leaf.alone === "stale") {
      findings.push({
        kind: "stale",
        code: "approval-stale",
        severity: "error",
        stage,
        message: staleMessage(node, leaf),
        place: placeOfChange(leaf.recorded.approval, place, facts),
        related: [startOf(leaf.recorded.approval?.record ?? place.file)],
        rule: "common/P-3",
      });
      continue;
    }
    if (leaf.isSkippedOver) {
      const message = t`${node.title} may not be skipped: ${leaf.reason}`;
      const rule = "common/C-4";
      findings.push({
        kind: "violation",
        code: "gate-skipped",
        severity: "error",
        stage,
        message,
        place,
        related: [],
        rule,
      });
      continue;
    }
    const first = passed.get(node);
    const { approval } = leaf.recorded;
    if (!first && leaf.unapproved && facts.adopted) {
      findings.push({
        kind: "contradiction",
        code: "approval-missing",
        severity: "error",
        stage,
        message: denialOf(leaf.unapproved.claim.message, leaf.unapproved.lack),
        place: leaf.unapproved.claim.place ?? place,
        related: [startOf(approval?.record ?? place.file)],
        rule: "common/C-7",
      });
    }
    if (!first) continue;
    const rule = node.definition.gate?.violation;
    // Work from before Plangate has no approvals: that is information until the folder is adopted.
    const lacksApproval = leaf.alone === "ready" && (approval?.state === "none" || approval?.state === "unbound");
    if (lacksApproval && !facts.adopted) continue;
    findings.push({
      kind: "violation",
      code: lacksApproval ? "approval-missing" : "gate-passed-over",
      severity: "error",
      stage,
      message: passedOverMessage(first, node, leaf),
      place: startOfStage(first, feature),
      related: [place],
      rule: rule ? `${feature.process.id}/${rule}` : "common/C-6",
    });
  }
  return findings;
}

/** The gates that do not hold and that work has gone past, each with the first stage beyond that has begun. */
export function passedOver(nodes: readonly StageNode[], leaves: Map<StageNode, Leaf>): Map<StageNode, StageNode> {
  const after = successorsOf(nodes);
  const passed = new Map<StageNode, StageNode>();
  for (const [node, leaf] of leaves) {
    const first =
      isThrough(leaf.alone) || leaf.undetermined
        ? undefined
        : after.get(node)?.find((later) => leaves.get(later)?.progress);
    if (first) passed.set(node, first);
  }
  return passed;
}

const staleMessage = ({ title }: StageNode, { gone }: Leaf): string =>
  gone === undefined
    ? t`${title}: the approved text has changed since`
    : t`${title}: the approved text has changed since: ${gone}`;

/** That work has gone past a gate, and what that means, where its process says so. */
function passedOverMessage(first: StageNode, { title, definition, id }: StageNode, { reason }: Leaf): string {
  const said = Object.entries(definition.gate?.passedOver ?? {}).find(([pattern]) => like(id, pattern));
  return said
    ? t`${first.title} has begun, but ${title} does not hold: ${reason}. ${saidByProcess(said[1])}`
    : t`${first.title} has begun, but ${title} does not hold: ${reason}`;
}

/** That a waiver or a skip is recorded and does not count, and why; undefined where there is none, or it does (C-4). */
function refusedDecision({ title, definition }: StageNode, { recorded, unwaivable }: Leaf): string | undefined {
  const { refused, policy } = recorded;
  const saidOf = ({ decision, by }: Decision, why: string): string =>
    decision === "waived"
      ? t`${title}: a waiver is recorded by ${by.name}, but it does not count: ${why}`
      : t`${title}: a skip is recorded by ${by.name}, but it does not count: ${why}`;
  // A policy that cannot be used is one problem in itself, not one at every gate.
  if (refused && policy) return saidOf(refused.decision, refused.why);
  const decision = recorded.waived ?? recorded.skipped;
  if (!decision) return undefined;
  if (recorded.skipped && !definition.conditional)
    return t`${title}: a skip is recorded by ${decision.by.name}, but this stage is for every feature; it does not count`;
  return unwaivable && saidOf(decision, unwaivable);
}

const startOfStage = (node: StageNode, feature: Feature): Place =>
  node.place.file === "" ? startOf(feature.files[0]?.path ?? "") : node.place;

function placeOf(node: StageNode, stage: JudgedStage | undefined, feature: Feature): Place {
  return (
    stage?.criteria.find((criterion) => criterion.verdict === "unmet" && criterion.place)?.place ??
    startOfStage(node, feature)
  );
}

/** The other places of a finding; where there are none but its own, that one. */
function othersThan(place: Place, places: readonly Place[]): Place[] {
  const others = places.filter(({ file, line }) => file !== place.file || line !== place.line);
  return others.length > 0 ? others : places.slice(0, 1);
}

/** Where the text stands that is no longer the approved one: the first file or section that changed. */
function placeOfChange(approval: Approval | undefined, otherwise: Place, facts: Facts): Place {
  const then = approval?.latest?.subject ?? [];
  const changed = approval?.subject.find(
    (now) =>
      !then.some(({ path, section, digest }) => path === now.path && section === now.section && digest === now.digest),
  );
  if (!changed) return otherwise;
  const document = changed.section === undefined ? undefined : facts.document(changed.path);
  const heading =
    document?.kind === "markdown" ? document.headings.find(({ text }) => text === changed.section) : undefined;
  if (heading) return { file: changed.path, line: heading.line, column: 1 };
  return otherwise.file === changed.path ? otherwise : startOf(changed.path);
}

/** For each leaf the leaves that come after it: later siblings of it or of a group around it, where order counts. */
function successorsOf(nodes: readonly StageNode[]): Map<StageNode, StageNode[]> {
  const after = new Map<StageNode, StageNode[]>();
  const leavesIn = (node: StageNode): StageNode[] =>
    node.children.length > 0 ? node.children.flatMap(leavesIn) : [node];
  const visit = (siblings: readonly StageNode[], order: "sequence" | "any", beyond: StageNode[]): void => {
    siblings.forEach((node, index) => {
      const alone = order === "any" || node.definition.aside;
      const later = alone
        ? beyond
        : [
            ...siblings
              .slice(index + 1)
              .filter((sibling) => !sibling.definition.aside)
              .flatMap(leavesIn),
            ...beyond,
          ];
      if (node.children.length > 0) visit(node.children, node.definition.order ?? "sequence", later);
      else after.set(node, later);
    });
  };
  visit(nodes, "sequence", []);
  return after;
}
