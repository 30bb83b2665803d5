import { statusOf } from "../criteria/status.ts";
import type { CycleDocument } from "../document.ts";
import type { Feature } from "../feature.ts";
import { expand } from "../judge/expand.ts";
import { t } from "../l10n.ts";
import type { Facts } from "../ports.ts";
import type { Cycle, CycleGate } from "../readers/cycle/cycle.ts";
import type { StageNode } from "../stages/source.ts";
import type { HistoryEvent } from "./history.ts";

/** What the state files of a feature say happened: gates and units completed, the halves of a test-driven step, the end. */
export function cycleEvents(feature: Feature, facts: Facts): HistoryEvent[] {
  const files = feature.files.flatMap(({ path }) => {
    const document = facts.document(path);
    return document?.kind === "cycle" ? [document] : [];
  });
  if (files.length === 0) return [];
  return [...expand(feature, facts).flatMap(eventsAt), ...files.flatMap(ended)];
}

/** When a cycle began, by its own word. */
export const cycleStart = ({
  path,
  cycle,
  lastGood,
}: CycleDocument): Pick<HistoryEvent, "at" | "place"> | undefined => {
  const { started } = (lastGood?.cycle ?? cycle).times;
  return started === "" ? undefined : { at: started, place: { file: path, line: 1, column: 1 } };
};

function ended({ path, cycle, lastGood }: CycleDocument): HistoryEvent[] {
  const { times, status, statusLine }: Cycle = lastGood?.cycle ?? cycle;
  if (times.completed === "") return [];
  const what = statusOf(status) === "done" ? t`Completed the cycle` : t`Ended the cycle: ${status}`;
  return [{ at: times.completed, kind: "advanced", who: "", what, place: { file: path, line: statusLine, column: 1 } }];
}

/** A stage of a state file stands for a gate of a unit, or for the unit itself; the events below it come first. */
function eventsAt(node: StageNode): HistoryEvent[] {
  const { state, path, children } = node;
  const inner = children.flatMap(eventsAt);
  if (!state) return inner;
  const at = (line: number): Pick<HistoryEvent, "gate" | "place"> => ({
    gate: path.join("/"),
    place: { file: state.file, line, column: 1 },
  });
  if (state.gate) return [...inner, ...gateEvents(state.gate, state.unit?.id, at)];
  const { unit } = state;
  if (!unit || unit.completedAt === "" || statusOf(unit.status) !== "done") return inner;
  const what = t`Completed ${[unit.id, unit.title].filter(Boolean).join(" ")}`;
  return [...inner, { at: unit.completedAt, kind: "advanced", who: "", what, ...at(unit.line) }];
}

type At = (line: number) => Pick<HistoryEvent, "gate" | "place">;

function gateEvents({ id, status, evidence }: CycleGate, unit: string | undefined, at: At): HistoryEvent[] {
  const { run, red, green } = evidence;
  const name = id.replaceAll("_", " ");
  // Of several agents none is known to have done it.
  const who = run.agents.length === 1 ? (run.agents[0]?.agent ?? "") : "";
  const half = (what: string, phase: typeof red): HistoryEvent[] =>
    phase && phase.completedAt !== "" && statusOf(phase.status) === "done"
      ? [{ at: phase.completedAt, kind: "entry", who, what, ...at(phase.line) }]
      : [];
  const state = statusOf(status);
  const began = run.startedAt !== "" && (state === "doing" || state === "blocked" || state === "failed");
  const begun = unit === undefined ? t`Began ${name}` : t`Began ${name} of ${unit}`;
  const completed = unit === undefined ? t`Completed ${name}` : t`Completed ${name} of ${unit}`;
  return [
    ...half(unit === undefined ? t`RED in ${name}` : t`RED in ${name} of ${unit}`, red),
    ...half(unit === undefined ? t`GREEN in ${name}` : t`GREEN in ${name} of ${unit}`, green),
    ...(began ? [{ at: run.startedAt, kind: "entry" as const, who, what: begun, ...at(run.line) }] : []),
    ...(run.completedAt !== "" && state === "done"
      ? [{ at: run.completedAt, kind: "advanced" as const, who, what: completed, ...at(run.line) }]
      : []),
  ];
}
