import * as z from "zod";
import { t } from "../l10n.ts";
import { headingIs } from "../words.ts";
import {
  criterion,
  type GateContext,
  met,
  type Outcome,
  placeIn,
  quoted,
  type Scope,
  startOfScope,
  unknown,
  unmet,
  within,
} from "./criterion.ts";
import { sectionsOf, select, where, wordsOf } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const sections = criterion({
  name: "sections",
  description: "The document has the sections it should have, as headings or as `Name:` fields, with text in each.",
  example: "sections: {all: [Problem, [Success metrics, Metrics], Guardrails]}",
  schema: z.strictObject({
    ...where,
    all: z.array(names).describe("Sections that must be there; a list gives other names for one section"),
    each: z.string().optional().describe("Names of sections, each of which must have all of these in it"),
    fields: z
      .enum(["own", "anywhere"])
      .optional()
      .describe("Where a Name: field may stand for a section: outside of other sections (the default), or anywhere"),
    filled: z.boolean().optional().describe("Each must hold text beyond placeholders (the default)"),
    only: z.array(z.string()).optional().describe("Besides these, no other section of this level may stand"),
    level: z.number().int().min(1).max(6).optional().describe("The level of headings that `only` speaks of"),
    contract: z
      .string()
      .optional()
      .describe("Key of the document's own front matter whose list replaces `only`, or `all` where there is no `only`"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const parts = params.each
      ? selection.scopes.flatMap((scope) => sectionsOf(scope, [params.each as string]))
      : undefined;
    if (parts?.length === 0) return unmet(t`There is no section "${params.each ?? ""}"`, context.place);
    const own =
      params.contract === undefined || params.only ? undefined : contractOf(selection.scopes, params.contract);
    const absent: string[] = [];
    let other: Outcome | undefined;
    for (const names of own ?? params.all) {
      const alternatives = typeof names === "string" ? [names] : names;
      const found = parts ? parts.find((part) => verdictOn([part], alternatives, params) !== undefined) : undefined;
      const scopes = parts ? (found ? [found] : []) : selection.scopes;
      const fault = scopes.length > 0 ? verdictOn(scopes, alternatives, params) : undefined;
      const first = scopes[0];
      if (!fault || !first) continue;
      if (fault.absent && !parts) absent.push(wordsOf(alternatives));
      const heading = parts && first.document.headings[first.heading];
      other ??= unmet(messageOf(fault, heading?.text), fault.place ?? startOfScope(first));
    }
    const whole = selection.scopes[0];
    if (absent[0] !== undefined && whole) {
      const message =
        absent.length > 1
          ? t`There is no section ${absent.map(quoted).join(", ")}`
          : t`There is no section "${absent[0]}"`;
      return unmet(message, startOfScope(whole));
    }
    if (other) return other;
    const extra = strangers(params, selection.scopes);
    if (extra) return unmet(t`"${extra.name}" is not one of the sections this document has`, extra.place);
    return met(t`All sections are there`);
  },
});

/** The sections that should be there and are not at all, each with the parts of documents that it could stand in. */
export function missingSections(
  params: z.infer<(typeof sections)["schema"]>,
  context: GateContext,
): { names: readonly string[]; scopes: Scope[] }[] {
  const selection = select(params, context);
  if (selection.kind !== "scopes") return [];
  const { scopes } = selection;
  const { each, contract } = params;
  const own = contract === undefined || params.only ? undefined : contractOf(scopes, contract);
  const places = each === undefined ? [scopes] : scopes.flatMap((scope) => sectionsOf(scope, [each]).map((at) => [at]));
  return (own ?? params.all).flatMap((wanted) => {
    const names = typeof wanted === "string" ? [wanted] : wanted;
    return places.filter((at) => verdictOn(at, names, params)?.absent).map((at) => ({ names, scopes: at }));
  });
}

interface Fault {
  /** The section's name. */
  name: string;
  /** There is no such section at all. */
  absent?: boolean;
  place?: ReturnType<typeof placeIn>;
}

/** A fault in a sentence, with the heading of the part that it is in, where that is one of several. */
function messageOf({ name, absent }: Fault, part: string | undefined): string {
  if (absent)
    return part === undefined ? t`There is no section "${name}"` : t`There is no section "${name}" in "${part}"`;
  return part === undefined ? t`"${name}" has no text yet` : t`"${name}" has no text yet in "${part}"`;
}

/** What is wrong with a section in these scopes; undefined where nothing is. */
function verdictOn(
  scopes: Scope[],
  alternatives: string[],
  params: { filled?: boolean | undefined; fields?: "own" | "anywhere" | undefined },
): Fault | undefined {
  const mustBeFilled = params.filled !== false;
  const found = scopes.flatMap((scope) => sectionsOf(scope, alternatives));
  const filled = found.find((section) =>
    within(section, section.document.blocks).some((block) => block.line !== section.from && !block.vacant),
  );
  if (found.length > 0) {
    const first = found[0] as Scope;
    if (filled || !mustBeFilled) return undefined;
    return { name: wordsOf(alternatives), place: startOfScope(first) };
  }
  for (const scope of scopes) {
    for (const field of within(scope, scope.document.fields)) {
      if (!headingIs(field.name, alternatives) || (params.fields !== "anywhere" && isInner(scope, field.line)))
        continue;
      const nested = within(scope, scope.document.blocks).some((block) => block.line === field.line && !block.vacant);
      if (!mustBeFilled || nested) return undefined;
      if (hasTextBelow(scope, field.line)) return undefined;
      return { name: wordsOf(alternatives), place: placeIn(scope, field) };
    }
  }
  return { name: wordsOf(alternatives), absent: true };
}

/** Whether a line stands in a section of its own inside the scope; the document's title heads no section. */
function isInner(scope: Scope, line: number): boolean {
  const { headings } = scope.document;
  return headings.some(
    (heading, index) =>
      index !== scope.heading &&
      heading.level > 1 &&
      heading.level <= 6 &&
      heading.line >= scope.from &&
      heading.line < line &&
      line < heading.endLine,
  );
}

/** Whether a field without a value on its line has nested items, or a list under it, that say something. */
function hasTextBelow(scope: Scope, line: number): boolean {
  const item = scope.document.items.find((candidate) => candidate.line === line && candidate.source === "list");
  const end = item ? item.endLine : nextFieldOrHeading(scope, line);
  return scope.document.blocks.some(
    (block) => block.line > line && block.line <= end && block.line < scope.to && !block.vacant,
  );
}

function nextFieldOrHeading(scope: Scope, line: number): number {
  const next = [...scope.document.fields, ...scope.document.headings].filter((other) => other.line > line);
  return Math.min(scope.to, ...next.map((other) => other.line)) - 1;
}

/** The first section that the document's contract does not know (CP-G2). */
function strangers(
  params: {
    only?: string[] | undefined;
    all: (string | string[])[];
    level?: number | undefined;
    contract?: string | undefined;
  },
  scopes: Scope[],
): Fault | undefined {
  if (!params.only) return undefined;
  for (const scope of scopes) {
    const own = params.contract ? contractOf([scope], params.contract) : undefined;
    const allowed = own ?? [...params.only, ...params.all.flat()];
    for (const heading of within(scope, scope.document.headings)) {
      if (heading.level !== (params.level ?? 2) || headingIs(heading.text, allowed)) continue;
      return { name: heading.text, place: placeIn(scope, heading) };
    }
  }
  return undefined;
}

/** The list under a key of the front matter, however deep it stands. */
function contractOf(scopes: readonly Scope[], key: string): string[] | undefined {
  const search = (value: unknown, depth: number): string[] | undefined => {
    if (typeof value !== "object" || value === null || depth > 4) return undefined;
    for (const [name, inner] of Object.entries(value)) {
      if (name === key && Array.isArray(inner) && inner.every((entry) => typeof entry === "string")) return inner;
      const found = search(inner, depth + 1);
      if (found) return found;
    }
    return undefined;
  };
  for (const scope of scopes) {
    const found = search(scope.document.frontMatter, 0);
    if (found) return found;
  }
  return undefined;
}
