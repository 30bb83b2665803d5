import { statusOf } from "../criteria/status.ts";
import type { Value } from "./json.ts";

/** How bad a review's issue is, worst first. */
export const severities = ["critical", "high", "medium", "low", "cosmetic"] as const;
export type IssueSeverity = (typeof severities)[number] | "other";

/** What a record of a gate lists as wrong. */
export type IssueKind = "issue" | "gap" | "failure" | "verification" | "validation" | "uncovered";

/** Something that a gate or a reviewer found. */
export interface CycleIssue {
  kind: IssueKind;
  /** `other` where none is recorded, or an unknown one. */
  severity: IssueSeverity;
  /** Who found it; empty where that is not recorded. */
  reviewer: string;
  gate: string;
  /** The ids from the task down to the unit; empty for the cycle as a whole. */
  unit: readonly string[];
  text: string;
  /** Where it is in the code, as recorded. */
  file: string;
  fileLine?: number;
  isFixed: boolean;
  /** The iteration that fixed it. */
  fixedIn?: number;
  /** Its line in the state file. */
  line: number;
}

/** How many were found; what is neither fixed nor open was counted without saying. */
export interface IssueCount {
  found: number;
  fixed: number;
  open: number;
}

export type IssueCounts = Partial<Record<IssueSeverity, IssueCount>>;

/** The lists that records keep, by their key. */
const lists: Record<string, IssueKind> = {
  issues: "issue",
  failures: "failure",
  verification_errors: "verification",
  validation_errors: "validation",
  uncovered_criteria: "uncovered",
};

/** Whether a record keeps a list of what is wrong, be it an empty one: without any, none found is not known. */
export const keepsLists = (record: Value): boolean =>
  Object.keys(lists).some((key) => record.get(key) !== undefined) ||
  ["standards_compliance", "standards_coverage"].some((key) => record.get(key)?.get("gaps") !== undefined);

/** Where an issue is recorded. */
export type IssueHome = Pick<CycleIssue, "reviewer" | "gate" | "unit">;

/** Every issue that a record lists: its own lists, the gaps of its standards, and the resolutions of one severity. */
export function issuesOf(record: Value, home: IssueHome): CycleIssue[] {
  return record.entries().flatMap(([key, value]) => {
    const kind = lists[key];
    if (kind) return value.items().flatMap((item) => issueOf(item, kind, home));
    if (key === "standards_compliance" || key === "standards_coverage")
      return (value.get("gaps")?.items() ?? []).flatMap((item) => issueOf(item, "gap", home));
    const severity = severityOf(/^(\w+)_resolutions$/.exec(key)?.[1] ?? "");
    if (severity === "other") return [];
    return value.items().flatMap((item) => issueOf(item, "issue", home).map((issue) => ({ ...issue, severity })));
  });
}

function issueOf(item: Value, kind: IssueKind, home: IssueHome): CycleIssue[] {
  const said = item.scalar;
  if (typeof said === "string")
    return [{ ...home, kind, severity: "other", text: said, file: "", isFixed: false, line: item.line }];
  if (!item.isObject) return [];
  const fixedIn = item.number("fixed_in_iteration");
  const fileLine = item.number("line");
  const issue: CycleIssue = {
    ...home,
    reviewer: home.reviewer || reviewerName(item.text("reviewer")),
    kind,
    severity: severityOf(item.text("severity")),
    text: textOf(item),
    file: item.text("file", "test_file"),
    isFixed: !isCalledOpen(item) && (item.get("fixed")?.scalar === true || (fixedIn ?? 0) >= 1 || isMended(item, kind)),
    line: item.line,
  };
  if (fixedIn !== undefined) issue.fixedIn = fixedIn;
  if (fileLine !== undefined && Number.isInteger(fileLine) && fileLine > 0) issue.fileLine = fileLine;
  return [issue];
}

