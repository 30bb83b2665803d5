import { l10n, type QuickPickItem, window } from "vscode";
import type { AskedQuestion } from "../core/index.ts";
import type { Asking } from "../host/vscode/plans.ts";
import { typeText } from "./typeText.ts";

interface Row extends QuickPickItem {
  value: string;
}

/** Asks what a plan needs to know, one question at a time. The person may turn away at each; nothing is written then. */
export const asking =
  (title: string): Asking =>
  (question) => {
    if (question.kind === "text") return askText(title, question);
    return question.person && !question.many ? askPerson(question) : askChoice(title, question);
  };

/** What only a person decides is asked in a dialog that shows what it is about, line by line. */
async function askPerson({ label, detail, choices }: AskedQuestion): Promise<string | undefined> {
  const items = choices.map(({ value, label: text }) => ({ title: text, value }));
  const options = detail === undefined ? { modal: true } : { modal: true, detail };
  return (await window.showInformationMessage(label, options, ...items))?.value;
}

async function askText(title: string, question: AskedQuestion): Promise<string | undefined> {
  const { label, detail, prefill, required, lines } = question;
  if (lines) return typeText(title, question);
  const asked = required ? label : l10n.t("{0} (optional)", label);
  return window.showInputBox({
    title,
    prompt: detail === undefined ? asked : `${asked} — ${detail}`,
    value: prefill,
    ignoreFocusOut: true,
    validateInput: (value) => (required && value.trim() === "" ? l10n.t("This needs an answer.") : undefined),
  });
}

async function askChoice(title: string, question: AskedQuestion): Promise<string | undefined> {
  const { label, detail, required, many, choices } = question;
  const placeHolder = detail === undefined ? label : `${label} — ${detail}`;
  const rows = choices.map(({ value, label, description }): Row => ({ label, value, description: description ?? "" }));
  if (many) {
    const options = { title, placeHolder, ignoreFocusOut: true, matchOnDescription: true, canPickMany: true } as const;
    for (;;) {
      const chosen: Row[] | undefined = await window.showQuickPick(rows, options);
      if (!chosen || chosen.length > 0 || !required) return chosen?.map(({ value }) => value).join("\n");
    }
  }
  if (!required) rows.unshift({ label: l10n.t("Leave open"), value: "" });
  const options = { title, placeHolder, ignoreFocusOut: true, matchOnDescription: true };
  const chosen = await window.showQuickPick(rows, options);
  return chosen?.value;
}
