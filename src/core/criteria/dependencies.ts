import { t } from "../l10n.ts";
import { edgesOf } from "../readers/mermaid.ts";
import { placeIn, type Scope, within } from "./criterion.ts";
import { type Entry, entryId, entryKey } from "./entries.ts";
import { sectionsOf } from "./select.ts";

interface Fault {
  message: string;
  place: Entry["place"];
}

/** An arrow between two names that a document draws: the second one waits for the first, or the other way round. */
export interface Drawn {
  from: string;
  to: string;
  place: Entry["place"];
}

/** The arrows of the flowcharts in sections of these names. */
export function drawnIn(scopes: readonly Scope[], names: readonly string[]): Drawn[] {
  return scopes
    .flatMap((scope) => sectionsOf(scope, names))
    .flatMap((section) =>
      within(section, section.document.blocks)
        .filter((block) => block.kind === "code" && block.language === "mermaid")
        .flatMap((block) =>
          (edgesOf(block.text) ?? []).map(({ from, to, line }) => ({
            from,
            to,
            place: placeIn(section, { line: block.line + line }),
          })),
        ),
    );
}

/** A name that no entry has, or a circle, among the arrows of a drawing. */
export function drawnFault(entries: readonly Entry[], drawn: readonly Drawn[]): Fault | undefined {
  const find = finderOf(entries);
  const edges = new Map<Entry, Entry[]>();
  for (const { from, to, place } of drawn) {
    const [first, second] = [find(from), find(to)];
    const strange = [first ? undefined : from, second ? undefined : to].find((name) => name && looksLikeName(name));
    if (strange) return { message: t`The graph names "${strange}", which is no entry here`, place };
    if (first && second) edges.set(second, [...(edges.get(second) ?? []), first]);
  }
  const fault = circleFault(entries, edges);
  return fault && { message: fault.message, place: drawn[0]?.place ?? fault.place };
}

/** An unknown name or a circle among the entries' dependencies. */
export function dependencyFault(entries: readonly Entry[], key: string): Fault | undefined {
  const find = finderOf(entries);
  const edges = new Map<Entry, Entry[]>();
  for (const [index, entry] of entries.entries()) {
    const targets: Entry[] = [];
    for (const name of namesIn(entry.values[key] ?? "")) {
      if (/^all (previous|prior|above|of the above)\b/i.test(name)) {
        targets.push(...entries.slice(entries.length > MAX_LOOSE ? Math.max(0, index - 1) : 0, index));
        continue;
      }
      const target = find(name);
      if (target) targets.push(target);
      else if (looksLikeName(name))
        return { message: t`"${entry.name}" depends on "${name}", which is no entry here`, place: entry.place };
    }
    edges.set(entry, targets);
  }
  return circleFault(entries, edges);
}

function circleFault(entries: readonly Entry[], edges: ReadonlyMap<Entry, Entry[]>): Fault | undefined {
  const circle = circleIn(entries, edges);
  if (!circle) return undefined;
  const names = [...circle, circle[0] as Entry].map((each) => each.name);
  const shown = names.length > 8 ? [...names.slice(0, 7), "…"] : names;
  return { message: t`Dependencies run in a circle: ${shown.join(" → ")}`, place: (circle[0] as Entry).place };
}

/** The entries of a circle, if there is one: what is left once all entries that wait for nothing are taken away. */
function circleIn(entries: readonly Entry[], edges: ReadonlyMap<Entry, Entry[]>): Entry[] | undefined {
  const waiting = new Map(entries.map((entry) => [entry, new Set(edges.get(entry))]));
  const dependents = new Map<Entry, Entry[]>();
  for (const [entry, targets] of waiting) {
    for (const target of targets) dependents.set(target, [...(dependents.get(target) ?? []), entry]);
  }
  const free = [...waiting].filter(([, targets]) => targets.size === 0).map(([entry]) => entry);
  for (let entry = free.pop(); entry; entry = free.pop()) {
    waiting.delete(entry);
    for (const dependent of dependents.get(entry) ?? []) {
      const targets = waiting.get(dependent);
      if (targets?.delete(entry) && targets.size === 0) free.push(dependent);
    }
  }
  // Each entry that is left waits for another one that is left: following them must come round.
  const trail: Entry[] = [];
  const places = new Map<Entry, number>();
  let at = waiting.keys().next().value;
  while (at && !places.has(at)) {
    places.set(at, trail.push(at) - 1);
    at = [...(waiting.get(at) ?? [])].find((target) => waiting.has(target));
  }
  return at ? trail.slice(places.get(at)) : undefined;
}

/** More entries are told apart by their whole names only: comparing each word of each is for tables that people wrote. */
const MAX_LOOSE = 300;

/** Finds the entry that a dependency means: by its id, its name, or some of the words of its name. */
function finderOf(entries: readonly Entry[]): (name: string) => Entry | undefined {
  const byName = new Map(entries.map((entry) => [entryKey(entry.name), entry]));
  const byId = new Map(entries.map((entry) => [entryId(entry.name), entry]));
  const loose = entries
    .slice(0, MAX_LOOSE)
    .map((entry) => ({ entry, words: new Set(entryKey(entry.name).split(" ")) }));
  return (name) => {
    const key = entryKey(name);
    const id = /^(?:capability\s+([a-z]?\d+|[a-z])\b|([a-z]?\d+|[a-z])\.?$)/i.exec(name.trim())?.slice(1).find(Boolean);
    const found = (id === undefined ? undefined : byId.get(id.toLowerCase())) ?? byName.get(key);
    if (found || key === "") return found;
    return loose.find(({ words }) => key.split(" ").every((word) => words.has(word)))?.entry;
  };
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
