import { type Finding, type Place, type Problem, plain, type Severity } from "../core/index.ts";
import { githubOf } from "./github.ts";
import { byPlace, byText } from "./order.ts";
import { counted, json, painter } from "./output.ts";
import { sarifOf } from "./sarif.ts";
import { openSession, type Session } from "./session.ts";
import { problemsOf } from "./status.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

export const formats = ["text", "json", "sarif", "github"] as const;

export interface CheckOptions {
  json?: boolean;
  format?: (typeof formats)[number];
  strict?: boolean;
  now?: string;
}

/** Something that `check` reports: a finding of a feature, or with `--strict` a problem of a file. */
export interface Report extends Place {
  kind: Finding["kind"] | "problem";
  rule?: string;
  code: string;
  severity: Severity;
  /** "" for a problem that belongs to no feature. */
  feature: string;
  stage: string;
  message: string;
  related: { file: string; line: number }[];
}

/** `plangate check`: exit 1 where something is found. */
export async function check(terminal: Terminal, folder: string, options: CheckOptions): Promise<number> {
  const { json: asJson, format = asJson ? "json" : "text", strict = false } = options;
  if (asJson && format !== "json") {
    throw new UsageError(`--json and --format ${format} exclude each other; give one.`);
  }
  const reports = reportsOf(await openSession(folder, options), strict);
  const writers = { text: () => text(terminal, reports), json: jsonOf, sarif: sarifOf, github: githubOf };
  terminal.out(writers[format](reports));
  return reports.length > 0 ? 1 : 0;
}

function reportsOf(session: Session, strict: boolean): Report[] {
  const { features } = session.snapshot;
  const found = features.flatMap(({ id, findings }) =>
    findings.filter(counts).map(
      ({ kind, rule, code, severity, stage, message, place, related }): Report => ({
        kind,
        ...(rule !== undefined && { rule }),
        code,
        severity,
        feature: id,
        stage,
        ...placeOnly(place),
        message,
        related: related.map(({ file, line }) => ({ file, line })),
      }),
    ),
  );
  const owner = (problem: Problem): string => features.find(({ problems }) => problems.includes(problem))?.id ?? "";
  const problems = problemsOf(session, features).map((problem): Report => {
    const { code, severity, message, rule } = problem;
    const about = { kind: "problem" as const, ...(rule !== undefined && { rule }), code, severity };
    return { ...about, feature: owner(problem), stage: "", ...placeOnly(problem), message, related: [] };
  });
  return [...found, ...(strict ? problems : [])].sort(
    (a, b) =>
      byPlace(a, b) ||
      byText(a.feature, b.feature) ||
      byText(a.code, b.code) ||
      byText(a.message, b.message) ||
      byText(a.stage, b.stage),
  );
}

/** Findings that are mere information do not fail a check; `status` shows them. */
const counts = ({ severity }: Finding): boolean => severity !== "info";

const placeOnly = ({ file, line, column }: Place): Place => ({ file, line, column });

const jsonOf = (findings: readonly Report[]): string => json({ findings });

function text(terminal: Terminal, reports: readonly Report[]): string {
  if (reports.length === 0) {
    return "Nothing found.\n";
  }
  const paint = painter(terminal);
  const color = { error: "red", warning: "yellow", info: "cyan" } as const;
  const lines = reports.map(({ file, line, column, severity, kind, message, rule, code }) => {
    const what = paint(`${severity} ${kind}`, color[severity]);
    return `${plain(file)}:${line}:${column}  ${what}  ${plain(message)} [${plain(rule ?? code)}]\n`;
  });
  return `${lines.join("")}${counted(reports.length, "finding")}\n`;
}
