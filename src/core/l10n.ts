/** Messages in the language of the person who reads them, by the English they are written in: `{0} of {1} boxes`. */
export type Messages = Readonly<Record<string, string>>;

let messages: Messages | undefined;

/**
 * Has everything that `t` says from now on said in another language; undefined: in English. An editor does this once, before
 * anything is read. The command line never does: what scripts and CI read is the same everywhere.
 * @returns what was spoken until now
 */
export function speak(translated: Messages | undefined): Messages | undefined {
  const before = messages;
  messages = translated;
  return before;
}

/**
 * A message for a person to read: t`${done} of ${all} boxes`. Its English, values numbered, is what the translation is
 * found by; without one it stands as it is. Never for what is written to disk or compared: that is the same in every
 * language.
 */
export function t(english: TemplateStringsArray, ...values: readonly (string | number)[]): string {
  const translated = messages?.[keyOf(english)];
  if (translated === undefined) return english.map((text, index) => `${text}${values[index] ?? ""}`).join("");
  return translated.replace(/\{(\d+)\}/g, (whole, index: string) => String(values[Number(index)] ?? whole));
}

const keyOf = (english: readonly string[]): string =>
  english.reduce((key, text, index) => `${key}{${index - 1}}${text}`);

/** Tells texts of processes apart from messages of the same words: behind a `/`, as the editor has comments in its keys. */
export const processNote = "process";

/**
 * What a process says, such as a criterion's label: in the person's language where it is as a built-in process has it, else
 * as the process does. What it says is data, and never changed where it is compared or written.
 */
export const saidByProcess = (text: string): string => messages?.[`${text}/${processNote}`] ?? text;
