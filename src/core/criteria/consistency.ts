import { t } from "../l10n.ts";
import type { Cycle, CycleGate, CycleUnit } from "../readers/cycle/cycle.ts";
import { declaredGate, plainGate } from "../readers/cycle/versions.ts";
import { arrange, type Passage } from "../stages/passages.ts";
import type { GateContext } from "./criterion.ts";
import { isFilled, pathsOf } from "./select.ts";
import { statusOf } from "./status.ts";

/** Two places of a state file that cannot both be true: what they say, and their lines. */
export interface Disagreement {
  message: string;
  line: number;
  other?: number;
}

interface Asked {
  context: GateContext;
  reports: string | undefined;
  max: number | undefined;
}

type Check = (cycle: Cycle, asked: Asked) => Disagreement[];

/** What is compared, by name. Each gives every disagreement once. */
export const consistencyChecks = { units, position, times, feedback, ids, deviations, blocked } satisfies Record<
  string,
  Check
>;

const isDone = (status: string): boolean => statusOf(status) === "done";
/** Through: done, or dropped. */
const isThrough = (status: string): boolean => ["done", "skipped"].includes(statusOf(status) ?? "");
const passagesIn = (passages: readonly Passage[]): Passage[] =>
  passages.flatMap((each) => [...passagesIn(each.children), each]);

/** A unit called finished with gates or children that are not, and one that has not begun with gates that have. */
function units(cycle: Cycle): Disagreement[] {
  const found: Disagreement[] = [];
  const all = arrange(cycle).units;
  for (const { unit: own, gates, children } of passagesIn(all)) {
    // A subtask's gates that stand at its task are the task's, once both are called finished.
    const parent = all.find((each) => each.children.some(({ unit }) => unit === own))?.unit;
    const isTasks = parent && own.gates.length === 0 && isDone(parent.status) && isDone(own.status);
    const unit = isTasks ? parent : own;
    const recorded = gates.filter(({ status }) => status !== "");
    if (isDone(unit.status)) {
      const open = recorded.filter(({ status }) => !isThrough(status) && statusOf(status) !== undefined);
      const child = children.find((each) => !isThrough(each.unit.status) && statusOf(each.unit.status) !== undefined);
      const [first] = open;
      if (first) {
        const isAll = open.length === recorded.length && open.length > 1;
        found.push({
          message: isAll
            ? t`${unit.id} is ${unit.status}, but every one of its ${open.length} gates is ${first.status}`
            : t`${unit.id} is ${unit.status}, but its gate ${first.id} is ${first.status}`,
          line: unit.line,
          other: first.line,
        });
      } else if (child) {
        found.push({
          message: t`${unit.id} is ${unit.status}, but ${child.unit.id} is ${child.unit.status}`,
          line: unit.line,
          other: child.unit.line,
        });
      }
    }
    const begun = recorded.find(({ status }) => isDone(status));
    if (statusOf(unit.status) === "todo" && begun)
      found.push({
        message: t`${unit.id} is ${unit.status}, but its gate ${begun.id} is ${begun.status}`,
        line: unit.line,
        other: begun.line,
      });
  }
  return [...found, ...twoLevels(cycle), ...whole(cycle)];
}

/** A gate that a unit and its children both record: the unit's cannot be done while a child's is not. */
function twoLevels({ units: all }: Cycle): Disagreement[] {
  return all.flatMap((unit) =>
    unit.gates.flatMap((gate): Disagreement[] => {
      if (!isDone(gate.status)) return [];
      const inner = unit.children.flatMap((child) =>
        child.gates
          .filter((own) => plainGate(own.id) === plainGate(gate.id) && isOpen(own))
          .map((own) => ({ child, own })),
      )[0];
      if (!inner || !unit.children.every(({ gates }) => gates.some(({ id }) => plainGate(id) === plainGate(gate.id))))
        return [];
      const message = t`${gate.id} is ${gate.status} for ${unit.id}, but ${inner.own.status} for ${inner.child.id}`;
      return [{ message, line: gate.line, other: inner.own.line }];
    }),
  );
}

/** The cycle as a whole against its units. */
function whole(cycle: Cycle): Disagreement[] {
  const all = cycle.units.filter(({ status }) => status !== "");
  if (all.length === 0) return [];
  const line = cycle.statusLine;
  const open = all.find(({ status }) => !isThrough(status));
  if (isDone(cycle.status) && open)
    return [{ message: t`The cycle is ${cycle.status}, but ${open.id} is ${open.status}`, line, other: open.line }];
  const isRunning = statusOf(cycle.status) === "doing";
  if (isRunning && !open && all.length === cycle.units.length && !isAtEnd(cycle))
    return [
      {
        message: t`The cycle is ${cycle.status} at gate ${cycle.current.gate || "?"} of ${cycle.current.task || "?"}, but all ${all.length} of its units are finished`,
        line,
        other: cycle.position.line,
      },
    ];
  return [];
}

