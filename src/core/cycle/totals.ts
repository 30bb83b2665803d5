import { type Measured, measured, sumOf } from "./duration.ts";
import { addAll, beyond, type CycleIssue, countsInObject, countsOf, type IssueCounts } from "./issues.ts";
import type { Value } from "./json.ts";
import { type GateRun, type Outcome, outcomes } from "./run.ts";
import { addStandards, type Standards } from "./standards.ts";

/** One gate over all units. */
export interface GateTotal {
  gate: string;
  runs: GateRun[];
  /** How many of its runs came out so. */
  outcomes: Record<Outcome, number>;
  duration?: Measured;
  /** Milliseconds that a run with a known length took on the average. */
  averageMs?: number;
  iterations?: Tally;
  firstPass: Share;
  standards?: Standards;
}

/** A sum over those that are known. */
export interface Tally {
  sum: number;
  /** How many runs have it recorded. */
  known: number;
}

/** How many of those that can be told. */
export interface Share {
  part: number;
  of: number;
}

export interface ReviewerTotal {
  /** Empty for issues that no reviewer is recorded for. */
  reviewer: string;
  reviews: number;
  counts: IssueCounts;
  /** False where one of the reviews neither lists nor counts issues: there may be more. */
  isCounted: boolean;
}

export interface AgentTotal {
  agent: string;
  /** How often it handed something in. */
  outputs: number;
  gates: string[];
  /** Milliseconds of its own work over the outputs that record it. */
  ms?: number;
}

/** What the gates of a cycle add up to. */
export interface Totals {
  gates: GateTotal[];
  outcomes: Record<Outcome, number>;
  /** Gates that passed at their first attempt, of the passed ones whose attempts are recorded. */
  firstPass: Share;
  /** Everything that is listed one by one. */
  issues: CycleIssue[];
  /** Review issues by severity; those that were only counted included. */
  severities: IssueCounts;
  reviewers: ReviewerTotal[];
  standards?: Standards;
  agents: AgentTotal[];
}

/** @param recorded what the file itself keeps as sums; used where no run tells. */
export function totalsOf(runs: readonly GateRun[], recorded: Value | undefined): Totals {
  const issues = runs.flatMap((run) => run.issues);
  const reviewers = reviewersOf(runs, countsInObject(recorded?.get("issues_by_severity")));
  const standards = addStandards(runs.map((run) => run.standards));
  return {
    gates: gateNames(runs).map((gate) => gateTotal(gate, runs, recorded)),
    outcomes: tallyOutcomes(runs),
    firstPass: firstPassOf(runs),
    issues,
    severities: allOf(reviewers),
    reviewers,
    ...(standards && { standards }),
    agents: agentsOf(runs),
  };
}

const gateNames = (runs: readonly GateRun[]): string[] => [...new Set(runs.map(({ gate }) => gate))];

function gateTotal(gate: string, all: readonly GateRun[], recorded: Value | undefined): GateTotal {
  const runs = all.filter((run) => run.gate === gate);
  const begun = runs.filter(({ outcome }) => outcome !== "pending" && outcome !== "skipped");
  const known = begun.flatMap((run) => run.duration ?? []);
  const duration =
    sumOf(begun.map((run) => run.duration)) ?? measured(recorded?.get("gate_durations")?.number(gate), "recorded");
  const iterations = iterationsOf(gate, runs, recorded);
  const standards = addStandards(runs.map((run) => run.standards));
  return {
    gate,
    runs,
    outcomes: tallyOutcomes(runs),
    ...(duration && { duration }),
    ...(known.length > 0 && { averageMs: known.reduce((sum, { ms }) => sum + ms, 0) / known.length }),
    ...(iterations && { iterations }),
    firstPass: firstPassOf(runs),
    ...(standards && { standards }),
  };
}

function iterationsOf(gate: string, runs: readonly GateRun[], recorded: Value | undefined): Tally | undefined {
  const known = runs.flatMap((run) => run.iterations ?? []);
  if (known.length > 0) return { sum: known.reduce((sum, count) => sum + count, 0), known: known.length };
  const sum = recorded?.number(`${gate}_iterations`) ?? 0;
  return sum > 0 ? { sum, known: runs.length } : undefined;
}

function tallyOutcomes(runs: readonly GateRun[]): Record<Outcome, number> {
  const tally = Object.fromEntries(outcomes.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  for (const { outcome } of runs) tally[outcome]++;
  return tally;
}

function firstPassOf(runs: readonly GateRun[]): Share {
  const known = runs.filter(({ outcome, iterations }) => outcome === "passed" && iterations !== undefined);
  return { part: known.filter(({ iterations }) => iterations === 1).length, of: known.length };
}

/** By name, in the order of the file; last what no reviewer is recorded for. */
function reviewersOf(runs: readonly GateRun[], recorded: IssueCounts): ReviewerTotal[] {
  const totals = new Map<string, ReviewerTotal>();
  const of = (reviewer: string): ReviewerTotal => {
    const total = totals.get(reviewer) ?? { reviewer, reviews: 0, counts: {}, isCounted: true };
    totals.set(reviewer, total);
    return total;
  };
  for (const { reviews } of runs) {
    for (const { reviewer, counts, isCounted } of reviews) {
      const total = of(reviewer);
      total.reviews++;
      total.isCounted &&= isCounted;
      addAll(total.counts, counts);
    }
  }
  const loose: IssueCounts = {};
  for (const run of runs) {
    for (const issue of issuesBeside(run))
      addAll(issue.reviewer === "" ? loose : of(issue.reviewer).counts, countsOf([issue]));
    addAll(loose, beyond(listedIn(run), run.counted));
  }
  addAll(loose, beyond(allOf([...totals.values(), { counts: loose }]), recorded));
  return Object.keys(loose).length === 0
    ? [...totals.values()]
    : [...totals.values(), { reviewer: "", reviews: 0, counts: loose, isCounted: true }];
}

/** Review issues that no reviewer's own list holds. */
function issuesBeside({ issues, reviews }: GateRun): CycleIssue[] {
  const own = new Set(reviews.flatMap((review) => review.issues));
  return issues.filter((issue) => issue.kind === "issue" && !own.has(issue));
}

const listedIn = (run: GateRun): IssueCounts => allOf([...run.reviews, { counts: countsOf(issuesBeside(run)) }]);

function allOf(parts: readonly { counts: IssueCounts }[]): IssueCounts {
  const all: IssueCounts = {};
  for (const { counts } of parts) addAll(all, counts);
  return all;
}

function agentsOf(runs: readonly GateRun[]): AgentTotal[] {
  const totals = new Map<string, AgentTotal>();
  for (const { gate, agents } of runs) {
    for (const { agent, ms } of agents) {
      const before = totals.get(agent) ?? { agent, outputs: 0, gates: [] };
      const spent = before.ms === undefined ? ms : before.ms + (ms ?? 0);
      totals.set(agent, {
        agent,
        outputs: before.outputs + 1,
        gates: before.gates.includes(gate) ? before.gates : [...before.gates, gate],
        ...(spent !== undefined && { ms: spent }),
      });
    }
  }
  return [...totals.values()];
}
