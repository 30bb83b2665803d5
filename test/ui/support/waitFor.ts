import { setTimeout } from "node:timers/promises";

/** Looks again and again until what is shown matches; fails with what was seen last. */
export async function waitFor(look: () => Promise<string>, wanted: RegExp): Promise<string> {
  const end = Date.now() + 15_000;
  let seen = "";
  while (Date.now() < end) {
    seen = await look().catch((error: unknown) => String(error));
    if (wanted.test(seen)) return seen;
    await setTimeout(50);
  }
  throw new Error(`Waited for ${wanted}; the last seen was: ${seen}`);
}

/** A text as part of a pattern that matches it and nothing else. */
export const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");
