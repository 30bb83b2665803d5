/** A value of a policy that only the workspace knows: which one is being written, and how far. */
export interface PolicyValue {
  what: "process" | "gate" | "person";
  /** What stands between the start of the value and the cursor, without its quote. */
  written: string;
  /** Where the value starts on its line, its quote included. */
  start: number;
  /** The process that the entry is about, as far as its lines say. */
  process?: string;
}

/** The value that is written at a cursor; undefined where another one is, or a key. Lines count from 0. */
export function policyValueAt(lines: readonly string[], line: number, character: number): PolicyValue | undefined {
  const before = (lines[line] ?? "").slice(0, character);
  if (/(^|\s)#/.test(before)) return undefined;
  const scalar = /(?:^|[\s{,-])(process|gate):\s+(["']?)([^"',{}[\]#]*)$/.exec(before);
  if (scalar) {
    const [, key, quote = "", written = ""] = scalar;
    const start = before.length - written.length - quote.length;
    if (key === "process") return { what: "process", written, start };
    const process = processOf(lines, line);
    return { what: "gate", written, start, ...(process !== undefined && { process }) };
  }
  const person = /(["']?)([^\s"',{}[\]#]*)$/.exec(before);
  if (!person || !isInPeople(lines, line, before)) return undefined;
  const [all, , written = ""] = person;
  return { what: "person", written, start: before.length - all.length };
}

/** Whether an entry of a list under `by:` is written: between brackets, or behind a dash. */
function isInPeople(lines: readonly string[], line: number, before: string): boolean {
  if (/(?:^|[\s{,])by:\s*\[[^\]]*$/.test(before)) return true;
  const dash = /^(\s*)-\s+\S*$/.exec(before);
  if (!dash) return false;
  for (let at = line - 1; at >= 0; at--) {
    const text = lines[at] ?? "";
    if (/^\s*(#|$)/.test(text) || /^\s*-\s+[^\s:]+\s*$/.test(text)) continue;
    return /^\s*(-\s+)?by:\s*(#.*)?$/.test(text) && indent(text) <= (dash[1] ?? "").length;
  }
  return false;
}

const indent = (text: string): number => text.length - text.trimStart().length;

/** The process that an entry of `gates` names: on the same line, or on a line of the same entry. */
function processOf(lines: readonly string[], line: number): string | undefined {
  const isStart = (at: number): boolean => /^\s*-\s/.test(lines[at] ?? "");
  let from = line;
  while (from > 0 && !isStart(from)) from--;
  let to = line + 1;
  while (to < lines.length && !isStart(to) && /^\s/.test(lines[to] ?? "")) to++;
  return /(?:^|[\s{,-])process:\s*["']?([\w-]+)/.exec(lines.slice(from, to).join("\n"))?.[1];
}
