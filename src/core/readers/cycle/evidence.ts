import { issuesOf } from "../../cycle/issues.ts";
import type { Value } from "../../cycle/json.ts";
import { type GateRun, runOf } from "../../cycle/run.ts";
import { readOutput, type Said } from "./output.ts";

/** One half of a test-driven step: the failing test, or the code that makes it pass. */
export interface TestPhase {
  status: string;
  /** The test's file of the red half, the implementation's of the green one. */
  file: string;
  /** What the test run printed. */
  output: string;
  completedAt: string;
  line: number;
}

/** The sums of one record of compliance, as written; a number that is not there is undefined. */
export interface Sums {
  /** Who counted: an agent, a reviewer; empty for the gate itself. */
  by: string;
  total?: number | undefined;
  compliant?: number | undefined;
  notApplicable?: number | undefined;
  nonCompliant?: number | undefined;
  /** A sum that is there and is no number, as its key. */
  unread?: string | undefined;
  line: number;
}

/** An acceptance criterion's result. */
export interface CriterionResult {
  criterion: string;
  status: string;
  line: number;
}

/** A word or number under a key, and where it stands. */
export interface Entry {
  key: string;
  value: string;
  line: number;
}

/** Everything that a file records of one gate for one unit. */
export interface GateEvidence {
  run: GateRun;
  red?: TestPhase;
  green?: TestPhase;
  sums: Sums[];
  outputs: Said[];
  /** Files that the gate says it made: names or paths. */
  artifacts: string[];
  /** True where there is a list of files at all. */
  listsArtifacts: boolean;
  commit?: Entry;
  /** `result`, `verdict`, `validation_result`, and what was verified, wherever recorded. */
  verdicts: Entry[];
  results: CriterionResult[];
  /** How many attempts it took, as each record says. */
  attempts: Entry[];
  /** `3/3`, `5/6`: how many reviewers passed, how many criteria are covered. */
  reviewersPassed?: Entry;
  criteriaCovered?: Entry;
  /** True where the lists of open points are there, empty or not. */
  lists: ReadonlySet<string>;
  /** The records as they are written, in one canonical form: what an approval of the unit binds to. */
  text: string;
}

/** The records that speak of one gate: its progress, what the agents handed in, and the files made. */
export interface Records {
  gate: string;
  unit: readonly string[];
  progress?: Value | undefined;
  output?: Value | undefined;
  artifacts?: Value | undefined;
}

export function evidenceOf({ gate, unit, progress, output, artifacts }: Records): GateEvidence {
  const records = [progress, output].filter((record) => record !== undefined);
  const all = [...records, artifacts].filter((record) => record !== undefined);
  const run = runOf({ gate, unit, ...(progress && { progress }), ...(output && { output }) });
  // Issues that only the files made know of are the gate's all the same.
  if (artifacts) run.issues.push(...issuesOf(artifacts, { gate, unit, reviewer: "" }));
  const evidence: GateEvidence = {
    run,
    sums: records.flatMap(sumsOf),
    outputs: records.flatMap(outputsOf),
    artifacts: [...new Set(all.flatMap(filesMade))],
    listsArtifacts: all.some((record) => artifactKeys.some((key) => record.get(key) !== undefined)),
    verdicts: records.flatMap((record) => entries(record, verdictKeys)),
    results: records.flatMap(resultsOf),
    attempts: records.flatMap((record) => entries(record, ["iterations", "standards_compliance_iterations"])),
    lists: new Set(records.flatMap((record) => record.entries().map(([key]) => key))),
    text: JSON.stringify([plain(progress, own), plain(output), plain(artifacts)]),
  };
  const red = phaseOf(progress?.get("tdd_red") ?? output?.get("tdd_red"), ["test_file"], redOutputs);
  const green = phaseOf(progress?.get("tdd_green") ?? output?.get("tdd_green"), greenFiles, greenOutputs);
  const commit = all.flatMap((record) => entries(record, ["commit_sha"]))[0];
  const passed = records.flatMap((record) => entries(record, ["reviewers_passed", "default_reviewers_passed"]))[0];
  const covered = records.flatMap((record) => entries(record, ["criteria_covered"]))[0];
  return {
    ...evidence,
    ...(red && { red }),
    ...(green && { green }),
    ...(commit && { commit }),
    ...(passed && { reviewersPassed: passed }),
    ...(covered && { criteriaCovered: covered }),
  };
}