/** At the last gate of the last unit, where a cycle waits to be closed. */
function isAtEnd({ position, units: all, current, shape }: Cycle): boolean {
  const last = shape.gates.findLast(({ optional }) => !optional);
  return position.unit === all.length - 1 && declaredGate(shape, current.gate)?.name === last?.name;
}

function position(cycle: Cycle): Disagreement[] {
  const { position: at, units: all, shape, current } = cycle;
  const found: Disagreement[] = [];
  const line = at.line;
  const isIndex = (index: number | undefined, count: number): boolean =>
    index === undefined || (Number.isInteger(index) && index >= 0 && (index < count || (count === 0 && index === 0)));
  if (all.length > 0 && !isIndex(at.unit, all.length))
    found.push({
      message: t`The file says that work is at unit number ${at.unit ?? ""}, counted from 0, but has ${all.length}`,
      line,
    });
  const unit = all[at.unit ?? -1];
  if (unit && !isIndex(at.child, unit.children.length) && unit.children.length > 0)
    found.push({
      message: t`The file says that work is at part number ${at.child ?? ""} of ${unit.id}, counted from 0, but it has ${unit.children.length}`,
      line,
      other: unit.line,
    });
  const isWord = statusOf(current.gate) !== undefined;
  const recorded = arrange(cycle);
  const known = [...recorded.gates, ...passagesIn(recorded.units).flatMap(({ gates }) => gates)];
  const gate = declaredGate(shape, current.gate);
  if (
    current.gate !== "" &&
    !isWord &&
    !gate &&
    !known.some(({ id }) => plainGate(id) === plainGate(current.gate) || id === current.gate)
  )
    found.push({ message: t`current_gate is ${current.gate}, which none of the gates is`, line });
  const before = all.slice(0, at.unit ?? 0).find(({ status }) => statusOf(status) === "todo");
  if (unit && before)
    found.push({
      message: t`Work is said to be at ${unit.id}, but ${before.id} before it is ${before.status}`,
      line,
      other: before.line,
    });
  // A finished unit is compared with its gates already.
  if (gate && unit && !isDone(unit.status) && found.length === 0) found.push(...gatesBefore(cycle, unit, gate.name));
  return found;
}

/** The gates before the one that work is said to be at are done, and that one is not, unless it is the last. */
function gatesBefore(cycle: Cycle, unit: CycleUnit, current: string): Disagreement[] {
  // Where some gates are run for each child and others for each unit, the numbers say nothing of the order.
  if (new Set(cycle.shape.gates.filter(({ optional }) => !optional).map(({ per }) => per)).size > 1) return [];
  const passages = arrange(cycle).units;
  const passage = passages.find((each) => each.unit === unit);
  const at = passage?.children.find(({ unit: child }) => child.id === cycle.current.subtask) ?? passage;
  const gates = at?.gates ?? [];
  const index = gates.findIndex(({ id }) => plainGate(id) === plainGate(current));
  const line = cycle.position.line;
  const behind = gates.slice(0, Math.max(0, index)).find((gate) => isOpen(gate));
  if (behind)
    return [
      {
        message: t`current_gate is ${cycle.current.gate} (${current}), but ${behind.id} before it is ${behind.status}`,
        line,
        other: behind.line,
      },
    ];
  const here = gates[index];
  const next = gates.slice(index + 1).find(({ status }) => status !== "");
  if (here && next && isDone(here.status) && !isThrough(unit.status) && statusOf(cycle.status) === "doing")
    return [
      {
        message: t`current_gate is ${cycle.current.gate} (${current}), but that gate is ${here.status} already`,
        line,
        other: here.line,
      },
    ];
  return [];
}

const isOpen = ({ status }: CycleGate): boolean =>
  ["todo", "doing", "failed", "blocked"].includes(statusOf(status) ?? "");

