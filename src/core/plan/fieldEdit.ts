import { isNone } from "../criteria/resolved.ts";
import { type Status, statusOf } from "../criteria/status.ts";
import type { Field, Heading, Item } from "../document.ts";
import { type MarkdownExtract, readMarkdown } from "../readers/markdown/markdown.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import { headingIs } from "../words.ts";
import { lineEndOf, offsetOfLine } from "./draft.ts";

/** One stretch of a text to replace. */
export interface TextEdit {
  start: number;
  end: number;
  text: string;
}

export interface FieldEdit {
  /** Names of the field; the first is written where there is none yet. */
  names: readonly string[];
  value: string;
  /** Statuses at which the field is left alone. */
  unless: readonly string[];
  add: boolean;
  /** Whether a missing one goes in front of the other fields. */
  before: boolean;
  /** Names of the fields that a missing one goes behind. */
  after: readonly string[];
  /** True where the value is written as it is, though it may begin like a status: the name of a file, such as `done.md`. */
  verbatim?: boolean;
}

/**
 * The edit that sets a field in the section of a heading, in the style of the file: its bullets, bold type, words for a
 * status. Nothing else changes by a byte. Null where there is nothing to do; undefined where the heading is not there.
 */
export function setField(
  text: string,
  section: { heading: string; index: number },
  edit: FieldEdit,
): TextEdit | null | undefined {
  const document = readMarkdown("", text);
  const heading = document.headings[section.index];
  if (!heading || heading.text !== section.heading) return undefined;
  // Sections below the stage's own are other stages or parts of it: a field is looked for in them last.
  const fields = document.fields.filter(
    (field) => !field.quoted && field.line > heading.line && field.line < heading.endLine,
  );
  const found = fields.find((field) => headingIs(field.name, edit.names));
  const status = edit.verbatim ? undefined : statusOf(edit.value);
  const inHeading = statusOf(heading.text, "suffix");
  const now = found ? statusOf(found.value) : status === undefined ? undefined : inHeading;
  if (now !== undefined && edit.unless.includes(now)) return null;
  const value = status === undefined ? edit.value : inOwnWords(status, edit.value, found, document, edit.names);
  if (found) {
    if (status !== undefined && now === status && !edit.add) return null;
    return intoField(text, found, value, edit.add, document);
  }
  if (status !== undefined && inHeading !== undefined && headingIs("Status", edit.names)) {
    const changed = inHeadingText(heading, edit.value, text);
    if (changed) return inHeading === status ? null : changed;
  }
  return newField(text, document, heading, fields, { ...edit, value });
}

/** The file's own word for a status, as its other fields of this name have it: `DONE`, `✅ Completed`, `` `done` ``. */
export function inOwnWords(
  status: Status,
  value: string,
  found: Field | undefined,
  { fields }: Pick<MarkdownExtract, "fields">,
  names: readonly string[],
): string {
  const others = fields.filter((field) => field !== found && headingIs(field.name, names));
  const plain = (text: string): string => text.replace(/(\*\*|__)$/, "").trim();
  const same = others
    .filter((field) => statusOf(field.value) === status)
    .map((field) => plain(field.value))
    .find((text) => text.length <= 24 && !/[\d(),;:<>]/.test(text));
  if (same !== undefined) return same;
  const styles = [found, ...others].flatMap((field) => (field && statusOf(field.value) ? [plain(field.value)] : []));
  const [style = ""] = styles;
  const word = /^`.*`$/.test(style) ? `\`${value}\`` : value;
  const letters = style.replace(/[^\p{L}]/gu, "");
  if (letters.length > 1 && letters === letters.toUpperCase()) return word.toUpperCase();
  return /^\p{Lu}\p{Ll}/u.test(style) ? word.replace(/\p{L}/u, (letter) => letter.toUpperCase()) : word;
}

/** The edit that gives a field a value, or with `add` adds it to what the field says. */
export function intoField(
  text: string,
  field: Field,
  value: string,
  add: boolean,
  document: MarkdownExtract,
): TextEdit {
  const { offset, end } = field.valueSpan;
  const old = text.slice(offset, end);
  const isEmpty = isVacant(withoutPlaceholders(old)) || isNone(old);
  if (add && isEmpty) {
    const item = lastNested(field, document);
    if (item) return nestedItem(text, item, value);
  }
  const next = add && !isEmpty ? `${old}; ${value}` : value;
  const gap = offset > 0 && !/\s/.test(text[offset - 1] ?? " ") ? " " : "";
  return { start: offset, end, text: gap + next };
}

/** The last item that is nested right under a field's own. */
function lastNested(field: Field, { items, blocks }: MarkdownExtract): Item | undefined {
  const own = items.findIndex((item) => item.source === "list" && item.line === field.line);
  if (own < 0) return undefined;
  return items.findLast(
    (item) => item.parent === own && blocks.some((block) => block.line === item.line && !block.vacant),
  );
}

