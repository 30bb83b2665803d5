/**
 * The extracts that start on the lines from `from` up to but without `to`. Extracts stand in the order of their lines,
 * as readers give them: the first is found by halving, so that asking for many small parts of a large document is cheap.
 */
export function between<T extends { line: number }>(extracts: readonly T[], from: number, to: number): T[] {
  let low = 0;
  let high = extracts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((extracts[middle]?.line ?? 0) < from) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < extracts.length && (extracts[end]?.line ?? 0) < to) end++;
  return extracts.slice(low, end);
}
