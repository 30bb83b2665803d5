import { l10n } from "vscode";
import type { Action, JudgedFeature, JudgedStage } from "../../core/index.ts";
import { actable } from "../actable.ts";
import type { BoardCommand, Offer } from "./protocol.ts";

/** What can be done with a gate, in the order in which a person would look for it; the words are those of the tree's menus. */
export function offersAt(feature: JudgedFeature, stage: JudgedStage): Offer[] {
  const may = new Set(actable(feature, stage));
  const main = stage.state === "ready" && may.has("approve") ? "approve" : "advance";
  const offer = (word: string, command: BoardCommand, label: string): Offer[] =>
    may.has(word) ? [{ command, label, stage: stage.path, ...(word === main && { isMain: true }) }] : [];
  return [
    ...(stage.approval?.state === "stale"
      ? [{ command: "compareApproved" as const, label: l10n.t("Compare With Approved Text"), stage: stage.path }]
      : []),
    ...offer("approve", "approveGate", l10n.t("Approve…")),
    ...offer("advance", "advance", l10n.t("Advance…")),
    ...offer("changes", "requestChanges", l10n.t("Request Changes…")),
    ...offer("waive", "waive", l10n.t("Waive…")),
    ...offer("skip", "skip", l10n.t("Skip…")),
    ...offer("revoke", "revoke", l10n.t("Revoke Last Decision…")),
  ];
}

/** The process's own actions: those of the feature as a whole, and those at the stage that is looked at. */
export function actionsAt(actions: readonly Action[], stage: JudgedStage | undefined): Offer[] {
  const at = stage?.path ?? [];
  return actions
    .filter((action) => !action.stage || action.stage.every((id, depth) => id === at[depth]))
    .map(({ id, title, stage: own }) => ({
      command: "runAction",
      label: title,
      action: id,
      ...((own ?? stage?.path) && { stage: own ?? stage?.path ?? [] }),
    }));
}
