/** A length of time and what it rests on. What is not known is absent, never 0. */
export interface Measured {
  /** Milliseconds, more than 0. */
  ms: number;
  /** Two recorded times, a recorded length, or the sum of the gates. */
  from: "times" | "recorded" | "gates";
  /** True where it goes on, or where a part of it is not known: it took that long at least. */
  atLeast: boolean;
}

/** Moments with a time of day: a bare date says too little to measure by. */
const moment = /^\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:?\d\d)?$/i;

/** The milliseconds between two moments. Undefined where one is missing, no moment, in another zone's terms, or where no time passed. */
export function between(start: string, end: string): number | undefined {
  const [from, to] = [moment.exec(start), moment.exec(end)];
  // A moment without a zone is somebody's local time: it can be compared only with its like.
  if (!from || !to || (from[1] === undefined) !== (to[1] === undefined)) return undefined;
  const ms = instant(to) - instant(from);
  return ms > 0 ? ms : undefined;
}

const instant = ([text, zone]: RegExpExecArray): number =>
  Date.parse(zone === undefined ? `${text.replace(" ", "T")}Z` : text.replace(" ", "T"));

export const measured = (ms: number | undefined, from: Measured["from"], atLeast = false): Measured | undefined =>
  ms === undefined || !(ms > 0) ? undefined : { ms, from, atLeast };

/** The sum of what is known; undefined where nothing is. */
export function sumOf(parts: readonly (Measured | undefined)[]): Measured | undefined {
  const known = parts.filter((part) => part !== undefined);
  if (known.length === 0) return undefined;
  const atLeast = known.length < parts.length || known.some((part) => part.atLeast);
  return { ms: known.reduce((sum, { ms }) => sum + ms, 0), from: "gates", atLeast };
}

export type DurationUnit = "d" | "h" | "m" | "s";

/** The two largest units of a length of time, which is as exact as a person reads. None of them is 0. */
export function durationParts(ms: number): [count: number, unit: DurationUnit][] {
  const seconds = Math.max(1, Math.round(ms / 1000));
  const parts: [number, DurationUnit][] = [
    [Math.floor(seconds / 86_400), "d"],
    [Math.floor((seconds % 86_400) / 3600), "h"],
    [Math.floor((seconds % 3600) / 60), "m"],
    [seconds % 60, "s"],
  ];
  const first = parts.findIndex(([count]) => count > 0);
  return parts.slice(first, first + 2).filter(([count]) => count > 0);
}

/** `2d 3h`, `1h 5m`, `12m 30s`, `4s`. */
export const durationText = (ms: number): string =>
  durationParts(ms)
    .map(([count, unit]) => `${count}${unit}`)
    .join(" ");