/** `fixed` says something other than yes: then nothing beside it makes the issue a fixed one. */
function isCalledOpen(item: Value): boolean {
  const fixed = item.get("fixed")?.scalar;
  if (typeof fixed === "string") return fixed.trim().toLowerCase() !== "true" && statusOf(fixed) !== "done";
  return fixed === false;
}

/** A check that passes now is mended; so is what a list of resolutions calls fixed. A gap's status is its verdict and says nothing. */
function isMended(item: Value, kind: IssueKind): boolean {
  const status = item.text("status", "resolution");
  if (kind === "gap" || kind === "failure" || kind === "uncovered") return false;
  return statusOf(status.replace(/^(fixed|resolved|closed)\b/i, "done")) === "done";
}

function textOf(item: Value): string {
  const what = item.text("description", "issue", "message", "error", "reason", "evidence", "title");
  const which = item.text("section", "check", "test_name", "criterion_id", "criterion", "id");
  return [which, what].filter(Boolean).join(": ");
}

/** `ring:code-reviewer`, `code_reviewer`, `Code Reviewer`: one reviewer, `code`, whatever the file calls it. */
export function reviewerName(key: string): string {
  const words = key
    .replace(/^.*:/, "")
    .split(/[\s_-]+/)
    .filter(Boolean);
  const named = words.length > 1 && /^reviewer$/i.test(words.at(-1) ?? "") ? words.slice(0, -1) : words;
  return named.join(" ").toLowerCase() || key;
}

/** What a word says about severity: `HIGH`, `med`, `Critical`, `nitpick`. */
export function severityOf(word: string): IssueSeverity {
  const folded = word.trim().toLowerCase();
  if (folded === "med") return "medium";
  if (folded === "nitpick") return "cosmetic";
  return severities.find((severity) => severity === folded) ?? "other";
}

/** Counts that stand in words: `PASS (1 HIGH, 2 MED)`. */
export function countsInWords(text: string): IssueCounts {
  const counts: IssueCounts = {};
  for (const [, digits, word] of text.slice(0, 500).matchAll(/\b(\d{1,6})\s+([a-z]+)\b/gi)) {
    const severity = severityOf(word ?? "");
    if (severity !== "other") add(counts, severity, { found: Number(digits), fixed: 0, open: 0 });
  }
  return counts;
}

/** Counts that stand in an object by severity: `{"HIGH": 1}`. What is 0 is left out. */
export function countsInObject(value: Value | undefined): IssueCounts {
  const counts: IssueCounts = {};
  for (const [key] of value?.entries() ?? []) {
    const [severity, found] = [severityOf(key), value?.number(key) ?? 0];
    if (severity !== "other" && found > 0) add(counts, severity, { found, fixed: 0, open: 0 });
  }
  return counts;
}

/** Counts of issues that are listed one by one. */
export function countsOf(issues: readonly CycleIssue[]): IssueCounts {
  const counts: IssueCounts = {};
  for (const { severity, isFixed } of issues)
    add(counts, severity, { found: 1, fixed: isFixed ? 1 : 0, open: isFixed ? 0 : 1 });
  return counts;
}

export function add(counts: IssueCounts, severity: IssueSeverity, more: IssueCount): void {
  const before = counts[severity] ?? { found: 0, fixed: 0, open: 0 };
  counts[severity] = {
    found: before.found + more.found,
    fixed: before.fixed + more.fixed,
    open: before.open + more.open,
  };
}

export function addAll(counts: IssueCounts, more: IssueCounts): void {
  for (const severity of [...severities, "other"] as const) {
    const count = more[severity];
    if (count) add(counts, severity, count);
  }
}

/** What `more` counts beyond `counts`, severity by severity: issues that were counted and never listed. */
export function beyond(counts: IssueCounts, more: IssueCounts): IssueCounts {
  const rest: IssueCounts = {};
  for (const severity of [...severities, "other"] as const) {
    const found = (more[severity]?.found ?? 0) - (counts[severity]?.found ?? 0);
    if (found > 0) rest[severity] = { found, fixed: 0, open: 0 };
  }
  return rest;
}
