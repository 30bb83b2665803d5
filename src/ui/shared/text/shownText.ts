import { visible } from "../../../core/index.ts";

/**
 * Keys whose values go to a page as they are. Some name a thing that the extension finds again by them, and are never
 * shown; the others are texts of several lines in which everything is written out already.
 */
const asIs = new Set([
  ...["subject", "place", "to", "id", "stage", "action", "shown"],
  ...["pieces", "alt", "comment"],
]);

/** As many characters of one text as a page is given. A line of a megabyte is no text that a person reads there. */
const longest = 600;
export const longestTitle = 160;

/**
 * A view as a page may show it: in every text that is shown, whatever could hide or turn around a part of it is written
 * out as `<U+202E>`, escapes of terminals too, and what is longer than anybody reads is cut off and says so.
 */
export function shownView<View>(view: View): View {
  return shown(view, "") as View;
}

function shown(value: unknown, key: string): unknown {
  if (asIs.has(key)) return value;
  if (typeof value === "string") return shownText(value, key === "title" ? longestTitle : longest);
  if (Array.isArray(value)) return value.map((each) => shown(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner, name)]));
}

/** One text on one line, with everything in it to be seen. */
export function shownText(text: string, limit = longest): string {
  // The cut comes first: nobody should wait for a megabyte to be looked through.
  const cut = text.length > limit ? text.slice(0, limit).replace(/[\ud800-\udbff]$/, "") : text;
  const seen = visible(cut.replace(/[\r\n\t]+/g, " "));
  return cut === text ? seen : `${seen.trimEnd()}…`;
}
