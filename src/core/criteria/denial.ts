import { fold } from "../words.ts";

/** Words that say, as the whole of a text, that there is nothing. */
const nothing = /^(none|no|nil|n\/?a|not applicable|open|see (above|below)|-+)$/;

/** Words that a promise, a wait or a refusal begins with. */
const notYet =
  /^(pending|(a)?waiting|later|soon|tbd|todo|to do|to be|will|never|planned|refused|rejected|denied|withheld|missing|untested|unverified|not (?!needed|required|applicable|affected|relevant|changed))\b/;

/**
 * Whether a text that should say what is there says that there is nothing, or not yet: `none`, `pending`, `not captured
 * yet`, `will be added later`, or something struck through. "Not needed: no behaviour change" is an answer.
 */
export function deniesIt(text: string): boolean {
  if (/^~~[^~]+~~$/.test(text.trim())) return true;
  const plain = fold(text).replace(/[.!\s]+$/, "");
  return nothing.test(plain) || notYet.test(plain);
}

/** Whether a case that is listed did not really happen: `(not run)`, `planned`, `never tried`. */
export const didNotHappen = (text: string): boolean =>
  /\b((not|never)( yet)?( been)? (run|tried|started|done|tested|executed)|planned|pending|todo|tbd|skipped|not yet)\b/.test(
    fold(text),
  );
