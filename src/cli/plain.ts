/** Characters that steer a terminal or turn text around: C0 and C1 controls, the bidi and invisible formatting ones. */
export const steering =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  /[\x00-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Workspace text for one line of output: whatever could steer the terminal is taken out. */
export const plain = (text: string): string => text.replace(/[\r\n\t\u2028\u2029]+/g, " ").replace(steering, "");

/** Workspace text with its line ends, and without anything else that could steer the terminal. */
export const unsteered = (text: string): string =>
  text.replace(steering, (char) => (char === "\n" || char === "\r" ? char : ""));

/** Workspace text for a person to decide on: line by line as it is, and whatever could hide or turn something around
 * written out, as `<U+202E>`. */
export function visible(text: string): string {
  return text
    .replace(/\r\n/g, "\n")
    .replace(steering, (char) =>
      char === "\n" || char === "\t"
        ? char
        : `<U+${(char.codePointAt(0) as number).toString(16).toUpperCase().padStart(4, "0")}>`,
    );
}
