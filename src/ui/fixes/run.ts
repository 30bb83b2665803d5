import { Range, Selection, type TextDocument, window, workspace } from "vscode";
import { type Change, type Fix, planFix } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { uriOf } from "../../host/vscode/paths.ts";
import { back, planWith } from "../../host/vscode/plans.ts";
import { carryOut } from "../shared/ask/carryOut.ts";
import { leadOn } from "../shared/ask/goOn.ts";
import { asking } from "../shared/ask/questions.ts";
import type { Surface } from "../shared/surface.ts";
import { shownText } from "../shared/text/shownText.ts";

/** How long the editor may take to show what was written to disk before the cursor is left where it is. */
const patience = 2000;

/** Carries a fix out, after its question where it has one, and goes to what is still to be filled in. */
export async function carryOutFix(surface: Surface, engine: FolderEngine, fix: Fix): Promise<void> {
  const before = engine.feature(fix.feature);
  const plan = await planWith(
    engine,
    (context, answers) => planFix(fix, answers, context),
    asking(shownText(fix.title, 120)),
  );
  if (!plan || plan === back || !(await carryOut(surface, engine, plan)) || plan.kind !== "change") return;
  await selectPlaceholder(engine, plan);
  if (before) await leadOn(engine, before);
}

/** Selects the first placeholder of what was written, in the editor that the person is in. */
async function selectPlaceholder(engine: FolderEngine, { edits }: Change): Promise<void> {
  const [edit] = edits;
  const [change] = edit?.changes ?? [];
  const editor = window.activeTextEditor;
  const found = change && /<[^<>\n]+>/.exec(change.text);
  if (!edit || !change || !found || !editor) return;
  const { document } = editor;
  if (document.uri.toString() !== uriOf(engine.folder, edit.path).toString()) return;
  const start = change.offset + found.index;
  if (!(await shows(document, start, found[0]))) return;
  const range = new Range(document.positionAt(start), document.positionAt(start + found[0].length));
  editor.selection = new Selection(range.start, range.end);
  editor.revealRange(range);
}

/** Waits until an open document has a text at an offset: what is written to disk takes a moment to get there. */
function shows(document: TextDocument, offset: number, text: string): Promise<boolean> {
  const holds = (): boolean => document.getText().startsWith(text, offset);
  return new Promise((resolve) => {
    if (holds()) return resolve(true);
    const end = (value: boolean): void => {
      clearTimeout(timer);
      listening.dispose();
      resolve(value);
    };
    const timer = setTimeout(() => end(false), patience);
    const listening = workspace.onDidChangeTextDocument((event) => {
      if (event.document === document && holds()) end(true);
    });
  });
}
