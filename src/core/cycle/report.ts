import { durationText, type Measured } from "./duration.ts";
import type { CycleMetrics, UnitMetrics } from "./metrics.ts";

/** What a report says besides what is measured. */
export interface ReportFacts {
  feature: string;
  now: string;
  statePath: string;
  /** What was committed, for each unit by its id. */
  commits: Readonly<Record<string, string>>;
}

/** The execution report of a cycle (seed 001): its figures, its gates, its tasks. What is not recorded is said to be so. */
export function executionReport(metrics: CycleMetrics, { feature, now, statePath, commits }: ReportFacts): string {
  const units = metrics.units;
  const over = units.filter(({ outcome }) => outcome === "passed" || outcome === "skipped");
  const review = metrics.gates.find(({ gate }) => gate === "review");
  const passed = metrics.runs.filter(({ outcome }) => outcome === "passed").length;
  const failed = metrics.runs.filter(({ outcome }) => outcome === "failed" || outcome === "blocked").length;
  return [
    `# Execution report: ${feature}`,
    "",
    ...table(
      ["Metric", "Value"],
      [
        ["Duration", shown(metrics.duration)],
        ["Tasks processed", `${over.length} of ${units.length}`],
        ["Subtasks", String(units.reduce((sum, unit) => sum + unit.children.length, 0))],
        ["Review iterations", review?.iterations ? String(review.iterations.sum) : "not recorded"],
        ["Gates passed / failed", `${passed} / ${failed}`],
        [
          "Passed at the first attempt",
          `${metrics.gates.reduce((sum, { firstPass }) => sum + firstPass.part, 0)} of ${metrics.gates.reduce((sum, { firstPass }) => sum + firstPass.of, 0)} known`,
        ],
        ["Result", over.length === units.length && failed === 0 ? "PASS" : "IN_PROGRESS"],
      ],
    ),
    "",
    "## Gate timings",
    "",
    ...table(
      ["Gate", "Runs", "Duration", "Average", "Iterations"],
      metrics.gates.map((gate) => [
        gate.gate,
        String(gate.runs.length),
        shown(gate.duration),
        gate.averageMs === undefined ? "not recorded" : durationText(gate.averageMs),
        gate.iterations ? String(gate.iterations.sum) : "not recorded",
      ]),
    ),
    "",
    "## Tasks",
    "",
    ...table(
      ["Task", "Subtasks", "Duration", "Review iterations", "Status", "Commit"],
      units.map((unit) => [
        unit.title === "" ? unit.id : `${unit.id} ${unit.title}`,
        String(unit.children.length),
        shown(unit.duration),
        reviews(unit),
        unit.status,
        commits[unit.id] ?? "none",
      ]),
    ),
    "",
    `State file: \`${statePath}\`. Written ${now}.`,
    "",
  ].join("\n");
}

const shown = (duration: Measured | undefined): string =>
  duration ? `${duration.atLeast ? "at least " : ""}${durationText(duration.ms)}` : "not recorded";

function reviews(unit: UnitMetrics): string {
  const runs = [...unit.runs, ...unit.children.flatMap((child) => child.runs)];
  const known = runs.filter(({ gate }) => gate === "review").flatMap(({ iterations }) => iterations ?? []);
  return known.length === 0 ? "not recorded" : String(known.reduce((sum, each) => sum + each, 0));
}

function table(header: string[], rows: string[][]): string[] {
  const line = (cells: string[]): string =>
    `| ${cells.map((cell) => cell.replace(/\s+/g, " ").replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(header), line(header.map(() => "---")), ...rows.map(line)];
}
