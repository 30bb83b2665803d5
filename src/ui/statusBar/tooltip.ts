import { l10n, MarkdownString, workspace } from "vscode";
import { type Criterion, isThrough, type JudgedFeature, type JudgedStage, leavesOf } from "../../core/index.ts";
import { actable } from "../shared/actable.ts";
import { weighty } from "../shared/found.ts";
import { commands } from "../shared/ids.ts";
import { inMarkdown } from "../shared/text/escape.ts";
import { shownText } from "../shared/text/shownText.ts";
import { approvalSentence } from "../shared/words/approvalSentence.ts";
import { findingWord } from "../shared/words/findings.ts";
import { otherRules } from "../shared/words/otherRules.ts";
import { share, stateCodicon, stateWord, verdictCodicon, verdictWord } from "../shared/words/words.ts";

/** So many criteria and findings are listed; a tooltip is no view. */
const most = 12;

/** What the bar's item says at greater length: the feature, its gate, what the gate asks, and what can be done. */
export function tooltipOf(feature: JudgedFeature): MarkdownString {
  const { current, findings, processTitle, stages, title } = feature;
  const gates = leavesOf(stages);
  const through = gates.filter(({ state }) => isThrough(state)).length;
  const tooltip = new MarkdownString(
    [
      `**${plain(title)}** — ${plain(processTitle)}`,
      ...(current ? gateLines(current) : []),
      ...listed(
        weighty(findings).map((finding) => `$(warning) ${findingWord(finding)}${colon}${plain(finding.message)}`),
      ),
      ...listed(
        gates
          .filter(({ approval }) => approval?.otherRules)
          .map((stage) => `$(info) ${plain(stage.title)}${colon}${plain(otherRules(stage.approval))}`),
      ),
      plain(l10n.t("{0} of {1} gates behind it", through, gates.length)),
      linksOf(feature).join(" · "),
    ].join("\n\n"),
    true,
  );
  // Links of ours alone work, whatever a document says.
  tooltip.isTrusted = {
    enabledCommands: [
      commands.showActions,
      commands.reviewGate,
      commands.openStage,
      commands.approveGate,
      commands.advance,
    ],
  };
  return tooltip;
}

const colon = ": ";

const plain = (text: string): string => inMarkdown(shownText(text, 200));

function gateLines(gate: JudgedStage): string[] {
  const asked = gate.criteria.filter(({ verdict }) => verdict !== "notApplicable");
  // What is still to do comes first: the list may be cut off.
  const ordered = [
    ...asked.filter(({ verdict }) => verdict !== "met"),
    ...asked.filter(({ verdict }) => verdict === "met"),
  ];
  const approval =
    gate.approval?.required === true
      ? [
          `${gate.approval.state === "approved" ? "$(check)" : "$(x)"} ${plain(l10n.t("Approval: {0}", approvalSentence(gate.approval)))}`,
        ]
      : [];
  const count = gate.total > 0 ? ` ${share(gate.met, gate.total)}` : "";
  return [
    `${stateCodicon(gate.state)} **${plain(gate.title)}** — ${plain(`${stateWord(gate.state)}${count}`)}`,
    ...listed([...ordered.map(criterionLine), ...approval]),
  ];
}

function criterionLine({ label, message, severity, verdict }: Criterion): string {
  const said = verdict === "met" ? l10n.t("{0}: {1}", label, verdictWord(verdict)) : "";
  const why = said === "" ? l10n.t("{0}: {1}. {2}", label, verdictWord(verdict), message) : said;
  return `${verdictCodicon(verdict, severity)} ${plain(why)}`;
}

/** Lines below each other in one paragraph, cut off where they become many. */
function listed(lines: readonly string[]): string[] {
  if (lines.length === 0) return [];
  const rest = lines.length - most;
  const shown = rest > 0 ? [...lines.slice(0, most), plain(l10n.t("… and {0} more", rest))] : lines;
  return [shown.join("  \n")];
}

/** The likeliest thing to do is one click away, by the rules of the tree's menus. */
function linksOf(feature: JudgedFeature): string[] {
  const link = (text: string, command: string): string => `[${plain(text)}](command:${command})`;
  const gate = feature.current ?? undefined;
  const may = new Set(workspace.isTrusted ? actable(feature, gate) : []);
  const next = may.has("approve")
    ? [link(l10n.t("Approve Gate…"), commands.approveGate)]
    : may.has("advance")
      ? [link(l10n.t("Advance…"), commands.advance)]
      : [];
  return [
    link(l10n.t("Show Actions"), commands.showActions),
    ...(gate?.approval?.required ? [link(l10n.t("Review Gate"), commands.reviewGate)] : []),
    ...(gate ? [link(l10n.t("Open Document"), commands.openStage)] : []),
    ...next,
  ];
}
