import { readFileSync, rmSync } from "node:fs";

/** How a run of tests came out. What was skipped is named, so that nobody takes it for tested. */
export interface Outcome {
  passed: number;
  failed: number;
  skipped: string[];
  /** What was run a second time. */
  again?: string[];
}

export const cannotStart: Outcome = { passed: 0, failed: 1, skipped: [] };

export function sum(outcomes: Outcome[]): Outcome {
  return {
    passed: outcomes.reduce((total, { passed }) => total + passed, 0),
    failed: outcomes.reduce((total, { failed }) => total + failed, 0),
    skipped: outcomes.flatMap(({ skipped }) => skipped),
    again: outcomes.flatMap(({ again = [] }) => again),
  };
}

/** What the reporter wrote; undefined where a run ended before it came to that. */
export function takeOutcome(file: string): Outcome | undefined {
  try {
    return JSON.parse(readFileSync(file, "utf8")) as Outcome;
  } catch {
    return undefined;
  } finally {
    rmSync(file, { force: true });
  }
}