/** What advancing writes of a gate is no part of what was approved. */
const own = new Set(["status", "started_at", "completed_at"]);

/** A value with the keys of every object in order, some of the outermost left out. */
function plain(value: Value | undefined, left: ReadonlySet<string> = new Set()): unknown {
  if (!value) return null;
  if (value.isList) return value.items().map((item) => plain(item));
  if (!value.isObject) return left.size > 0 ? null : value.scalar;
  const entries = value.entries().filter(([key]) => !left.has(key));
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, inner]) => [key, plain(inner)]));
}

const redOutputs = ["failure_output", "fail_output", "output"];
const greenOutputs = ["test_pass_output", "pass_output", "output"];
const greenFiles = ["implementation_file", "impl_file"];
const artifactKeys = ["artifacts_created", "artifacts_updated", "artifacts", "files_created", "files_changed"];
const verdictKeys = [
  "result",
  "verdict",
  "validation_result",
  "observability_validated",
  "verification_passed",
  "delivery_verified",
  "local_runtime_verified",
  "standards_verified",
];

function phaseOf(value: Value | undefined, files: string[], outputs: string[]): TestPhase | undefined {
  if (!value) return undefined;
  const bare = value.scalar;
  return {
    status: value.isObject ? value.text("status") : typeof bare === "string" ? bare : "",
    file: value.text(...files),
    output: value.text(...outputs),
    completedAt: value.text("completed_at"),
    line: value.line,
  };
}

function entries(record: Value, keys: readonly string[]): Entry[] {
  return keys.flatMap((key): Entry[] => {
    const found = record.get(key);
    const scalar = found?.scalar;
    return found && scalar !== undefined && scalar !== null && scalar !== ""
      ? [{ key, value: String(scalar), line: found.line }]
      : [];
  });
}

/** Compliance as the gate, its agent and each reviewer counted it. */
function sumsOf(record: Value): Sums[] {
  const own = ["standards_compliance", "standards_coverage"].flatMap((key) => sumsIn(record.get(key), ""));
  const reviewers = record
    .entries()
    .flatMap(([key, value]) => (/reviewer$/.test(key) ? sumsIn(value.get("standards_compliance"), key) : []));
  return [...own, ...reviewers];
}

const sumKeys = ["total_sections", "total", "compliant", "not_applicable", "non_compliant"];

function sumsIn(value: Value | undefined, by: string): Sums[] {
  if (!value?.isObject) return [];
  return [
    {
      by,
      total: value.number("total_sections", "total"),
      compliant: value.number("compliant"),
      notApplicable: value.number("not_applicable"),
      nonCompliant: value.number("non_compliant"),
      unread: sumKeys.find((key) => (value.get(key)?.scalar ?? null) !== null && value.number(key) === undefined),
      line: value.line,
    },
  ];
}

function outputsOf(record: Value): Said[] {
  const own = saidBy(record, record.text("agent", "skill"));
  const reviewers = record
    .entries()
    .flatMap(([key, value]) => (/reviewer$/.test(key) && value.isObject ? saidBy(value, key) : []));
  return [...own, ...reviewers];
}

function saidBy(record: Value, by: string): Said[] {
  const output = record.get("output");
  return output && typeof output.scalar === "string" && output.scalar.trim() !== ""
    ? [readOutput(output.scalar, by, output.line)]
    : [];
}

function filesMade(record: Value): string[] {
  return artifactKeys.flatMap((key) =>
    (record.get(key)?.items() ?? []).flatMap(({ scalar }) => (typeof scalar === "string" ? [scalar] : [])),
  );
}

/** `criteria_results` as a list of `{criterion, status}`, or an object of criteria with what became of each. */
function resultsOf(record: Value): CriterionResult[] {
  return ["criteria_results", "acceptance_criteria_verification"].flatMap((key) => {
    const value = record.get(key);
    const listed = (value?.items() ?? []).map((item) => ({
      criterion: item.text("criterion", "criterion_id", "id", "description"),
      status: item.text("status", "result", "verdict"),
      line: item.line,
    }));
    const named = (value?.entries() ?? []).map(([criterion, result]) => ({
      criterion,
      status: result.isObject ? result.text("status", "result", "verdict") : String(result.scalar ?? ""),
      line: result.line,
    }));
    return [...listed, ...named].filter(({ criterion }) => criterion !== "");
  });
}
