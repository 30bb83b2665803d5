import type { ItemState } from "../../document.ts";

/** What the character between the brackets says. Text may tell more: see `stateOf`. */
const marks: Record<string, ItemState> = {
  "": "todo",
  " ": "todo",
  x: "done",
  X: "done",
  v: "done",
  V: "done",
  "✅": "done",
  "✓": "done",
  "✔": "done",
  "☑": "done",
  "-": "doing",
  "~": "dropped",
  "!": "blocked",
  S: "skipped",
  s: "skipped",
  ">": "dropped",
};

/**
 * A box at the start of a text: `[x]`, `[ ]`, `[✅]`, `[]`; its mark, where its bracket closes, and its
 * length. An optional task, `[ ]*`, has the star
 * in its mark: GitHub shows no box for it.
 */
export function boxAt(text: string): { mark: string; close: number; length: number } | undefined {
  const found = /^\[([^[\]]{0,2}?)\ufe0f?\](\*?)(?=\s|$)/u.exec(text);
  const mark = found?.[1];
  if (!found || mark === undefined || marks[mark] === undefined) return undefined;
  return { mark: mark + found[2], close: found[0].lastIndexOf("]"), length: found[0].length };
}

/** GitHub shows a check box only for these, and only with white space behind the bracket. */
export const isGitHubMark = (mark: string): boolean => mark === " " || mark === "x" || mark === "X";

export function stateOf(mark: string, text: string, struck: boolean): ItemState {
  const state = marks[mark.replace("*", "")] ?? "todo";
  if (state !== "doing" && !mark.startsWith("~")) return state;
  if (struck || /\b(reverted|dropped|cancell?ed|removed|obsolete|superseded|won'?t do)\b/i.test(text)) return "dropped";
  return state;
}

/** An icon that stands for a status at the start of a table cell or of a heading's end. */
export function iconState(text: string): { mark: string; length: number; state: ItemState } | undefined {
  const found = /^(✅|✔\ufe0f?|☑\ufe0f?|⬜\ufe0f?|☐|🔲|⏳|🚧|🔄|❌|⛔|🚫)/u.exec(text);
  if (!found) return undefined;
  const mark = found[0];
  const icon = mark.replace("\ufe0f", "");
  const state: ItemState = "✅✔☑".includes(icon)
    ? "done"
    : "⬜☐🔲".includes(icon)
      ? "todo"
      : "⏳🚧🔄".includes(icon)
        ? "doing"
        : "blocked";
  return { mark, length: mark.length, state };
}
