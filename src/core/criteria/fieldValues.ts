import { between } from "../between.ts";
import type { Field, Item } from "../document.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { headingIs } from "../words.ts";
import { type Scope, within } from "./criterion.ts";

/** A field of a stage with all that belongs to it: its value, the items nested under it, or the list behind it. */
export interface FieldValue {
  scope: Scope;
  field: Field;
  /** Lines from the field's own up to but without `to`. */
  to: number;
  /** Items below the field: nested in its own item, or the list that follows its paragraph. */
  items: Item[];
  /** True where neither the value nor an item says anything yet. */
  vacant: boolean;
}

/** The fields of these names in the scopes, in order. */
export function fieldValues(scopes: readonly Scope[], names: readonly string[]): FieldValue[] {
  return scopes.flatMap((scope) =>
    within(scope, scope.document.fields)
      .filter((field) => !field.quoted && headingIs(field.name, names))
      .map((field) => withValue(scope, field)),
  );
}

function withValue(scope: Scope, field: Field): FieldValue {
  const { document } = scope;
  const own = between(document.items, field.line, field.line + 1).find((item) => item.source === "list");
  const items = own
    ? between(document.items, own.line + 1, own.endLine + 1)
    : field.value === ""
      ? listBehind(scope, field)
      : [];
  const last = items.at(-1);
  const to = Math.min(scope.to, Math.max(own?.endLine ?? field.line, last?.endLine ?? field.line) + 1);
  const below = between(document.blocks, field.line + 1, to).some((block) => !block.vacant);
  const says = field.value !== "" && !isVacant(withoutPlaceholders(field.value));
  return { scope, field, to, items, vacant: !says && !below };
}

/** `**Gate**:` as a paragraph of its own, and its list below. */
function listBehind(scope: Scope, field: Field): Item[] {
  const { document } = scope;
  const next = (lines: readonly { line: number }[]): number =>
    lines.find(({ line }) => line > field.line && line < scope.to)?.line ?? scope.to;
  const list = within(scope, document.items).filter((item) => item.source === "list" && item.line > field.line);
  const end = Math.min(
    next(document.headings),
    next(document.blocks.filter((block) => block.kind === "paragraph")),
    next(document.fields),
  );
  return list.filter((item) => item.line < end);
}
