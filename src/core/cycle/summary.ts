import { durationText } from "./duration.ts";
import { allRuns, cycleMetrics, type UnitMetrics } from "./metrics.ts";
import { labelOf, recordedFiles } from "./recorded.ts";
import { type Entry, entriesAt, isEntry, ownerAt } from "./shape.ts";
import type { StateFile } from "./stateFile.ts";
import { isOver, recordAt, stepsOf } from "./steps.ts";

/** What a person is shown at a unit's checkpoint (seed 001, steps 7.1 and 7.2), a line for each. */
export function partSummary(state: StateFile, unit: number, child: number, commit: string): string {
  const part = labelOf(state, unit, child);
  const gates = stepsOf(state.json, state.shape)
    .filter((step) => step.unit === unit && step.child === child)
    .map((step) => `${step.gate} ${String(recordAt(state.json, step).status ?? "not recorded")}`);
  return lines([
    ["Unit", `${part.id} ${part.title}`],
    ["Parent", child < 0 ? "none, it is a unit of its own" : textOf(labelOf(state, unit))],
    ["Gates", gates.join(", ")],
    ["Criteria", criteriaText(state, unit, child)],
    ["Duration", durationOf(state, unit, child)],
    ["Files changed", filesText(recordedFiles(state, unit, child))],
    ["Commit", commit],
  ]);
}

export function unitSummary(state: StateFile, unit: number, commit: string, feedback: string): string {
  const parts = entriesAt(ownerAt(state.json, state.shape, unit)[state.shape.children]);
  const done = parts.filter((part) => isOver(part.status));
  const named = done.map((part) => textOf(labelOf(state, unit, parts.indexOf(part))));
  const next = stepsOf(state.json, state.shape).find((step) => step.unit > unit);
  const nextParts = next && entriesAt(ownerAt(state.json, state.shape, next.unit)[state.shape.children]).length;
  return lines([
    ["Task", textOf(labelOf(state, unit))],
    [
      "Completed parts",
      parts.length === 0
        ? "it has none"
        : `${done.length} of ${parts.length}${named.length > 0 ? `: ${named.join("; ")}` : ""}`,
    ],
    ["Duration", durationOf(state, unit)],
    ["Review iterations", iterationsText(state, unit)],
    ["Feedback", feedback],
    ["Files changed", filesText(recordedFiles(state, unit))],
    ["Commit", commit],
    [
      "Next",
      next === undefined
        ? "no more, the cycle is complete"
        : `${textOf(labelOf(state, next.unit))} (${nextParts === 0 ? "no parts" : `${nextParts} parts`})`,
    ],
  ]);
}

const lines = (rows: [name: string, value: string][]): string =>
  rows.map(([name, value]) => `${name}: ${value}`).join("\n");

export const textOf = ({ id, title }: { id: string; title: string }): string => (title === id ? id : `${id} ${title}`);

/** How many criteria are recorded as passed; the record's own words count, its verdict is the gate's. */
function criteriaText(state: StateFile, unit: number, child: number): string {
  const owners = [
    child < 0 ? {} : ownerAt(state.json, state.shape, unit, child),
    ownerAt(state.json, state.shape, unit),
  ];
  for (const owner of owners) {
    const outputs = owner.agent_outputs;
    const validation = isEntry(outputs) ? outputs.validation : undefined;
    const results = isEntry(validation) ? validation.criteria_results : undefined;
    if (!Array.isArray(results)) continue;
    const passed = results.filter((each: Entry) => isOver(isEntry(each) ? (each.status ?? each.result) : undefined));
    return `${passed.length} of ${results.length}`;
  }
  return "not recorded";
}

function metricsAt(state: StateFile, unit: number, child = -1): UnitMetrics | undefined {
  const found = cycleMetrics(state.text)?.units[unit];
  return child < 0 ? found : found?.children[child];
}

function durationOf(state: StateFile, unit: number, child = -1): string {
  const own = metricsAt(state, unit, child);
  const found = own?.duration ?? (child < 0 ? undefined : ownDuration(state, unit));
  return found ? `${found.atLeast ? "at least " : ""}${durationText(found.ms)}` : "not recorded";
}

/** A part whose gates stand at the unit: what these took. */
function ownDuration(state: StateFile, unit: number): { ms: number; atLeast: boolean } | undefined {
  const runs = metricsAt(state, unit)?.runs ?? [];
  const known = runs.flatMap(({ duration }) => duration ?? []);
  if (known.length === 0) return undefined;
  return {
    ms: known.reduce((sum, { ms }) => sum + ms, 0),
    atLeast: known.length < runs.length || known.some(({ atLeast }) => atLeast),
  };
}

function iterationsText(state: StateFile, unit: number): string {
  const own = metricsAt(state, unit);
  const known = (own ? allRuns(own) : [])
    .filter(({ gate }) => gate === "review")
    .flatMap(({ iterations }) => iterations ?? []);
  return known.length === 0 ? "not recorded" : String(known.reduce((sum, each) => sum + each, 0));
}

const SHOWN = 12;

const filesText = (files: readonly string[]): string =>
  files.length === 0
    ? "none recorded"
    : `${files.slice(0, SHOWN).join(", ")}${files.length > SHOWN ? ` and ${files.length - SHOWN} more` : ""}`;
