import { l10n, type QuickInput, QuickInputButtons, type QuickPickItem, QuickPickItemKind, window } from "vscode";
import { type GateState, gateStates, type JudgedFeature, leavesOf } from "../../core/index.ts";
import { DisposableStore } from "../../host/vscode/disposables.ts";
import { inRow } from "../editorText.ts";
import { stateIcon, stateWord } from "../words.ts";
import type { Filter } from "./filter.ts";

interface Choice extends QuickPickItem {
  state?: GateState;
  process?: string;
}

type Answer<T> = { kind: "answer"; value: T } | { kind: "back" } | { kind: "left" };

/** Asks what the tree is to show: states and processes, then a text. Undefined where the person turned away. */
export async function askFilter(
  filter: Filter,
  features: readonly JudgedFeature[],
): Promise<Partial<Filter> | undefined> {
  let { states, processes } = filter;
  for (;;) {
    const chosen = await askChoices({ ...filter, states, processes }, features);
    if (chosen.kind !== "answer") return undefined;
    states = chosen.value.flatMap(({ state }) => state ?? []);
    processes = chosen.value.flatMap(({ process }) => process ?? []);
    const text = await askText(filter.text);
    if (text.kind === "left") return undefined;
    if (text.kind === "answer") return { states, processes, text: text.value.trim() };
  }
}

const title = (): string => l10n.t("Filter Features");

async function askChoices(filter: Filter, features: readonly JudgedFeature[]): Promise<Answer<readonly Choice[]>> {
  const pick = window.createQuickPick<Choice>();
  pick.title = title();
  pick.step = 1;
  pick.totalSteps = 2;
  pick.canSelectMany = true;
  pick.placeholder = l10n.t("Gates in which states, of which processes? Nothing ticked: all of them");
  pick.items = [...stateChoices(features), ...processChoices(features)];
  pick.selectedItems = pick.items.filter(
    ({ state, process }) =>
      (state !== undefined && filter.states.includes(state)) ||
      (process !== undefined && filter.processes.includes(process)),
  );
  return asked(pick, () => pick.selectedItems);
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
      .sort(([, a], [, b]) => a.label.localeCompare(b.label))
      .map(([process, { label, count }]) => ({ label: inRow(label), description: featuresIn(count), process })),
  ];
}

const gatesIn = (count: number): string => (count === 1 ? l10n.t("1 gate") : l10n.t("{0} gates", count));

const featuresIn = (count: number): string => (count === 1 ? l10n.t("1 feature") : l10n.t("{0} features", count));

async function askText(text: string): Promise<Answer<string>> {
  const input = window.createInputBox();
  input.title = title();
  input.step = 2;
  input.totalSteps = 2;
  input.value = text;
  input.placeholder = l10n.t("Words in the name of a feature, a file, a stage or a box");
  input.prompt = l10n.t("Which words? Empty: whatever it is called");
  input.buttons = [QuickInputButtons.Back];
  return asked(input, () => input.value);
}

type Asked = ReturnType<typeof window.createQuickPick<Choice>> | ReturnType<typeof window.createInputBox>;

/** Shows a question until it is answered or left. */
function asked<T>(input: Asked & QuickInput, value: () => T): Promise<Answer<T>> {
  const store = new DisposableStore();
  store.add(input);
  return new Promise<Answer<T>>((resolve) => {
    store.add(input.onDidAccept(() => resolve({ kind: "answer", value: value() })));
    store.add(input.onDidHide(() => resolve({ kind: "left" })));
    store.add(input.onDidTriggerButton(() => resolve({ kind: "back" })));
    input.show();
  }).finally(() => store.dispose());
}
