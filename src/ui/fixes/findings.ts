import { CodeAction, CodeActionKind, type Diagnostic, l10n, workspace } from "vscode";
import { type FixName, fixesFor, type JudgedStage, leavesOf } from "../../core/index.ts";
import { commands } from "../shared/ids.ts";
import type { ProcessDocument } from "../shared/processDocument.ts";
import { stageAt } from "../shared/target.ts";
import { shownText } from "../shared/text/shownText.ts";

/** A problem's code; empty for a problem of somebody else's. */
export function codeOf({ source, code }: Diagnostic): string {
  if (source !== "Plangate") return "";
  return String(typeof code === "object" ? code.value : (code ?? ""));
}

/** What leads from a violation, a contradiction or a stale approval to where it is decided: the commands that people know. */
export function findingActions(
  { engine, features, path }: ProcessDocument,
  diagnostics: readonly Diagnostic[],
): CodeAction[] {
  return diagnostics.flatMap((diagnostic) => {
    const names = fixesFor(codeOf(diagnostic));
    return features.flatMap((feature) => {
      const finding = feature.findings.find(
        ({ code, place }) =>
          code === codeOf(diagnostic) && place.file === path && place.line - 1 === diagnostic.range.start.line,
      );
      // A problem of a record is about the gate whose record it is.
      const stage = finding
        ? stageAt(feature.stages, finding.stage.split("/"))
        : leavesOf(feature.stages).find(({ approval }) => approval?.record === path);
      if (!stage) return [];
      return names.flatMap((name): CodeAction[] => {
        const command = commandOf(name, stage, engine.snapshot.adopted);
        if (!command) return [];
        const action = new CodeAction(command.title, CodeActionKind.QuickFix);
        action.command = { ...command, arguments: [{ engine, feature, stage }] };
        action.diagnostics = [diagnostic];
        return [action];
      });
    });
  });
}

/** The command behind a fix that edits nothing by itself; undefined where it does not apply. */
function commandOf(
  name: FixName,
  stage: JudgedStage,
  isAdopted: boolean,
): { title: string; command: string } | undefined {
  const title = shownText(stage.title, 60);
  switch (name) {
    case "compare":
      return stage.approval?.state === "stale"
        ? { title: l10n.t("Compare “{0}” with the approved text", title), command: commands.compareApproved }
        : undefined;
    case "showGate":
      return { title: l10n.t("Show what “{0}” still asks for", title), command: commands.showActions };
    case "review":
      return stage.approval?.required
        ? { title: l10n.t("Review “{0}”", title), command: commands.reviewGate }
        : undefined;
  }
  if (!workspace.isTrusted) return undefined;
  switch (name) {
    case "waive":
      return stage.unwaivable === undefined && stage.noWaivers === undefined
        ? { title: l10n.t("Waive “{0}”…", title), command: commands.waive }
        : undefined;
    case "adopt":
      return isAdopted
        ? undefined
        : { title: l10n.t("Adopt the existing work of this folder…"), command: commands.adoptExistingWork };
    case "revoke":
      return { title: l10n.t("Revoke the last decision on “{0}”…", title), command: commands.revoke };
  }
  return undefined;
}
