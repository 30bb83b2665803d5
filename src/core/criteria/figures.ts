import { fold } from "../words.ts";
import { withoutNoFailures } from "./failures.ts";

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
  const share = /(?<![\p{L}\d.])(\d{1,4}|no|none|zero)\s*(?:\/|of|out of)\s*(\d{1,4})(?![\d.])/u.exec(plain);
  if (share) {
    const part = /^\d+$/.test(share[1] ?? "") ? Number(share[1]) : 0;
    const runs = Number(share[2]);
    return { runs, failures: failuresOf(part, runs, plain.slice(share.index + share[0].length)) };
  }
  const counted =
    /\bn\s*=\s*(\d{1,4})\b/.exec(plain) ??
    /(?<![\p{L}\d.])(\d{1,4})\s*(?:x|×|re-?runs?|runs?|times|repeats?|repetitions?|iterations?|attempts?)(?![\p{L}\d])/u.exec(
      plain,
    ) ??
    /^(\d{1,4})(?![\d.]|\s*%)/.exec(plain);
  const failures =
    failedIn(plain) ?? (/\b(all|each|every one)\b[^;.]*\b(pass(ed|es)?|green|ok)\b/.test(plain) ? 0 : undefined);
  return { runs: counted ? Number(counted[1]) : undefined, failures };
}

/** What `4 of 5 …` counts is said behind it, by the word that comes first: what passed, or what failed. */
function failuresOf(part: number, runs: number, behind: string): number | undefined {
  if (part > runs) return undefined;
  const rest = withoutNoFailures(behind);
  const passed = rest.search(/\b(pass(ed|es|ing)?|green|ok|clean)\b/);
  const failed = rest.search(/\b(fail|red\b|flak)/);
  if (failed >= 0 && (passed < 0 || failed < passed)) return part;
  if (passed < 0) return undefined;
  // "4 of 5 passed, 1 failed" says it twice; a failure that is not counted is one at least.
  return failed < 0 ? runs - part : Math.max(runs - part, failedIn(rest) ?? 1, 1);
}

const few = ["no", "one", "two", "three", "four", "five"];

/** The highest number of failures that a text counts: `0 failed`, `no failures`, `2 of them failed`. */
function failedIn(plain: string): number | undefined {
  const counts = [
    ...plain.matchAll(
      /(?<![\p{L}\d.])(\d{1,4}|no|none|zero|without|one|two|three|four|five)\s+(?:of them\s+)?(?:re-?runs?\s+|runs?\s+)?(?:fail(?:ed|ures?|ing)?|flaky|red)\b/gu,
    ),
  ].map(([, count = ""]) => (/^\d+$/.test(count) ? Number(count) : Math.max(0, few.indexOf(count))));
  return counts.length > 0 ? Math.max(...counts) : undefined;
}
