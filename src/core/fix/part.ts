import { type Scope, startOfScope } from "../criteria/criterion.ts";
import { field } from "../criteria/field.ts";
import { fieldValues } from "../criteria/fieldValues.ts";
import { resolved } from "../criteria/resolved.ts";
import { missingSections, sections } from "../criteria/sections.ts";
import { listOf, sectionsOf, select, wordsOf } from "../criteria/select.ts";
import type { MarkdownDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { fillIn } from "../process/variables.ts";
import { type MarkdownExtract, readMarkdown } from "../readers/markdown/markdown.ts";
import { headingIs } from "../words.ts";
import type { FoundFix, Unmet } from "./fix.ts";
import { allowedValues } from "./status.ts";

/** A template, read: where the text of a missing part comes from. */
interface Template {
  text: string;
  document: MarkdownExtract;
}

/** The missing sections and fields of a criterion, each as a fix that inserts it from the process's template. */
export function partFixes(unmet: Unmet): FoundFix[] {
  const found: FoundFix[] = [];
  for (const { names, scopes } of missingParts(unmet)) {
    const scope = scopes.find((each) => templatesFor(each, unmet).some((one) => holds(one, names))) ?? scopes[0];
    const fix = scope && fixFor(names, scope, unmet);
    if (fix) found.push(fix);
  }
  return found;
}

function missingParts({ kind, params, context, criterion }: Unmet): { names: readonly string[]; scopes: Scope[] }[] {
  if (kind === sections.name) return missingSections(params as Parameters<typeof missingSections>[0], context);
  // Of these, only what is not there at all is missing: what is empty or wrong is there to be written.
  if (kind !== resolved.name && kind !== field.name) return [];
  const { in: within, name, ...where } = params as { in?: string | string[]; name?: string | string[]; file?: string };
  const names = listOf(kind === field.name ? name : within);
  const selection = select(kind === field.name ? { ...where, in: within } : where, context);
  if (selection.kind !== "scopes" || names.length === 0 || criterion.verdict !== "unmet") return [];
  const isThere = selection.scopes.some(
    (scope) => sectionsOf(scope, names).length > 0 || fieldValues([scope], names).length > 0,
  );
  return isThere ? [] : [{ names, scopes: selection.scopes }];
}

function fixFor(names: readonly string[], scope: Scope, unmet: Unmet): FoundFix | undefined {
  const templates = templatesFor(scope, unmet);
  const template = templates.find((each) => sectionIn(each, names) !== undefined);
  const line = templates.flatMap(({ document }) => document.fields).find(({ name }) => headingIs(name, names));
  const own = scope.document.headings[scope.heading];
  if (!template && own && (line || unmet.kind !== sections.name)) return fieldFix(names, line, scope, unmet);
  return sectionFix(names, template, scope, unmet);
}

function fieldFix(
  names: readonly string[],
  model: { name: string; value: string } | undefined,
  scope: Scope,
  { context, node }: Unmet,
): FoundFix {
  const name = model?.name ?? wordsOf(names);
  const values = allowedValues(context.feature.process, name, node);
  const heading = scope.document.headings[scope.heading];
  const { line } = startOfScope(scope);
  return {
    name: "addField",
    title: t`Add the field “${name}”`,
    file: scope.document.path,
    line,
    endLine: line,
    target: {
      kind: "field",
      heading: heading?.text ?? "",
      index: scope.heading,
      names: [name, ...names],
      value: model && model.value !== "" ? model.value : `<${values.length > 0 ? values.join(" or ") : name}>`,
    },
  };
}

function sectionFix(
  names: readonly string[],
  template: Template | undefined,
  scope: Scope,
  { context, feature }: Unmet,
): FoundFix {
  const index = template ? sectionIn(template, names) : undefined;
  const model = index === undefined ? undefined : template?.document.headings[index];
  const title = model?.text ?? capital(wordsOf(names));
  const { line: at, level } = placeFor(names, scope, template);
  const written = template && model ? linesIn(template.text, model.line, model.endLine) : `## ${title}\n\n<${title}>`;
  const vars = { ...context.vars, title: context.vars.title ?? feature.title };
  const { line } = startOfScope(scope);
  return {
    name: "addSection",
    title: t`Add the section “${title}”`,
    file: scope.document.path,
    line,
    endLine: line,
    target: { kind: "insert", line: at, text: fillIn(shifted(written, level), vars) },
  };
}

/** Behind the sections that stand before it in the template, else before those that follow, else at the scope's end. */
function placeFor(
  names: readonly string[],
  scope: Scope,
  template: Template | undefined,
): { line: number; level: number } {
  const inside = scope.document.headings.filter(
    (heading, index) => index !== scope.heading && heading.line >= scope.from && heading.line < scope.to,
  );
  const own = scope.document.headings[scope.heading]?.level;
  const order = template ? siblingsOf(template, names) : { before: [], after: [] };
  const before = inside.findLast((heading) => order.before.some((name) => headingIs(heading.text, [name])));
  const after = inside.find((heading) => order.after.some((name) => headingIs(heading.text, [name])));
  const level = before?.level ?? after?.level ?? (own === undefined ? 2 : own + 1);
  return { line: before?.endLine ?? after?.line ?? scope.to, level: Math.min(6, level) };
}

function siblingsOf(template: Template, names: readonly string[]): { before: string[]; after: string[] } {
  const { headings } = template.document;
  const index = sectionIn(template, names) ?? 0;
  const level = headings[index]?.level;
  const alike = (from: number, to: number): string[] =>
    headings.slice(from, to).flatMap((heading) => (heading.level === level ? [heading.text] : []));
  return { before: alike(0, index), after: alike(index + 1, headings.length) };
}

/** The templates that a document may have been made from: its own first, then all others of the process. */
function templatesFor(
  { document }: { document: Pick<MarkdownDocument, "path"> },
  { node, context }: Unmet,
): Template[] {
  const { templates } = context.feature.process;
  const own = node.artifacts.find(({ path }) => path === document.path)?.template;
  const names = Object.keys(templates).filter((name) => /\.md$/i.test(name) && name !== own);
  return [...(own === undefined ? [] : [own]), ...names].flatMap((name) => {
    const text = templates[name];
    return text === undefined ? [] : [read(text)];
  });
}

const known = new Map<string, Template>();

/** Templates are few and stay: each is read once. */
function read(text: string): Template {
  const template = known.get(text) ?? { text, document: readMarkdown("", text) };
  if (known.size > 500) known.clear();
  known.set(text, template);
  return template;
}

const holds = (template: Template, names: readonly string[]): boolean =>
  sectionIn(template, names) !== undefined || template.document.fields.some(({ name }) => headingIs(name, names));

function sectionIn({ document }: Template, names: readonly string[]): number | undefined {
  const index = document.headings.findIndex(({ text, level }) => level > 1 && headingIs(text, names));
  return index < 0 ? undefined : index;
}

const linesIn = (text: string, from: number, to: number): string =>
  text
    .split(/\r\n|\r|\n/)
    .slice(from - 1, to - 1)
    .join("\n")
    .trimEnd();

/** A section with its headings moved so that its own has this level. */
function shifted(text: string, level: number): string {
  const by = level - (/^#+/.exec(text)?.[0].length ?? level);
  if (by === 0) return text;
  return text.replace(/^#{1,6}(?= )/gm, (marks) => "#".repeat(Math.min(6, Math.max(1, marks.length + by))));
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
