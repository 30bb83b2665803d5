import type { JudgedFeature, Severity } from "../../core/index.ts";
import { findingWord } from "../shared/words/findings.ts";
import { severityWord } from "../shared/words/words.ts";
import { jumps } from "./gate.ts";
import type { FindingView } from "./protocol.ts";

const rank: Record<Severity, number> = { error: 0, warning: 1, info: 2 };
const marks = { error: "bad", warning: "warning", info: "info" } as const;

/** What is wrong with a feature, worst first: violations, contradictions and stale approvals, then problems of its files. */
export function findingViews({ findings, problems }: JudgedFeature): FindingView[] {
  const found = findings.map((finding) => ({
    severity: finding.severity,
    view: {
      mark: marks[finding.severity],
      word: findingWord(finding),
      text: finding.message,
      places: jumps(finding.place, finding.related),
    },
  }));
  const wrong = problems.map((problem) => ({
    severity: problem.severity,
    view: {
      mark: marks[problem.severity],
      word: severityWord(problem.severity),
      text: problem.message,
      places: jumps({ file: problem.file, line: problem.line, column: problem.column }, undefined),
    },
  }));
  return [...found, ...wrong].toSorted((a, b) => rank[a.severity] - rank[b.severity]).map(({ view }) => view);
}
