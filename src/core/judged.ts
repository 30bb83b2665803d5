import type { Decision, Subject } from "./approval.ts";
import type { Item } from "./document.ts";
import type { GatePolicy, WaiverPolicy } from "./policy/policy.ts";
import type { Place, Problem, ProblemCode, Severity } from "./problem.ts";
import type { Verified } from "./signature.ts";

/** The states of a gate, and nothing else. */
export const gateStates = ["locked", "open", "ready", "passed", "stale", "waived", "skipped", "blocked"] as const;
export type GateState = (typeof gateStates)[number];

export type Verdict = "met" | "unmet" | "unknown" | "notApplicable";

/** One criterion's verdict, with its reason and a place to look. */
export interface Criterion {
  kind: string;
  label: string;
  verdict: Verdict;
  message: string;
  /** A `warning` or an `info` is shown and never holds a gate. */
  severity: Severity;
  /** A warning that holds the gate once somebody advances it: an older document lacks what is asked. */
  atAdvance?: true;
  rule?: string;
  place?: Place;
  /** The other place, where two disagree. */
  related?: Place[];
  /** Further places of the same fault. */
  also?: { message: string; place: Place; related?: Place[] }[];
}

/** A check box that belongs to a stage, ready to be shown and ticked. */
export type StageItem = Item & { file: string };

/** A recorded decision, and what verifying its signature gave, where it has one. */
export interface JudgedDecision extends Decision {
  verified?: Verified;
}

/** What is known of a gate's approval. `unbound` is a record that names no content. */
export interface Approval {
  required: boolean;
  state: "none" | "approved" | "stale" | "unbound" | "changes-requested";
  /** How many people must approve, and the approvals that stand, one for each person. */
  needed: number;
  given: JudgedDecision[];
  /** The decision in force: the newest that stands, else the one that took the others back. */
  latest?: JudgedDecision;
  /** Why there is no approval although somebody approved, in one sentence. */
  flaw?: string;
  /** Where the record stands, or would. */
  record: string;
  /** What an approval binds to, as it is now. */
  subject: Subject[];
  /** What of it is not there, in one sentence: until it is, nothing counts as approved and nothing can be. */
  subjectFlaw?: string;
  decisions: JudgedDecision[];
  /** True where an approval was given under other rules of the gate, or under another policy (P-4). */
  otherRules: boolean;
  /** What of the two has changed since; empty where neither has. */
  changedSince: ("rules" | "policy")[];
  /** The policy's say on this gate. */
  policy: GatePolicy;
}

/** A stage of a feature: a group with children, or a leaf that ends in a gate. */
export interface JudgedStage {
  id: string;
  /** The ids from the top down to this one. */
  path: string[];
  title: string;
  state: GateState;
  /** Why the gate is in this state, in one sentence. */
  reason: string;
  /** Passed by its mark alone: its criteria could not be determined. */
  unverified: boolean;
  /** True where there is text beyond the template, a tick or a status. */
  progress: boolean;
  /** True where the gate does not hold and work has begun beyond it. */
  passedOver: boolean;
  /** Stands beside the others: locks none, and keeps no feature from being done. */
  aside: boolean;
  /** Only some features have this stage: it may be skipped, with a reason. */
  conditional: boolean;
  /** Why the gate is never waived or skipped, in the words of the rule that forbids it. */
  unwaivable?: string;
  /** Why the team's policy lets nobody waive it. */
  noWaivers?: string;
  /** What the team's policy asks of waivers and skips here; absent where it cannot be used. */
  waivers?: WaiverPolicy;
  /** The newest decision, where it is a waiver or a skip that does not count, and why. */
  refused?: { decision: Decision; why: string };
  place?: Place;
  /** Files this stage produces; `create` names one that does not exist yet. */
  artifacts: { path: string; exists: boolean }[];
  criteria: Criterion[];
  approval?: Approval;
  items: StageItem[];
  /** Criteria that hold the gate and are met, and how many there are; a required approval counts as one. */
  met: number;
  total: number;
  children: JudgedStage[];
}

export interface Finding {
  kind: "violation" | "contradiction" | "stale";
  code: ProblemCode;
  severity: "error" | "warning" | "info";
  rule?: string;
  stage: string;
  message: string;
  place: Place;
  related: Place[];
}

/** A feature with every gate's state: what all views and commands show. */
export interface JudgedFeature {
  id: string;
  process: string;
  processTitle: string;
  title: string;
  files: string[];
  archived: boolean;
  /** True where the folder has `.plangate/`: missing approvals then count. */
  adopted: boolean;
  done: boolean;
  stages: JudgedStage[];
  /** The first leaf that is neither locked nor passed, waived or skipped; null where nothing is left. What stands aside comes last. */
  current: JudgedStage | null;
  findings: Finding[];
  problems: Problem[];
  /** Every key that was asked for: a change of one of them asks for judging again. */
  dependencies: string[];
  /** When the verdict changes by time alone (ISO 8601). */
  nextChangeAt?: string;
}

/** The leaves of a tree of stages, in order. */
export function leavesOf(stages: readonly JudgedStage[]): JudgedStage[] {
  return stages.flatMap((stage) => (stage.children.length > 0 ? leavesOf(stage.children) : [stage]));
}

/** Whether work may go past a gate in this state. */
export const isThrough = (state: GateState): boolean => state === "passed" || state === "waived" || state === "skipped";
