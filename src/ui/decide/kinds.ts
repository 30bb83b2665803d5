import { l10n } from "vscode";
import type { DecisionKind } from "../../core/index.ts";
import { commands } from "../shared/ids.ts";

/** How one kind of decision is asked for and said. */
export interface Wording {
  kind: DecisionKind;
  command: string;
  /** The button, and the title of what is asked before it. */
  verb(): string;
  question(gate: string): string;
  /** What the comment is asked for. */
  reason(): string;
  reasonNeeded: boolean;
  /** What the decision means, in a sentence or two. */
  meaning(): string;
}

/** Every decision that a person can make on a gate (C-3, C-4), each behind a modal of its own (P-6). */
export const wordings: readonly Wording[] = [
  {
    kind: "approved",
    command: commands.approveGate,
    verb: () => l10n.t("Approve"),
    question: (gate) => l10n.t("Approve “{0}”?", gate),
    reason: () => l10n.t("A comment for the record (optional). What is approved is shown next."),
    reasonNeeded: false,
    meaning: () =>
      l10n.t(
        "Approving records that you have read this text and accept it at this gate. It stands until the text changes; ticking its boxes does not change it.",
      ),
  },
  {
    kind: "changes-requested",
    command: commands.requestChanges,
    verb: () => l10n.t("Request Changes"),
    question: (gate) => l10n.t("Request changes at “{0}”?", gate),
    reason: () => l10n.t("Which changes are needed? This stands in the record."),
    reasonNeeded: true,
    meaning: () =>
      l10n.t("The gate does not hold until somebody approves it after this. An earlier approval is taken back."),
  },
  {
    kind: "revoked",
    command: commands.revoke,
    verb: () => l10n.t("Revoke"),
    question: (gate) => l10n.t("Take the last decision on “{0}” back?", gate),
    reason: () => l10n.t("Why is the decision taken back? This stands in the record."),
    reasonNeeded: true,
    meaning: () => l10n.t("The gate is then as if it had not been decided on. The record keeps both."),
  },
  {
    kind: "waived",
    command: commands.waive,
    verb: () => l10n.t("Waive"),
    question: (gate) => l10n.t("Waive “{0}”?", gate),
    reason: () => l10n.t("Why may work pass without this gate? This stands in the record."),
    reasonNeeded: true,
    meaning: () => l10n.t("Work may go on although the gate does not hold. It is shown as waived, never as passed."),
  },
  {
    kind: "skipped",
    command: commands.skip,
    verb: () => l10n.t("Skip"),
    question: (gate) => l10n.t("Skip “{0}”?", gate),
    reason: () => l10n.t("Why does this stage not apply? This stands in the record."),
    reasonNeeded: true,
    meaning: () => l10n.t("The stage is passed over for this feature. It is shown as skipped, never as passed."),
  },
];
