import { l10n } from "vscode";
import { type CycleMetrics, type GateTotal, severities } from "../../core/index.ts";
import type { Table } from "../shared/panel/panelProtocol.ts";
import { gateWord, severityWord, timeText } from "../shared/words/cycleWords.ts";
import type { ChartView } from "./protocol.ts";

/** More bars than one picture can show. */
const mostBars = 24;

/** What a cycle's state file tells in figures: time and attempts of each gate, review issues by severity. */
export function chartsOf(metrics: CycleMetrics): ChartView[] {
  return [...timeChart(metrics.gates), ...attemptChart(metrics.gates), ...issueChart(metrics)];
}

function timeChart(all: readonly GateTotal[]): ChartView[] {
  const known = all.flatMap(({ gate, duration }) => (duration ? [{ gate: gateWord(gate), duration }] : []));
  const gates = known.slice(0, mostBars);
  const longest = gates.toSorted((a, b) => b.duration.ms - a.duration.ms)[0];
  if (!longest) return [];
  return [
    {
      id: "chart-time",
      title: l10n.t("Time at each gate"),
      summary: l10n.t("{0} took longest: {1}.", longest.gate, timeText(longest.duration)),
      bars: gates.map(({ gate, duration }) => ({ name: gate, value: timeText(duration) })),
      series: [{ name: l10n.t("Time"), fill: "solid", values: gates.map(({ duration }) => duration.ms) }],
      table: tableOf(
        "chart-time-table",
        l10n.t("Time at each gate"),
        [l10n.t("Gate"), l10n.t("Time")],
        gates.map(({ gate, duration }) => [gate, timeText(duration)]),
      ),
    },
  ];
}

function attemptChart(all: readonly GateTotal[]): ChartView[] {
  const known = all.flatMap(({ gate, iterations }) =>
    iterations ? [{ gate: gateWord(gate), sum: iterations.sum }] : [],
  );
  const gates = known.slice(0, mostBars);
  const most = gates.toSorted((a, b) => b.sum - a.sum)[0];
  if (!most) return [];
  return [
    {
      id: "chart-attempts",
      title: l10n.t("Iterations of each gate"),
      summary: l10n.t("{0} needed most: {1}.", most.gate, most.sum),
      bars: gates.map(({ gate, sum }) => ({ name: gate, value: String(sum) })),
      series: [{ name: l10n.t("Iterations"), fill: "solid", values: gates.map(({ sum }) => sum) }],
      table: tableOf(
        "chart-attempts-table",
        l10n.t("Iterations of each gate"),
        [l10n.t("Gate"), l10n.t("Iterations")],
        gates.map(({ gate, sum }) => [gate, String(sum)]),
      ),
    },
  ];
}

function issueChart({ severities: counts }: CycleMetrics): ChartView[] {
  const rows = [...severities, "other" as const].flatMap((severity) => {
    const count = counts[severity];
    if (!count || count.found === 0) return [];
    return [{ word: severityWord(severity), ...count, unsaid: Math.max(0, count.found - count.open - count.fixed) }];
  });
  if (rows.length === 0) return [];
  const sum = (key: "found" | "open"): number => rows.reduce((all, row) => all + row[key], 0);
  const series = [
    { name: l10n.t("Open"), fill: "solid" as const, values: rows.map(({ open }) => open) },
    { name: l10n.t("Fixed"), fill: "striped" as const, values: rows.map(({ fixed }) => fixed) },
    { name: l10n.t("Not said which"), fill: "hollow" as const, values: rows.map(({ unsaid }) => unsaid) },
  ].filter(({ values }) => values.some((value) => value > 0));
  return [
    {
      id: "chart-issues",
      title: l10n.t("Review issues by severity"),
      summary: l10n.t("{0} found, {1} of them open.", sum("found"), sum("open")),
      bars: rows.map(({ word, found }) => ({ name: word, value: String(found) })),
      series,
      table: tableOf(
        "chart-issues-table",
        l10n.t("Review issues by severity"),
        [l10n.t("Severity"), ...series.map(({ name }) => name)],
        rows.map(({ word }, index) => [word, ...series.map(({ values }) => String(values[index] ?? 0))]),
      ),
    },
  ];
}

const tableOf = (id: string, title: string, [first = "", ...others]: string[], rows: string[][]): Table => ({
  id,
  title,
  columns: [{ title: first }, ...others.map((name) => ({ title: name, isNumber: true }))],
  rows: rows.map((cells) => ({ cells: cells.map((text) => ({ text })) })),
});
