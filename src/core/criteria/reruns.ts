import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { isStillToCome } from "./denial.ts";
import { percentagesIn, rerunsIn } from "./figures.ts";
import { recordedIn } from "./points.ts";
import { isFilled, listOf, pathsOf, select, where } from "./select.ts";

const names = z.union([z.string(), z.array(z.string()).min(1)]);

export const reruns = criterion({
  name: "reruns",
  description:
    "Tests were run again so many times; where the share that failed exceeds a threshold there is a report on it.",
  schema: z.strictObject({
    ...where,
    min: z.number().int().positive().describe("So many reruns at least"),
    field: names.describe("The field that records the reruns and how many failed"),
    share: names.describe("The field that records the share that failed, as a percentage"),
    threshold: z.number().min(0).max(100).default(0).describe("Percent that may fail without a report"),
    report: z.string().describe("The document that is needed beyond the threshold"),
  }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const fieldOf = (wanted: readonly string[]) => selection.scopes.flatMap((scope) => recordedIn(scope, wanted))[0];
    const recorded = fieldOf(listOf(params.field));
    if (!recorded) return unmet(t`There is no field "${listOf(params.field)[0] ?? ""}"`, context.place);
    if (isStillToCome(recorded.value))
      return unmet(t`"${recorded.name}" speaks of what is still to come`, recorded.place);
    const { runs, failures } = rerunsIn(recorded.value);
    if (runs === undefined) return unmet(t`"${recorded.name}" does not say how often`, recorded.place);
    if (runs < params.min) return unmet(t`${runs} reruns; at least ${params.min} are needed`, recorded.place);
    const share = fieldOf(listOf(params.share));
    const said = share && percentagesIn(share.value)[0]?.value;
    if (failures === undefined && said === undefined)
      return unmet(t`How many of the reruns failed is not said`, share?.place ?? recorded.place);
    const shareOf = (count: number): number => (count / runs) * 100;
    if (said !== undefined && failures !== undefined && Math.abs(said - shareOf(failures)) >= 1)
      return unmet(t`${failures} of ${runs} reruns failed, which is not ${said} %`, share?.place ?? recorded.place);
    const failed = Math.max(said ?? 0, shareOf(failures ?? 0));
    const percent = Math.round(failed);
    if (failed <= params.threshold) return met(t`${runs} reruns, ${percent} % failed`, recorded.place);
    const path = pathsOf([params.report], context)[0] ?? "";
    const document = path === "" ? null : context.facts.document(path);
    if (document === undefined) return unknown(t`${path} is not read yet`);
    const isReported =
      document !== null && isFilled(document) && !(document.kind === "markdown" && document.placeholders.length > 0);
    if (isReported) return met(t`${runs} reruns, ${percent} % failed; see ${path}`, recorded.place);
    return unmet(
      t`${percent} % of the reruns failed, more than ${params.threshold} %: ${params.report} has to say why`,
      document && path ? { file: path, line: 1, column: 1 } : recorded.place,
    );
  },
});
