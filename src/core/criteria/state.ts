import * as z from "zod";
import { t } from "../l10n.ts";
import { either } from "../listing.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { listOf } from "./select.ts";
import { statuses, statusOf } from "./status.ts";

export const state = criterion({
  name: "state",
  description: "The state file records this gate with one of these statuses, or with none of those.",
  example: "state: {is: [done, skipped]}",
  schema: z
    .strictObject({
      is: z
        .union([z.enum(statuses), z.array(z.enum(statuses))])
        .optional()
        .describe("What the status must mean"),
      not: z
        .union([z.enum(statuses), z.array(z.enum(statuses))])
        .optional()
        .describe("What the status must not mean"),
    })
    .refine(({ is, not }) => (is === undefined) !== (not === undefined), { error: () => t`Either is or not` }),
  check(params, context) {
    const entry = context.state;
    if (!entry) return unknown(t`The state file says nothing about this gate`, context.place);
    const place = { file: entry.file, line: entry.line, column: 1 };
    if (entry.isUnrecorded) return unknown(t`Status: ${entry.status}; but none of its gates is recorded`, place);
    if (entry.status.trim() === "") return unknown(t`The state file records no status`, place);
    const status = statusOf(entry.status);
    if (status === undefined) return unknown(t`The status "${entry.status}" is not known`, place);
    const said = entry.skippedFor ? `${entry.status} (${entry.skippedFor})` : entry.status;
    if (params.not !== undefined) {
      return listOf(params.not).includes(status)
        ? unmet(t`Status: ${said}`, place)
        : met(t`Status: ${entry.status}`, place);
    }
    const wanted = listOf(params.is);
    return wanted.includes(status)
      ? met(t`Status: ${entry.status}`, place)
      : unmet(t`Status: ${said}; wanted: ${either(wanted)}`, place);
  },
});
