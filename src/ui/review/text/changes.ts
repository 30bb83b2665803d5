import { diffLines, diffWordsWithSpace } from "diff";
import { visibly } from "../../../core/index.ts";
import type { DiffRow, Stretch } from "../protocol.ts";
import { cut, limits } from "./budget.ts";

/** Rows that stand together: what changed with what lies around it, or a stretch far from any change. */
export interface Run {
  /** Empty where a stretch without changes is so long that nobody would unfold it here. */
  rows: DiffRow[];
  isFar: boolean;
  lines: number;
}

export interface Comparison {
  runs: Run[];
  added: number;
  removed: number;
  /** Rows that found no room. */
  left: number;
}

/** Lines of context around a change. */
const CONTEXT = 3;

/**
 * What changed between two texts, line by line, and word by word within lines that correspond. Line ends do not count.
 * Undefined where they differ so much that comparing them here would take too long.
 */
export function compareTexts(before: string, now: string): Comparison | undefined {
  const parts = diffLines(unix(before), unix(now), { maxEditLength: limits.diffEdits });
  if (!parts) return undefined;
  const rows: DiffRow[] = [];
  const at = { before: 1, now: 1 };
  for (let i = 0; i < parts.length; i++) {
    const part = parts[i];
    const next = parts[i + 1];
    if (!part) continue;
    if (part.removed && next?.added) {
      rows.push(...replaced(linesIn(part.value), linesIn(next.value), at));
      i++;
    } else if (part.removed) rows.push(...replaced(linesIn(part.value), [], at));
    else if (part.added) rows.push(...replaced([], linesIn(part.value), at));
    else for (const line of linesIn(part.value)) rows.push(same(line, at));
  }
  const count = (sign: DiffRow["sign"]): number => rows.filter((row) => row.sign === sign).length;
  return { ...bounded(runsOf(rows)), added: count("added"), removed: count("removed") };
}

const unix = (text: string): string => text.replaceAll("\r\n", "\n");

function linesIn(text: string): string[] {
  const lines = text.split("\n");
  if (lines.at(-1) === "") lines.pop();
  return lines;
}

interface At {
  before: number;
  now: number;
}

/** What a row shows of a line. */
type Shown = Pick<DiffRow, "stretches" | "left">;

const same = (line: string, at: At): DiffRow => ({ sign: "same", before: at.before++, now: at.now++, ...whole(line) });

/** A line without any word set off; of a very long one what begins at `from`. */
function whole(line: string, from = 0): Shown {
  const { text, left } = windowOf(line, from);
  return { stretches: [{ pieces: visibly(text), changed: false }], left };
}

function windowOf(line: string, from: number): { text: string; left: number } {
  const { text, left } = cut(from > 0 ? `…${line.slice(from)}` : line, limits.lineCharacters);
  return { text, left: left + from };
}

/** Lines that went and lines that came; the first of each correspond, and so on as far as both go. */
function replaced(before: readonly string[], now: readonly string[], at: At): DiffRow[] {
  const pairs = before.slice(0, now.length).map((line, i) => pairOf(line, now[i] ?? ""));
  return [
    ...before.map(
      (line, i): DiffRow => ({ sign: "removed", before: at.before++, ...(pairs[i]?.before ?? whole(line)) }),
    ),
    ...now.map((line, i): DiffRow => ({ sign: "added", now: at.now++, ...(pairs[i]?.now ?? whole(line)) })),
  ];
}

/** Two lines, with the words that differ set off. Lines that have little in common are other lines. */
function pairOf(before: string, now: string): { before: Shown; now: Shown } {
  const from = startOfChange(before, now);
  const [a, b] = [windowOf(before, from), windowOf(now, from)];
  const parts = diffWordsWithSpace(a.text, b.text, { maxEditLength: 400 }) ?? [];
  const kept = parts
    .filter(({ added, removed }) => !added && !removed)
    .reduce((sum, { value }) => sum + value.trim().length, 0);
  if (kept === 0 || kept * 3 < Math.max(a.text.trim().length, b.text.trim().length))
    return { before: whole(before, from), now: whole(now, from) };
  const side = (drop: "added" | "removed"): Stretch[] =>
    parts
      .filter((part) => !part[drop])
      .map(({ value, added, removed }) => ({ pieces: visibly(value), changed: added || removed }));
  return { before: { stretches: side("added"), left: a.left }, now: { stretches: side("removed"), left: b.left } };
}

/** Of two very long lines what lies around their difference is shown: cut at their beginning both could look the same. */
function startOfChange(before: string, now: string): number {
  const most = limits.lineCharacters;
  if (before.length <= most && now.length <= most) return 0;
  let start = 0;
  while (start < before.length && before[start] === now[start]) start++;
  return Math.max(0, start - 100);
}

/** Splits what lies near a change from what does not. */
function runsOf(rows: readonly DiffRow[]): Run[] {
  const isNear = new Uint8Array(rows.length);
  rows.forEach((row, i) => {
    if (row.sign !== "same") isNear.fill(1, Math.max(0, i - CONTEXT), Math.min(rows.length, i + CONTEXT + 1));
  });
  const runs: Run[] = [];
  rows.forEach((row, i) => {
    const isFar = isNear[i] === 0;
    const last = runs.at(-1);
    if (last?.isFar === isFar) {
      last.rows.push(row);
      last.lines++;
    } else runs.push({ rows: [row], isFar, lines: 1 });
  });
  // A row that says "one line" is no shorter than the line.
  return runs.map((run) => (run.isFar && run.lines === 1 ? { ...run, isFar: false } : run));
}

function bounded(runs: readonly Run[]): Pick<Comparison, "runs" | "left"> {
  let room: number = limits.diffRows;
  let left = 0;
  const shown: Run[] = [];
  for (const run of runs) {
    const most = run.isFar && run.lines > limits.foldedRows ? 0 : room;
    const rows = run.rows.slice(0, Math.max(0, most));
    room -= rows.length;
    if (!run.isFar) left += run.lines - rows.length;
    if (rows.length > 0 || run.isFar) shown.push({ ...run, rows });
  }
  return { runs: shown, left };
}
