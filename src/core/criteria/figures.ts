import { fold } from "../words.ts";

/** A percentage in a text, and the words before and after it. */
interface Figure {
  value: number;
  /** Digits behind the point, as written. */
  digits: number;
  before: string;
  after: string;
}

/** The percentages of a text: `84 %`, `84.2%`, `84,2 percent`. */
export function percentagesIn(text: string): Figure[] {
  const found: Figure[] = [];
  const plain = fold(text).slice(0, 2000);
  for (const match of plain.matchAll(/(?<![\p{L}\d.,])(\d{1,6})(?:[.,](\d{1,6}))?\s*(?:%|percent\b|per cent\b)/gu)) {
    const value = Number(`${match[1]}.${match[2] ?? "0"}`);
    const end = match.index + match[0].length;
    found.push({
      value,
      digits: (match[2] ?? "").length,
      before:
        plain
          .slice(Math.max(0, match.index - 30), match.index)
          .split(/[;,(|]/)
          .at(-1) ?? "",
      after: plain.slice(end, end + 20).split(/[;,)|]/)[0] ?? "",
    });
  }
  return found;
}

/**
 * The coverage that a text claims: the figure for lines where one is named so, else the lowest one. Targets, figures
 * of before, branches and functions are other figures.
 */
export function coverageIn(text: string): Figure | undefined {
  const figures = percentagesIn(text).filter(
    ({ value, before, after }) =>
      value <= 100 &&
      !/(?:\b(?:target|threshold|goal|minimum|min|at least|required|needed|was|before|from|previously|up by|up)|[>≥]=?)\s*:?\s*$/.test(
        before,
      ) &&
      !/^\s*(branch|branches|functions?)\b/.test(after),
  );
  const lines = figures.find(
    ({ before, after }) => /\blines?\s*:?\s*$/.test(before) || /^\s*(of )?(the )?lines?\b/.test(after),
  );
  return lines ?? [...figures].sort((a, b) => a.value - b.value)[0];
}

/** How often something was run again and how often that failed, as far as a text says; undefined where it does not. */
export function rerunsIn(text: string): { runs: number | undefined; failures: number | undefined } {
  const plain = fold(text).slice(0, 2000);
  const isPassing = (rest: string): boolean =>
    /^[^;.]*\b(pass(ed|es|ing)?|green|ok)\b/.test(rest) && !/^[^;.]*\bfail/.test(rest);
  const share = /(?<![\p{L}\d.])(\d{1,4}|no|none|zero)\s*(?:\/|of|out of)\s*(\d{1,4})(?![\d.])/u.exec(plain);
  if (share) {
    const runs = Number(share[2]);
    const part = /^\d+$/.test(share[1] ?? "") ? Number(share[1]) : 0;
    const rest = plain.slice(share.index + share[0].length);
    if (part > runs) return { runs, failures: undefined };
    return { runs, failures: isPassing(rest) ? runs - part : /\b(fail|red|flak)/.test(rest) ? part : undefined };
  }
  const counted =
    /\bn\s*=\s*(\d{1,4})\b/.exec(plain) ??
    /(?<![\p{L}\d.])(\d{1,4})\s*(?:x|×|re-?runs?|runs?|times|repeats?|repetitions?|iterations?|attempts?)(?![\p{L}\d])/u.exec(
      plain,
    ) ??
    /^(\d{1,4})(?![\d.]|\s*%)/.exec(plain);
  const failed =
    /(?<![\p{L}\d.])(\d{1,4}|no|none|zero)\s+(?:of them\s+)?(?:re-?runs?\s+|runs?\s+)?(?:fail(?:ed|ures?|ing)?|flaky|red)\b/u.exec(
      plain,
    );
  const failures = failed
    ? /^\d+$/.test(failed[1] ?? "")
      ? Number(failed[1])
      : 0
    : /\b(all|each|every one)\b[^;.]*\b(pass(ed|es)?|green|ok)\b/.test(plain)
      ? 0
      : undefined;
  return { runs: counted ? Number(counted[1]) : undefined, failures };
}
