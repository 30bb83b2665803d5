import type { GateContext, Scope } from "./criterion.ts";
import { within } from "./criterion.ts";
import { type Selection, sectionsOf, select, type Where } from "./select.ts";

/**
 * The parts that a criterion speaks of: sections that are parts by their own names (`## Option A – …`), wherever they
 * stand; where there is none, what the selected sections are made of.
 */
export function selectParts(where: Where, names: readonly string[], context: GateContext): Selection {
  const whole = names.length > 0 ? select({ file: where.file }, context) : undefined;
  const named = whole?.kind === "scopes" ? whole.scopes.flatMap((scope) => sectionsOf(scope, names)) : [];
  if (named.length > 0) return { kind: "scopes", scopes: named };
  const selection = select(where, context);
  return selection.kind === "scopes" ? { kind: "scopes", scopes: selection.scopes.flatMap(partsOf) } : selection;
}

/** What a section is made of: its sub-headings; where it has none, its outermost list items; else its rows. */
function partsOf(scope: Scope): Scope[] {
  const { document } = scope;
  const headings = document.headings
    .map((heading, index) => ({ heading, index }))
    .filter(({ heading, index }) => index !== scope.heading && heading.line >= scope.from && heading.line < scope.to);
  const top = Math.min(...headings.map(({ heading }) => heading.level));
  const sections = headings.filter(({ heading }) => heading.level === top);
  if (sections.length > 0) {
    return sections.map(({ heading, index }) => ({
      document,
      from: heading.line,
      to: Math.min(heading.endLine, scope.to),
      heading: index,
    }));
  }
  const items = within(scope, document.items).filter(
    (item) => item.source === "list" && (item.parent < 0 || (document.items[item.parent]?.line ?? 0) < scope.from),
  );
  if (items.length > 0) return items.map((item) => ({ document, from: item.line, to: item.endLine + 1, heading: -1 }));
  const rows = within(scope, document.tables).flatMap((table) => table.rows);
  return rows.flatMap((row) => (row[0] ? [{ document, from: row[0].line, to: row[0].line + 1, heading: -1 }] : []));
}

/** Whether a part says anything beyond placeholders. */
export const saysSomething = (part: Scope): boolean =>
  within(part, part.document.blocks).some((block) => !block.vacant) || !headingIsVacant(part);

function headingIsVacant(part: Scope): boolean {
  const heading = part.document.headings[part.heading];
  return !heading || part.document.placeholders.some((placeholder) => placeholder.line === heading.line);
}
