import * as z from "zod";
import { saidByProcess, t } from "../l10n.ts";
import { like } from "../words.ts";
import { criterion, met, unmet } from "./criterion.ts";

/** Numbers above this are no stages: a hostile heading must not make a long list. */
const MAX = 200;

export const numbered = criterion({
  name: "numbered",
  description: "No number is left out between the stages that there are; asked of the feature as a whole.",
  example: 'numbered: {only: ["9"]}',
  schema: z.strictObject({
    only: z.array(z.string()).min(1).optional().describe("Patterns of the numbers that may not be left out"),
    means: z.string().optional().describe("What leaving one out means, said with it"),
  }),
  check({ only, means }, context) {
    const leaves = context.leaves ?? [];
    const numbers = leaves.flatMap(({ id, progress, place }) => {
      const number = Number.parseInt(/^\d+/.exec(id)?.[0] ?? "", 10);
      return number <= MAX ? [{ number, progress, place }] : [];
    });
    const known = new Set(numbers.map(({ number }) => number));
    const first = Math.min(...known);
    for (const { number, progress, place } of numbers) {
      if (!progress) continue;
      for (let missing = first + 1; missing < number; missing++) {
        const counts = only === undefined || only.some((pattern) => like(String(missing), pattern));
        if (counts && !known.has(missing))
          return unmet(
            means
              ? t`Stage ${missing} is left out, and stage ${number} has begun. ${saidByProcess(means)}`
              : t`Stage ${missing} is left out, and stage ${number} has begun`,
            place ?? context.place,
          );
      }
    }
    return met(t`${numbers.length} in a row`);
  },
});
