import * as z from "zod";
import { t } from "../l10n.ts";
import type { CycleUnit } from "../readers/cycle/cycle.ts";
import type { CriterionResult } from "../readers/cycle/evidence.ts";
import { plainGate } from "../readers/cycle/versions.ts";
import { sameId } from "../readers/tasksFile/headers.ts";
import { readTasksFile, type Task } from "../readers/tasksFile/tasksFile.ts";
import { fold } from "../words.ts";
import { criterion, excerpt, type GateContext, met, type Outcome, unknown, unmet } from "./criterion.ts";
import { locate } from "./locate.ts";
import { isOutcome, type RecordedGate, recordedGate } from "./recorded.ts";
import { statusOf } from "./status.ts";

export const accepted = criterion({
  name: "accepted",
  description: "Every acceptance criterion of the unit's task has passed, by the results that the gate records.",
  example: "accepted: {}",
  schema: z.strictObject({}),
  check(_, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { results, verdicts } = found.gate.evidence;
    const rejected = verdicts.find(({ key, value }) => /^(result|verdict)$/.test(key) && statusOf(value) === "failed");
    if (rejected) return unmet(t`${rejected.key} is ${rejected.value}`, found.at(rejected.line));
    const failed = results.find((result) => !isPassed(result));
    if (failed) return unmet(notPassed(failed), found.at(failed.line));
    if (results.length === 0) return found.lacking(t`No criteria_results are recorded`);
    if (!isLast(found)) return met(t`${results.length} criteria passed`, found.place);
    const wanted = wantedOf(found, context);
    if (!Array.isArray(wanted)) return wanted;
    const all = [...(found.parent?.children ?? []), ...(found.unit ? [found.unit] : [])].flatMap(resultsOf);
    const known = [...results, ...all];
    const covered = new Set(known.map((result) => aboutOf(result, wanted)));
    const lacking = wanted.filter((text) => !covered.has(fold(text)));
    if (lacking.length === 0) return met(t`All ${wanted.length} acceptance criteria passed`, found.place);
    const first = excerpt(lacking[0] ?? "");
    return lacking.length === 1
      ? unmet(t`No result for the acceptance criterion "${first}"`, found.place)
      : unmet(t`No result for the acceptance criterion "${first}", and ${lacking.length - 1} more`, found.place);
  },
});

const notPassed = ({ criterion, status }: CriterionResult): string =>
  status === "" ? t`Not passed: ${excerpt(criterion)} (no status)` : t`Not passed: ${excerpt(criterion)} (${status})`;

const isPassed = ({ status }: CriterionResult): boolean => statusOf(status.replace(/^delivered\b/i, "done")) === "done";

/** A task's criteria are those of all its subtasks together: asked at the last one. */
function isLast({ unit, parent }: RecordedGate): boolean {
  return parent === undefined || parent.children.at(-1)?.id === unit?.id;
}

const resultsOf = (unit: CycleUnit): CriterionResult[] =>
  unit.gates
    .filter(({ id }) => plainGate(id) === "validation")
    .flatMap(({ evidence }) => evidence.results.filter(isPassed));

/** The one criterion that a result is about, folded: by its words, else by its number. */
function aboutOf(result: CriterionResult, wanted: readonly string[]): string | undefined {
  const said = fold(result.criterion);
  const texts = wanted.map(fold);
  const within = (one: string, other: string): boolean => one.length >= 12 && other.includes(one);
  // Of several whose words fit, the one that is most like it.
  const [alike] = texts
    .filter((text) => said === text || within(said, text) || within(text, said))
    .sort((a, b) => Math.abs(a.length - said.length) - Math.abs(b.length - said.length));
  return alike ?? texts.find((text, index) => isNumbered(said, text, index));
}

/** By the criterion's own id, else by its place in the list: `AC-002`, `AC2`, `2` and `2.` are the second. */
function isNumbered(said: string, wanted: string, index: number): boolean {
  const id = /^[a-z]{1,4}-?[a-z]?\d+/.exec(wanted)?.[0];
  if (id !== undefined) return said === id || said.startsWith(`${id}:`) || said.startsWith(`${id} `);
  const [, named, bare] =
    /^(?:(?:ac|criterion)[\s-]*(\d{1,4})(?:$|[:.)\s-])|(\d{1,4})(?:$|[:.)](?:\s|$)))/.exec(said) ?? [];
  return Number(named ?? bare) === index + 1;
}

/** The criteria of the unit's task: what the state file lists itself, else those of its tasks file. */
function wantedOf(found: RecordedGate, context: GateContext): string[] | Outcome {
  const task = found.parent ?? found.unit;
  const source = found.cycle.sourceFile;
  const tasks = tasksOf(source, context);
  if (Array.isArray(tasks)) {
    const same = tasks.find(({ id }) => task && sameId(id, task.id));
    if (same && same.criteria.length > 0) return same.criteria.map(({ text }) => text);
  }
  const own = found.unit?.criteria.length ? found.unit.criteria : (task?.criteria ?? []);
  if (own.length > 0) return own.map(({ text }) => text);
  if (!Array.isArray(tasks)) return tasks;
  return task
    ? unknown(t`${source} lists no acceptance criteria for ${task.id}`, found.place)
    : unknown(t`${source} lists no acceptance criteria for this unit`, found.place);
}

function tasksOf(source: string, context: GateContext): Task[] | Outcome {
  if (source === "") return unknown(t`The state file names no tasks file`, context.place);
  const isFolder = source.endsWith("/") || !/\.\w+$/.test(source);
  const at = locate(isFolder ? `${source.replace(/\/$/, "")}/tasks.md` : source, context);
  if (at.kind !== "found") return unknown(t`The tasks file ${source} cannot be found here`, context.place);
  const document = context.facts.document(at.path);
  if (document?.kind !== "markdown") return unknown(t`${at.path} cannot be read as a list of tasks`, context.place);
  const { tasks, criteria } = readTasksFile(document);
  return tasks.map((task) => (task.criteria.length > 0 ? task : { ...task, criteria }));
}
