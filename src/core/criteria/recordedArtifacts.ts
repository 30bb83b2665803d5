import * as z from "zod";
import { t } from "../l10n.ts";
import { likeAny } from "../words.ts";
import { criterion, met, notApplicable } from "./criterion.ts";
import { isOutcome, recordedGate } from "./recorded.ts";

export const recordedArtifacts = criterion({
  name: "recordedArtifacts",
  description: "The gate's record lists these files as made; of several names in one entry one is enough.",
  example: "recordedArtifacts: {names: [Dockerfile, [compose.yml, compose.yaml]]}",
  schema: z.strictObject({
    names: z
      .array(z.union([z.string(), z.array(z.string()).min(1)]))
      .min(1)
      .describe("Names of files; * stands for any words"),
  }),
  check({ names }, context) {
    const found = recordedGate(context);
    if (isOutcome(found)) return found;
    const { artifacts, listsArtifacts } = found.gate.evidence;
    if (!found.cycle.shape.hasSixGates && artifacts.length === 0)
      return notApplicable(t`This version's state does not record which files were made`);
    if (!listsArtifacts) return found.lacking(t`The record does not list the files that were made`);
    const listed = artifacts.map((each) => each.slice(each.lastIndexOf("/") + 1).replace(/\s*\(.*$/, ""));
    const lacking = names
      .map((each) => (typeof each === "string" ? [each] : each))
      .filter((each) => !listed.some((name) => likeAny(name, each)))
      .map((each) => each[0]?.replaceAll("*", ""));
    return lacking.length === 0
      ? met(t`Every file is in the record`, found.place)
      : found.lacking(t`Not in the record: ${lacking.join(", ")}`);
  },
});
