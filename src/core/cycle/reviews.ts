import { statusOf } from "../criteria/status.ts";
import {
  addAll,
  beyond,
  type CycleIssue,
  countsInObject,
  countsInWords,
  countsOf,
  type IssueCounts,
  type IssueHome,
  type IssueSeverity,
  issuesOf,
  reviewerName,
  severities,
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
  /** What a second record of the same reviewer says, where one of the two is no pass: then `verdict` is that one. */
  other?: { verdict: string; line: number };
  issues: CycleIssue[];
  /** By severity: those that are listed, and those that are only counted. */
  counts: IssueCounts;
  /** The worst that issues which are counted in one number may be, where words say so: `LOW/COSMETIC`. */
  atWorst?: IssueSeverity;
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
    byName.set(review.reviewer, before ? together(before, review) : review);
  }
  return [...byName.values()];
}

/** Two records of one reviewer: the one that says more, with all that only the other holds against the gate. */
function together(one: Review, other: Review): Review {
  const [more, less] = other.issues.length > one.issues.length ? [other, one] : [one, other];
  const key = ({ kind, severity, text }: CycleIssue): string => JSON.stringify([kind, severity, text]);
  const known = new Set(more.issues.map(key));
  const open = new Map(less.issues.filter(({ isFixed }) => !isFixed).map((issue) => [key(issue), issue]));
  const review: Review = {
    ...more,
    // What one of them calls open is not fixed.
    issues: [
      ...more.issues.map((issue) => (issue.isFixed ? (open.get(key(issue)) ?? issue) : issue)),
      ...less.issues.filter((issue) => !known.has(key(issue))),
    ],
    counts: {},
    isCounted: more.isCounted || less.isCounted,
  };
  const counts = countsOf(review.issues.filter(({ kind }) => kind === "issue"));
  for (const each of [more, less]) addAll(counts, beyond(counts, each.counts));
  review.counts = counts;
  const agent = more.agent ?? less.agent;
  const standards = more.standards ?? less.standards;
  if (agent) review.agent = agent;
  if (standards) review.standards = standards;
  if (more.verdict === "" || less.verdict === "") return { ...review, verdict: more.verdict || less.verdict };
  const isPassed = (each: Review): boolean => statusOf(each.verdict) === "done";
  if (isPassed(more) === isPassed(less)) return review;
  const [refused, passed] = isPassed(more) ? [less, more] : [more, less];
  const said = { verdict: refused.verdict, line: refused.line };
  return { ...review, ...said, other: { verdict: passed.verdict, line: passed.line } };
}

function listed(list: Value | undefined): [string, Value][] {
  return (list?.items() ?? []).flatMap((item): [string, Value][] => {
    const name = item.text("reviewer", "agent", "name");
    return name === "" ? [] : [[name, item]];
  });
}

function reviewOf(key: string, value: Value, home: IssueHome, beside: readonly CycleIssue[]): Review {
  const reviewer = reviewerName(key);
  const said = typeof value.scalar === "string" ? value.scalar : verdictOf(value);
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
  const atWorst = worstIn(value.text("issues_severity"));
  if (atWorst) review.atWorst = atWorst;
  if (standards) review.standards = standards;
  if (agent !== "") review.agent = { agent, line: value.line, ...(ms !== undefined && ms > 0 && { ms }) };
  return review;
}

/** The first that is recorded, unless one behind it says that it failed. */
function verdictOf(value: Value): string {
  const said = ["verdict", "result", "status"].map((key) => value.text(key)).filter((each) => each !== "");
  return said.find((each) => statusOf(each) === "failed") ?? said[0] ?? "";
}

/** The worst of several severities; undefined where one is not known. */
function worstIn(words: string): IssueSeverity | undefined {
  const named = words.split(/[/,|+&]/).map(severityOf);
  return named.includes("other") ? undefined : severities.find((severity) => named.includes(severity));
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
