import { l10n } from "vscode";
import { type CycleMetrics, type GateTotal, type Outcome, outcomes, type Share } from "../../core/index.ts";
import type { Cell, Place, Table } from "../shared/panel/panelProtocol.ts";
import { gateWord, lengthText, outcomeWord, toneOf } from "../shared/words/cycleWords.ts";
import { cell, longestOf, timeCell } from "./cells.ts";

/** The gates of the cycle, each over all tasks: how it came out, how long it took, how many attempts. */
export function gateTable({ gates }: CycleMetrics, at: (line: number) => Place): Table {
  const longest = longestOf(gates.map(({ duration }) => duration));
  const row = (gate: GateTotal) => ({
    cells: [
      cell(gateWord(gate.gate)),
      resultCell(gate.outcomes),
      timeCell(gate.duration, longest),
      cell(gate.averageMs && lengthText(gate.averageMs)),
      cell(gate.iterations?.sum),
      cell(shareText(gate.firstPass)),
    ],
    place: at(tellingLine(gate)),
  });
  return {
    id: "gates",
    title: l10n.t("Gates"),
    note: l10n.t(
      "Each gate over all tasks. Time runs from the recorded start to the recorded end; attempts are those that are recorded.",
    ),
    columns: [
      { title: l10n.t("Gate") },
      { title: l10n.t("Result") },
      { title: l10n.t("Time") },
      { title: l10n.t("Average"), isNumber: true },
      { title: l10n.t("Attempts"), isNumber: true },
      { title: l10n.t("Passed at first"), isNumber: true },
    ],
    rows: gates.map(row),
  };
}

/** `2 passed, 1 to do`, with the tone of what weighs most. */
function resultCell(counts: Record<Outcome, number>): Cell {
  const there = outcomes.filter((outcome) => counts[outcome] > 0);
  const worst = (["failed", "blocked", "running", "unknown", "pending"] as const).find(
    (outcome) => counts[outcome] > 0,
  );
  const text = there.map((outcome) => l10n.t("{0} {1}", counts[outcome], outcomeWord(outcome))).join(", ");
  return { text, tone: toneOf[worst ?? (counts.passed > 0 ? "passed" : "skipped")] };
}

export const shareText = ({ part, of }: Share): string => (of === 0 ? "" : l10n.t("{0} of {1}", part, of));

/** The run that one would look at first: one that failed, else the one at work, else the last one that is through. */
function tellingLine({ runs }: GateTotal): number {
  for (const outcome of ["failed", "blocked", "running"] as const) {
    const run = runs.find((each) => each.outcome === outcome);
    if (run) return run.line;
  }
  return (runs.findLast(({ outcome }) => outcome !== "pending") ?? runs[0])?.line ?? 1;
}
