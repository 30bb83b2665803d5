import { l10n, type QuickPickItem, window } from "vscode";
import { type AskedQuestion, visible } from "../../../core/index.ts";
import type { Asking, Turn } from "../../../host/vscode/plans.ts";
import { inDialog, inMessage, inRow } from "../text/editorText.ts";
import { askLine, askRow, askRows, type back, type Heading } from "./quickInput.ts";
import { typeText } from "./typeText.ts";

interface Row extends QuickPickItem {
  value: string;
}

type Answer = Promise<string | typeof back | undefined>;

/**
 * Asks what a plan needs to know, one question at a time. The person may go back, or turn away at each; nothing is
 * written then. `before` is how many steps came before the plan's own.
 */
export const asking =
  (title: string, before = 0): Asking =>
  (question, { answered, earlier }: Turn) => {
    if (question.person && !question.many && question.kind === "pick") return askPerson(question);
    const step = before + answered + 1;
    const heading: Heading = step === 1 ? { title } : { title, step, canGoBack: true };
    const asked = { ...question, ...(earlier !== undefined && { prefill: earlier }) };
    if (question.kind === "pick") return question.many ? askMany(heading, asked) : askOne(heading, asked);
    return question.lines ? typeText(heading, asked) : askText(heading, asked);
  };

/** What only a person decides is asked in a dialog that shows what it is about, line by line. */
async function askPerson({ label, detail, choices }: AskedQuestion): Promise<string | undefined> {
  const items = choices.map(({ value, label: text }) => ({ title: inDialog(text), value }));
  const options = detail === undefined ? { modal: true } : { modal: true, detail: visible(detail) };
  return (await window.showInformationMessage(inDialog(label), options, ...items))?.value;
}

function askText(heading: Heading, { label, detail, prefill, required }: AskedQuestion): Answer {
  const asked = required ? label : l10n.t("{0} (optional)", label);
  return askLine({
    ...heading,
    prompt: inMessage(detail === undefined ? asked : `${asked} — ${detail}`),
    value: prefill,
    flaw: (value) => (required && value.trim() === "" ? l10n.t("This needs an answer.") : undefined),
  });
}

const rowsOf = ({ choices }: AskedQuestion): Row[] =>
  choices.map(({ label, value, description = "" }) => ({
    label: inRow(label),
    value,
    description: inRow(description),
  }));

const placeholderOf = ({ label, detail }: AskedQuestion): string =>
  inDialog(detail === undefined ? label : `${label} — ${detail}`);

async function askOne(heading: Heading, question: AskedQuestion): Answer {
  const items = rowsOf(question);
  if (!question.required) items.unshift({ label: l10n.t("Leave open"), value: "" });
  const active = items.find(({ value }) => value === question.prefill);
  const chosen = await askRow({ ...heading, items, placeholder: placeholderOf(question), active });
  return typeof chosen === "object" ? chosen.value : chosen;
}

async function askMany(heading: Heading, question: AskedQuestion): Answer {
  const { required } = question;
  const items = rowsOf(question);
  const chosen = await askRows({ ...heading, items, placeholder: placeholderOf(question), required });
  return typeof chosen === "object" ? chosen.map(({ value }) => value).join("\n") : chosen;
}
