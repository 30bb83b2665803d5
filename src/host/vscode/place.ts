import { Position, Range, type TextDocument, type TextEditor, type WorkspaceFolder, window, workspace } from "vscode";
import type { Place } from "../../core/index.ts";
import { uriOf } from "./paths.ts";

/** The rest of the line that a place names. Past its end the editor cuts the range off by itself. */
export const rangeOf = (place: Place): Range =>
  new Range(place.line - 1, place.column - 1, place.line - 1, Number.MAX_SAFE_INTEGER);

/** Shows a file with the cursor at a place. `preserveFocus` is for looking around from a list. */
export async function openPlace(folder: WorkspaceFolder, place: Place, preserveFocus = false): Promise<TextEditor> {
  const document = await workspace.openTextDocument(uriOf(folder, place.file));
  return show(document, new Position(place.line - 1, place.column - 1), preserveFocus);
}

/** Shows a file with the first placeholder of a line selected, so that typing replaces it. */
export async function openAtPlaceholder(folder: WorkspaceFolder, path: string, line: number): Promise<TextEditor> {
  const document = await workspace.openTextDocument(uriOf(folder, path));
  const text = document.lineAt(Math.min(line, document.lineCount) - 1);
  const found = /<[^<>]+>/.exec(text.text) ?? /\[[^[\]]{2,}\](?!\()/.exec(text.text);
  const start = text.range.start.with({ character: found?.index ?? text.firstNonWhitespaceCharacterIndex });
  const end = found ? start.translate(0, found[0].length) : start;
  return show(document, new Range(start, end));
}

async function show(document: TextDocument, at: Position | Range, preserveFocus = false): Promise<TextEditor> {
  const selection = at instanceof Range ? at : new Range(at, at);
  return window.showTextDocument(document, { selection, preserveFocus, preview: true });
}
