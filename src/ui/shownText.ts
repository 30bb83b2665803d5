/** Keys whose values are names that the extension finds a thing again by: they go to a page as they are, and are never shown. */
const names = new Set(["file", "folder", "feature", "id", "path", "stage", "action"]);

/** As many characters of one text as a page is given. A line of a megabyte is no text that a person reads there. */
const longest = 600;
const longestTitle = 160;

/**
 * A view as a page may show it: in every text that is shown, whatever could hide or turn around a part of it is written
 * out as `<U+202E>`, escapes of terminals too, and what is longer than anybody reads is cut off and says so.
 */
export function shownView<View>(view: View): View {
  return shown(view, "") as View;
}

function shown(value: unknown, key: string): unknown {
  if (typeof value === "string")
    return names.has(key) ? value : shownText(value, key === "title" ? longestTitle : longest);
  if (Array.isArray(value)) return names.has(key) ? value : value.map((each) => shown(each, key));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, shown(inner, name)]));
}

/** One text on one line, with everything in it to be seen. */
export function shownText(text: string, limit = longest): string {
  // The cut comes first: nobody should wait for a megabyte to be looked through.
  const cut = text.length > limit ? text.slice(0, limit).replace(/[\ud800-\udbff]$/, "") : text;
  const seen = cut.replace(/[\r\n\t]+/g, " ").replace(steering, written);
  return cut === text ? seen : `${seen.trimEnd()}…`;
}

/** Characters that steer a terminal, turn text around, or are not to be seen: C0 and C1 controls, bidi and invisible formatting. */
const steering =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

const written = (character: string): string =>
  `<U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}>`;