function times(cycle: Cycle): Disagreement[] {
  const found: Disagreement[] = [];
  const recorded = arrange(cycle);
  const rows = [...passagesIn(recorded.units).map(({ gates }) => gates), recorded.gates];
  let newest: { at: string; line: number; what: string } | undefined;
  for (const gates of rows) {
    for (const { id, evidence } of gates) {
      const { startedAt, completedAt } = evidence.run;
      const { line } = evidence.run;
      if (Date.parse(completedAt) < Date.parse(startedAt))
        found.push({ message: t`${id} was completed (${completedAt}) before it was started (${startedAt})`, line });
      for (const at of [startedAt, completedAt])
        if (!Number.isNaN(Date.parse(at)) && !(Date.parse(at) <= Date.parse(newest?.at ?? "")))
          newest = { at, line, what: id };
    }
    found.push(...outOfOrder(gates));
  }
  const { updated, updatedLine, started, startedLine, completed, completedLine } = cycle.times;
  if (newest && Date.parse(newest.at) > Date.parse(updated))
    found.push({
      message: t`updated_at is ${updated}, but ${newest.what} records ${newest.at}`,
      line: updatedLine,
      other: newest.line,
    });
  if (Date.parse(updated) < Date.parse(started))
    found.push({
      message: t`updated_at (${updated}) is before started_at (${started})`,
      line: updatedLine,
      other: startedLine,
    });
  if (completed !== "" && ["doing", "todo"].includes(statusOf(cycle.status) ?? ""))
    found.push({
      message: t`completed_at is ${completed}, but the cycle is ${cycle.status}`,
      line: cycle.statusLine,
      other: completedLine,
    });
  return found;
}

/** Gates of one unit are completed in their order. */
function outOfOrder(gates: readonly CycleGate[]): Disagreement[] {
  const done = gates.filter(
    ({ status, evidence }) => isDone(status) && !Number.isNaN(Date.parse(evidence.run.completedAt)),
  );
  for (const [index, gate] of done.entries()) {
    const next = done[index + 1];
    if (next && Date.parse(next.evidence.run.completedAt) < Date.parse(gate.evidence.run.completedAt))
      return [
        {
          message: t`${next.id} was completed (${next.evidence.run.completedAt}) before ${gate.id} (${gate.evidence.run.completedAt}), which comes first`,
          line: next.evidence.run.line,
          other: gate.evidence.run.line,
        },
      ];
  }
  return [];
}

/** A unit that is left behind has had its loop of feedback, and each loop leaves a report. */
function feedback(cycle: Cycle, { context, reports }: Asked): Disagreement[] {
  const found: Disagreement[] = [];
  const behind = cycle.units.slice(0, cycle.position.unit ?? 0);
  const lacking = behind.filter((unit) => isDone(unit.status) && unit.feedback?.isDone === false);
  const first = lacking[0];
  if (first && cycle.shape.gates.every(({ per }) => per !== "cycle" && per === cycle.shape.gates[0]?.per)) {
    found.push({
      message:
        lacking.length === 1
          ? t`Work has gone past ${first.id}, but its feedback_loop_completed is false`
          : t`Work has gone past ${first.id}, but its feedback_loop_completed is false (and of ${lacking.length - 1} more)`,
      line: first.feedback?.line ?? first.line,
      other: cycle.position.line,
    });
  }
  const said = cycle.feedback?.isDone ? cycle.feedback : cycle.units.find((unit) => unit.feedback?.isDone)?.feedback;
  if (said && reports !== undefined && !hasReport(reports, context))
    found.push({ message: t`feedback_loop_completed is true, but there is no report: ${reports}`, line: said.line });
  return found;
}

function hasReport(reports: string, context: GateContext): boolean {
  return pathsOf([reports], context).some((path) => {
    const document = context.facts.document(path);
    // Not read yet counts as there: what is wanted comes in the next round.
    return document === undefined || (document !== null && isFilled(document));
  });
}

function ids(cycle: Cycle): Disagreement[] {
  const all = cycle.units.flatMap((unit) => [unit, ...unit.children]);
  return all
    .filter(({ id }) => id.includes("#"))
    .map(({ id, line }) => {
      const written = id.slice(0, id.indexOf("#"));
      const other = all.find((unit) => unit.id === written)?.line;
      return { message: t`The id ${written} is used more than once`, line, ...(other !== undefined && { other }) };
    });
}

function deviations({ deviations: all }: Cycle): Disagreement[] {
  return all.map(({ key, value, line }) => {
    const said = value.length > 160 ? `${value.slice(0, 157)}…` : value;
    return { message: t`The file says that the process was not followed (${key}): ${said}`, line };
  });
}

/** A unit that stays blocked after so many attempts needs a person. */
function blocked(cycle: Cycle, { max = 3 }: Asked): Disagreement[] {
  return passagesIn(arrange(cycle).units).flatMap(({ unit, gates }) => {
    const gate = gates.find(
      ({ status, evidence }) => statusOf(status) === "blocked" && (evidence.run.iterations ?? 0) > max,
    );
    const count =
      gate?.evidence.run.iterations ??
      unit.iterations ??
      Math.max(0, ...gates.map(({ evidence }) => evidence.run.iterations ?? 0));
    const isBlocked = gate !== undefined || statusOf(unit.status) === "blocked";
    return isBlocked && count > max
      ? [
          {
            message: t`${unit.id} is blocked after ${count} iterations, more than ${max}: a person has to look at it`,
            line: gate?.line ?? unit.line,
          },
        ]
      : [];
  });
}
