import { readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { CompletionItem, CompletionItemKind, l10n, Range, type TextDocument } from "vscode";
import type { Surface } from "../shared/surface.ts";

/** The start of a template's name, as far as it is written. */
const named = /\btemplate:\s*["']?([\w./-]*)$/;

/** Where a template is to be named: the files that lie beside the process.yaml. Undefined anywhere else. */
export async function templateItems(
  _: Surface,
  document: TextDocument,
  line: number,
  character: number,
): Promise<CompletionItem[] | undefined> {
  const written = named.exec(document.lineAt(line).text.slice(0, character))?.[1];
  if (written === undefined) return undefined;
  const path = document.uri.fsPath;
  const entries = await readdir(dirname(path), { recursive: true, withFileTypes: true }).catch(() => []);
  const names = entries
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`.replaceAll("\\", "/").slice(dirname(path).length + 1))
    .filter((name) => name !== basename(path));
  return names.sort().map((name) => {
    const item = new CompletionItem(name, CompletionItemKind.File);
    item.detail = l10n.t("A template of this process");
    item.range = new Range(line, character - written.length, line, character);
    return item;
  });
}
