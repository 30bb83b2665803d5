import {
  addAll,
  beyond,
  type CycleIssue,
  countsInObject,
  countsInWords,
  countsOf,
  type IssueCounts,
  type IssueHome,
  issuesOf,
  reviewerName,
  severityOf,
} from "./issues.ts";
import type { Value } from "./json.ts";
import { readStandards, type Standards } from "./standards.ts";

/** What one reviewer found in one gate. */
export interface Review {
  /** In one spelling for all files: `code`, `business logic`. */
  reviewer: string;
  /** As written; empty where none is recorded. */
  verdict: string;
  issues: CycleIssue[];
  /** By severity: those that are listed, and those that are only counted. */
  counts: IssueCounts;
  /** False where the review neither lists nor counts issues: it may have found any number. */
  isCounted: boolean;
  standards?: Standards;
  agent?: { agent: string; ms?: number; line: number };
  line: number;
}

/** The keys that hold reviewers by name. */
const groups = ["reviewers", "reviewer_verdicts", "reviews"];

/**
 * The reviews that a gate's records hold, one for each reviewer: beside each other, in a group of their own, or in a list.
 * @param beside issues that the gate lists itself; those that name a reviewer are the reviewer's.
 */
export function reviewsOf(records: readonly Value[], home: IssueHome, beside: readonly CycleIssue[]): Review[] {
  const found = records.flatMap((record) => [
    ...record.entries().filter(([key, value]) => /_reviewer$/.test(key) && value.isObject),
    ...groups.flatMap((key) => record.get(key)?.entries() ?? []),
    ...groups.flatMap((key) => listed(record.get(key))),
  ]);
  const byName = new Map<string, Review>();
  for (const [key, value] of found) {
    const review = reviewOf(key, value, home, beside);
    const before = byName.get(review.reviewer);
    // Two records of one reviewer: the one that says more.
    if (!before || review.issues.length > before.issues.length) byName.set(review.reviewer, review);
  }
  return [...byName.values()];
}

function listed(list: Value | undefined): [string, Value][] {
  return (list?.items() ?? []).flatMap((item): [string, Value][] => {
    const name = item.text("reviewer", "agent", "name");
    return name === "" ? [] : [[name, item]];
  });
}

function reviewOf(key: string, value: Value, home: IssueHome, beside: readonly CycleIssue[]): Review {
  const reviewer = reviewerName(key);
  const said = typeof value.scalar === "string" ? value.scalar : value.text("verdict", "result", "status");
  const issues = [
    ...issuesOf(value, { ...home, reviewer }),
    ...beside.filter((issue) => issue.reviewer !== "" && issue.reviewer === reviewer),
  ];
  const counts = countsFor(value, issues);
  const isCounted =
    sum(counts) > 0 || ["issues", "issues_count", "issues_by_severity"].some((key) => value.get(key) !== undefined);
  const review: Review = { reviewer, verdict: said, issues, counts, isCounted, line: value.line };
  const compliance = value.get("standards_compliance");
  const standards = compliance && readStandards(compliance);
  const agent = value.text("agent");
  const ms = value.number("duration_ms");
  if (standards) review.standards = standards;
  if (agent !== "") review.agent = { agent, line: value.line, ...(ms !== undefined && ms > 0 && { ms }) };
  return review;
}

/** The listed issues, and beyond them what is only counted: in words, by severity, or as one number. */
function countsFor(value: Value, issues: readonly CycleIssue[]): IssueCounts {
  const counts = countsOf(issues.filter(({ kind }) => kind === "issue"));
  const words = typeof value.scalar === "string" ? value.scalar : value.text("issues_severity");
  const counted = countsInWords(words);
  addAll(counted, beyond(counted, countsInObject(value.get("issues_by_severity"))));
  addAll(counts, beyond(counts, counted));
  // A number by itself tells nothing new once as many are known.
  const rest = (value.number("issues_count") ?? 0) - sum(counts);
  if (rest > 0) addAll(counts, { [severityOf(words)]: { found: rest, fixed: 0, open: 0 } });
  return counts;
}

const sum = (counts: IssueCounts): number => Object.values(counts).reduce((all, { found }) => all + found, 0);
