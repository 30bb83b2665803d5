import { historyOf, plain } from "../core/index.ts";
import { columns, json, painter } from "./output.ts";
import { openSession } from "./session.ts";
import { signatureText } from "./signatures.ts";
import { featureIn } from "./target.ts";
import type { Terminal } from "./terminal.ts";

export interface LogOptions {
  json?: boolean;
  feature?: string;
  now?: string;
}

/** `plangate log`: what happened to a feature, oldest first. */
export async function log(terminal: Terminal, folder: string, options: LogOptions): Promise<number> {
  const session = await openSession(folder, options);
  const feature = featureIn(session.snapshot, options.feature);
  const { events, truncated } = historyOf(feature.id, session.workspace) ?? { events: [], truncated: false };
  if (options.json) {
    const flat = events.map(({ place, ...event }) => ({
      ...event,
      ...(place && { file: place.file, line: place.line }),
    }));
    terminal.out(json({ feature: feature.id, truncated, events: flat }));
    return 0;
  }
  const paint = painter(terminal);
  if (truncated) {
    terminal.out("Git's log is cut off here: what came before is not known.\n");
  }
  if (events.length === 0) {
    terminal.out(`Nothing is recorded of ${plain(feature.title)} yet.\n`);
    return 0;
  }
  const rows = events.map(({ at, kind, who, what, verified }) => [
    at.replace(/\.\d+Z$/, "Z"),
    kind,
    plain(who) || "-",
    plain(verified === undefined ? what : `${what} (${signatureText(verified)})`),
  ]);
  const header = ["WHEN", "WHAT", "WHO", ""];
  terminal.out(columns([header, ...rows], (cell, column) => (cell === header[column] ? paint(cell, "bold") : cell)));
  return 0;
}
