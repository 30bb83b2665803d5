import * as z from "zod";
import { fold } from "../words.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { select, where } from "./select.ts";

export const declared = criterion({
  name: "declared",
  description: "The document's front matter has a value under a key, or among the values of its list.",
  schema: z.strictObject({ file: where.file, key: z.string(), has: z.string() }),
  check(params, context) {
    const selection = select({ file: params.file }, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    for (const { document } of selection.scopes) {
      const value = document.frontMatter?.[params.key];
      const values = Array.isArray(value) ? value : [value];
      if (values.some((each) => typeof each === "string" && fold(each) === fold(params.has)))
        return met(`${params.key}: ${params.has}`);
    }
    return unmet(`Not declared: ${params.key}: ${params.has}`, context.place);
  },
});
