import * as z from "zod";
import { t } from "../l10n.ts";
import { criterion, met, unknown, unmet } from "./criterion.ts";
import { cycleFile, isMissing } from "./cycleFile.ts";
import { listOf } from "./select.ts";
import { statuses, statusOf } from "./status.ts";

export const cycleStatus = criterion({
  name: "cycleStatus",
  description: "The state file records the cycle as a whole with one of these statuses.",
  example: "cycleStatus: {file: state, is: done}",
  schema: z.strictObject({
    file: z.string().describe("Role of the state file"),
    is: z.union([z.enum(statuses), z.array(z.enum(statuses))]).describe("What the cycle's status must mean"),
  }),
  check({ file, is }, context) {
    const found = cycleFile(file, context);
    if (isMissing(found)) return found;
    const { cycle, path, document } = found;
    const place = { file: path, line: document.lastGood ? 1 : cycle.statusLine, column: 1 };
    const status = statusOf(cycle.status);
    if (status === undefined) return unknown(t`The cycle's status "${cycle.status}" is not known`, place);
    return listOf(is).includes(status)
      ? met(t`The cycle is ${cycle.status}`, place)
      : unmet(t`The cycle is ${cycle.status}`, place);
  },
});
