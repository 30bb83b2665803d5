import { CompletionItem, type CompletionItemKind, Hover, MarkdownString, Range, SnippetString } from "vscode";
import type * as Protocol from "vscode-languageserver-types";

/** What the language services offer, as the editor takes it. */
export function completionItem(offered: Protocol.CompletionItem): CompletionItem {
  // The protocol counts kinds from 1, the editor from 0.
  const kind = offered.kind === undefined ? undefined : ((offered.kind - 1) as CompletionItemKind);
  const item = new CompletionItem(offered.label, kind);
  const edit = offered.textEdit;
  const text = edit?.newText ?? offered.insertText ?? offered.label;
  item.insertText = offered.insertTextFormat === 2 ? new SnippetString(text) : text;
  if (edit && "range" in edit) item.range = rangeOf(edit.range);
  if (offered.filterText !== undefined) item.filterText = offered.filterText;
  if (offered.sortText !== undefined) item.sortText = offered.sortText;
  if (offered.detail !== undefined) item.detail = offered.detail;
  const documentation = offered.documentation;
  if (documentation !== undefined) {
    item.documentation = new MarkdownString(typeof documentation === "string" ? documentation : documentation.value);
  }
  return item;
}

export function hoverOf(found: Protocol.Hover | undefined): Hover | undefined {
  if (!found || !("kind" in (found.contents as object))) return undefined;
  const text = new MarkdownString((found.contents as Protocol.MarkupContent).value);
  return new Hover(text, found.range && rangeOf(found.range));
}

const rangeOf = ({ start, end }: Protocol.Range): Range =>
  new Range(start.line, start.character, end.line, end.character);
