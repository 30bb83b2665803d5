import type { Completion } from "../../core/index.ts";

/** The characters that may begin something that there are offers for. */
export const beginnings = [" ", "/", "(", "-"];

/**
 * The kinds of offers that a character just typed asks for; none where it goes on in a sentence: a list that stands open
 * there would take the next Enter for a choice. Who asks by a key is offered everything.
 * @param before the line up to the cursor, the character included
 */
export function kindsBegunBy(character: string, before: string): Completion["kind"][] {
  switch (character) {
    case " ":
      if (/^#{1,6} $/.test(before)) return ["section"];
      // Behind the name of a field, and nothing of its value yet.
      return /^[^:]{1,80}:(?:\*\*|__)? $/.test(before) ? ["value", "path"] : [];
    case "/":
      return /[\w.-]\/$/.test(before) ? ["path"] : [];
    case "(":
      return before.endsWith("](") ? ["path"] : [];
    case "-":
      return /\p{L}-$/u.test(before) ? ["id"] : [];
    default:
      return [];
  }
}
