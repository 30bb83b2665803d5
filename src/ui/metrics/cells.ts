import type { Measured } from "../../core/index.ts";
import type { Bar, Cell } from "../shared/panel/panelProtocol.ts";
import { timeText } from "../shared/words/cycleWords.ts";

/** How many rows a table shows; a file may list any number. */
const MAX_ROWS = 200;

export const cell = (text: string | number | undefined): Cell => ({ text: text === undefined ? "" : String(text) });

/** A length of time with a bar that compares it with the longest one. */
export function timeCell(measured: Measured | undefined, longestMs: number): Cell {
  if (!measured) return cell(undefined);
  return { text: timeText(measured), bar: bar([[measured.ms / longestMs, "solid"]]) };
}

export function bar(parts: readonly [share: number, fill: Bar["parts"][number]["fill"]][], from = 0): Bar {
  return { from: within(from), parts: parts.map(([share, fill]) => ({ share: within(share), fill })) };
}

/** The longest of them, for bars to be measured by. */
export const longestOf = (all: readonly (Measured | undefined)[]): number =>
  all.reduce((longest, measured) => Math.max(longest, measured?.ms ?? 0), 1);

/** The first rows, and how many are left out. */
export const firstOf = <T>(all: readonly T[]): { shown: T[]; left: number } => ({
  shown: all.slice(0, MAX_ROWS),
  left: Math.max(0, all.length - MAX_ROWS),
});

const within = (share: number): number => (share > 0 ? Math.min(share, 1) : 0);
