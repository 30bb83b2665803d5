import { l10n } from "vscode";
import { allRuns, type CycleMetrics, type UnitMetrics } from "../../core/index.ts";
import type { Place, Row, Table } from "../shared/panel/panelProtocol.ts";
import { outcomeWord, toneOf } from "../shared/words/cycleWords.ts";
import { cell, firstOf, longestOf, timeCell } from "./cells.ts";
import { shareText } from "./gates.ts";

/** The tasks, and what they consist of: state, time, gates behind them, attempts, what is still open. */
export function unitTable({ units }: CycleMetrics, at: (line: number) => Place): Table {
  const all = units.flatMap((unit) => withParts(unit, 0));
  const longest = longestOf(all.map(({ unit }) => unit.duration));
  const { shown, left } = firstOf(all);
  return {
    id: "tasks",
    title: l10n.t("Tasks"),
    ...(left > 0 && { note: l10n.t("{0} more are not shown.", left) }),
    columns: [
      { title: l10n.t("Task") },
      { title: l10n.t("State") },
      { title: l10n.t("Time") },
      { title: l10n.t("Gates behind it"), isNumber: true },
      { title: l10n.t("Attempts"), isNumber: true },
      { title: l10n.t("Open findings"), isNumber: true },
    ],
    rows: shown.map(({ unit, depth }) => unitRow(unit, depth, longest, at)),
  };
}

function unitRow(unit: UnitMetrics, depth: number, longest: number, at: (line: number) => Place): Row {
  const runs = allRuns(unit);
  const through = runs.filter(({ outcome }) => outcome === "passed" || outcome === "skipped").length;
  const attempts = runs.reduce((sum, { iterations }) => sum + (iterations ?? 0), 0);
  const open = runs.flatMap(({ issues }) => issues).filter(({ isFixed }) => !isFixed).length;
  const isCounted = runs.some((run) => run.isCounted);
  return {
    cells: [
      cell(unit.title === "" ? unit.id : `${unit.id} ${unit.title}`),
      { text: unit.outcome === "unknown" ? unit.status : outcomeWord(unit.outcome), tone: toneOf[unit.outcome] },
      timeCell(unit.duration, longest),
      cell(shareText({ part: through, of: runs.length })),
      cell(attempts || undefined),
      cell(isCounted ? open : undefined),
    ],
    place: at(unit.line),
    depth,
  };
}

const withParts = (unit: UnitMetrics, depth: number): { unit: UnitMetrics; depth: number }[] => [
  { unit, depth },
  ...unit.children.flatMap((child) => withParts(child, depth + 1)),
];
