import { CodeActionKind, type Disposable, languages } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerAction } from "../command.ts";
import { commands } from "../ids.ts";
import { onDisk, processDocument } from "../processDocument.ts";
import type { Surface } from "../surface.ts";
import { editActions, fixOf } from "./edits.ts";
import { findingActions } from "./findings.ts";
import { carryOutFix } from "./run.ts";

/** The light bulb in documents of a process: what mends a problem or an unmet criterion, or leads to where it is decided. */
export function registerFixes(surface: Surface): Disposable {
  const store = new DisposableStore();
  store.add(
    languages.registerCodeActionsProvider(
      onDisk,
      {
        async provideCodeActions(shown, range, { diagnostics }) {
          const at = await processDocument(surface, shown);
          if (!at) return [];
          const lines = { from: range.start.line + 1, to: range.end.line + 1 };
          return [...editActions(at, lines, diagnostics), ...findingActions(at, diagnostics)];
        },
      },
      { providedCodeActionKinds: [CodeActionKind.QuickFix, CodeActionKind.RefactorRewrite] },
    ),
  );
  store.add(
    registerAction(surface, commands.applyFix, async (argument) => {
      const named = fixOf(argument);
      if (named) await carryOutFix(surface, named.engine, named.fix);
    }),
  );
  return store;
}
