import * as z from "zod";
import { t } from "../l10n.ts";
import { both } from "../listing.ts";
import { criterion, met, notApplicable, unknown, unmet } from "./criterion.ts";
import { locate } from "./locate.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

export const recordedFiles = criterion({
  name: "recordedFiles",
  description: "The files that the record of red and green names are there.",
  example: "recordedFiles: {}",
  schema: z.strictObject({}),
  check(_, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { red: first, green: second } = found.gate.evidence;
    const named = [first, second].flatMap((phase) =>
      (phase?.file ?? "")
        .split(/,\s+/)
        .filter((file) => file !== "")
        .map((file) => ({ file, line: phase?.line ?? 1 })),
    );
    if (named.length === 0) return notApplicable(t`No file is recorded`);
    for (const { file, line } of named) {
      const path = locate(file, context);
      if (path.kind === "missing") return unmet(t`${file} is recorded, but does not exist`, found.at(line));
      if (path.kind === "outside")
        return unknown(t`${file} lies outside this folder and cannot be looked at`, found.at(line));
    }
    return met(t`${both(named.map(({ file }) => file))}: there`, found.place);
  },
});
