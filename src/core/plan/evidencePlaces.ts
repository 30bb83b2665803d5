import type { Scope } from "../criteria/criterion.ts";
import { listOf, sectionsOf, wholeOf } from "../criteria/select.ts";
import type { Field, Item, MarkdownDocument } from "../document.ts";
import { t } from "../l10n.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import type { StageNode } from "../stages/source.ts";
import { headingIs, likeAny } from "../words.ts";
import { type Draft, lineEndOf, offsetOfLine, refuse } from "./draft.ts";
import { linkTo } from "./evidenceLink.ts";
import { intoField, setField } from "./fieldEdit.ts";

/** Headings of a section that holds evidence, where a process says nothing about it. */
const sections = ["Evidence", "Evidence links"];

/** What a criterion of evidence asks for, where it is a field. */
export interface AskedField {
  field?: readonly string[];
}
/** The box that stands for a criterion: ticking it claims that the criterion holds. */
export interface Claim {
  in: string | string[];
  like: readonly string[];
}

/** The stage's text as it is now; a scope whose document has changed since it was judged is none. */
function read(scope: Scope, made: Draft): { path: string; text: string; document: MarkdownDocument } | undefined {
  const { path } = scope.document;
  const text = made.text(path);
  const document = { ...scope.document, ...readMarkdown(path, text) };
  const heading = (of: MarkdownDocument): string | undefined => of.headings[scope.heading]?.text;
  return heading(document) === heading(scope.document) ? { path, text, document } : undefined;
}

/** Into the field that the criterion asks for, in the stage's own section; written where it is missing there. */
export function inField(node: StageNode, asked: AskedField, paths: readonly string[], made: Draft): boolean {
  const names = asked.field ?? [];
  for (const scope of node.scopes) {
    const now = read(scope, made);
    if (!now) continue;
    const [from, to] = linesOfScope(scope, now.document);
    const heading = now.document.headings[scope.heading];
    const found = now.document.fields.find(
      (field) => !field.quoted && field.line >= from && field.line < to && headingIs(field.name, names),
    );
    const value = newLinks(paths, now.document, found ? linesOfField(found, now.document) : [0, 0], made);
    const edit = heading
      ? setField(
          now.text,
          { heading: heading.text, index: scope.heading },
          { names, value, unless: [], add: true, before: false, after: [], verbatim: true },
        )
      : found && intoField(now.text, found, value, true, now.document);
    if (!edit) continue;
    made.replace(now.path, edit.start, edit.end, edit.text);
    return true;
  }
  return false;
}

/** Behind the box that claims that there is evidence. */
export function atClaim(node: StageNode, claim: Claim, paths: readonly string[], made: Draft): boolean {
  for (const scope of node.scopes) {
    const now = read(scope, made);
    if (!now) continue;
    const [from, to] = linesOfScope(scope, now.document);
    const places = sectionsOf({ document: now.document, from, to, heading: scope.heading }, listOf(claim.in));
    const item = now.document.items.find(
      ({ box, line, text }) =>
        box && likeAny(text, claim.like) && places.some((each) => line >= each.from && line < each.to),
    );
    if (!item) continue;
    behindText(now.path, now.text, now.document, item, paths, made);
    return true;
  }
  return false;
}

/** As items of a list at the end of a section that is called Evidence. */
export function inSection(scope: Scope, paths: readonly string[], made: Draft): boolean {
  const now = read(scope, made);
  if (!now) return false;
  const [from, to] = linesOfScope(scope, now.document);
  const [section] = sectionsOf({ document: now.document, from, to, heading: scope.heading }, sections);
  if (!section) return false;
  const links = newLinks(paths, now.document, [section.from, section.to], made, "\n").split("\n");
  const { blocks, headings, items } = now.document;
  // What lies below a heading within the section is that heading's.
  const end = headings.find(({ line }) => line > section.from && line < section.to)?.line ?? section.to;
  const last = blocks.findLast(({ line }) => line > section.from && line < end);
  const isList = items.some(
    (item) => item.source === "list" && last && item.line <= last.line && item.endLine >= last.line,
  );
  const at = offsetOfLine(now.text, (last?.endLine ?? section.from) + 1);
  const lineEnd = lineEndOf(now.text);
  const isEnded = at > 0 && /[\r\n]/.test(now.text[at - 1] ?? "");
  const lines = links.map((link) => `- ${link}${lineEnd}`).join("");
  made.replace(now.path, at, at, `${isEnded ? "" : lineEnd}${isList ? "" : lineEnd}${lines}`);
  return true;
}

/** ` — [name](path)` at the end of an item's own text; `, [name](path)` where it ends with a link already. */
export function behindText(
  file: string,
  text: string,
  document: Pick<MarkdownDocument, "blocks" | "links"> & { path?: string },
  item: Item,
  paths: readonly string[],
  made: Draft,
): void {
  const block = document.blocks.find(({ kind, line }) => kind === "item" && line === item.line);
  if (item.source !== "list" || !block)
    made.stop(
      refuse(
        "unfit",
        t`${file}:${item.line} is a box in a heading or a table, where no link is added. Nothing was written.`,
      ),
    );
  const links = newLinks(paths, { path: file, links: document.links }, [item.line, block.endLine + 1], made, ", ");
  const end = block.end - (/[\s\\]*$/.exec(text.slice(block.offset, block.end))?.[0].length ?? 0);
  const gap = /\]\([^()\s]*\)$/.test(text.slice(block.offset, end)) ? ", " : " — ";
  made.replace(file, end, end, gap + links);
}

/** Links to those files that the lines do not link yet; stops where all of them are there. */
function newLinks(
  paths: readonly string[],
  document: Pick<MarkdownDocument, "links"> & { path: string },
  [from, to]: readonly [number, number],
  made: Draft,
  between = ", ",
): string {
  if (paths.includes(document.path))
    made.stop(
      refuse("unfit", t`${document.path} is this very document, and shows nothing by itself. Nothing was written.`),
    );
  const there = new Set(
    document.links.filter(({ line }) => line >= from && line < to).map(({ target }) => decoded(target)),
  );
  const links = [...new Set(paths)].map((path) => linkTo(path, document.path));
  const fresh = links.filter((link) => !there.has(decoded(link.slice(link.lastIndexOf("](") + 2, -1))));
  if (fresh.length === 0)
    made.stop(refuse("nothing-to-do", t`The evidence is linked there already. Nothing was written.`));
  return fresh.join(between);
}

function decoded(target: string): string {
  try {
    return decodeURIComponent(target);
  } catch {
    return target;
  }
}

/** The lines of a field, with what is nested under it. */
function linesOfField({ line }: Field, { items }: MarkdownDocument): [from: number, to: number] {
  const own = items.find((item) => item.source === "list" && item.line === line);
  return [line, (own?.endLine ?? line) + 1];
}

/** The lines of a scope in the text as it is now. */
function linesOfScope(scope: Scope, document: MarkdownDocument): [from: number, to: number] {
  const heading = document.headings[scope.heading];
  if (heading) return [heading.line, heading.endLine];
  const { from, to } = wholeOf(document);
  return [from, to];
}
