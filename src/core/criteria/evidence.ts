import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isFilled, pathsOf } from "./select.ts";

export const evidence = criterion({
  name: "evidence",
  description: "There is a file that shows the work was done, and it says something.",
  schema: z.strictObject({
    files: z.array(z.string()).min(1).describe("Paths or patterns; one file that is filled is enough"),
  }),
  check(params, context) {
    const paths = pathsOf(params.files, context);
    if (paths.length === 0) return unmet(`There is no ${params.files[0]}`, context.place);
    for (const path of paths) {
      const document = context.facts.document(path);
      if (document === undefined) return unknown(`${path} is not read yet`);
      if (document && isFilled(document)) return met(path, { file: path, line: 1, column: 1 });
    }
    return unmet(`${paths[0]} says nothing`, { file: paths[0] ?? "", line: 1, column: 1 });
  },
});
