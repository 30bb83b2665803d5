import * as z from "zod";
import { fold } from "../words.ts";
import { criterion, met, startOfScope, unknown, unmet } from "./criterion.ts";
import { flagsIn } from "./flagRows.ts";
import { select, where } from "./select.ts";

export const flags = criterion({
  name: "flags",
  description: "Each risky path has its flag: a name, the path that it guards, and a default, which is off.",
  schema: z.strictObject({ ...where }),
  check(params, context) {
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing") return unmet(selection.message, context.place);
    const found = selection.scopes.flatMap(flagsIn);
    const first = selection.scopes[0];
    if (found.length === 0) return unmet("No flag is listed", first ? startOfScope(first) : context.place);
    for (const flag of found) {
      if (flag.guards === "") return unmet(`"${flag.name}" does not say which path it guards`, flag.place);
      if (flag.standard === undefined || flag.standard === "")
        return unmet(`"${flag.name}" has no default`, flag.place);
      if (!isOff(flag.standard)) return unmet(`"${flag.name}" is not off by default: ${flag.standard}`, flag.place);
    }
    return met(`${found.length} ${found.length === 1 ? "flag" : "flags"}, off by default`);
  },
});

/** Off, whatever it is called; "off in production, on in staging" is off. */
const isOff = (value: string): boolean =>
  /^(off|false|0|no|none|disabled|inactive|empty|unset|not set)\b/.test(fold(value).replace(/^[^\p{L}\p{N}]+/u, ""));
