import * as z from "zod";
import { inLineEnds, lineEndOf, offsetOfLine } from "../plan/draft.ts";
import { gapAfter } from "../plan/gap.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { headingIs } from "../words.ts";
import { pathOf, step, templateOf } from "./step.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const insert = step({
  name: "insert",
  description:
    "Inserts a block such as a story: after the last section like it, else at the end of the section it belongs under.",
  example: 'insert: {file: plan.md, template: story.md, under: User Stories, after: "Story *"}',
  schema: z.strictObject({
    file: z.string().describe("Path from the feature's folder"),
    template: z.string().describe("The block's template"),
    under: names.describe("The section it belongs under; made at the end where it is missing"),
    after: names.optional().describe("Names of sections like it"),
  }),
  run({ file, template, under, after }, context, draft) {
    const path = pathOf(file, context);
    const text = draft.text(path);
    const lineEnd = lineEndOf(text);
    const document = readMarkdown(path, text);
    const parents = typeof under === "string" ? [under] : under;
    const likes = after === undefined ? [] : typeof after === "string" ? [after] : after;
    const parent = document.headings.find((heading) => headingIs(heading.text, parents));
    const siblings = document.headings.filter(
      (heading) =>
        headingIs(heading.text, likes) && (!parent || (heading.line > parent.line && heading.line < parent.endLine)),
    );
    const top = Math.min(...siblings.map((heading) => heading.level));
    const last = siblings.findLast((heading) => heading.level === top);
    const line = last?.endLine ?? parent?.endLine;
    const at = line === undefined ? text.length : offsetOfLine(text, line);
    const before = text.slice(0, at);
    const lead = gapAfter(before, lineEnd);
    const heading = parent ? "" : `## ${parents[0]}${lineEnd}${lineEnd}`;
    const tail = at < text.length ? lineEnd : "";
    draft.replace(
      path,
      at,
      at,
      lead + heading + inLineEnds(templateOf(template, context).trimEnd(), lineEnd) + lineEnd + tail,
    );
    draft.follow({ kind: "open", path, line: lead.split(lineEnd).length - 1 + before.split(/\r\n|\r|\n/).length });
  },
});
