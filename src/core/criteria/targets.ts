import * as z from "zod";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import type { Place } from "../problem.ts";
import type { MakeTarget } from "../readers/makefile.ts";
import { joined } from "../readers/shell.ts";
import { fits } from "../words.ts";
import { criterion, type GateContext, met, unknown, unmet } from "./criterion.ts";
import { listOf, pathsOf } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

/** Where make looks, in its order; in the feature's folder, then in the workspace folder. */
const makefiles = ["GNUmakefile", "makefile", "Makefile", "/GNUmakefile", "/makefile", "/Makefile"];

/** So many files are followed through includes. */
const MAX_FILES = 50;

export const targets = criterion({
  name: "targets",
  description: "The Makefile, or a file that it includes, has targets that do something; missing ones are named.",
  schema: z.strictObject({
    files: z.array(z.string()).min(1).optional().describe("The Makefile, where it is none of the usual ones"),
    all: z.array(names).min(1).describe("Targets; a list gives other names, of which one is enough"),
    runs: z.boolean().optional().describe("What their recipes run from scripts/ has to be there as well"),
  }),
  check(params, context) {
    const file = (params.files ?? makefiles).flatMap((each) => pathsOf([each], context))[0];
    if (file === undefined) return unmet(t`There is no Makefile`, context.place);
    const read = readAll(file, context);
    const place: Place = { file, line: 1, column: 1 };
    const lacking: string[] = [];
    const rules = Map.groupBy(
      read.targets.map(({ target }) => target),
      ({ name }) => name,
    );
    let unclear = read.unread;
    for (const each of params.all) {
      const alternatives = listOf(each);
      if (alternatives.some((name) => doesSomething(name, rules))) continue;
      const isThere = alternatives.some((name) => rules.has(name));
      lacking.push(isThere ? t`${alternatives[0] ?? ""} (it does nothing)` : either(alternatives));
      unclear ??= alternatives.map((name) => maybeMade(name, rules)).find((reason) => reason !== undefined);
    }
    if (lacking.length === 0) {
      const asked = read.targets.filter(({ target }) => params.all.some((each) => listOf(each).includes(target.name)));
      for (const { target, file } of params.runs ? asked : []) {
        const script = missingScript(target, read.folder, context);
        if (script !== undefined)
          return unmet(t`The target ${target.name} runs ${script}, which is not there`, {
            file,
            line: target.line,
            column: 1,
          });
      }
      return met(params.all.length === 1 ? t`The target is there` : t`All targets are there`, place);
    }
    const names = lacking.join(", ");
    const message = lacking.length > 1 ? t`${file} lacks the targets ${names}` : t`${file} lacks the target ${names}`;
    return unclear === undefined ? unmet(message, place) : unknown(t`${message}; ${unclear}`, place);
  },
});

type Rules = ReadonlyMap<string, readonly MakeTarget[]>;

/** Whether a target has a recipe, or needs something that has one, or a file. */
function doesSomething(wanted: string, rules: Rules): boolean {
  const seen = new Set([wanted]);
  if (!rules.has(wanted)) return false;
  for (const name of seen) {
    const found = rules.get(name);
    if (!found || found.some(({ recipe }) => recipe.length > 0)) return true;
    for (const need of found.flatMap(({ needs }) => needs)) seen.add(need);
  }
  return false;
}

/** Why a target may be made after all: by a rule for a pattern, or by names that are not known here. */
function maybeMade(wanted: string, rules: Rules): string | undefined {
  for (const [name, found] of rules) {
    if (name.includes("$")) {
      const pattern = name.replace(/\$[({][\w.-]+[)}]/g, "*");
      if (pattern.includes("$") || fits(wanted, pattern)) return t`what ${name} stands for is not known`;
    } else if (name.includes("%") && found.some(({ recipe }) => recipe.length > 0)) {
      if (fits(wanted, name.replace("%", "*"))) return t`a rule for ${name} may make it`;
    }
  }
  return undefined;
}

interface Read {
  targets: { target: MakeTarget; file: string }[];
  /** The folder that make runs in. */
  folder: string;
  /** What could not be read, where something could not. */
  unread: string | undefined;
}

/** All targets of a Makefile and of what it includes. */
function readAll(file: string, context: GateContext): Read {
  const folder = file.includes("/") ? file.slice(0, file.lastIndexOf("/")) : "";
  const read: Read = { targets: [], folder, unread: undefined };
  const seen = new Set<string>();
  const queue: { path: string; optional: boolean }[] = [{ path: file, optional: false }];
  for (let next = queue.shift(); next && seen.size < MAX_FILES; next = queue.shift()) {
    if (seen.has(next.path)) continue;
    seen.add(next.path);
    const document = context.facts.exists(next.path) ? context.facts.document(next.path) : null;
    if (document?.kind !== "makefile") {
      if (document === undefined) read.unread ??= t`${next.path} is not read yet`;
      else if (document !== null) read.unread ??= t`${next.path} cannot be read as a Makefile`;
      else if (!next.optional) read.unread ??= t`it includes ${next.path}, which is not there`;
      continue;
    }
    read.unread ??= document.makefile.unclear;
    for (const target of document.makefile.targets) read.targets.push({ target, file: next.path });
    for (const { path, optional } of document.makefile.includes) {
      if (path.includes("$")) {
        if (!optional) read.unread ??= t`what it includes as ${path} is not known`;
        continue;
      }
      const resolved = joined(folder, path);
      const found = /[*?]/.test(path) ? pathsOf([`/${resolved.replaceAll("?", "*")}`], context) : [resolved];
      for (const each of found) queue.push({ path: each, optional });
    }
  }
  return read;
}

/** A script of the project that a recipe is to run and that is not there. */
function missingScript(target: MakeTarget, folder: string, { facts }: GateContext): string | undefined {
  for (const line of target.recipe) {
    for (const found of line.matchAll(/(?:^|[\s;&|("'])(?:\.\/)?(scripts\/[\w./-]+\w)/g)) {
      if (!facts.exists(joined(folder, found[1] ?? ""))) return found[1];
    }
  }
  return undefined;
}
