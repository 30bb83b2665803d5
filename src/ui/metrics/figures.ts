import { l10n } from "vscode";
import type { CycleMetrics } from "../../core/index.ts";
import { percentText, timeText } from "../shared/words/cycleWords.ts";
import type { Figure } from "./protocol.ts";

/** The few numbers that a cycle comes down to. What is not recorded has no figure. */
export function figuresOf(metrics: CycleMetrics): Figure[] {
  return [
    timeFigure(metrics),
    taskFigure(metrics),
    gateFigure(metrics),
    firstPassFigure(metrics),
    issueFigure(metrics),
    coverageFigure(metrics),
    instrumentationFigure(metrics),
    standardsFigure(metrics),
  ].filter((figure) => figure !== undefined);
}

function timeFigure({ duration }: CycleMetrics): Figure | undefined {
  if (!duration) return undefined;
  const note = {
    times: duration.atLeast ? l10n.t("from the start to the last update") : l10n.t("from start to completion"),
    recorded: l10n.t("as the file records it"),
    gates: l10n.t("the tasks together"),
  }[duration.from];
  return { label: l10n.t("Time"), value: timeText(duration), note };
}

function taskFigure({ units }: CycleMetrics): Figure | undefined {
  if (units.length === 0) return undefined;
  const done = units.filter(({ outcome }) => outcome === "passed").length;
  return { label: l10n.t("Tasks"), value: l10n.t("{0} of {1}", done, units.length), note: l10n.t("completed") };
}

function gateFigure({ runs, outcomes }: CycleMetrics): Figure | undefined {
  if (runs.length === 0) return undefined;
  const { failed, passed } = outcomes;
  const note =
    failed === 0
      ? l10n.t({ message: "passed", comment: ["Several gates, below their number."] })
      : l10n.t("passed, {0} failed", failed);
  return { label: l10n.t("Gates"), value: l10n.t("{0} of {1}", passed, runs.length), note };
}

function firstPassFigure({ firstPass }: CycleMetrics): Figure | undefined {
  if (firstPass.of === 0) return undefined;
  return {
    label: l10n.t("Passed at first"),
    value: percentText((100 * firstPass.part) / firstPass.of),
    note: l10n.t("{0} of {1} passed gates with recorded attempts", firstPass.part, firstPass.of),
  };
}

function issueFigure({ severities, reviewers }: CycleMetrics): Figure | undefined {
  const counts = Object.values(severities);
  if (reviewers.length === 0 || (counts.length === 0 && !reviewers.every(({ isCounted }) => isCounted)))
    return undefined;
  const sum = (key: "found" | "open" | "fixed"): number => counts.reduce((all, count) => all + count[key], 0);
  const [found, open, fixed] = [sum("found"), sum("open"), sum("fixed")];
  const said = l10n.t("{0} open, {1} fixed", open, fixed);
  const note = found > open + fixed ? l10n.t("{0}, {1} without saying which", said, found - open - fixed) : said;
  return { label: l10n.t("Review issues"), value: String(found), note };
}

function coverageFigure({ runs }: CycleMetrics): Figure | undefined {
  const known = runs.flatMap(({ coverage }) =>
    coverage?.actual === undefined ? [] : [{ ...coverage, actual: coverage.actual }],
  );
  const lowest = known.toSorted((a, b) => a.actual - b.actual)[0];
  if (!lowest) return undefined;
  const note =
    lowest.threshold === undefined
      ? l10n.t("the lowest")
      : l10n.t("the lowest; {0} asked", percentText(lowest.threshold));
  return { label: l10n.t("Test coverage"), value: percentText(lowest.actual), note };
}

function instrumentationFigure({ runs }: CycleMetrics): Figure | undefined {
  const known = runs.flatMap(({ instrumentation }) => instrumentation ?? []);
  if (known.length === 0) return undefined;
  return { label: l10n.t("Instrumentation"), value: percentText(Math.min(...known)), note: l10n.t("the lowest") };
}

function standardsFigure({ standards }: CycleMetrics): Figure | undefined {
  if (!standards) return undefined;
  return {
    label: l10n.t("Standards"),
    value: l10n.t("{0} of {1}", standards.compliant, standards.total),
    note: l10n.t("kept; {0} not applicable, {1} not kept", standards.notApplicable, standards.nonCompliant),
  };
}
