import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { fold } from "../words.ts";

/** What people write where something does not apply. Alone it is no answer where a reason is asked for. */
const refusal =
  /^(?:n\.?\s?\/?\s?a\.?|none|nothing|not applicable|does not apply|not needed|not relevant|no)(?![\p{L}\p{N}])/u;

/** Words that only stand in for an answer. */
const hollow =
  /^(?:yes|ok|okay|done|later|pending|open|unknown|same|see above|as above|as usual|as needed|tbc|wip|\?+)[\s.!]*$/;

/** Whether a text says something of its own: no placeholder, nothing put off, no hollow word, and no bare "n/a". */
export function saysSomethingOfItsOwn(text: string): boolean {
  const plain = withoutPlaceholders(text);
  if (isVacant(plain)) return false;
  const folded = fold(plain);
  if (hollow.test(folded)) return false;
  return refusal.test(folded) ? isReasonedRefusal(text) : true;
}

/** "n/a: why", in whatever words: the refusal, and a reason of two words at least behind it. */
export function isReasonedRefusal(text: string): boolean {
  const folded = fold(withoutPlaceholders(text));
  const found = refusal.exec(folded);
  if (!found) return false;
  const reason = folded.slice(found[0].length).replace(/^[^\p{L}\p{N}]+/u, "");
  if (isVacant(reason) || hollow.test(reason)) return false;
  if (/^[^\p{L}\p{N}]*$/u.test(reason.replace(refusal, ""))) return false;
  return (reason.match(/[\p{L}\p{N}]+/gu) ?? []).length >= 2;
}

/** "None", "n/a", "nothing", alone or with more behind it. */
export const isRefusal = (text: string): boolean => refusal.test(fold(text));
