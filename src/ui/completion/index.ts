import { CompletionItem, CompletionItemKind, type Disposable, languages, Range } from "vscode";
import { type Completion, completionsAt } from "../../core/index.ts";
import { onDisk, processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";
import { shownText } from "../shared/text/shownText.ts";
import { beginnings, kindsBegunBy } from "./begins.ts";

const kinds: Record<Completion["kind"], CompletionItemKind> = {
  value: CompletionItemKind.EnumMember,
  id: CompletionItemKind.Reference,
  section: CompletionItemKind.Struct,
  path: CompletionItemKind.File,
};

/** What may be written in a Markdown document of a process. Its other files have completion of their own. */
export const registerCompletion = (surface: Surface): Disposable =>
  languages.registerCompletionItemProvider(
    { ...onDisk, language: "markdown" },
    {
      async provideCompletionItems(shown, position, _, { triggerCharacter }) {
        const line = shown.lineAt(position.line).text;
        const before = line.slice(0, position.character);
        const wanted = triggerCharacter === undefined ? undefined : kindsBegunBy(triggerCharacter, before);
        if (wanted?.length === 0) return [];
        const at = await processDocument(surface, shown);
        if (at?.document.kind !== "markdown" || isInCode(at.document.blocks, position.line + 1)) return [];
        const offers = completionsAt(at.workspace, at.path, before);
        return offers
          .filter(({ kind }) => wanted?.includes(kind) ?? true)
          .map((offer, index) => {
            const { kind, label, detail, start, text } = offer;
            const item = new CompletionItem(
              { label: shownText(label, 160), description: shownText(detail, 60) },
              kinds[kind],
            );
            item.insertText = text;
            // Of a value or a title all that stands there is replaced, not only what stands before the cursor.
            const end = kind === "value" || kind === "section" ? line.trimEnd().length : position.character;
            item.range = new Range(position.line, start, position.line, Math.max(end, position.character));
            item.filterText = kind === "value" ? line.slice(start, Math.max(end, position.character)) || label : label;
            item.sortText = String(index).padStart(5, "0");
            return item;
          });
      },
    },
    ...beginnings,
  );

const isInCode = (blocks: readonly { kind: string; line: number; endLine: number }[], line: number): boolean =>
  blocks.some((block) => block.kind === "code" && block.line <= line && line <= block.endLine);
