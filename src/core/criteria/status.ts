import { fold } from "../words.ts";

/** What a status says, whatever words it uses. */
export const statuses = ["todo", "doing", "done", "blocked", "failed", "skipped"] as const;
export type Status = (typeof statuses)[number];

/** A status stands within so many characters of a value's start, or of a heading's end. */
const MAX_LENGTH = 200;

/** The words that real files use. */
const words: [Status, RegExp][] = [
  ["todo", /^(not[ -]?started|pending|todo|to do|open|planned|queued|waiting|null|no)\b/],
  ["doing", /^(in[ -]?progress|running|doing|started|wip|active|ongoing|partial(ly)?)\b/],
  ["blocked", /^(blocked|paused\w*|on hold|needs_clarification)\b/],
  ["failed", /^(failed?|fail|rejected|error)\b/],
  ["skipped", /^(skip(ped)?|cancell?ed|dropped|n\/?a|not applicable)\b/],
  ["done", /^(done|completed?|pass(ed|es)?|approved|verified|implemented|finished|shipped|merged|ok|yes)\b/],
];

/**
 * What a value means as a status; undefined where it is none. An unedited line of choices
 * (`not-started / in-progress / done`) is a placeholder, not a status.
 * @param at `suffix` looks at the end of a heading: `Stage 0 — Foundation Lock (Week 1) ✅ COMPLETE`, `Bug Fixes (DONE)`.
 */
export function statusOf(value: string, at: "start" | "suffix" = "start"): Status | undefined {
  const text = fold(at === "suffix" ? value.slice(-MAX_LENGTH) : value.slice(0, MAX_LENGTH));
  if (at === "suffix") {
    const end = /(?:[([]|[✅✔☑]\ufe0f?\s*)([a-z][a-z -]*)[)\]]?\s*$/u.exec(text)?.[1];
    if (end !== undefined) return statusOf(end);
    return /[✅✔☑]\ufe0f?\s*$/u.test(text) ? "done" : undefined;
  }
  if (isChoice(text)) return undefined;
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, "");
  if (bare === "") return /[✅✔☑]/u.test(text) ? "done" : undefined;
  const status = words.find(([, pattern]) => pattern.test(bare))?.[0];
  // "PASS with 3 CRITICAL open", "verified by nobody", "done?": what takes itself back is no status.
  const takenBack = /^\p{L}+\s*\?|\b(critical|fail(ed|s|ing)?|nobody|not|except)\b/u.test(bare);
  return status === "done" && takenBack ? undefined : status;
}

/** A list of choices that nobody has chosen from: three or more by `/` or `|`, or two that are both statuses. */
export function isChoice(value: string): boolean {
  const parts = value.split(/\s*[/|]\s*/).filter((part) => part !== "");
  if (parts.length < 2) return false;
  const known = parts.filter((part) => words.some(([, pattern]) => pattern.test(fold(part))));
  return known.length === parts.length;
}
