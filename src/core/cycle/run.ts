import { statusOf } from "../criteria/status.ts";
import { between, type Measured, measured } from "./duration.ts";
import { addAll, beyond, type CycleIssue, countsInObject, type IssueCounts, issuesOf, keepsLists } from "./issues.ts";
import type { Value } from "./json.ts";
import { type Review, reviewsOf } from "./reviews.ts";
import { type Standards, standardsOf } from "./standards.ts";

export const outcomes = ["passed", "failed", "blocked", "running", "pending", "skipped", "unknown"] as const;
/** How a gate or a unit came out, whatever words the file uses. */
export type Outcome = (typeof outcomes)[number];

/** One gate as one unit went through it. */
export interface GateRun {
  gate: string;
  /** The ids from the task down to the unit; empty for the cycle as a whole. */
  unit: readonly string[];
  /** As written; empty where none is recorded. */
  status: string;
  outcome: Outcome;
  startedAt: string;
  completedAt: string;
  duration?: Measured;
  /** How many attempts it took. */
  iterations?: number;
  coverage?: Coverage;
  /** Percent of the code that is instrumented. */
  instrumentation?: number;
  standards?: Standards;
  reviews: Review[];
  /** Everything that is listed one by one, the reviewers' issues first. */
  issues: CycleIssue[];
  /** False where nothing says whether anything was found. */
  isCounted: boolean;
  /** Review issues by severity as the gate counts them itself, listed or not. */
  counted: IssueCounts;
  agents: AgentRun[];
  /** Its line in the state file. */
  line: number;
}

export interface Coverage {
  /** Percent. */
  actual?: number;
  threshold?: number;
}

/** What one agent handed in. */
export interface AgentRun {
  agent: string;
  /** Milliseconds of its own work, where recorded. */
  ms?: number;
  line: number;
}

/** What a file says of one gate: the entry of its progress, what the agents handed in, and sums kept elsewhere. */
export interface GateRecord {
  gate: string;
  unit: readonly string[];
  progress?: Value;
  /** True where the gate stands in a list of what is completed, which says no more. */
  isListed?: boolean;
  output?: Value;
  /** What the unit has accumulated. */
  kept?: Value;
}

export function runOf({ gate, unit, progress, isListed, output, kept }: GateRecord): GateRun {
  const records = [progress, output].filter((record) => record !== undefined);
  const home = { gate, unit, reviewer: "" };
  const listed = distinct(records.flatMap((record) => issuesOf(record, home)));
  const reviews = reviewsOf(records, home, listed);
  const times = { startedAt: progress?.text("started_at") ?? "", completedAt: progress?.text("completed_at") ?? "" };
  const status = isListed ? "completed" : statusTextOf(progress);
  const run: GateRun = {
    gate,
    unit,
    status,
    outcome: outcomeOf(status, records),
    ...times,
    reviews,
    issues: [...new Set([...reviews.flatMap(({ issues }) => issues), ...listed])],
    isCounted: records.some(keepsLists) || reviews.some((review) => review.isCounted),
    counted: countedIn(records),
    agents: [...agentsOf(output), ...reviews.flatMap(({ agent }) => agent ?? [])],
    line: (progress ?? output)?.line ?? 1,
  };
  const iterations = iterationsOf(records) ?? positive(kept?.number(`${gate}_iterations`));
  return {
    ...run,
    ...figuresOf(records, reviews),
    ...(iterations !== undefined && { iterations }),
    ...lengthOf(times, records, kept?.get("gate_durations_ms")?.number(gate)),
  };
}

function statusTextOf(progress: Value | undefined): string {
  const bare = progress?.scalar;
  if (bare !== undefined)
    return bare === null ? "" : bare === true ? "done" : bare === false ? "pending" : String(bare);
  return progress?.text("status", "write_status") ?? "";
}

/** The status, unless a verdict beside it says that it failed; the verdict where there is no status. */
function outcomeOf(status: string, records: readonly Value[]): Outcome {
  const said = outcomeOfStatus(status);
  const judged = records
    .map((record) => record.text("verdict", "result", "validation_result"))
    .filter((verdict) => verdict !== "")
    .map(outcomeOfStatus);
  if ((said === "passed" || said === "unknown") && judged.includes("failed")) return "failed";
  return status === "" ? (judged[0] ?? "unknown") : said;
}

const ofStatus = {
  done: "passed",
  failed: "failed",
  blocked: "blocked",
  doing: "running",
  todo: "pending",
  skipped: "skipped",
} as const;

export function outcomeOfStatus(text: string): Outcome {
  const status = statusOf(text);
  return status ? ofStatus[status] : "unknown";
}

/** The largest of the counts: an attempt that one record forgot still happened. */
function iterationsOf(records: readonly Value[]): number | undefined {
  const counts = records
    .flatMap((record) => [record.number("iterations"), record.number("standards_compliance_iterations")])
    .flatMap((count) => positive(count) ?? [])
    .filter(Number.isInteger);
  return counts.length > 0 ? Math.max(...counts) : undefined;
}

/** A 0 is a template's and says nothing. */
const positive = (value: number | undefined): number | undefined => (value === 0 ? undefined : value);

function figuresOf(records: readonly Value[], reviews: readonly Review[]): Partial<GateRun> {
  const actual = first(records, "coverage_actual");
  const threshold = first(records, "coverage_threshold");
  const instrumentation = first(records, "instrumentation_coverage");
  const standards = standardsOf(records, reviews);
  return {
    ...((actual !== undefined || threshold !== undefined) && {
      coverage: { ...(actual !== undefined && { actual }), ...(threshold !== undefined && { threshold }) },
    }),
    ...(instrumentation !== undefined && { instrumentation }),
    ...(standards && { standards }),
  };
}

function countedIn(records: readonly Value[]): IssueCounts {
  const counts: IssueCounts = {};
  for (const record of records)
    for (const key of ["issues_by_severity", "aggregated_issues"])
      addAll(counts, beyond(counts, countsInObject(record.get(key))));
  return counts;
}

function first(records: readonly Value[], key: string): number | undefined {
  return records.map((record) => record.number(key)).find((value) => value !== undefined);
}

/** From its two times, else as recorded. */
function lengthOf(
  times: { startedAt: string; completedAt: string },
  records: readonly Value[],
  recordedMs: number | undefined,
): Partial<GateRun> {
  const recorded = records.map((record) => positive(record.number("duration_ms"))).find((ms) => ms !== undefined);
  const duration =
    measured(between(times.startedAt, times.completedAt), "times") ?? measured(recorded ?? recordedMs, "recorded");
  return duration ? { duration } : {};
}

function agentsOf(output: Value | undefined): AgentRun[] {
  const agent = output?.text("agent", "skill") ?? "";
  if (!output || agent === "") return [];
  const ms = positive(output.number("duration_ms"));
  return [{ agent, line: output.line, ...(ms !== undefined && { ms }) }];
}

/** Progress and output may list the same thing; it was found once. */
function distinct(issues: readonly CycleIssue[]): CycleIssue[] {
  const key = ({ kind, severity, text, file, fileLine }: CycleIssue): string =>
    JSON.stringify([kind, severity, text, file, fileLine]);
  return [...new Map(issues.toReversed().map((issue) => [key(issue), issue])).values()].toReversed();
}
