import { leavesOf } from "../judged.ts";
import type { Place } from "../problem.ts";
import type { Verified } from "../signature.ts";
import type { Workspace } from "../workspace.ts";
import { advancesIn, commitsIn } from "./commits.ts";
import { cycleEvents } from "./cycle.ts";
import { decisionsIn } from "./decisions.ts";
import { entriesLogged } from "./entries.ts";
import { startedIn } from "./started.ts";

const eventKinds = ["started", "decision", "advanced", "entry", "commit"] as const;

/** One thing that happened to a feature, as far as its files and git remember it. */
export interface HistoryEvent {
  /** ISO 8601: a time, or a day where no more is known. */
  at: string;
  kind: (typeof eventKinds)[number];
  /** The gate it is about, as a path of ids joined by `/`. */
  gate?: string;
  /** Empty where nobody is named. */
  who: string;
  what: string;
  place?: Place;
  /** Of a decision: what verifying its signature gave; null where it is not signed. */
  verified?: Verified | null;
}

export interface History {
  /** Oldest first. */
  events: HistoryEvent[];
  /** True where git's log is cut off: what came before is not known. */
  truncated: boolean;
}

/**
 * The history of a feature in time order (C-8), from its records, its logs, its state files and git: when it was started, every
 * decision with its reason, gates that were advanced past or recorded as completed, log entries, commits. Undefined where there is no such feature.
 */
export function historyOf(id: string, workspace: Workspace): History | undefined {
  const feature = workspace.feature(id);
  const judged = workspace.snapshot.features.find((each) => each.id === id);
  if (!feature || !judged) return undefined;
  const facts = workspace.facts();
  const advances = advancesIn(feature, judged, facts);
  const events = [
    ...startedIn(feature, facts),
    ...decisionsIn(leavesOf(judged.stages)),
    ...advances.map(({ event }) => event),
    ...entriesLogged(feature, facts),
    ...cycleEvents(feature, facts),
    ...commitsIn(feature, facts, new Set(advances.map(({ sha }) => sha))),
  ];
  return { events: inOrder(events), truncated: facts.git?.truncated === true };
}

/** By time; what happened at the same moment stays as its source gave it. A day counts from its beginning. */
function inOrder(events: readonly HistoryEvent[]): HistoryEvent[] {
  const timed = events.map((event, index) => ({ event, index, time: timeOf(event.at) }));
  return timed
    .filter(({ time }) => !Number.isNaN(time))
    .sort((a, b) => a.time - b.time || a.index - b.index)
    .map(({ event }) => event);
}

/** A time without a zone is UTC: so the logs write it, and the same text must give the same order everywhere. */
const timeOf = (at: string): number => Date.parse(/T[\d:.]+$/.test(at) ? `${at}Z` : at);
