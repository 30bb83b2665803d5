import * as z from "zod";
import { t } from "../l10n.ts";
import { fold } from "../words.ts";
import { criterion, met, notApplicable, startOfScope, unknown, unmet, within } from "./criterion.ts";
import { flagsIn } from "./flagRows.ts";
import { isRefusal } from "./reason.ts";
import { select, where } from "./select.ts";

export const tracked = criterion({
  name: "tracked",
  description: "Every flag and knob that one document lists is named in another one.",
  schema: z.strictObject({
    ...where,
    from: z.strictObject({ ...where }).describe("The sections that list them"),
  }),
  check(params, context) {
    const source = select(params.from, context);
    if (source.kind === "unknown") return unknown(source.message, context.place);
    if (source.kind === "missing") return notApplicable(source.message);
    const listed = source.scopes.flatMap(flagsIn).filter((flag) => flag.name !== "" && !isRefusal(flag.name));
    if (!listed[0]) return met(t`No flag is listed`);
    const selection = select(params, context);
    if (selection.kind === "unknown") return unknown(selection.message, context.place);
    if (selection.kind === "missing")
      return unmet(t`${selection.message}. "${listed[0].name}" is to be tracked there`, context.place);
    const text = selection.scopes.flatMap((scope) =>
      within(scope, scope.document.blocks)
        .filter((block) => !block.vacant)
        .map((block) => ` ${plain(block.text)} `),
    );
    const lacking = listed.filter((flag) => !text.some((each) => each.includes(` ${plain(flag.name)} `)));
    const first = selection.scopes[0];
    if (lacking[0] && first) {
      const { name } = lacking[0];
      return unmet(
        lacking.length > 1
          ? t`"${name}" and ${lacking.length - 1} more are open, and not tracked here`
          : t`"${name}" is open, and not tracked here`,
        startOfScope(first),
      );
    }
    return met(t`${listed.length} tracked`);
  },
});

/** A name as one word: `LABEL_DEDUPE`, `labels.dedupe` and `labels-dedupe=1` are told apart by letters and digits only. */
const plain = (text: string): string =>
  fold(text.replace(/=\S*/g, " "))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim();
