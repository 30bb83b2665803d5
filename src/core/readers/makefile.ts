import { t } from "../l10n.ts";
import { linesOf } from "../lines.ts";
import { makeConditions } from "./makeConditions.ts";

/** A target of a Makefile, once for each rule that names it. */
export interface MakeTarget {
  name: string;
  line: number;
  /** What the rule does: its recipe's lines, without their tabs. */
  recipe: string[];
  /** What has to be made first. */
  needs: string[];
}

/** What a Makefile says, as far as a reader that runs nothing can tell. */
export interface Makefile {
  targets: MakeTarget[];
  /** Files that it includes, relative to where make runs, variables filled in. */
  includes: { path: string; line: number; optional: boolean }[];
  /** What may make more targets than a reader that runs nothing can tell, as a sentence; undefined where nothing does. */
  unclear: string | undefined;
}

/** A rule's names and what it needs are filled in from variables so often; a hostile file may nest them for ever. */
const MAX_EXPANSIONS = 50;
const MAX_TEXT = 10_000;

/** The variables of a file, and how many characters may still be spent on filling them in. */
interface Variables {
  values: Map<string, string>;
  budget: number;
}

/**
 * Reads a Makefile: rules, also those of several targets, static patterns, double colons and names that come from
 * simple variables; includes. What only sets a variable for a target is no rule, what `.PHONY` lists is none either.
 */
