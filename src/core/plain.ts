/** Characters that steer a terminal, turn text around or are not to be seen: C0 and C1 controls, bidi and invisible formatting. */
export const steering =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Workspace text for one line: whatever could steer what shows it is taken out. */
export const plain = (text: string): string => text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(steering, "");

/** Workspace text with its line ends, and without anything else that could steer the terminal. */
export const unsteered = (text: string): string =>
  text.replace(steering, (char) => (char === "\n" || char === "\r" ? char : ""));

/** Workspace text for a person to decide on: line by line as it is, and whatever could hide or turn something around
 * written out, as `<U+202E>`. */
export const visible = (text: string): string =>
  visibly(text)
    .map((piece) => (typeof piece === "string" ? piece : `<${piece.sign}>`))
    .join("");

/** A piece of a text: characters that show themselves, or the name of one that does not, as `U+202E`. */
export type Piece = string | { sign: string };

/** The same for what can set such a name off from the text around it. Line feeds and tabs stay in the text. */
export function visibly(text: string): Piece[] {
  const pieces: Piece[] = [];
  let from = 0;
  const unix = text.replaceAll("\r\n", "\n");
  for (const { 0: char, index } of unix.matchAll(steering)) {
    if (char === "\n" || char === "\t") continue;
    if (index > from) pieces.push(unix.slice(from, index));
    pieces.push({ sign: signOf(char) });
    from = index + char.length;
  }
  if (from < unix.length) pieces.push(unix.slice(from));
  return pieces;
}

const signOf = (char: string): string =>
  `U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}`;
