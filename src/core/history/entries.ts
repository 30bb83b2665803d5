import { entriesIn } from "../criteria/entries.ts";
import { wholeOf } from "../criteria/select.ts";
import type { MarkdownDocument } from "../document.ts";
import type { Feature } from "../feature.ts";
import type { Facts } from "../ports.ts";
import { entriesOf } from "../readers/decisionLog.ts";
import type { HistoryEvent } from "./history.ts";

/** What a feature's own logs say happened, by the date of each entry or row; an undated one has no place in a history. */
export function entriesLogged(feature: Feature, facts: Facts): HistoryEvent[] {
  const { entries = [], rows = [] } = feature.process.definition.feature.history ?? {};
  const documents = (role: string): MarkdownDocument[] =>
    feature.files.flatMap((file) => {
      const document = file.role === role ? facts.document(file.path) : undefined;
      return document?.kind === "markdown" ? [document] : [];
    });
  return [
    ...entries.flatMap((role) => documents(role).flatMap(headed)),
    ...rows.flatMap(({ role, date, what }) => documents(role).flatMap((document) => tabled(document, date, what))),
  ];
}

const headed = (document: MarkdownDocument): HistoryEvent[] =>
  entriesOf(document).flatMap(({ at, title, line }): HistoryEvent[] =>
    at === undefined
      ? []
      : [{ at, kind: "entry", who: "", what: title, place: { file: document.path, line, column: 1 } }],
  );

function tabled(document: MarkdownDocument, date: readonly string[], what: readonly string[]): HistoryEvent[] {
  const found = entriesIn([wholeOf(document)], [date, what]);
  if (found.kind === "missing") return [];
  return found.entries.flatMap(({ name, values, place }): HistoryEvent[] => {
    const at = /\d{4}-\d{2}-\d{2}/.exec(name)?.[0];
    return at === undefined ? [] : [{ at, kind: "entry", who: "", what: values[what[0] ?? ""] ?? "", place }];
  });
}
