import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { resolvePath } from "./select.ts";

export const secrets = criterion({
  name: "secrets",
  description: "No file of these folders holds a secret, by the rules of secretlint.",
  schema: z.strictObject({ in: z.array(z.string()).min(1).describe("Folders, from the feature's folder") }),
  check(params, context) {
    const paths = params.in.flatMap((folder) => context.facts.below(`${resolvePath(folder, context)}/`));
    const scans = paths.map((path) => ({ path, scan: context.facts.secrets(path) }));
    const found = scans.flatMap(({ path, scan }) =>
      scan?.kind === "scanned" ? scan.found.map((each) => ({ ...each, file: path })) : [],
    );
    const first = found[0];
    if (first) {
      const more = found.length > 1 ? `, and ${found.length - 1} more` : "";
      const { file, line, column } = first;
      return unmet(
        `${file}:${line} holds what looks like a secret (${first.rule})${more}. Take it out, and change it where it is used`,
        {
          file,
          line,
          column,
        },
      );
    }
    for (const { path, scan } of scans) {
      if (scan === undefined)
        return unknown(`${path} was not looked into for secrets yet`, { file: path, line: 1, column: 1 });
      if (scan.kind === "unscanned") return unknown(scan.reason, { file: path, line: 1, column: 1 });
    }
    return met(`${paths.length} files, no secret found`);
  },
});
