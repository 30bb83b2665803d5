import type { Place, Problem } from "../core/index.ts";

/** Compares by code units: the same everywhere, whatever the machine's language. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Compares by file, then line, then column. */
export const byPlace = (a: Place, b: Place): number => byText(a.file, b.file) || a.line - b.line || a.column - b.column;

/** Problems by place, each once. */
export function sortedProblems(problems: readonly Problem[]): Problem[] {
  const key = (p: Problem): string => JSON.stringify([p.file, p.line, p.column, p.code, p.message]);
  const unique = new Map(problems.map((problem) => [key(problem), problem]));
  return [...unique.values()].sort((a, b) => byPlace(a, b) || byText(a.code, b.code) || byText(a.message, b.message));
}
