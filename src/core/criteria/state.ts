import * as z from "zod";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { statuses, statusOf } from "./status.ts";

export const state = criterion({
  name: "state",
  description: "The state file records this gate with a status.",
  example: "state: {is: [done, skipped]}",
  schema: z.strictObject({
    is: z.union([z.enum(statuses), z.array(z.enum(statuses))]).describe("What the status must mean"),
  }),
  check(params, context) {
    const entry = context.state;
    if (!entry) return unknown("The state file says nothing about this gate", context.place);
    const place = { file: entry.file, line: entry.line, column: 1 };
    const status = statusOf(entry.status);
    const wanted = typeof params.is === "string" ? [params.is] : params.is;
    if (status === undefined) return unknown(`The status "${entry.status}" is not known`, place);
    return wanted.includes(status)
      ? met(`Status: ${entry.status}`, place)
      : unmet(`Status: ${entry.status}; wanted: ${wanted.join(" or ")}`, place);
  },
});
