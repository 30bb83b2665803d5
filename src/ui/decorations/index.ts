import { type Disposable, Range, type TextEditor, ThemeColor, window } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";

/** A hostile document could have a million; nobody fills in more than these at once. */
const most = 2000;

/** Marks what a document still leaves open: placeholders, and lines that only put off what belongs there (C-11). */
export function registerDecorations(surface: Surface): Disposable {
  const store = new DisposableStore();
  // A line under the text is seen in every theme, and in high contrast; the words themselves stay as they are.
  const gap = store.add(
    window.createTextEditorDecorationType({
      borderWidth: "0 0 1px 0",
      borderStyle: "dashed",
      borderColor: new ThemeColor("editorInfo.foreground"),
      fontStyle: "italic",
    }),
  );
  const mark = async (editor: TextEditor): Promise<void> => {
    const { document } = editor;
    const { version } = document;
    const at = await processDocument(surface, document);
    // What was typed in the meantime brings the next reading, and that one its own marks.
    if (document.version !== version) return;
    const found = at?.document.kind === "markdown" ? at.document.placeholders.slice(0, most) : [];
    editor.setDecorations(
      gap,
      found.map(({ offset, end }) => new Range(document.positionAt(offset), document.positionAt(end))),
    );
  };
  const markAll = (): void => {
    for (const editor of window.visibleTextEditors)
      mark(editor).catch((error: unknown) => surface.log.error("Placeholders could not be marked", error));
  };
  store.add(window.onDidChangeVisibleTextEditors(markAll));
  store.add(surface.folders.onDidRead(markAll));
  markAll();
  return store;
}
