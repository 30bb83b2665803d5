import type { Place } from "../problem.ts";
import { fold, headingIs, like } from "../words.ts";
import { placeIn, type Scope, within } from "./criterion.ts";

/** What a document says on one point, wherever it says it. */
export interface Point {
  /** Each piece of text by itself: a paragraph, a list item, a cell. */
  texts: string[];
  place: Place;
}

/**
 * What is said on a point: in a section of one of the names, in a field `Name: value` with what is nested under it, in
 * the row of a table that begins with it, or in an item that begins with its name. Undefined where it is not named.
 */
export function pointIn(scope: Scope, names: readonly string[]): Point | undefined {
  // Where a point has a line of its own, the section around it may speak of others.
  const lines = [...fieldsNamed(scope, names), ...rowsNamed(scope, names)];
  const found = lines.length > 0 ? lines : sectionsNamed(scope, names);
  const points = found.length > 0 ? found : itemsNamed(scope, names);
  return points.find((point) => point.texts.length > 0) ?? points[0];
}

const textsBetween = (scope: Scope, from: number, to: number): string[] =>
  within(scope, scope.document.blocks)
    .filter((block) => block.line >= from && block.line < to && !block.vacant)
    .map((block) => saidOn(scope, block.line, block.text));

/** A field's line says what its value says. */
function saidOn(scope: Scope, line: number, text: string): string {
  const fields = scope.document.fields.filter((field) => field.line === line);
  return fields.length > 0 ? fields.map((field) => field.value).join(" ") : text;
}

/** The sections of a name. A title of the whole document names what it is about, not a point of it. */
const sectionsNamed = (scope: Scope, names: readonly string[]): Point[] => {
  const { document } = scope;
  const titles = document.headings.filter((heading) => heading.level === 1);
  return document.headings
    .filter(
      (heading, index) =>
        heading.line >= scope.from &&
        heading.line < scope.to &&
        !(titles.length === 1 && heading === titles[0] && index !== scope.heading) &&
        headingIs(heading.text, names),
    )
    .map((heading) => ({
      // What the heading's own line holds (a box, a bold title) is its name, not what is said.
      texts: textsBetween(scope, heading.line + 1, Math.min(heading.endLine, scope.to)),
      place: placeIn(scope, heading),
    }));
};

function fieldsNamed(scope: Scope, names: readonly string[]): Point[] {
  const { document } = scope;
  return within(scope, document.fields)
    .filter((field) => headingIs(field.name, names))
    .map((field) => {
      const item = document.items.find((each) => each.source === "list" && each.line === field.line);
      const below = item
        ? textsBetween(scope, field.line + 1, item.endLine + 1)
        : field.value === ""
          ? textsBetween(scope, field.line + 1, nextAfter(scope, field.line))
          : [];
      const block = document.blocks.find((each) => each.line === field.line && !each.vacant);
      const own = field.value !== "" && block ? [field.value] : [];
      return { texts: [...own, ...below], place: { file: document.path, line: field.line, column: field.column } };
    });
}

/** The line of the next heading or field: a field without a value speaks of what stands before that. */
function nextAfter(scope: Scope, line: number): number {
  const later = [...scope.document.fields, ...scope.document.headings]
    .map((each) => each.line)
    .filter((each) => each > line);
  return Math.min(scope.to, ...later);
}

const rowsNamed = (scope: Scope, names: readonly string[]): Point[] =>
  within(scope, scope.document.tables).flatMap((table) =>
    table.rows
      .filter(([first]) => first !== undefined && headingIs(first.text, names))
      .map(([first, ...rest]) => ({
        texts: rest.filter((cell) => !cell.vacant).map((cell) => cell.text),
        place: { file: scope.document.path, line: first?.line ?? table.line, column: first?.column ?? 1 },
      })),
  );

/** An item or paragraph that begins with the name and goes on: `Rate limits are enforced by the gateway`. */
const itemsNamed = (scope: Scope, names: readonly string[]): Point[] =>
  within(scope, scope.document.blocks).flatMap((block): Point[] => {
    if (block.kind !== "item" && block.kind !== "paragraph") return [];
    const text = fold(block.text);
    const name = names
      .map((each) => fold(each.replaceAll("*", "")))
      .filter((each) => each !== "" && like(text, `${each}*`))
      .sort((a, b) => b.length - a.length)[0];
    // "However" does not begin with "How".
    if (name === undefined || /^\p{L}{4}/u.test(text.slice(name.length))) return [];
    const place = { file: scope.document.path, line: block.line, column: block.column };
    // Without its name the text has to say something still; a plural's `s` is the name's.
    const rest = text.slice(name.length).replace(/^\p{L}{0,3}(?![\p{L}])/u, "");
    return [{ texts: block.vacant ? [] : [rest], place }];
  });
