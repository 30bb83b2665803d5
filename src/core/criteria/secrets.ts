import * as z from "zod";
import { t } from "../l10n.ts";
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
      const { file, line, column, rule } = first;
      return unmet(
        found.length > 1
          ? t`${file}:${line} holds what looks like a secret (${rule}), and ${found.length - 1} more. Take it out, and change it where it is used`
          : t`${file}:${line} holds what looks like a secret (${rule}). Take it out, and change it where it is used`,
        { file, line, column },
      );
    }
    for (const { path, scan } of scans) {
      if (scan === undefined)
        return unknown(t`${path} was not looked into for secrets yet`, { file: path, line: 1, column: 1 });
      if (scan.kind === "unscanned") return unknown(scan.reason, { file: path, line: 1, column: 1 });
    }
    return met(t`${paths.length} files, no secret found`);
  },
});
