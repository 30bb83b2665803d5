import * as z from "zod";
import { t } from "../l10n.ts";
import { cycleVersions } from "../readers/cycle/versions.ts";
import { criterion, met, unmet } from "./criterion.ts";
import { cycleFile, isMissing } from "./cycleFile.ts";

const ids = z.enum(cycleVersions.map(({ id }) => id) as [string, ...string[]]);

export const cycleVersion = criterion({
  name: "cycleVersion",
  description: "The state file is of one of these generations, or of none of those.",
  example: "cycleVersion: {file: state, not: [pre-dev]}",
  schema: z
    .strictObject({
      file: z.string().describe("Role of the state file"),
      is: z.array(ids).optional().describe("One of these"),
      not: z.array(ids).optional().describe("None of these"),
    })
    .refine(({ is, not }) => (is === undefined) !== (not === undefined), { error: () => t`Either is or not` }),
  check({ file, is, not }, context) {
    const found = cycleFile(file, context);
    if (isMissing(found)) return found;
    const { id, title } = found.cycle.shape;
    const fits = is ? is.includes(id) : !not?.includes(id);
    return fits ? met(t`The state file is of ${title()}`) : unmet(t`The state file is of ${title()}`);
  },
});
