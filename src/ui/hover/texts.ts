import { l10n, MarkdownString } from "vscode";
import type { Criterion, JudgedStage } from "../../core/index.ts";
import { inMarkdown } from "../shared/text/escape.ts";
import { shownText } from "../shared/text/shownText.ts";
import { share, stateWord, verdictIcon, verdictWord } from "../shared/words/words.ts";

const mostCriteria = 30;

/** A gate in a hover: its state, why, and each criterion with its verdict in a picture and a word; what is open comes first. */
export function gateHover({ title, state, met, total, reason, criteria }: JudgedStage): MarkdownString {
  const text = empty();
  text.appendMarkdown(`**${plain(title, 120)}** `);
  text.appendText(`${stateWord(state)} ${total > 0 ? share(met, total) : ""}`.trim());
  if (state !== "open") text.appendMarkdown(`\n\n${plain(reason)}`);
  text.appendMarkdown("\n\n");
  const asked = (["unmet", "unknown", "met"] as const).flatMap((wanted) =>
    criteria.filter(({ verdict }) => verdict === wanted),
  );
  for (const criterion of asked.slice(0, mostCriteria)) append(text, criterion);
  if (asked.length > mostCriteria) text.appendText(l10n.t("… and {0} more", asked.length - mostCriteria));
  return text;
}

/** Criteria that have their place where the pointer is. */
export function criterionHover(criteria: readonly Criterion[]): MarkdownString {
  const text = empty();
  for (const criterion of criteria) append(text, criterion);
  return text;
}

/** A text of the workspace: no sign in it means anything, so that not even an address becomes a link. */
const plain = (text: string, longest?: number): string => inMarkdown(shownText(text, longest));

/** Not trusted: no command runs from it. Workspace text enters it as text alone, with what could turn it around written out. */
function empty(): MarkdownString {
  const text = new MarkdownString("", true);
  text.isTrusted = false;
  text.supportHtml = false;
  return text;
}

function append(text: MarkdownString, { label, verdict, severity, message }: Criterion): void {
  text.appendMarkdown(`- $(${verdictIcon(verdict, severity).id}) `);
  text.appendMarkdown(`${verdictWord(verdict)} · ${plain(label, 120)}`);
  if (verdict !== "met") text.appendMarkdown(` — ${plain(message, 300)}`);
  text.appendMarkdown("\n");
}
