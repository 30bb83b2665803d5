const seconds: Record<string, number> = { ms: 0.001, s: 1, m: 60, h: 3600, d: 8 * 3600 };

/**
 * The durations that a text names, in seconds: `45 s`, `3m 10s`, `1.5 h`, `½ hr`, `5 min`, `2 days` (a day is eight hours of
 * work), `1–4 hours` (the longer end counts).
 */
export function durationsIn(text: string): number[] {
  const plain = text.replace(/(\d)½/g, "$1.5").replaceAll("½", "0.5");
  const found: number[] = [];
  let previousEnd = -1;
  const unit = "ms|milliseconds?|s|secs?|seconds?|m|mins?|minutes?|h|hrs?|hours?|d|days?";
  const pattern = new RegExp(
    `(\\d+(?:[.,]\\d+)?)(?:\\s*[-\\u2010-\\u2015]\\s*(\\d+(?:[.,]\\d+)?))?\\s*(${unit})(?![\\p{L}\\p{N}])`,
    "giu",
  );
  for (const match of plain.matchAll(pattern)) {
    // "v2s" is a name; in "3m10s" the second part goes on where the first one ended.
    if (match.index !== previousEnd && /[\p{L}\p{N}.,]/u.test(plain[match.index - 1] ?? " ")) continue;
    const number = Number((match[2] ?? match[1] ?? "0").replace(",", "."));
    const value = number * (seconds[unitOf(match[3] ?? "s")] ?? 1);
    const joined = previousEnd >= 0 && /^\s*$/.test(plain.slice(previousEnd, match.index));
    if (joined) found[found.length - 1] = (found.at(-1) ?? 0) + value;
    else found.push(value);
    previousEnd = match.index + match[0].length;
  }
  return found;
}

function unitOf(word: string): string {
  const unit = word.toLowerCase();
  return unit.startsWith("ms") || unit.startsWith("milli") ? "ms" : (unit[0] ?? "s");
}
