/** What a cycle's state file tells about time, attempts and findings. */
export { between, type DurationUnit, durationParts, durationText, type Measured } from "./duration.ts";
export {
  type CycleIssue,
  type IssueCount,
  type IssueCounts,
  type IssueKind,
  type IssueSeverity,
  severities,
} from "./issues.ts";
export { allRuns, type CycleMetrics, cycleMetrics, type UnitMetrics } from "./metrics.ts";
export type { Review } from "./reviews.ts";
export { type AgentRun, type Coverage, type GateRun, type Outcome, outcomes } from "./run.ts";
export type { Standards } from "./standards.ts";
export type { AgentTotal, GateTotal, ReviewerTotal, Share, Tally } from "./totals.ts";
