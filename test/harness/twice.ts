import type { Outcome } from "./outcome.ts";

/**
 * Runs tests in a real editor, and once more from their beginning where they fail: such a test can lose a race that has
 * nothing to do with what it tests. What fails twice has failed; what was run again is named at the end.
 */
export async function twice(name: string, run: () => Promise<Outcome>): Promise<Outcome> {
  const first = await run();
  if (first.failed === 0) return first;
  console.log(`\n${name} failed: it is run once more.\n`);
  const second = await run();
  return { ...second, again: [...(second.again ?? []), name] };
}
