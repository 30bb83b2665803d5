import { CodeAction, CodeActionKind, type Diagnostic, l10n, workspace } from "vscode";
import { type Fix, fixesAt, fixesFor } from "../../core/index.ts";
import { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { commands } from "../shared/ids.ts";
import type { ProcessDocument } from "../shared/processDocument.ts";
import { shownText } from "../shared/text/shownText.ts";
import { codeOf } from "./findings.ts";

/** What the command that carries a fix out is called with: rows of a menu, never a person's decision. */
interface Named {
  engine: FolderEngine;
  fix: Fix;
}

/** The argument of the command, where it is one. */
export function fixOf(argument: unknown): Named | undefined {
  const named = argument as Partial<Named> | undefined;
  return named?.engine instanceof FolderEngine && named.fix ? { engine: named.engine, fix: named.fix } : undefined;
}

/** The fixes that edit the document, between two lines. In Restricted Mode nothing is written, and none is offered. */
export function editActions(
  { engine, workspace: read, path }: ProcessDocument,
  { from, to }: { from: number; to: number },
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  if (!workspace.isTrusted) return [];
  const fixes = fixesAt(read, path, from, to);
  const mending = fixes.map((fix) => ({ fix, mends: diagnostics.filter((each) => isMendedBy(each, fix)) }));
  return mending.map(({ fix, mends }) => {
    // A box is there to be ticked: that is no repair, unless the tick itself is what is wrong.
    const isRepair = fix.name !== "tick" || mends.length > 0;
    const action = new CodeAction(
      shownText(fix.title, 160),
      isRepair ? CodeActionKind.QuickFix : CodeActionKind.RefactorRewrite,
    );
    action.command = { command: commands.applyFix, title: l10n.t("Apply Quick Fix"), arguments: [{ engine, fix }] };
    action.diagnostics = [...mends];
    action.isPreferred = mends.some((each) => mending.filter((other) => other.mends.includes(each)).length === 1);
    return action;
  });
}

const isMendedBy = (diagnostic: Diagnostic, { name, line, endLine }: Fix): boolean =>
  fixesFor(codeOf(diagnostic)).includes(name) &&
  diagnostic.range.start.line + 1 <= endLine &&
  diagnostic.range.end.line + 1 >= line;
