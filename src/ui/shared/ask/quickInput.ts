import { type QuickInput, QuickInputButtons, type QuickPick, type QuickPickItem, window } from "vscode";
import { back } from "../../../host/vscode/plans.ts";

export { back };

/** How a question stands at the top of the window. */
export interface Heading {
  title: string;
  /** Which step this is, from 1. */
  step?: number | undefined;
  /** Whether there is a step before this one to go back to. */
  canGoBack?: boolean | undefined;
}

/** A line to type. `flaw` says what is wrong with a text, as it is typed. */
export interface Line extends Heading {
  prompt: string;
  value?: string;
  placeholder?: string;
  flaw?(text: string): string | undefined;
}

/** A list to choose from. */
export interface List<T extends QuickPickItem> extends Heading {
  items: readonly T[];
  placeholder: string;
  /** The row to stand on at first. */
  active?: T | undefined;
  /** Whether a row is an answer; one that is only there to be read is none, and the question stays. Without it every row is. */
  isAnswer?(row: T): boolean;
}

/** Asks for a line. Undefined where the person turned away, `back` where they want the step before. */
export function askLine({
  prompt,
  value = "",
  placeholder = "",
  flaw,
  ...heading
}: Line): Promise<string | typeof back | undefined> {
  const input = dressed(window.createInputBox(), heading);
  input.prompt = prompt;
  input.value = value;
  input.placeholder = placeholder;
  let tried = false;
  // What is not typed yet is no mistake; what was typed, or left empty on Enter, may be one.
  const check = (): string | undefined => {
    const wrong = flaw?.(input.value);
    input.validationMessage = tried || input.value !== "" ? wrong : undefined;
    return wrong;
  };
  input.onDidChangeValue(check);
  check();
  return settled(input, input.onDidTriggerButton, (done) =>
    input.onDidAccept(() => {
      tried = true;
      if (check() === undefined) done(input.value);
    }),
  );
}

/** Asks for one row of a list. */
export function askRow<T extends QuickPickItem>(list: List<T>): Promise<T | typeof back | undefined> {
  const input = listed(list);
  return settled(input, input.onDidTriggerButton, (done) =>
    input.onDidAccept(() => {
      const [row] = input.selectedItems;
      if (row && (list.isAnswer?.(row) ?? true)) done(row);
    }),
  );
}

/** Asks for any number of rows of a list, at least one where `required`. `picked` are ticked at first. */
export function askRows<T extends QuickPickItem>(
  list: List<T> & { required: boolean; picked?: readonly T[] },
): Promise<readonly T[] | typeof back | undefined> {
  const input = listed(list);
  input.canSelectMany = true;
  input.selectedItems = list.picked ?? [];
  return settled(input, input.onDidTriggerButton, (done) =>
    input.onDidAccept(() => {
      if (input.selectedItems.length > 0 || !list.required) done(input.selectedItems);
    }),
  );
}

function listed<T extends QuickPickItem>({ items, placeholder, active, ...heading }: List<T>): QuickPick<T> {
  const input = dressed(window.createQuickPick<T>(), heading);
  input.placeholder = placeholder;
  input.matchOnDescription = true;
  input.matchOnDetail = true;
  input.items = items;
  if (active) input.activeItems = [active];
  return input;
}

function dressed<T extends QuickInput & { buttons: readonly unknown[] }>(
  input: T,
  { title, step, canGoBack }: Heading,
): T {
  input.title = title;
  input.step = step;
  input.ignoreFocusOut = true;
  if (canGoBack) input.buttons = [QuickInputButtons.Back];
  return input;
}

/** Shows an input until it is answered, left, or gone back from. */
function settled<T>(
  input: QuickInput,
  onButton: QuickPick<QuickPickItem>["onDidTriggerButton"],
  answering: (done: (answer: T) => void) => void,
): Promise<T | typeof back | undefined> {
  return new Promise<T | typeof back | undefined>((resolve) => {
    answering(resolve);
    onButton((button) => {
      if (button === QuickInputButtons.Back) resolve(back);
    });
    input.onDidHide(() => resolve(undefined));
    input.show();
  }).finally(() => input.dispose());
}
