import * as z from "zod";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { pathOf, step, templateOf } from "./step.ts";

const parts = z
  .array(
    z.strictObject({
      template: z.string().describe("The template's file name"),
      when: z.record(z.string(), z.string()).describe("Answers by the ids of their questions"),
    }),
  )
  .optional()
  .describe("Templates put before or after it, where the answers are these");

export const scaffold = step({
  name: "scaffold",
  description: "Makes files from templates; a file that is there already is never overwritten.",
  example: "scaffold: [{file: plan.md, template: plan.md}]",
  schema: z.array(
    z.strictObject({
      file: z.string().describe("Path from the feature's folder, with variables filled in"),
      template: z.string().optional().describe("The template's file name, in the process's folder"),
      text: z.string().optional().describe("Instead of a template"),
      when: z.record(z.string(), z.string()).optional().describe("Only where the answers are these"),
      keep: z.boolean().optional().describe("A file that is there already stays as it is, without a refusal"),
      top: z
        .boolean()
        .optional()
        .describe("Only at the top of a repository: below it, whoever looks for the file does not find it"),
      before: parts,
      after: parts,
    }),
  ),
  run(files, context, draft) {
    const applies = (part: { when?: Record<string, string> | undefined }): boolean =>
      Object.entries(part.when ?? {}).every(([name, value]) => context.vars[name] === value);
    for (const { file, template, text, when, keep, top, before = [], after = [] } of files) {
      if (!applies({ when })) continue;
      const path = pathOf(file, context);
      if (keep && draft.exists(path)) continue;
      const prefix = top ? (context.facts.git?.prefix ?? "") : "";
      if (prefix !== "")
        draft.stop(
          refuse(
            "not-asked",
            t`${path} is looked for at the top of the repository, and this folder is ${prefix} in it. Start without it, or open the repository's own folder.`,
          ),
        );
      const names = [
        ...before.filter(applies).map((part) => part.template),
        ...(template === undefined ? [] : [template]),
        ...after.filter(applies).map((part) => part.template),
      ];
      draft.create(path, text ?? names.map((name) => templateOf(name, context)).join("\n"));
    }
  },
});
