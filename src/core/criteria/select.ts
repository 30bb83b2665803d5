import * as z from "zod";
import type { Document, MarkdownDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { fitsPath } from "../pattern.ts";
import { fillIn } from "../process/variables.ts";
import { headingIs } from "../words.ts";
import type { GateContext, Scope } from "./criterion.ts";

const patterns = z.union([z.string(), z.array(z.string()).min(1)]);

/** Where a criterion looks: a file of the feature (by role or path) and a section in it; the stage's own by default. */
export const where = {
  file: z.string().optional().describe("A role of the feature's files, or a path from the feature's folder"),
  whole: z.literal(true).optional().describe("All of the feature's own text, instead of the stage's"),
  in: patterns.optional().describe("Names of the section to look in; * stands for any words"),
};
export interface Where {
  file?: string | undefined;
  whole?: true | undefined;
  in?: string | string[] | undefined;
}

export const listOf = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined ? [] : typeof value === "string" ? [value] : value;

/** The whole of a document. */
export const wholeOf = (document: MarkdownDocument): Scope => ({
  document,
  from: 1,
  to: document.lineCount + 1,
  heading: -1,
});

export type Selection =
  | { kind: "scopes"; scopes: Scope[] }
  /** What was named is not there; `message` says what. */
  | { kind: "missing"; message: string }
  /** Not read yet, or not readable: nothing can be said. */
  | { kind: "unknown"; message: string };

/** The scopes that `where` names. No scope at all is "missing", never an empty list. */
export function select(where: Where, context: GateContext): Selection {
  const base =
    where.file !== undefined
      ? fileScopes(where.file, context)
      : where.whole
        ? featureScopes(context)
        : stageScopes(context);
  if (base.kind !== "scopes" || where.in === undefined) return base;
  const names = listOf(where.in);
  const scopes = base.scopes.flatMap((scope) => sectionsOf(scope, names));
  if (scopes.length > 0) return { kind: "scopes", scopes };
  return { kind: "missing", message: t`There is no section "${wordsOf(names)}"` };
}

/** The words of the first of several name patterns, for a message. */
export const wordsOf = (names: readonly string[]): string => (names[0] ?? "").replaceAll("*", "").trim();

/** What a file of a role is called, for a message. */
function fileNameOf(role: string, { feature }: GateContext): string {
  const pattern = feature.process.definition.feature.files.find((file) => file.role === role)?.pattern;
  return pattern?.slice(pattern.lastIndexOf("/") + 1) ?? role;
}

/** The outermost sections of a scope whose headings have one of the names. */
export function sectionsOf(scope: Scope, names: readonly string[]): Scope[] {
  const found: Scope[] = [];
  scope.document.headings.forEach((heading, index) => {
    if (heading.line < scope.from || heading.line >= scope.to || index === scope.heading) return;
    if (!headingIs(heading.text, names)) return;
    const last = found.at(-1);
    if (last && heading.line < last.to) return;
    found.push({
      document: scope.document,
      from: heading.line,
      to: Math.min(heading.endLine, scope.to),
      heading: index,
    });
  });
  return found;
}

function stageScopes(context: GateContext): Selection {
  if (context.scopes.length > 0) return { kind: "scopes", scopes: context.scopes };
  const missing = context.missing[0];
  return missing === undefined
    ? { kind: "unknown", message: t`There is no document to look at` }
    : { kind: "missing", message: t`${missing} does not exist` };
}

function featureScopes({ feature, facts }: GateContext): Selection {
  const own = feature.section
    ? [ownSection(feature.section, facts)]
    : feature.files.map(({ path }) => wholeAt(path, facts));
  const scopes = own.filter((scope) => scope !== undefined);
  return scopes.length > 0
    ? { kind: "scopes", scopes }
    : { kind: "unknown", message: t`There is no document to look at` };
}

/** The section of a file that a feature is; all of the file where it is no section. */
export function ownSection(
  section: { path: string; heading: number },
  facts: Pick<GateContext["facts"], "document">,
): Scope | undefined {
  const whole = wholeAt(section.path, facts);
  const heading = whole?.document.headings[section.heading];
  return whole && heading ? { ...whole, from: heading.line, to: heading.endLine, heading: section.heading } : whole;
}

function wholeAt(path: string, facts: Pick<GateContext["facts"], "document">): Scope | undefined {
  const document = facts.document(path);
  return document?.kind === "markdown" ? wholeOf(document) : undefined;
}

function fileScopes(file: string, context: GateContext): Selection {
  const roles = context.feature.files.filter((found) => found.role === file);
  const paths = roles.length > 0 ? roles.map((found) => found.path) : pathsOf([file], context);
  if (paths.length === 0) return { kind: "missing", message: t`There is no ${fileNameOf(file, context)}` };
  const scopes: Scope[] = [];
  for (const path of paths) {
    const document = context.facts.document(path);
    if (document === undefined) return { kind: "unknown", message: t`${path} is not read yet` };
    if (document?.kind === "markdown") scopes.push(wholeOf(document));
  }
  if (scopes.length > 0) return { kind: "scopes", scopes };
  return { kind: "unknown", message: t`${paths[0] ?? ""} could not be read as Markdown` };
}

/** What a path of a process counts from, and what fills it in. */
export interface PathContext {
  feature: Pick<GateContext["feature"], "folder">;
  vars: Readonly<Record<string, string>>;
}

/** A path of a process: from the feature's folder, or, with a `/` in front, from the workspace folder. */
export function resolvePath(path: string, context: PathContext): string {
  const filled = fillIn(path, context.vars);
  if (filled.startsWith("/")) return filled.slice(1);
  return context.feature.folder === "" ? filled : `${context.feature.folder}/${filled}`;
}

/** The existing paths that fit any of the patterns. */
export function pathsOf(patterns: readonly string[], context: PathContext & Pick<GateContext, "facts">): string[] {
  const found = new Set<string>();
  for (const pattern of patterns) {
    const resolved = resolvePath(pattern, context);
    if (!/[*{]/.test(resolved)) {
      if (context.facts.exists(resolved)) found.add(resolved);
      continue;
    }
    const fixed = resolved.slice(0, resolved.search(/[*{]/));
    const prefix = fixed.slice(0, fixed.lastIndexOf("/") + 1);
    for (const path of context.facts.below(prefix)) if (fitsPath(resolved, path)) found.add(path);
  }
  return [...found].sort();
}

/** Whether a document of any kind holds something. */
export function isFilled(document: Document): boolean {
  switch (document.kind) {
    case "markdown":
      return document.blocks.some((block) => !block.vacant);
    case "cycle":
    case "policy":
      return true;
    default:
      return document.filled;
  }
}