function nestedItem(text: string, item: Item, value: string): TextEdit {
  const line = text.slice(offsetOfLine(text, item.line), offsetOfLine(text, item.line + 1));
  const lead = /^[\s>]*(?:[-*+]|\d+[.)])\s+/.exec(line)?.[0] ?? "  - ";
  const at = offsetOfLine(text, item.endLine + 1);
  const lineEnd = lineEndOf(text);
  const isEnded = at === 0 || /[\r\n]/.test(text[at - 1] ?? "");
  return { start: at, end: at, text: `${isEnded ? "" : lineEnd}${lead}${value}${isEnded ? lineEnd : ""}` };
}

/** `## Stage 3 — Import (in progress)`, `… ✅ COMPLETE`, `… 🔄`: the word or the icon at the end is the status. */
function inHeadingText(heading: Heading, value: string, text: string): TextEdit | undefined {
  const end = /[\r\n]/.exec(text.slice(heading.offset))?.index ?? text.length - heading.offset;
  const line = text.slice(heading.offset, heading.offset + end);
  const styled = (old: string): string => (old === old.toUpperCase() ? value.toUpperCase() : value);
  const inBrackets = /([([])([\p{L}][\p{L} -]*)[)\]]\s*#*\s*$/u.exec(line);
  if (inBrackets && statusOf(inBrackets[2] ?? "") !== undefined) {
    const start = heading.offset + inBrackets.index + 1;
    return { start, end: start + (inBrackets[2] ?? "").length, text: styled(inBrackets[2] ?? "") };
  }
  const icon = icons[statusOf(value) ?? ""];
  const atEnd = /(\p{Extended_Pictographic}\ufe0f?)(\s*)([\p{L}][\p{L} -]*?)?(?=\s*#*\s*$)/u.exec(line);
  if (!atEnd || icon === undefined) return undefined;
  const [whole, , gap = "", word] = atEnd;
  const start = heading.offset + atEnd.index;
  return { start, end: start + whole.length, text: word === undefined ? icon + gap : icon + gap + styled(word) };
}

const icons: Record<string, string> = { done: "✅", doing: "🔄", todo: "⬜", blocked: "⛔", failed: "❌" };

/** A line for a field that is not there yet, written as the fields around it are. */
function newField(
  text: string,
  document: MarkdownExtract,
  heading: Heading,
  fields: readonly Field[],
  { names, value, before, after }: FieldEdit,
): TextEdit {
  const lineEnd = lineEndOf(text);
  const name = names[0] ?? "";
  const top = fields.filter((field) => depthOf(field, document) === 0);
  const model = before ? top[0] : (top.findLast((field) => headingIs(field.name, after)) ?? top.at(-1));
  if (!model) {
    const at = offsetOfLine(text, heading.line + 1);
    const isEnded = /[\r\n]/.test(text[at - 1] ?? "");
    return {
      start: at,
      end: at,
      text: `${isEnded ? "" : lineEnd}${lineEnd}- ${name}: ${value}${isEnded ? lineEnd : ""}`,
    };
  }
  const own = document.items.find((item) => item.source === "list" && item.line === model.line);
  const from = offsetOfLine(text, model.line);
  const line = text.slice(from, offsetOfLine(text, model.line + 1)).replace(/[\r\n]+$/, "");
  const lead = own ? (/^[\s>]*(?:[-*+]|\d+[.)])\s+(?:\[.\]\s+)?/.exec(line)?.[0] ?? "- ").replace(/\[.\]\s+$/, "") : "";
  const written = `${lead}${labelled(line.slice(lead.length), name)} ${value}`;
  if (before) return { start: from, end: from, text: `${written}${lineEnd}${own ? "" : lineEnd}` };
  const at = offsetOfLine(text, (own?.endLine ?? paragraphEnd(model, document)) + 1);
  const isEnded = at > 0 && /[\r\n]/.test(text[at - 1] ?? "");
  const gap = own ? "" : lineEnd;
  const newLine = isEnded ? `${gap}${written}${lineEnd}` : `${lineEnd}${gap}${written}`;
  return { start: at, end: at, text: newLine };
}

/** A name in the type of another field's: `**Status**:`, `**Status:**`, `Status:`. */
function labelled(line: string, name: string): string {
  if (/^(\*\*|__)[^*_]+:\1/.test(line)) return `**${name}:**`;
  if (/^(\*\*|__)[^*_:]+\1\s*:/.test(line)) return `**${name}**:`;
  return `${name}:`;
}

const depthOf = (field: Field, { items }: MarkdownExtract): number =>
  items.find((item) => item.source === "list" && item.line === field.line)?.depth ?? 0;

const paragraphEnd = (field: Field, { blocks }: MarkdownExtract): number =>
  blocks.find((block) => block.line <= field.line && field.line <= block.endLine)?.endLine ?? field.line;
