import { l10n } from "vscode";
import type { AskedQuestion } from "../../../core/index.ts";
import { inMessage } from "../text/editorText.ts";
import { askLine, back, type Heading } from "./quickInput.ts";

/** An answer of several lines, one line at a time: an empty line ends it. The editor has no larger field of its own. */
export async function typeText(
  heading: Heading,
  { label, detail, required, prefill }: AskedQuestion,
): Promise<string | typeof back | undefined> {
  const before = prefill === "" ? [] : prefill.split("\n");
  const lines: string[] = [];
  for (;;) {
    const isNeeded = required && lines.length === 0;
    const said = inMessage(detail === undefined || lines.length > 0 ? label : `${label} — ${detail}`);
    const line = await askLine({
      ...heading,
      canGoBack: heading.canGoBack || lines.length > 0,
      prompt: isNeeded ? said : l10n.t("{0} (line {1}; an empty one ends it)", said, lines.length + 1),
      value: before[lines.length] ?? "",
      flaw: (value) => (isNeeded && value.trim() === "" ? l10n.t("This needs an answer.") : undefined),
    });
    if (line === undefined) return undefined;
    if (line === back) {
      const last = lines.pop();
      if (last === undefined) return back;
      before[lines.length] = last;
      continue;
    }
    if (line.trim() === "") return lines.join("\n");
    lines.push(line);
  }
}
