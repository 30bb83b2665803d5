import { l10n } from "vscode";
import { between, type CycleMetrics, type GateRun } from "../../core/index.ts";
import type { Cell, Place, Table } from "../shared/panel/panelProtocol.ts";
import { gateWord, momentText, outcomeWord, percentText, timeText, toneOf } from "../shared/words/cycleWords.ts";
import { bar, cell, firstOf } from "./cells.ts";

/** Every gate that was begun, task by task, on the time line of the cycle. */
export function runTable(metrics: CycleMetrics, at: (line: number) => Place): Table {
  const begun = metrics.runs.filter(({ outcome }) => outcome !== "pending");
  const axis = axisOf(metrics);
  const { shown, left } = firstOf(begun);
  return {
    id: "runs",
    title: l10n.t("Over the cycle"),
    note: [
      axis
        ? l10n.t(
            "The bars run from {0} to {1}; a hollow one has no recorded end.",
            momentText(axis.from),
            momentText(axis.to),
          )
        : "",
      left > 0 ? l10n.t("{0} more are not shown.", left) : "",
    ]
      .filter(Boolean)
      .join(" "),
    columns: [
      { title: l10n.t("Gate of a task") },
      { title: l10n.t("Result") },
      { title: l10n.t("Begun") },
      { title: l10n.t("Time"), isNumber: true },
      { title: l10n.t("Attempts"), isNumber: true },
      { title: l10n.t("Quality") },
    ],
    rows: shown.map((run) => ({
      cells: [
        cell([run.unit.at(-1), gateWord(run.gate)].filter(Boolean).join(" · ")),
        { text: run.outcome === "unknown" ? run.status : outcomeWord(run.outcome), tone: toneOf[run.outcome] },
        begunCell(run, axis),
        cell(timeText(run.duration)),
        cell(run.iterations),
        cell(qualityText(run)),
      ],
      place: at(run.line),
    })),
  };
}

interface Axis {
  from: string;
  to: string;
  ms: number;
}

/** From the first moment to the last one that any gate records. */
function axisOf({ runs }: CycleMetrics): Axis | undefined {
  const starts = runs.flatMap(({ startedAt }) => startedAt || []);
  const ends = runs.flatMap(({ startedAt, completedAt }) => [startedAt, completedAt]).filter((time) => time !== "");
  const from = starts.reduce((first, time) => (between(time, first) ? time : first), starts[0] ?? "");
  const to = ends.reduce((last, time) => (between(last, time) ? time : last), from);
  const ms = between(from, to);
  return ms === undefined ? undefined : { from, to, ms };
}

function begunCell({ startedAt, completedAt }: GateRun, axis: Axis | undefined): Cell {
  const start = axis && startedAt !== "" ? (between(axis.from, startedAt) ?? 0) / axis.ms : undefined;
  const text = momentText(startedAt);
  if (!axis || start === undefined) return cell(text);
  // What has no recorded end goes on to the end of the line.
  if (completedAt === "") return { text, bar: bar([[Math.max(1 - start, 0.01), "hollow"]], start) };
  return { text, bar: bar([[(between(startedAt, completedAt) ?? 0) / axis.ms, "solid"]], start) };
}

/** `91.5 % covered (85 % asked), 93 % instrumented, standards 12 of 12`. */
function qualityText({ coverage, instrumentation, standards }: GateRun): string {
  return [
    coverageText(coverage),
    instrumentation === undefined ? "" : l10n.t("{0} instrumented", percentText(instrumentation)),
    standards ? l10n.t("standards {0} of {1}", standards.compliant + standards.notApplicable, standards.total) : "",
  ]
    .filter(Boolean)
    .join(", ");
}

function coverageText(coverage: GateRun["coverage"]): string {
  if (coverage?.actual === undefined) return "";
  const actual = percentText(coverage.actual);
  return coverage.threshold === undefined
    ? l10n.t("{0} covered", actual)
    : l10n.t("{0} covered ({1} asked)", actual, percentText(coverage.threshold));
}
