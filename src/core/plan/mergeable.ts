import { type Draft, inLineEnds, lineEndOf } from "./draft.ts";

/** Git's attributes for Plangate's own folder. Kept texts are bytes under their hash: no conversion of line ends. */
const own = { file: ".plangate/.gitattributes", lines: ["approvals/** merge=union", "approved/** -text"] };

const why = "# Decisions of two branches are kept side by side when they are merged (Plangate).\n";

/**
 * Sees to it that git merges a record without conflict where two branches each append to it (P-1): its union merge,
 * asked for in the attributes file of the folder. What stands in such a file is left as it is.
 */
export function keepMergeable(record: string, made: Draft): void {
  setAttributes(made, own.file, own.lines);
  if (record.startsWith(".plangate/")) return;
  const [, folder = "", name = ""] = /^(.*\/)?([^/]+)$/.exec(record) ?? [];
  const dot = name.lastIndexOf(".");
  setAttributes(made, `${folder}.gitattributes`, [`${patternOf(dot > 0 ? `*${name.slice(dot)}` : name)} merge=union`]);
}

/** A pattern with a blank in it has to be quoted. */
const patternOf = (name: string): string => (/[\s"]/.test(name) ? JSON.stringify(name) : name);

function setAttributes(made: Draft, file: string, lines: readonly string[]): void {
  const old = made.look(file);
  if (old === undefined) {
    if (!made.exists(file)) made.create(file, `${why}${lines.join("\n")}\n`);
    return;
  }
  const missing = lines.filter((line) => !old.split(/\r\n|\r|\n/).some((each) => each.trim() === line));
  if (missing.length === 0) return;
  const gap = /[\r\n]$|^$/.test(old) ? "" : "\n";
  made.replace(file, old.length, old.length, inLineEnds(`${gap}${why}${missing.join("\n")}\n`, lineEndOf(old)));
}
