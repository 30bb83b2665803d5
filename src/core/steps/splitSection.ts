import * as z from "zod";
import { t } from "../l10n.ts";
import { inLineEnds, lineEndOf, offsetOfLine, refuse } from "../plan/draft.ts";
import { gapAfter } from "../plan/gap.ts";
import { fillIn } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { bind } from "../words.ts";
import { step } from "./step.ts";

export const splitSection = step({
  name: "splitSection",
  description:
    "Splits a stage's section in parts: `4` becomes `4a`, which keeps what is written, and new ones behind it.",
  example: 'splitSection: {like: ["Stage {n:step} - {title}"], titles: "{titles}", template: part.md}',
  schema: z.strictObject({
    like: z.array(z.string()).min(1).describe("Patterns of the stages' headings, with {n} for the number"),
    titles: z.string().describe("The titles of the parts, one a line; variables are filled in"),
    template: z.string().describe("What a new part is made from, with {id} and {title}"),
  }),
  run({ like, titles, template }, context, draft) {
    const { stage } = context;
    const scope = stage?.scopes[0];
    const heading = scope?.document.headings[scope.heading];
    if (!stage || !scope || !heading) return;
    const names = fillIn(titles, context.vars)
      .split(/\r\n|\r|\n/)
      .map((line) => line.replace(/^\s*(?:[-*+]|\d+[.)])?\s*/, "").trim())
      .filter((line) => line !== "");
    if (names.length < 2)
      return draft.stop(
        refuse("answer-missing", t`A stage is split in two or more parts: give a title for each, one a line.`),
      );
    const { path } = scope.document;
    const text = draft.text(path);
    const document = readMarkdown(path, text);
    const own = document.headings[scope.heading];
    if (!own || own.text !== heading.text)
      return draft.stop(refuse("changed", t`${path} has changed: "${heading.text}" is not where it was. Try again.`));
    const numberOf = (title: string): string | undefined =>
      like.map((pattern) => bind(title, pattern)?.n).find((n) => n !== undefined);
    const number = /^(\d+)([a-z]?)$/i.exec(numberOf(own.text) ?? "");
    if (!number) return;
    const [, digits = "", letter = ""] = number;
    const first = letter === "" ? 0 : letter.toLowerCase().charCodeAt(0) - A;
    // Parts that follow already, such as 4b when 4a is split, get the letters behind the new ones.
    const behind = document.headings.flatMap((other) => {
      if (other.line < own.endLine) return [];
      const found = /^(\d+)([a-z])$/i.exec(numberOf(other.text) ?? "");
      return letter !== "" && found?.[1] === digits ? [{ heading: other, letter: found[2] ?? "" }] : [];
    });
    const last = first + names.length - 1 + behind.length;
    if (last > 25) return draft.stop(refuse("answer-missing", t`Stage ${digits} would have more than 26 parts.`));
    const idOf = (index: number): string => digits + String.fromCharCode(A + index);
    const line = text.slice(own.offset, lineEndAt(text, own.offset));
    const retitled = renumbered(line, digits + letter, idOf(first));
    const at = offsetOfLine(text, own.endLine);
    const lineEnd = lineEndOf(text);
    const marks = "#".repeat(own.level);
    const parts = names.slice(1).map((title, index) => {
      const vars = { ...context.vars, id: idOf(first + 1 + index), title };
      const filled = inLineEnds(fillIn(context.templates[template] ?? "", vars).trimEnd(), lineEnd);
      return filled.replace(/^#+/, marks) + lineEnd;
    });
    // From the end of the file to its start, so that places stay.
    for (const [index, { heading: other, letter: old }] of [...behind.entries()].reverse()) {
      const shown = text.slice(other.offset, lineEndAt(text, other.offset));
      const moved = renumbered(shown, digits + old, idOf(first + names.length + index));
      draft.replace(path, other.offset, other.offset + shown.length, moved);
    }
    const before = text.slice(0, at);
    const lead = gapAfter(before, lineEnd);
    const tail = at < text.length ? lineEnd : "";
    draft.replace(path, at, at, lead + parts.join(lineEnd) + tail);
    draft.replace(path, own.offset, own.offset + line.length, retitledWith(retitled, names[0] ?? "", stage.title));
    const shift = lead.split(lineEnd).length - 1;
    draft.follow({ kind: "open", path, line: before.split(/\r\n|\r|\n/).length + shift });
  },
});

const A = "a".charCodeAt(0);

const lineEndAt = (text: string, offset: number): number => {
  const found = /[\r\n]/.exec(text.slice(offset));
  return found ? offset + found.index : text.length;
};

/** A heading's line with another number: the first place where the old one stands as a whole. */
const renumbered = (line: string, old: string, next: string): string =>
  line.replace(new RegExp(`(?<![\\p{L}\\d])${old}(?![\\p{L}\\d])`, "iu"), next);

/** The heading of the first part, titled anew; a suffix such as `(in progress)` stays. */
const retitledWith = (line: string, title: string, old: string): string => {
  const plain = old.replace(/\s*[([][^()[\]]*[)\]]\s*$/, "");
  const at = line.lastIndexOf(plain);
  return at < 0 || plain === "" ? line : line.slice(0, at) + title + line.slice(at + plain.length);
};
