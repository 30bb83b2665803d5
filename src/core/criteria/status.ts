import { fold } from "../words.ts";

/** What a status says, whatever words it uses. */
export const statuses = ["todo", "doing", "done", "blocked", "failed", "skipped"] as const;
export type Status = (typeof statuses)[number];

/** A status stands within so many characters of a value's start, or of a heading's end. */
const MAX_LENGTH = 200;

/** The words that real files use. */
const words: [Status, RegExp][] = [
  [
    "todo",
    /^(not[ -]?started|pending|todo|to do|open|planned|queued|waiting|upcoming|next|ready to (begin|start)|null|no)\b/,
  ],
  ["doing", /^(in[ -]?progress|running|doing|started|wip|work in progress|active|ongoing|current(ly)?|partial(ly)?)\b/],
  ["blocked", /^(blocked|paused\w*|on hold|needs_clarification)\b/],
  ["failed", /^(failed?|fail|rejected|error)\b/],
  ["skipped", /^(skip(ped)?|cancell?ed|dropped|n\/?a|not applicable)\b/],
  ["done", /^(done|completed?|(full )?pass(ed|es)?|approved|verified|implemented|finished|shipped|merged|ok|yes)\b/],
];

/**
 * What a value means as a status; undefined where it is none. An unedited line of choices
 * (`not-started / in-progress / done`) is a placeholder, not a status.
 * @param at `suffix` looks at the end of a heading: `Stage 0 — Foundation Lock (Week 1) ✅ COMPLETE`, `Bug Fixes (DONE)`.
 */
export function statusOf(value: string, at: "start" | "suffix" = "start"): Status | undefined {
  const text = fold(at === "suffix" ? value.slice(-MAX_LENGTH) : value.slice(0, MAX_LENGTH));
  if (at === "suffix") {
    const end = /(?:[([]|\p{Extended_Pictographic}\ufe0f?\s*)([a-z][a-z -]*)[)\]]?\s*$/u.exec(text)?.[1];
    // A stage that has its status for a name: `### Stage 3 — Done`.
    const name = /^\p{L}+ \d+[a-z]?\s*[-:]\s*(done|completed?|in progress|blocked)$/u.exec(text)?.[1];
    const said = statusOf(end ?? name ?? "");
    if (said !== undefined) return said;
    return iconStatus(/(\p{Extended_Pictographic})\ufe0f?\s*(?:\([^()]*\)\s*)?$/u.exec(text)?.[1] ?? "");
  }
  if (isChoice(text)) return undefined;
  const bare = text.replace(/^[^\p{L}\p{N}]+/u, "");
  if (bare === "") return iconStatus(text);
  const status = words.find(([, pattern]) => pattern.test(bare))?.[0];
  return status === "done" && isTakenBack(bare) ? undefined : status;
}

/** What takes a claim back: "PASS with 3 CRITICAL open", "verified by nobody", "done?", "approved with blocking changes". */
export function isTakenBack(claim: string): boolean {
  const text = fold(claim);
  // What is bad and is denied takes nothing back: "no blocking issues", "the rule is not violated".
  const claims = text
    .replace(/\b(?:0|no|zero|without|non)[ -](?:critical|fail(?:ed|s|ing)?|block(?:ing|ers?))\b/gu, " ")
    .replace(/\bnot (?:violated|broken|breached|affected|failing|blocking|critical)\b/gu, " ");
  const outside = claims.replace(/\([^()]*\)/g, " ");
  return (
    /^\p{L}+\s*\?|\b(critical|fail(ed|s|ing)?|blocking|blockers?|nobody|not|except)\b/u.test(claims) ||
    /\b(untested|unverified|pending|almost|nearly|partly|partially|incomplete|conditional(ly)?|on paper)\b/.test(
      outside,
    )
  );
}

const icons: [Status, RegExp][] = [
  ["done", /[✅✔☑]/u],
  ["doing", /[🔄🚧⏳]/u],
  ["todo", /[⬜☐🔲📝]/u],
  ["blocked", /[⛔🚫]/u],
  ["failed", /❌/u],
];

const iconStatus = (text: string): Status | undefined => icons.find(([, icon]) => icon.test(text))?.[0];

/** A list of choices that nobody has chosen from: three or more by `/` or `|`, or two that are both statuses. */
export function isChoice(value: string): boolean {
  const parts = value.split(/\s*[/|]\s*/).filter((part) => part !== "");
  if (parts.length < 2) return false;
  const known = parts.filter((part) => words.some(([, pattern]) => pattern.test(fold(part))));
  return known.length === parts.length;
}
