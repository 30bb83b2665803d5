import { type Finding, gateStates, type JudgedFeature, type JudgedStage, leavesOf } from "../core/index.ts";
import { criterionJson } from "./carryOut.ts";
import { byText, sortedProblems } from "./order.ts";

/** A feature as `status --json` promises it; with its tree of stages where it was asked for by name. */
export function featureJson(feature: JudgedFeature, inFull: boolean): object {
  const { id, process, title, files, archived, done, current, problems } = feature;
  return {
    id,
    process,
    title,
    files: [...files].sort(byText),
    archived,
    done,
    current: current && {
      stage: current.id,
      path: current.path,
      title: current.title,
      state: current.state,
      met: current.met,
      total: current.total,
    },
    gates: gatesOf(feature),
    violations: countOf(feature, "violation"),
    contradictions: countOf(feature, "contradiction"),
    problems: sortedProblems(problems).length,
    ...(inFull && { stages: feature.stages.map(stageJson) }),
  };
}

/** How many findings of a kind there are; those that are mere information do not count. */
export const countOf = ({ findings }: JudgedFeature, kind: Finding["kind"]): number =>
  findings.filter((finding) => finding.kind === kind && finding.severity !== "info").length;

export type Gates = { total: number } & Record<(typeof gateStates)[number], number>;

/** How many gates are in each state; the states sum to `total`. */
export function gatesOf(feature: JudgedFeature): Gates {
  const leaves = leavesOf(feature.stages);
  const states = gateStates.map((state) => [state, leaves.filter((leaf) => leaf.state === state).length]);
  return { total: leaves.length, ...Object.fromEntries(states) } as Gates;
}

function stageJson(stage: JudgedStage): object {
  const { id, path, title, state, reason, unverified, artifacts, criteria, approval, refused, children } = stage;
  return {
    id,
    path,
    title,
    state,
    reason,
    ...(unverified && { unverified }),
    ...(artifacts[0] && { artifact: artifacts[0].path, artifacts }),
    ...(criteria.length > 0 && { criteria: criteria.map(criterionJson) }),
    ...(approval && {
      approvals: approval.decisions,
      approval: {
        required: approval.required,
        state: approval.state,
        record: approval.record,
        subject: approval.subject,
        needed: approval.needed,
        given: approval.given.map(({ by, at }) => ({ by, at })),
        ...(approval.otherRules && { otherRules: true, changedSince: approval.changedSince }),
        ...(approval.subjectFlaw !== undefined && { subjectFlaw: approval.subjectFlaw }),
      },
    }),
    ...(refused && { refused }),
    ...(children.length > 0 && { children: children.map(stageJson) }),
  };
}
