import { t } from "../l10n.ts";
import { type DurationUnit, durationParts } from "./duration.ts";
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
    .map((step) => `${step.gate} ${String(recordAt(state.json, step).status ?? t`not recorded`)}`);
  return [
    t`Unit: ${`${part.id} ${part.title}`}`,
    child < 0 ? t`Parent: none, it is a unit of its own` : t`Parent: ${textOf(labelOf(state, unit))}`,
    t`Gates: ${gates.join(", ")}`,
    t`Criteria: ${criteriaText(state, unit, child)}`,
    t`Duration: ${durationOf(state, unit, child)}`,
    filesText(recordedFiles(state, unit, child)),
    t`Commit: ${commit}`,
  ].join("\n");
}

export function unitSummary(state: StateFile, unit: number, commit: string, feedback: string): string {
  const parts = entriesAt(ownerAt(state.json, state.shape, unit)[state.shape.children]);
  const done = parts.filter((part) => isOver(part.status));
  const named = done.map((part) => textOf(labelOf(state, unit, parts.indexOf(part))));
  const next = stepsOf(state.json, state.shape).find((step) => step.unit > unit);
  const nextParts = next && entriesAt(ownerAt(state.json, state.shape, next.unit)[state.shape.children]).length;
  return [
    t`Task: ${textOf(labelOf(state, unit))}`,
    partsText(done.length, parts.length, named),
    t`Duration: ${durationOf(state, unit)}`,
    t`Review iterations: ${iterationsText(state, unit)}`,
    t`Feedback: ${feedback}`,
    filesText(recordedFiles(state, unit)),
    t`Commit: ${commit}`,
    next === undefined
      ? t`Next: no more, the cycle is complete`
      : nextText(textOf(labelOf(state, next.unit)), nextParts ?? 0),
  ].join("\n");
}

function partsText(done: number, all: number, named: readonly string[]): string {
  if (all === 0) return t`Completed parts: it has none`;
  if (named.length === 0) return t`Completed parts: ${done} of ${all}`;
  return t`Completed parts: ${done} of ${all}: ${named.join("; ")}`;
}

function nextText(unit: string, parts: number): string {
  if (parts === 0) return t`Next: ${unit} (no parts)`;
  return parts === 1 ? t`Next: ${unit} (1 part)` : t`Next: ${unit} (${parts} parts)`;
}

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
    return t`${passed.length} of ${results.length}`;
  }
  return t`not recorded`;
}

function metricsAt(state: StateFile, unit: number, child = -1): UnitMetrics | undefined {
  const found = cycleMetrics(state.text)?.units[unit];
  return child < 0 ? found : found?.children[child];
}

function durationOf(state: StateFile, unit: number, child = -1): string {
  const own = metricsAt(state, unit, child);
  const found = own?.duration ?? (child < 0 ? undefined : ownDuration(state, unit));
  if (!found) return t`not recorded`;
  return found.atLeast ? t`at least ${timeText(found.ms)}` : timeText(found.ms);
}

/** `1h 5m`, in the units of the person's language. */
const timeText = (ms: number): string =>
  durationParts(ms)
    .map(([count, unit]) => units[unit](count))
    .join(" ");

const units: Record<DurationUnit, (count: number) => string> = {
  d: (count) => t`${count}d`,
  h: (count) => t`${count}h`,
  m: (count) => t`${count}m`,
  s: (count) => t`${count}s`,
};

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
  return known.length === 0 ? t`not recorded` : String(known.reduce((sum, each) => sum + each, 0));
}

const SHOWN = 12;

function filesText(files: readonly string[]): string {
  const shown = files.slice(0, SHOWN).join(", ");
  if (files.length === 0) return t`Files changed: none recorded`;
  return files.length > SHOWN
    ? t`Files changed: ${shown} and ${files.length - SHOWN} more`
    : t`Files changed: ${shown}`;
}
