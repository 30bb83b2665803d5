import { l10n } from "vscode";
import type { DecisionKind, JudgedFeature, JudgedStage } from "../../core/index.ts";
import { actable, type GateWord } from "./actable.ts";
import type { commands } from "./ids.ts";

/** Something that can be done with a gate: the command of that name in `ids.ts`, which asks the person what it always asks. */
export interface GateOffer {
  command: keyof typeof commands;
  /** The word by which rows of the tree say that it is offered; what has none only looks, and is offered anywhere. */
  context?: GateWord;
  /** The decision that it leads to. */
  decision?: DecisionKind;
  icon: string;
  /** As the manifest calls the command. */
  label(): string;
}

/** All that can be done with a gate, in the order of every menu, list and page; a test compares it with the manifest. */
export const gateOffers: readonly GateOffer[] = [
  { command: "reviewGate", icon: "code-review", label: () => l10n.t("Review Gate") },
  { command: "compareApproved", icon: "diff", label: () => l10n.t("Compare With Approved Text") },
  { command: "openStage", icon: "go-to-file", label: () => l10n.t("Open Document") },
  {
    command: "approveGate",
    context: "approve",
    decision: "approved",
    icon: "verified",
    label: () => l10n.t("Approve Gate…"),
  },
  { command: "advance", context: "advance", icon: "arrow-right", label: () => l10n.t("Advance…") },
  {
    command: "requestChanges",
    context: "changes",
    decision: "changes-requested",
    icon: "request-changes",
    label: () => l10n.t("Request Changes…"),
  },
  { command: "waive", context: "waive", decision: "waived", icon: "law", label: () => l10n.t("Waive Gate…") },
  {
    command: "skip",
    context: "skip",
    decision: "skipped",
    icon: "debug-step-over",
    label: () => l10n.t("Skip Stage…"),
  },
  {
    command: "revoke",
    context: "revoke",
    decision: "revoked",
    icon: "discard",
    label: () => l10n.t("Revoke Last Decision…"),
  },
];

/** What is offered at a gate now; in Restricted Mode only what looks. */
export function offersAt(feature: JudgedFeature, gate: JudgedStage, isTrusted: boolean): GateOffer[] {
  const words = new Set(isTrusted ? actable(feature, gate) : []);
  return gateOffers.filter(({ command, context }) =>
    context === undefined ? command !== "compareApproved" || gate.approval?.state === "stale" : words.has(context),
  );
}
