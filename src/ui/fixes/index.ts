import { CodeActionKind, type Diagnostic, type Disposable, languages, type Range, type Uri } from "vscode";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { registerAction } from "../shared/command.ts";
import { commands } from "../shared/ids.ts";
import { onDisk, processDocument } from "../shared/processDocument.ts";
import type { Surface } from "../shared/surface.ts";
import { editActions, fixOf } from "./edits.ts";
import { codeOf, findingActions } from "./findings.ts";
import { carryOutFix } from "./run.ts";

const onLines = (uri: Uri, { start, end }: Range): Diagnostic[] =>
  languages
    .getDiagnostics(uri)
    .filter((each) => each.range.start.line <= end.line && each.range.end.line >= start.line && codeOf(each) !== "");

/** The light bulb in documents of a process: what mends a problem or an unmet criterion, or leads to where it is decided. */
export function registerFixes(surface: Surface): Disposable {
  const store = new DisposableStore();
  store.add(
    languages.registerCodeActionsProvider(
      onDisk,
      {
        async provideCodeActions(shown, range, context) {
          const at = await processDocument(surface, shown);
          if (!at) return [];
          const lines = { from: range.start.line + 1, to: range.end.line + 1 };
          // A problem of a line begins behind its marks; the cursor may stand in front of them.
          const own = context.diagnostics.filter((each) => codeOf(each) !== "");
          const diagnostics = own.length > 0 ? own : onLines(shown.uri, range);
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
