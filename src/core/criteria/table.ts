import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { type Entry, entriesIn, entryId, entryKey } from "./entries.ts";
import { select, where } from "./select.ts";

const column = z.union([z.string(), z.array(z.string()).min(1)]);

export const table = criterion({
  name: "table",
  description:
    "A table, or a section for each entry with the same fields, has real rows; dependencies among them hold.",
  schema: z.strictObject({
    ...where,
    columns: z.array(column).min(1).describe("Columns that must be there; the first names the entry"),
    min: z.number().int().positive().optional().describe("So many real rows at least; 1 by default"),
    complete: z.boolean().optional().describe("Every cell of a real row must say something"),
    dependencies: column.optional().describe("The column that names other entries: no cycle, no unknown name"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const columns = params.columns.map((names) => (typeof names === "string" ? [names] : names));
    const found = entriesIn(selection.scopes, columns);
    if (found.kind === "missing") return unmet(found.message, found.place ?? context.place);
    const real = found.entries;
    if (real.length < (params.min ?? 1)) {
      return unmet(`${real.length} filled rows, at least ${params.min ?? 1} needed`, found.place);
    }
    if (params.complete) {
      for (const entry of real) {
        const empty = columns.find((names) => (entry.values[names[0] ?? ""] ?? "") === "");
        if (empty) return unmet(`"${entry.name}" says nothing under ${empty[0]}`, entry.place);
      }
    }
    if (params.dependencies !== undefined) {
      const key = (typeof params.dependencies === "string" ? params.dependencies : params.dependencies[0]) ?? "";
      const fault = dependencyFault(real, key);
      if (fault) return unmet(fault.message, fault.place);
    }
    return met(`${real.length} rows`, found.place);
  },
});

/** An unknown name or a cycle among the entries' dependencies. */
function dependencyFault(entries: Entry[], key: string): { message: string; place: Entry["place"] } | undefined {
  const edges = new Map<Entry, Entry[]>();
  for (const [index, entry] of entries.entries()) {
    const targets: Entry[] = [];
    for (const name of namesIn(entry.values[key] ?? "")) {
      if (/^all (previous|prior|above|of the above)\b/i.test(name)) {
        targets.push(...entries.slice(0, index));
        continue;
      }
      const target = targetOf(name, entries);
      if (target) targets.push(target);
      else if (looksLikeName(name))
        return { message: `"${entry.name}" depends on "${name}", which is no entry here`, place: entry.place };
    }
    edges.set(entry, targets);
  }
  const done = new Set<Entry>();
  const visit = (entry: Entry, trail: Entry[]): Entry[] | undefined => {
    if (trail.includes(entry)) return [...trail.slice(trail.indexOf(entry)), entry];
    if (done.has(entry)) return undefined;
    for (const next of edges.get(entry) ?? []) {
      const cycle = visit(next, [...trail, entry]);
      if (cycle) return cycle;
    }
    done.add(entry);
    return undefined;
  };
  for (const entry of entries) {
    const cycle = visit(entry, []);
    if (cycle)
      return {
        message: `Dependencies run in a circle: ${cycle.map((each) => each.name).join(" → ")}`,
        place: entry.place,
      };
  }
  return undefined;
}

/** The entry that a dependency means: its id, its name, or some of the words of its name. */
function targetOf(name: string, entries: readonly Entry[]): Entry | undefined {
  const key = entryKey(name);
  const id = /^(?:capability\s+([a-z]?\d+|[a-z])\b|([a-z]?\d+|[a-z])\.?$)/i
    .exec(name.trim())
    ?.slice(1)
    .find(Boolean)
    ?.toLowerCase();
  const byId = id === undefined ? undefined : entries.find((entry) => entryId(entry.name) === id);
  if (byId) return byId;
  const words = (text: string): string[] => text.split(" ");
  return key === ""
    ? undefined
    : (entries.find((entry) => entryKey(entry.name) === key) ??
        entries.find((entry) => words(key).every((word) => words(entryKey(entry.name)).includes(word))));
}

/** A few capitalised words: a name that should be an entry. Paths, code and prose name things outside of the table. */
function looksLikeName(name: string): boolean {
  const words = name.split(/\s+/);
  const isOutside =
    /[/`_]|\d\.|\b(api|apis|existing|stage|capabilit\w+|external|upstream|team|infra|service|database|library)\b/i.test(
      name,
    );
  return words.length <= 4 && !isOutside && words.every((word) => /^([\p{Lu}\d]|&$|of$|for$)/u.test(word));
}

/** The names in a cell: separated by commas, semicolons, "and" or line breaks; "none" and dashes are no name. */
function namesIn(cell: string): string[] {
  return cell
    .replace(/\([^()]*\)/g, " ")
    .split(/[,;]|<br\s*\/?>|\n|\band\b|\+/i)
    .map((name) => name.replace(/[*`]/g, "").replace(/\.$/, "").trim())
    .filter((name) => name !== "" && !/^(none|n\/?a|[-–—]+|nothing)$/i.test(name));
}