export function readMakefile(text: string): Makefile {
  const variables: Variables = { values: new Map(), budget: 2_000_000 };
  const targets: MakeTarget[] = [];
  const includes: Makefile["includes"] = [];
  let open: MakeTarget[] = [];
  const conditions = makeConditions();
  let isDefining = false;
  let unclear: string | undefined;
  let prefix = "\t";
  for (const { line, text: content } of logicalLines(text)) {
    if (isDefining) {
      isDefining = !/^\s*endef\b/.test(content);
      continue;
    }
    if (content.startsWith(prefix)) {
      if (conditions.isRead()) for (const target of open) addRecipe(target, content.slice(1));
      continue;
    }
    const plain = content.replace(/(^|\s)#.*$/, "").trimEnd();
    if (plain.trim() === "") continue;
    if (conditions.take(plain)) continue;
    if (/^\s*(override\s+)?define\b/.test(plain)) {
      isDefining = true;
      continue;
    }
    if (!conditions.isRead() || /^\s*(unexport|vpath)\b/.test(plain)) continue;
    if (/\$[({]eval\s/.test(plain)) unclear ??= t`what eval makes is not known`;
    const include = /^\s*(-include|sinclude|include)\s+(.+)$/.exec(plain);
    if (include) {
      for (const path of wordsIn(expand(include[2] ?? "", variables)))
        includes.push({ path, line, optional: include[1] !== "include" });
      continue;
    }
    const assigned = /^\s*(?:export\s+|override\s+|private\s+)*([\w.-]+)\s*(\?|\+|!|:{1,3})?=\s*(.*)$/.exec(plain);
    if (assigned) {
      assign(variables, assigned[1] ?? "", assigned[2] ?? "", assigned[3] ?? "");
      if (assigned[1] === ".RECIPEPREFIX") prefix = assigned[3]?.[0] ?? "\t";
      open = [];
      continue;
    }
    const made = ruleOf(plain, line, variables);
    // `$(RULES)` alone: a variable or a function may hold whole rules.
    if (made === undefined && /^\s*\$[({]/.test(plain))
      unclear ??= t`what ${plain.trim().slice(0, 60)} stands for is not known`;
    if (made === undefined) continue;
    open = made;
    targets.push(...made);
  }
  return { targets, includes, unclear };
}

/** The rules of one line; none where it only sets a variable of a target; undefined where it is no rule. */
function ruleOf(plain: string, line: number, variables: Variables): MakeTarget[] | undefined {
  const [head = "", ...commands] = plain.split(/;(.*)/s);
  const at = colonIn(head);
  if (at < 0) return undefined;
  const rest = head.slice(at).replace(/^:{1,2}/, "");
  if (/^\s*(?:export\s+|override\s+|private\s+)*[\w.-]+\s*(\?|\+|!|:{1,3})?=/.test(rest)) return [];
  // In `a b: %: %.x` the pattern stands between the targets and what they need.
  const needs = rest.includes(":") ? rest.slice(rest.indexOf(":") + 1) : rest;
  const recipe = commands[0] ?? "";
  return wordsIn(expand(head.slice(0, at).replace(/&\s*$/, ""), variables))
    .filter((name) => !/^\.[A-Z]/.test(name))
    .map((name) => {
      const target = { name, line, recipe: [], needs: wordsIn(expand(needs.replace("|", " "), variables)) };
      addRecipe(target, recipe);
      return target;
    });
}

/** Where a rule's colon stands: the first one outside of a variable's brackets. */
function colonIn(text: string): number {
  let depth = 0;
  for (let i = 0; i < text.length; i++) {
    const c = text[i] as string;
    if ((c === "(" || c === "{") && text[i - 1] === "$") depth++;
    else if (depth > 0 && (c === ")" || c === "}")) depth--;
    else if (c === ":" && depth === 0) return i;
  }
  return -1;
}

function assign(variables: Variables, name: string, how: string, value: string): void {
  const old = variables.values.get(name);
  if (how === "?" && old !== undefined) return;
  // What a shell command would give is not known here: the variable's name stays where it is used.
  if (how === "!") {
    variables.values.delete(name);
    return;
  }
  variables.values.set(name, (how === "+" && old !== undefined ? `${old} ${value}` : value).slice(0, MAX_TEXT));
}

/** A text with simple variables filled in; what is not known, or a function, stays as it stands. */
function expand(text: string, variables: Variables): string {
  let result = text.slice(0, MAX_TEXT);
  for (let round = 0; round < MAX_EXPANSIONS && variables.budget > 0 && result.includes("$"); round++) {
    const next = result.replace(/\$[({]([\w.-]+)[)}]/g, (whole, name: string) => variables.values.get(name) ?? whole);
    variables.budget -= next.length;
    if (next === result || next.length > MAX_TEXT) return result;
    result = next;
  }
  return result;
}

const wordsIn = (text: string): string[] => text.split(/\s+/).filter((word) => word !== "");

/** A recipe line that is empty, a comment, `:` or `true` does nothing. */
function addRecipe(target: MakeTarget, text: string): void {
  const line = text.trim();
  if (line.length > MAX_NOTHING || !doesNothing(line)) target.recipe.push(line);
}

/** A longer line is taken for one that does something. */
const MAX_NOTHING = 500;

const doesNothing = (line: string): boolean => /^[@+\s-]*(:|true|exit 0)?[;\s]*(#.*)?$/.test(line);

function backslashesAtEnd(text: string): number {
  let count = 0;
  while (text[text.length - 1 - count] === "\\") count++;
  return count;
}

/** Lines as make counts them: what a backslash continues is one. */
function logicalLines(text: string): { line: number; text: string }[] {
  const lines = linesOf(text);
  const found: { line: number; text: string }[] = [];
  let joined: { line: number; parts: string[] } | undefined;
  for (const [index, start] of lines.starts.entries()) {
    const content = text.slice(start, lines.starts[index + 1] ?? text.length).replace(/[\r\n]+$/, "");
    const isContinued = backslashesAtEnd(content) % 2 === 1;
    const part = isContinued ? content.slice(0, -1) : content;
    if (joined) joined.parts.push(part.replace(/^\s+/, ""));
    else joined = { line: index + 1, parts: [part] };
    if (isContinued) continue;
    found.push({ line: joined.line, text: joined.parts.join(" ") });
    joined = undefined;
  }
  if (joined) found.push({ line: joined.line, text: joined.parts.join(" ") });
  return found;
}
