import { l10n } from "vscode";
import type { CycleMetrics } from "../../core/index.ts";
import type { Place } from "../shared/panel/panelProtocol.ts";
import { momentText, outcomeWord, toneOf } from "../shared/words/cycleWords.ts";
import { agentTable } from "./agents.ts";
import { figuresOf } from "./figures.ts";
import { gateTable } from "./gates.ts";
import { findingTable, type InCode, reviewerTable, severityTable } from "./issues.ts";
import type { View } from "./protocol.ts";
import { runTable } from "./runs.ts";
import { unitTable } from "./units.ts";

const words = (): View["words"] => ({ notRecorded: l10n.t("not recorded") });

/** What the panel shows of a cycle. */
export function viewOf(title: string, file: string, metrics: CycleMetrics, inCode: InCode): View {
  const at = (line: number): Place => ({ file, line });
  const isEmpty = metrics.runs.length === 0 && metrics.units.length === 0;
  return {
    title,
    state: {
      text: metrics.outcome === "unknown" ? metrics.status || outcomeWord("unknown") : outcomeWord(metrics.outcome),
      tone: toneOf[metrics.outcome],
    },
    lead: leadOf(metrics),
    notices: isEmpty ? [{ text: l10n.t("The state file records no task and no gate yet."), place: at(1) }] : [],
    figures: figuresOf(metrics),
    tables: isEmpty
      ? []
      : [
          ...(metrics.gates.length > 0 ? [gateTable(metrics, at)] : []),
          ...(metrics.units.length > 0 ? [unitTable(metrics, at)] : []),
          ...(metrics.runs.some(({ outcome }) => outcome !== "pending") ? [runTable(metrics, at)] : []),
          ...severityTable(metrics),
          ...reviewerTable(metrics),
          ...findingTable(metrics, at, inCode),
          ...agentTable(metrics),
        ],
    source: sourceOf(file),
    words: words(),
  };
}

/** What it shows where there is nothing to measure, and why. */
export function emptyView(title: string, notice: string, file?: string): View {
  return {
    title,
    state: { text: outcomeWord("unknown"), tone: "unknown" },
    lead: "",
    notices: [{ text: notice, ...(file !== undefined && { place: { file, line: 1 } }) }],
    figures: [],
    tables: [],
    ...(file !== undefined && { source: sourceOf(file) }),
    words: words(),
  };
}

const sourceOf = (file: string): NonNullable<View["source"]> => ({
  place: { file, line: 1 },
  button: l10n.t("Open State File"),
});

function leadOf({ id, title, startedAt, updatedAt, completedAt }: CycleMetrics): string {
  return [
    title === id ? id : [title, id].filter(Boolean).join(", "),
    startedAt && l10n.t("started {0}", momentText(startedAt)),
    completedAt
      ? l10n.t("completed {0}", momentText(completedAt))
      : updatedAt && l10n.t("last updated {0}", momentText(updatedAt)),
  ]
    .filter(Boolean)
    .join(" · ");
}
