/** Fills `{name}` in a text from the variables; a name that is not known stays as it stands. */
export function fillIn(text: string, vars: Readonly<Record<string, string>>): string {
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(vars, name) ? (vars[name] ?? whole) : whole,
  );
}

/**
 * A title's slug, as the shell script of seed 003 makes it: lower case, every run of other characters than `a`–`z`
 * and digits one `-`, none at the ends. Accents are taken off first, so that "Café" gives "cafe" and not "caf".
 * Empty where nothing is left.
 */
export function slugOf(title: string): string {
  return title
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}

/** A title as the text of a Markdown link: nothing in it ends the link or begins another one. */
export const linkTextOf = (title: string): string => title.replace(/[\\[\]<>`]/g, "\\$&");

/** `2026-11-21T10:15:00.123Z` → `20261121T101500Z`: the stamp in names of folders (seed 003, Bootstrap). */
export const compactTime = (iso: string): string => iso.replace(/\.\d+/, "").replace(/[-:]/g, "");

/** `instance_sync` → `Instance sync`: a title for what has only a name. */
export function humanise(name: string): string {
  const words = name
    .replace(/-?\d{8}T\d{6}Z$/, "")
    .replace(/[_-]+/g, " ")
    .trim();
  return words === "" ? name : words[0]?.toUpperCase() + words.slice(1);
}

/** The times that templates and paths may use, for one moment. */
export const timeVars = (iso: string): Record<string, string> => ({
  now: iso.replace(/\.\d+/, ""),
  date: iso.slice(0, 10),
  stamp: compactTime(iso),
});
