import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { type Entry, entriesIn } from "./entries.ts";
import { select, where } from "./select.ts";

const column = z.union([z.string(), z.array(z.string()).min(1)]);

export const table = criterion({
  name: "table",
  description: "A table, or a section for each entry with the same fields, has real rows; dependencies among them hold.",
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
  const byName = new Map(entries.map((entry) => [nameKey(entry.name), entry]));
  const edges = new Map<string, string[]>();
  for (const entry of entries) {
    const targets: string[] = [];
    for (const name of namesIn(entry.values[key] ?? "")) {
      const target = [...byName.keys()].find((known) => known === nameKey(name) || known.startsWith(`${nameKey(name)} `));
      if (target === undefined) {
        if (/^(external|upstream|team|infra)\b/i.test(name)) continue;
        return { message: `"${entry.name}" depends on "${name}", which is no entry of the table`, place: entry.place };
      }
      targets.push(target);
    }
    edges.set(nameKey(entry.name), targets);
  }
  const done = new Set<string>();
  const visit = (name: string, trail: string[]): string[] | undefined => {
    if (trail.includes(name)) return [...trail.slice(trail.indexOf(name)), name];
    if (done.has(name)) return undefined;
    for (const next of edges.get(name) ?? []) {
      const cycle = visit(next, [...trail, name]);
      if (cycle) return cycle;
    }
    done.add(name);
    return undefined;
  };
  for (const [name, entry] of byName) {
    const cycle = visit(name, []);
    if (cycle) return { message: `Dependencies run in a circle: ${cycle.map((each) => byName.get(each)?.name ?? each).join(" → ")}`, place: entry.place };
  }
  return undefined;
}

const nameKey = (name: string): string => name.normalize("NFKC").replace(/[*_`"“”]/g, "").replace(/\s+/g, " ").trim().toLowerCase();

/** The names in a cell: separated by commas, semicolons, "and" or line breaks; "none" and dashes are no name. */
function namesIn(cell: string): string[] {
  return cell
    .replace(/\([^()]*\)/g, " ")
    .split(/[,;]|<br\s*\/?>|\n|\band\b|\+/i)
    .map((name) => name.replace(/[.*`]/g, "").trim())
    .filter((name) => name !== "" && !/^(none|n\/?a|[-–—]+|nothing)$/i.test(name));
}
