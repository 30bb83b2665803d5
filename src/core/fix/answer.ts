import { openPointsIn, resolved } from "../criteria/resolved.ts";
import { t } from "../l10n.ts";
import { lineEndOf, offsetOfLine } from "../plan/draft.ts";
import { isVacant, withoutPlaceholders } from "../readers/markdown/placeholders.ts";
import {
  type Editing,
  type FixEdit,
  type FixQuestion,
  type FixTarget,
  type FoundFix,
  short,
  type Unmet,
} from "./fix.ts";

/** The open points of a gate, each to be answered where it stands (C-13). */
export function answerFixes({ kind, params, context }: Unmet): FoundFix[] {
  if (kind !== resolved.name) return [];
  return openPointsIn(params as Parameters<typeof openPointsIn>[0], context).map(({ text, place }) => ({
    name: "answer",
    title: t`Answer “${short(text)}”…`,
    file: place.file,
    line: place.line,
    endLine: place.line,
    target: { kind: "answer", point: text, column: place.column },
  }));
}

export const answerQuestion = (point: string): FixQuestion => ({
  id: "answer",
  kind: "text",
  label: point.replace(/\s+/g, " ").trim(),
  required: true,
  prefill: "",
  lines: false,
  many: false,
  person: false,
  choices: [],
});

/** Writes the answer behind the point, with the mark that the document uses for its answers; a heading's goes below it. */
export function editAnswer(target: FixTarget & { kind: "answer" }, line: number, editing: Editing): FixEdit {
  const { text, document, answer } = editing;
  const lineEnd = lineEndOf(text);
  const heading = document.headings.find((each) => each.line === line);
  if (heading) {
    if (heading.text !== target.point) return undefined;
    const at = offsetOfLine(text, line + 1);
    const isEnded = /[\r\n]/.test(text[at - 1] ?? "");
    const written = `${lineEnd}Answer: ${answer}${lineEnd}`;
    return { start: at, end: at, text: isEnded ? written : lineEnd + written };
  }
  const block = document.blocks.find(
    (each) => each.line === line && each.kind !== "code" && each.text.includes(target.point.split("\n")[0] ?? ""),
  );
  if (!block) return undefined;
  const written = text.slice(block.offset, block.end);
  // What the template left behind the arrow makes room for the answer.
  const open = /(→|\b(?:A|Answer):)([^→]*)$/.exec(written);
  if (open && isVacant(withoutPlaceholders(open[2] ?? "")))
    return { start: block.offset + open.index + (open[1] ?? "").length, end: block.end, text: ` ${answer}` };
  return { start: block.end, end: block.end, text: ` ${markOf(text, written)} ${answer}` };
}

/** `→`, unless the document answers with a word. A word is read as an answer only behind the end of a sentence. */
function markOf(text: string, point: string): string {
  const word = /[?.!)]\s+(A|Answer):\s/.exec(text)?.[1];
  return word !== undefined && !text.includes("→") && /[?.!)]$/.test(point) ? `${word}:` : "→";
}
