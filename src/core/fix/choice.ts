import { t } from "../l10n.ts";
import { offsetOfLine } from "../plan/draft.ts";
import type { Problem } from "../problem.ts";
import type { Editing, FixEdit, FixQuestion, FoundFix } from "./fix.ts";

/** Values of a state file that are still the list of choices of its schema's example: one of them is chosen. */
export const choiceFixes = (problems: readonly Problem[]): FoundFix[] =>
  problems
    .filter(({ code }) => code === "choice-unmade")
    .map(({ file, line, column }) => ({
      name: "setStatus",
      title: t`Choose one of the values…`,
      file,
      line,
      endLine: line,
      target: { kind: "choice", column },
    }));

/** The string that begins at a place: where it stands, and what it offers; undefined where there is none any more. */
function listAt(
  text: string,
  line: number,
  column: number,
): { start: number; end: number; choices: string[] } | undefined {
  const start = offsetOfLine(text, line) + column - 1;
  const found = /^"([^"\\\r\n]{1,400})"/.exec(text.slice(start, start + 402));
  const choices = (found?.[1] ?? "").split("|").map((choice) => choice.trim());
  return found && choices.length > 1 ? { start, end: start + found[0].length, choices } : undefined;
}

export function choiceQuestion(text: string, line: number, column: number): FixQuestion | undefined {
  const list = listAt(text, line, column);
  return (
    list && {
      id: "choice",
      kind: "pick",
      label: t`Which of the values holds?`,
      required: true,
      prefill: "",
      lines: false,
      many: false,
      person: false,
      choices: list.choices.map((value) => ({ value, label: value })),
    }
  );
}

/** Leaves the value that was chosen, and takes none that was not offered. */
export function editChoice(line: number, column: number, { text, answer }: Editing): FixEdit {
  const list = listAt(text, line, column);
  return list?.choices.includes(answer) ? { start: list.start, end: list.end, text: `"${answer}"` } : undefined;
}
