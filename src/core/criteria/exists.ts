import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isFilled, pathsOf } from "./select.ts";

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
    let found = 0;
    for (const pattern of params.files ?? []) {
      const paths = pathsOf([pattern], context);
      let good = paths.length > 0;
      if (params.notEmpty && good) {
        const documents = paths.map((path) => context.facts.document(path));
        if (documents.includes(undefined)) return unknown(`${paths[0]} is not read yet`);
        good = documents.some((document) => document && isFilled(document));
      }
      if (good) found += paths.length;
      else lacking.push(params.notEmpty && paths.length > 0 ? `${paths[0]} is empty` : `${pattern} is missing`);
    }
    for (const folder of params.folders ?? []) {
      if (pathsOf([`${folder}/**`], context).length > 0) found++;
      else lacking.push(`${folder}/ is missing or empty`);
    }
    if (params.min === undefined ? lacking.length === 0 : found >= params.min) return met("Everything is there");
    return unmet(lacking.join("; "), context.place);
  },
});
