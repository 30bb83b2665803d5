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

/** Whether a text only promises what it should say: `will be added later`, `to be written`, `not recorded`. */
export const isPutOff = (text: string): boolean =>
  /^(?:(?:it|this|that|they) )?(?:(?:is|are|was|were) )?(pending|(a)?waiting|later|soon|tbd|todo|to do|to be|will|follows|not (yet|recorded|kept|noted|written|given|known|decided|provided|available|captured))\b/.test(
    fold(text),
  );

const plannedWork =
  /\b(to|will|shall) (be (run|rerun|done|added|written|repeated|tested|made|recorded|fixed|checked|executed|verified)|run|follow)\b/;

/**
 * Whether what should have happened is still to come: `5 reruns planned`, `ok (to be run)`. "2 skipped" and "none
 * pending" beside what ran, "as planned" and "5 of 5 planned reruns" speak of what did happen.
 */
export function isStillToCome(text: string): boolean {
  const plain = fold(text)
    .replace(
      /\b(as planned|of (the )?\d+ planned|(\d+|no|none|zero|nothing)( \p{L}+)? (pending|todo|planned))\b/gu,
      " ",
    )
    .replace(/(?<!\bre-?runs? (were )?)\bskipped\b/g, " ");
  return didNotHappen(plain) || plannedWork.test(plain);
}

/** Whether a case that is listed did not really happen: `(not run)`, `planned`, `never tried`. */
export const didNotHappen = (text: string): boolean =>
  /\b((not|never)( yet)?( been)? (run|tried|started|done|tested|executed)|planned|pending|todo|tbd|skipped|not yet)\b/.test(
    fold(text),
  );
