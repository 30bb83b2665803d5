import { l10n, window } from "vscode";
import type { AskedQuestion } from "../core/index.ts";

/** An answer of several lines, one line at a time: an empty line ends it. The editor has no larger field of its own. */
export async function typeText(title: string, question: AskedQuestion): Promise<string | undefined> {
  const { label, detail, required } = question;
  const before = question.prefill === "" ? [] : question.prefill.split("\n");
  const lines: string[] = [];
  for (;;) {
    const isNeeded = required && lines.length === 0;
    const said = detail === undefined || lines.length > 0 ? label : `${label} — ${detail}`;
    const line: string | undefined = await window.showInputBox({
      title,
      prompt: isNeeded ? said : l10n.t("{0} (line {1}; an empty one ends it)", said, lines.length + 1),
      value: before[lines.length] ?? "",
      ignoreFocusOut: true,
      validateInput: (value) => (isNeeded && value.trim() === "" ? l10n.t("This needs an answer.") : undefined),
    });
    if (line === undefined) return undefined;
    if (line.trim() === "") return lines.join("\n");
    lines.push(line);
  }
}
