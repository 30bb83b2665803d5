/** What a coverage report measured, each a share of 100; undefined where the report has nothing of that kind. */
export interface Coverage {
  lines: number | undefined;
  statements?: number | undefined;
}

/** Reads an lcov report: lines hit (`LH`) of lines found (`LF`), else its `DA` records. Undefined where it has neither. */
export function readLcov(text: string): Coverage | undefined {
  let found = 0;
  let hit = 0;
  let lines = 0;
  let linesHit = 0;
  for (const line of text.split(/\r\n|\r|\n/)) {
    const [key, value = ""] = line.split(":", 2);
    if (key === "LF") found += whole(value);
    else if (key === "LH") hit += whole(value);
    else if (key === "DA") {
      lines++;
      if (whole(value.split(",")[1] ?? "") > 0) linesHit++;
    }
  }
  if (found > 0) return { lines: share(hit, found) };
  return lines > 0 ? { lines: share(linesHit, lines) } : undefined;
}

/** Reads an istanbul summary: `total.lines.pct`. Undefined where the text is no such summary. */
export function readCoverageSummary(text: string): Coverage | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const total = memberOf(value, "total");
  const lines = shareIn(memberOf(total, "lines"));
  const statements = shareIn(memberOf(total, "statements"));
  return lines === undefined && statements === undefined ? undefined : { lines, statements };
}

const memberOf = (value: unknown, key: string): unknown =>
  typeof value === "object" && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined;

/** A share by its percentage; by its counts where the percentage says "Unknown". */
function shareIn(value: unknown): number | undefined {
  const pct = memberOf(value, "pct");
  if (typeof pct === "number" && pct >= 0 && pct <= 100) return pct;
  const [covered, total] = [memberOf(value, "covered"), memberOf(value, "total")];
  return typeof covered === "number" && typeof total === "number" && total > 0 ? share(covered, total) : undefined;
}

const whole = (text: string): number => (/^\s*\d{1,12}\s*$/.test(text) ? Number(text) : 0);

const share = (part: number, of: number): number => Math.min(100, (part / of) * 100);
