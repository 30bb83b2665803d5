import * as z from "zod";
import { t } from "../l10n.ts";
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
    if (found.length === 0) return unmet(t`No flag is listed`, first ? startOfScope(first) : context.place);
    for (const flag of found) {
      if (flag.guards === "") return unmet(t`"${flag.name}" does not say which path it guards`, flag.place);
      if (flag.standard === undefined || flag.standard === "")
        return unmet(t`"${flag.name}" has no default`, flag.place);
      if (!isOff(flag.standard)) return unmet(t`"${flag.name}" is not off by default: ${flag.standard}`, flag.place);
    }
    return met(found.length === 1 ? t`1 flag, off by default` : t`${found.length} flags, off by default`);
  },
});

/** A value that is longer says more than "off". */
const MAX_VALUE = 500;

/**
 * Off, whatever it is called, and as the whole of the value: behind it only a place or a remark in brackets may follow.
 * "off in production, on in staging" is off; "0.5", "off until deploy" and "off (on in production)" are not.
 */
function isOff(value: string): boolean {
  if (value.length > MAX_VALUE) return false;
  const plain = fold(value)
    .replace(/^[^\p{L}\p{N}]+/u, "")
    .replace(/[\s."']+$/, "")
    .replace(/^(.* in prod(?:uction)?), on in (?!.*\bprod)[\p{L}\p{N} ]+$/u, "$1");
  const found =
    /^(?:(?:off|false|disabled|inactive|empty|unset|not set)(?: by default| everywhere)?(?: in ([\p{L}\p{N} ]+?))?|0|0 ?%|no|none)(?: \(([^()]*)\))?$/u.exec(
      plain,
    );
  if (!found) return false;
  const [, place = "", remark = ""] = found;
  return (
    !/\b(on|enabled|until|then|but|except)\b/.test(place) &&
    !/^(on|true|enabled|until|then|not)\b|\b(always|then) on\b/.test(remark)
  );
}
