import { l10n } from "vscode";
import {
  type CycleIssue,
  type CycleMetrics,
  type IssueCount,
  type IssueCounts,
  type IssueSeverity,
  severities,
} from "../../core/index.ts";
import type { Cell, Place, Table } from "../shared/panel/panelProtocol.ts";
import { findingKind, gateWord, severityWord } from "../shared/words/cycleWords.ts";
import { bar, cell, firstOf } from "./cells.ts";

const none: IssueCount = { found: 0, fixed: 0, open: 0 };

const ranks: readonly IssueSeverity[] = [...severities, "other"];

/** Those that always have their place, and `other` where one is. */
const shownOf = (counts: IssueCounts): IssueSeverity[] =>
  ranks.filter((severity) => severity !== "other" || counts[severity]);

/** Review issues by severity: open, fixed, and those of which only the number is recorded. */
export function severityTable({ severities: counts, reviewers }: CycleMetrics): Table[] {
  if (reviewers.length === 0) return [];
  const most = ranks.reduce((all, severity) => Math.max(all, counts[severity]?.found ?? 0), 1);
  const isCounted = reviewers.every((reviewer) => reviewer.isCounted) && !isUnsorted(counts);
  return [
    {
      id: "severities",
      title: l10n.t("Review issues by severity"),
      note: l10n.t("Bars: solid is open, striped is fixed, hollow is counted without saying which."),
      columns: [
        { title: l10n.t("Severity") },
        { title: l10n.t("Found") },
        { title: l10n.t("Open"), isNumber: true },
        { title: l10n.t("Fixed"), isNumber: true },
      ],
      rows: shownOf(counts).map((severity) => {
        const { found, fixed, open } = counts[severity] ?? none;
        const told = found === 0 ? isCounted : open + fixed === found;
        return {
          cells: [
            cell(severityWord(severity)),
            found > 0
              ? {
                  text: String(found),
                  bar: bar([
                    [open / most, "solid"],
                    [fixed / most, "striped"],
                    [(found - open - fixed) / most, "hollow"],
                  ]),
                }
              : cell(isCounted ? 0 : undefined),
            cell(told || open > 0 ? open : undefined),
            cell(told || fixed > 0 ? fixed : undefined),
          ],
        };
      }),
    },
  ];
}

/** Who found what: reviewers by severities. */
export function reviewerTable({ severities: counts, reviewers }: CycleMetrics): Table[] {
  if (reviewers.length === 0) return [];
  const shown = shownOf(counts);
  return [
    {
      id: "reviewers",
      title: l10n.t("Review issues by reviewer"),
      note: l10n.t("How many each one found, and how many of them are open."),
      columns: [
        { title: l10n.t("Reviewer") },
        { title: l10n.t("Reviews"), isNumber: true },
        ...shown.map((severity) => ({ title: severityWord(severity), isNumber: true })),
      ],
      rows: reviewers.map(({ reviewer, reviews, counts: own, isCounted }) => ({
        cells: [
          cell(reviewer === "" ? l10n.t("not said by whom") : reviewer),
          cell(reviews || undefined),
          ...shown.map((severity) => countCell(own[severity], isCounted && !isUnsorted(own))),
        ],
      })),
    },
  ];
}

/** Whether issues are only counted, without their severity: none of a certain severity is then not known. */
const isUnsorted = ({ other = none }: IssueCounts): boolean => other.found > other.open + other.fixed;

function countCell(count: IssueCount | undefined, isCounted: boolean): Cell {
  if (!count) return cell(isCounted ? 0 : undefined);
  return count.open > 0
    ? { text: l10n.t("{0} ({1} open)", count.found, count.open), tone: "bad" }
    : { text: String(count.found) };
}

/** Everything that reviews and gates list, what is open and worst first. */
export function findingTable({ issues }: CycleMetrics, at: (line: number) => Place, inCode: InCode): Table[] {
  if (issues.length === 0) return [];
  const sorted = issues.toSorted((a, b) => Number(a.isFixed) - Number(b.isFixed) || rankOf(a) - rankOf(b));
  const { shown, left } = firstOf(sorted);
  return [
    {
      id: "findings",
      title: l10n.t("Findings"),
      note:
        left > 0
          ? l10n.t("What is open comes first. {0} more are not shown.", left)
          : l10n.t("What is open comes first."),
      columns: [
        { title: l10n.t("Finding") },
        { title: l10n.t("Kind") },
        { title: l10n.t("State") },
        { title: l10n.t("Found by") },
        { title: l10n.t("Where") },
      ],
      rows: shown.map((issue) => ({
        cells: [
          cell(issue.text.slice(0, 500) || l10n.t("(not described)")),
          cell(findingKind(issue)),
          stateCell(issue),
          cell([issue.unit.at(-1), gateWord(issue.gate), issue.reviewer].filter(Boolean).join(" · ")),
          whereCell(issue, inCode),
        ],
        place: at(issue.line),
      })),
    },
  ];
}

/** The place of a recorded file in the workspace; undefined where there is no such file. */
export type InCode = (file: string, line: number) => Place | undefined;

const rankOf = ({ severity }: CycleIssue): number => ranks.indexOf(severity);

function stateCell({ isFixed, fixedIn }: CycleIssue): Cell {
  if (!isFixed) return { text: l10n.t("open"), tone: "bad" };
  return { text: fixedIn === undefined ? l10n.t("fixed") : l10n.t("fixed at attempt {0}", fixedIn), tone: "good" };
}

function whereCell({ file, fileLine }: CycleIssue, inCode: InCode): Cell {
  if (file === "") return cell(undefined);
  const text = fileLine === undefined ? file.slice(0, 300) : `${file.slice(0, 300)}:${fileLine}`;
  const place = inCode(file, fileLine ?? 1);
  return place ? { text, place } : { text };
}
