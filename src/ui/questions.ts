import { l10n, type QuickPickItem, window } from "vscode";
import type { Question } from "../core/index.ts";

export type Answers = Record<string, string>;

interface Choice extends QuickPickItem {
  value: string;
}

/** Asks a process's questions one after the other. Undefined where the person turned away; nothing has been written then. */
export async function askAll(title: string, questions: readonly Question[]): Promise<Answers | undefined> {
  const answers: Answers = {};
  for (const [index, question] of questions.entries()) {
    const heading = questions.length > 1 ? l10n.t("{0} ({1} of {2})", title, index + 1, questions.length) : title;
    const answer = await ask(heading, question);
    if (answer === undefined) return undefined;
    if (answer !== "") answers[question.id] = answer;
  }
  return answers;
}

/** The answer to one question; empty where the person passed over one that need not be answered. */
async function ask(title: string, question: Question): Promise<string | undefined> {
  if (question.kind === "text") {
    return window.showInputBox({
      title,
      prompt: question.required ? question.label : l10n.t("{0} (optional)", question.label),
      ignoreFocusOut: true,
      validateInput: (value) =>
        question.required && value.trim() === "" ? l10n.t("This needs an answer.") : undefined,
    });
  }
  const choices = choicesOf(question);
  if (!question.required) choices.unshift({ label: l10n.t("Leave open"), value: "" });
  const chosen = await window.showQuickPick(choices, { title, placeHolder: question.label, ignoreFocusOut: true });
  return chosen?.value;
}

function choicesOf(question: Question): Choice[] {
  if (question.kind === "pick") return (question.of ?? []).map(({ value, label }) => ({ label, value }));
  return [
    { label: l10n.t("Yes"), value: "yes" },
    { label: l10n.t("No"), value: "no" },
  ];
}
