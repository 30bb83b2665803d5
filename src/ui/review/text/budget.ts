/** How much of one text a page shows. More is neither read nor drawn in reasonable time; the page says what is left out. */
export const limits = {
  /** Characters of a text that are looked at at all. */
  characters: 300_000,
  /** Blocks, items, rows, spans. */
  nodes: 9000,
  /** Lines of source. */
  lines: 4000,
  /** Characters of one line of source, or of one paragraph without any marks. */
  lineCharacters: 2000,
  /** Characters of a paragraph that is looked into for marks: what lies inside a longer one is shown as it is written. */
  paragraph: 20_000,
  /** Rows of a comparison. */
  diffRows: 1500,
  /** Lines of a stretch without changes that can be unfolded. */
  foldedRows: 300,
  /** Lines that may differ between two texts that are compared here. */
  diffEdits: 4000,
} as const;

/** What is left of a text's share. */
export class Budget {
  #nodes: number;
  /** True once something found no room. */
  isSpent = false;
  /** The first line (from 0) that found no room. */
  stoppedAt: number | undefined;

  constructor(nodes: number) {
    this.#nodes = nodes;
  }

  /** Takes one; false where nothing is left, from then on for good. */
  take(line: number | undefined, cost = 1): boolean {
    this.#nodes -= cost;
    if (this.#nodes >= 0) return true;
    if (!this.isSpent) this.stoppedAt = line;
    this.isSpent = true;
    return false;
  }
}

/** The beginning of a text up to a line's end, no longer than `most` characters; a first line that is longer is cut. */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = text.lastIndexOf("\n", most);
  return wholePairs(text.slice(0, end > 0 ? end + 1 : most));
}

/** Half a surrogate pair at the end is no character. */
const wholePairs = (text: string): string => (/[\uD800-\uDBFF]$/.test(text) ? text.slice(0, -1) : text);

/** A text cut to a length, and how many characters are left out. */
export function cut(text: string, most: number): { text: string; left: number } {
  if (text.length <= most) return { text, left: 0 };
  const kept = wholePairs(text.slice(0, most));
  return { text: kept, left: text.length - kept.length };
}
