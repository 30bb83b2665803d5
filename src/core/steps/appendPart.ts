import * as z from "zod";
import { t } from "../l10n.ts";
import { inLineEnds, lineEndOf, refuse } from "../plan/draft.ts";
import { gapAfter } from "../plan/gap.ts";
import { fillIn } from "../process/variables.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { bind } from "../words.ts";
import { pathOf, step } from "./step.ts";

export const appendPart = step({
  name: "appendPart",
  description:
    "Adds the next numbered part, such as another phase, at the end of a document, at the level of its others.",
  example:
    'appendPart: {file: log.md, from: pattern, parts: {ui: {template: ui.md, first: 2}}, like: ["Phase {phase:int}*"]}',
  schema: z.strictObject({
    file: z.string().describe("The document, from the feature's folder"),
    from: z.string().describe("The variable that says which part"),
    parts: z
      .record(
        z.string(),
        z.strictObject({
          template: z.string().describe("Begins with the part's heading; {phase} is its number"),
          first: z.number().int().nonnegative().describe("Its number in a new document"),
        }),
      )
      .describe("The parts to choose from, by the variable's value"),
    like: z.array(z.string()).min(1).describe("Patterns of the parts' headings, with {phase:int} for the number"),
    not: z.array(z.string()).optional().describe("Patterns of headings that are none, whatever else they fit"),
  }),
  run({ file, from, parts: templates, like, not = [] }, context, draft) {
    const path = pathOf(file, context);
    const chosen = templates[context.vars[from] ?? ""];
    if (!chosen) return;
    const text = draft.text(path);
    const isNew = !context.facts.exists(path);
    const document = readMarkdown(path, text);
    const parts = document.headings.flatMap((heading) => {
      if (not.some((pattern) => bind(heading.text, pattern))) return [];
      const number = like.map((pattern) => bind(heading.text, pattern)?.phase).find((phase) => phase !== undefined);
      return number === undefined ? [] : [{ heading, number: Number(number) }];
    });
    if (parts.length === 0 && !isNew)
      return draft.stop(
        refuse(
          "nothing-to-do",
          t`${path} has no heading such as "## Phase 1 — Name" above its stages. Write it first: the stages that are there would else belong to no phase.`,
        ),
      );
    const phase = String(isNew ? chosen.first : Math.max(...parts.map(({ number }) => number)) + 1);
    const level = isNew ? 2 : Math.min(...parts.map(({ heading }) => heading.level));
    const lineEnd = lineEndOf(text);
    const made = fillIn(context.templates[chosen.template] ?? "", { ...context.vars, phase });
    const levelled = inLineEnds(atLevel(made.trimEnd(), level), lineEnd);
    const gap = gapAfter(text, lineEnd);
    draft.replace(path, text.length, text.length, gap + levelled + lineEnd);
    draft.follow({ kind: "open", path, line: (text + gap).split(/\r\n|\r|\n/).length });
  },
});

/** A template with its first heading at a level, and the ones below it as far below as they were. */
function atLevel(text: string, level: number): string {
  const shift = level - (/^(#+)\s/m.exec(text)?.[1]?.length ?? level);
  return shift === 0
    ? text
    : text.replace(/^(#{1,6})(?=\s)/gm, (marks) => "#".repeat(Math.min(6, Math.max(1, marks.length + shift))));
}
