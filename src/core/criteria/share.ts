import { isTakenBack } from "./status.ts";

/** Some of a number of things: `3/3`, `1 of 2`, `50%`. */
export interface Share {
  part: number;
  /** 100 where the share is a percentage. */
  all: number;
}

/** The share that a text begins with; undefined where it holds none, or takes it back: `2/2, one not run`. */
export function shareOf(text: string): Share | undefined {
  const [whole, part, all, percent] =
    /^\s*(?:(\d{1,6})\s*(?:\/|of|out of)\s*(\d{1,6})|(\d{1,6}(?:\.\d{1,6})?)\s*%)(?![\d.]*\d)/i.exec(text) ?? [];
  if (whole === undefined || isTakenBack(text.slice(whole.length, whole.length + 200))) return undefined;
  return percent === undefined ? { part: Number(part), all: Number(all) } : { part: Number(percent), all: 100 };
}
