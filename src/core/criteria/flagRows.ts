import type { Place } from "../problem.ts";
import { inlineSpans } from "../readers/markdown/parser.ts";
import { fold, headingIs, type Patterns } from "../words.ts";
import { placeIn, type Scope, within } from "./criterion.ts";
import { isRealRow } from "./entries.ts";

/** A flag or a knob as a document lists it: a row of a table, or an item of a list. */
export interface Flag {
  name: string;
  /** What is said besides its name. */
  guards: string;
  /** What it is by default; undefined where that is not said. */
  standard: string | undefined;
  place: Place;
}

/** So much of an item is looked into. */
const MAX_ITEM = 5000;

const nameColumns: Patterns = [
  "Flag",
  "Name",
  "Flag name",
  "Feature flag",
  "Knob",
  "Toggle",
  "Switch",
  "Variable",
  "Key",
];
const pathColumns: Patterns = ["Path", "Risky path", "Code path", "Guards", "Where", "Scope", "Used in", "*path*"];
const defaultColumns: Patterns = ["Default", "Default value", "Initial", "Default state", "*default*"];

/** The flags that a section lists. What is struck through is gone. */
export function flagsIn(scope: Scope): Flag[] {
  const rows = within(scope, scope.document.tables).flatMap((table) => {
    const column = (names: readonly string[]): number => table.header.findIndex((title) => headingIs(title, names));
    const [name, path, standard] = [Math.max(0, column(nameColumns)), column(pathColumns), column(defaultColumns)];
    return table.rows
      .filter((row) => isRealRow(row, name) && !/^~~.*~~$/.test(row[name]?.text.trim() ?? ""))
      .map((row): Flag => {
        const textAt = (index: number): string => (row[index]?.vacant === false ? (row[index]?.text ?? "") : "");
        return {
          name: textAt(name),
          guards: path < 0 ? "" : textAt(path),
          standard: standard < 0 ? undefined : textAt(standard),
          place: placeIn(scope, row[name] ?? table),
        };
      });
  });
  return rows.length > 0 ? rows : itemFlags(scope);
}

/** `` - `labels.dedupe` guards the reconnect path; default off `` */
function itemFlags(scope: Scope): Flag[] {
  const { items, blocks } = scope.document;
  return within(scope, items)
    .filter(
      (item) =>
        item.source === "list" && !item.struck && (item.parent < 0 || (items[item.parent]?.line ?? 0) < scope.from),
    )
    .flatMap((item): Flag[] => {
      const texts = blocks.filter((block) => block.line >= item.line && block.line <= item.endLine && !block.vacant);
      if (texts.length === 0) return [];
      const name = leadOf(item.text);
      if (name === "") return [];
      const all = texts
        .map((block) => block.text)
        .join("; ")
        .slice(0, MAX_ITEM);
      const said = fold(all);
      // "default off", "default: off", "off by default", "defaults to off"
      // With what takes it back: "default: 0.5", "no longer off by default", "default off until the deploy, then on".
      const standard =
        (/\bdefaults?(?: value| state)?\s*(?:is|to|=|:)?\s*((?:(?:not|no longer|never)\s)?[\p{L}\p{N}]+(?:[.,=:]+[\p{L}\p{N}]+)*(?:,?\s(?:until|then|but|except)\b[^;]*)?)/u.exec(
          said,
        ) ??
          /((?:(?:not|no longer|never)\s)?(?:[\p{L}\p{N}]+[.,=:])*[\p{L}\p{N}]+\s+by default\b(?:,?\s(?:until|then|but|except)\b[^;]*)?)/u.exec(
            said,
          ))?.[1]?.trim();
      const rest = said.replace(fold(name), "").replace(/\bdefaults?\b.{0,200}?[;,.]|\b\p{L}+ by default\b/gu, "");
      return [{ name, guards: /\p{L}{3,}/u.test(rest) ? rest : "", standard, place: placeIn(scope, item) }];
    });
}

/** What an item is about: its first code span, else what stands before the first colon, dash, comma or bracket. */
export function leadOf(text: string): string {
  const span = inlineSpans(text).find((each) => each.kind === "code");
  if (span) return text.slice(span.start, span.end).replace(/`/g, "").trim();
  return fold(text.split(/:\s|\s[-–—]\s|,\s|;\s|\s\(/)[0] ?? "");
}
