/** What an agent's output says about its gate, as far as a gate's rules ask. The text itself is not kept. */
export interface Said {
  /** Who said it; empty where that is not recorded. */
  by: string;
  /** Its line in the state file. */
  line: number;
  hasCoverageTable: boolean;
  /** What stands behind "ALL STANDARDS MET"; undefined where nothing does. */
  allMet?: boolean;
  /** The first words that say the gate has failed: `Status: FAIL`, `Ready for Gate 2: NO`, `ESCALATION`. */
  denial?: string;
  /** True where it speaks of structured logs and of traces, without saying that they are missing. */
  hasTracedLogs: boolean;
  /** The names of files it mentions. */
  mentions: ReadonlySet<string>;
}

/** An output is looked at up to here: hostile ones may be megabytes. */
const MAX = 200_000;

export function readOutput(output: string, by: string, line: number): Said {
  const text = output.slice(0, MAX);
  const lines = withoutFences(text)
    .split(/\r\n|\r|\n/)
    .map(plain);
  const said: Said = {
    by,
    line,
    hasCoverageTable: lines.some((each) => /\bstandards coverage table\b/i.test(each)),
    hasTracedLogs: lines.some((each) => /structured/i.test(each) && isPositive(each)) && lines.some(isTraced),
    mentions: new Set(text.match(/\.?[\w-]+(?:\.[\w-]+)*/g) ?? []),
  };
  const met = lines
    .map((each) => /\ball standards met\b\W*(.*)$/i.exec(each)?.[1])
    .findLast((each) => each !== undefined);
  if (met !== undefined)
    said.allMet =
      !/\b(no|not|false|fail\w*|pending|partly|partially|almost|nearly|once|when|after|until|unless|except|but|if)\b|[❌✗�]/iu.test(
        met,
      );
  const denial = lines.map(denialIn).findLast((each) => each !== undefined);
  if (denial) said.denial = denial;
  return said;
}

/** Code is quoted, not said. */
const withoutFences = (text: string): string => text.replace(/^(```|~~~)[^\n]*\n[\s\S]*?^\1[^\n]*$/gm, "");

const plain = (line: string): string =>
  line
    .replace(/[*_`>#|]+/g, " ")
    .replace(/\s+/g, " ")
    .trim();

const isPositive = (line: string): boolean => !/\b(missing|no|not|fail\w*|without|partial\w*)\b|[❌✗]/iu.test(line);
const isTraced = (line: string): boolean => /\btrac(e|es|ing)\b/i.test(line) && isPositive(line);

/** A field of its own that says no: words in a sentence are no verdict. */
function denialIn(line: string): string | undefined {
  const bare = line.replace(/^[-+•\d.)\s]+/, "");
  if (
    /^(overall |gate )?status ?: ?(❌|(fail(ed|ure)?|incomplete|partial(ly)?|rejected|needs? (work|changes|rework))\b)/i.test(
      bare,
    )
  )
    return bare.slice(0, 60);
  if (
    /^(overall |gate )?status ?: ?not (yet )?(complete|done|finished|met|passed|ready|tested|validated|verified)\b/i.test(
      bare,
    )
  )
    return bare.slice(0, 60);
  if (/^ready for (gate \d+(\.\d+)?|[\w -]{1,30}) ?: ?❌? ?no\b/i.test(bare)) return bare.slice(0, 60);
  if (/^ready_for_\w+ ?: ?❌? ?no\b/i.test(bare)) return bare.slice(0, 60);
  return /^(⛔|🚨|⚠️)? ?escalation\b(?! ?: ?(none|no|n\/a|not)\b)/iu.test(bare) || /\bESCALATION( REQUIRED)?$/.test(bare)
    ? bare.slice(0, 60)
    : undefined;
}
