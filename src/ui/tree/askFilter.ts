import { l10n, type QuickPickItem, QuickPickItemKind } from "vscode";
import { type GateState, gateStates, type JudgedFeature, leavesOf } from "../../core/index.ts";
import { byName } from "../../host/vscode/order.ts";
import { askLine, askRows, back } from "../shared/ask/quickInput.ts";
import { inRow } from "../shared/text/editorText.ts";
import { stateIcon, stateWord } from "../shared/words/words.ts";
import type { Filter } from "./filter.ts";

interface Choice extends QuickPickItem {
  state?: GateState;
  process?: string;
}

/** Asks what the tree is to show: states and processes, then a text. Undefined where the person turned away. */
export async function askFilter(
  filter: Filter,
  features: readonly JudgedFeature[],
): Promise<Partial<Filter> | undefined> {
  let { states, processes } = filter;
  for (;;) {
    const chosen = await askChoices({ ...filter, states, processes }, features);
    if (chosen === undefined || chosen === back) return undefined;
    states = chosen.flatMap(({ state }) => state ?? []);
    processes = chosen.flatMap(({ process }) => process ?? []);
    const text = await askText(filter.text);
    if (text === undefined) return undefined;
    if (text !== back) return { states, processes, text: text.trim() };
  }
}

const title = (): string => l10n.t("Filter Features");

function askChoices(filter: Filter, features: readonly JudgedFeature[]): ReturnType<typeof askRows<Choice>> {
  const items = [...stateChoices(features), ...processChoices(features)];
  return askRows({
    title: title(),
    step: 1,
    placeholder: l10n.t("Gates in which states, of which processes? Nothing ticked: all of them"),
    items,
    required: false,
    picked: items.filter(
      ({ state, process }) =>
        (state !== undefined && filter.states.includes(state)) ||
        (process !== undefined && filter.processes.includes(process)),
    ),
  });
}

function stateChoices(features: readonly JudgedFeature[]): Choice[] {
  const counts = new Map<GateState, number>();
  for (const { stages } of features)
    for (const { state } of leavesOf(stages)) counts.set(state, (counts.get(state) ?? 0) + 1);
  return [
    { label: l10n.t("States"), kind: QuickPickItemKind.Separator },
    ...gateStates.map((state) => ({
      label: stateWord(state),
      description: gatesIn(counts.get(state) ?? 0),
      iconPath: stateIcon({ state, unverified: false }),
      state,
    })),
  ];
}

function processChoices(features: readonly JudgedFeature[]): Choice[] {
  const processes = new Map<string, { label: string; count: number }>();
  for (const { process, processTitle } of features)
    processes.set(process, { label: processTitle, count: (processes.get(process)?.count ?? 0) + 1 });
  if (processes.size < 2) return [];
  return [
    { label: l10n.t("Processes"), kind: QuickPickItemKind.Separator },
    ...[...processes]
      .sort(([, a], [, b]) => byName(a.label, b.label))
      .map(([process, { label, count }]) => ({ label: inRow(label), description: featuresIn(count), process })),
  ];
}

const gatesIn = (count: number): string => (count === 1 ? l10n.t("1 gate") : l10n.t("{0} gates", count));

const featuresIn = (count: number): string => (count === 1 ? l10n.t("1 feature") : l10n.t("{0} features", count));

const askText = (value: string): ReturnType<typeof askLine> =>
  askLine({
    title: title(),
    step: 2,
    canGoBack: true,
    value,
    placeholder: l10n.t("Words in the name of a feature, a file, a stage or a box"),
    prompt: l10n.t("Which words? Empty: whatever it is called"),
  });
