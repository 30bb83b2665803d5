import * as z from "zod";
import { t } from "../l10n.ts";
import { fold } from "../words.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { select, where } from "./select.ts";

export const declared = criterion({
  name: "declared",
  description: "The document's front matter has a value under a key, or among the values of its list.",
  example: "declared: {key: topics, has: payments}",
  schema: z.strictObject({
    file: where.file,
    key: z.string().describe("A key of the front matter"),
    has: z.string().describe("Its value, or one of its values"),
  }),
  check(params, context) {
    const selection = select({ file: params.file }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    for (const { document } of selection.scopes) {
      if (document.frontMatterBroken)
        return unknown(t`The front matter of ${document.path} cannot be read`, context.place);
      for (const [key, value] of Object.entries(document.frontMatter ?? {})) {
        if (fold(key) !== fold(params.key)) continue;
        const values = Array.isArray(value) ? value : String(value).split(",");
        if (values.some((each) => fold(String(each)) === fold(params.has))) return met(`${params.key}: ${params.has}`);
      }
    }
    return unmet(t`Not declared: ${params.key}: ${params.has}`, context.place);
  },
});
