import { l10n } from "vscode";
import type { CycleMetrics } from "../../core/index.ts";
import type { Table } from "../shared/panel/panelProtocol.ts";
import { gateWord, lengthText } from "../shared/words/cycleWords.ts";
import { bar, cell, firstOf } from "./cells.ts";

/** Who handed in what, and the time that they record for it. */
export function agentTable({ agents }: CycleMetrics): Table[] {
  if (agents.length === 0) return [];
  const longest = agents.reduce((most, { ms }) => Math.max(most, ms ?? 0), 1);
  return [
    {
      id: "agents",
      title: l10n.t("Agents"),
      note: l10n.t("Time is what an agent records for its own work, not how long its gate was open."),
      columns: [
        { title: l10n.t("Agent") },
        { title: l10n.t("Handed in"), isNumber: true },
        { title: l10n.t("Time") },
        { title: l10n.t("Gates") },
      ],
      rows: firstOf(agents).shown.map(({ agent, outputs, gates, ms }) => ({
        cells: [
          cell(agent),
          cell(outputs),
          ms === undefined ? cell(undefined) : { text: lengthText(ms), bar: bar([[ms / longest, "solid"]]) },
          cell(gates.map(gateWord).join(", ")),
        ],
      })),
    },
  ];
}
