import * as z from "zod";
import { t } from "../l10n.ts";
import { clauses } from "../listing.ts";
import { startOf } from "../problem.ts";
import { fillIn } from "../process/variables.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isFilled, pathsOf, resolvePath } from "./select.ts";

export const exists = criterion({
  name: "exists",
  description: "Files or folders are there, and hold something where asked.",
  example: "exists: {files: [Dockerfile, .env.example], notEmpty: true}",
  schema: z.strictObject({
    files: z.array(z.string()).optional().describe("Paths or patterns; every one must be there"),
    folders: z.array(z.string()).optional().describe("Folders; each must hold at least one file"),
    min: z.number().int().positive().optional().describe("So many of the files are enough"),
    notEmpty: z.boolean().optional().describe("A file without text does not count"),
  }),
  check(params, context) {
    const lacking: string[] = [];
    const missing: string[] = [];
    let found = 0;
    for (const pattern of params.files ?? []) {
      const paths = pathsOf([pattern], context);
      const [first] = paths;
      let good = first !== undefined;
      if (params.notEmpty && first !== undefined) {
        const documents = paths.map((path) => context.facts.document(path));
        if (documents.includes(undefined)) return unknown(t`${first} is not read yet`);
        good = documents.some((document) => document && isFilled(document));
      }
      if (good) found += paths.length;
      else if (params.notEmpty && first !== undefined) lacking.push(t`${first} is empty`);
      else {
        lacking.push(t`${fillIn(pattern, context.vars)} is missing`);
        missing.push(resolvePath(pattern, context));
      }
    }
    for (const folder of params.folders ?? []) {
      if (pathsOf([`${folder}/**`], context).length > 0) found++;
      else lacking.push(t`${folder}/ is missing or empty`);
    }
    if (params.min === undefined ? lacking.length === 0 : found >= params.min) return met(t`Everything is there`);
    // Where the file would be is the other place of a record that claims it.
    const named = missing.find((path) => !/[*{]/.test(path));
    const outcome = unmet(clauses(lacking), context.place);
    return named === undefined ? outcome : { ...outcome, related: [startOf(named)] };
  },
});
