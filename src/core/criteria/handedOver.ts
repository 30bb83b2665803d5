import * as z from "zod";
import { isThrough, leavesOf } from "../judged.ts";
import { t } from "../l10n.ts";
import { absent, criterion, met, notApplicable, type Outcome, placeIn, unmet } from "./criterion.ts";
import { deniesIt } from "./denial.ts";
import { fieldValues } from "./fieldValues.ts";
import { select, where } from "./select.ts";

export const handedOver = criterion({
  name: "handedOver",
  description: "The piece of work before this one is through: every gate of it, and the list that says when it ends.",
  example: "handedOver: {exit: [Exit definition], or: [Phase before]}",
  schema: z.strictObject({
    ...where,
    begun: z.literal(true).optional().describe("Asked only once work has begun here; for the feature as a whole"),
    exit: z.array(z.string()).min(1).describe("Names of the section whose boxes end it"),
    or: z
      .array(z.string())
      .min(1)
      .describe("A field that says where it was signed off, for work that is recorded elsewhere"),
  }),
  check(params, context) {
    if (params.begun && !context.leaves?.some(({ progress }) => progress)) return notApplicable(t`Not begun yet`);
    const before = context.before?.();
    const { before: earlier } = context.feature;
    if (!before || !earlier) return elsewhere(params.or);
    const open = leavesOf(before.stages).find((stage) => !isThrough(stage.state) && !stage.aside);
    if (open) return unmet(t`${before.title} is not through: ${open.title} (${open.reason})`, open.place);
    const selection = select({ whole: true, in: params.exit }, { ...context, feature: earlier });
    if (selection.kind !== "scopes")
      return absent(t`${before.title} has no section "${params.exit[0] ?? ""}"`, before.stages.at(-1)?.place);
    const boxes = selection.scopes.flatMap((scope) =>
      scope.document.items
        .filter((item) => item.box && item.line >= scope.from && item.line < scope.to)
        .map((item) => ({ item, scope })),
    );
    const first = boxes.find(({ item }) => item.state !== "done");
    if (first) return unmet(t`${before.title}: not ticked: ${first.item.text}`, placeIn(first.scope, first.item));
    if (boxes.length === 0) {
      const [scope] = selection.scopes;
      return unmet(
        t`${before.title}: "${params.exit[0] ?? ""}" has no box`,
        scope && placeIn(scope, { line: scope.from }),
      );
    }
    return met(t`${before.title} is through`);

    function elsewhere(names: readonly string[]): Outcome {
      const selected = select(params, context);
      const value = selected.kind === "scopes" ? fieldValues(selected.scopes, names)[0] : undefined;
      if (!value) return absent(t`The phase before is not recorded here`, context.place);
      const place = placeIn(value.scope, value.field);
      if (value.vacant) return unmet(t`"${value.field.name}" is empty`, place);
      if (deniesIt(value.field.value) || saysUnsigned(value.field.value))
        return unmet(t`${value.field.name}: "${value.field.value}" is no sign-off`, place);
      return met(value.field.value, place);
    }
  },
});

const saysUnsigned = (text: string): boolean =>
  /\b(not|never|un|without)[ -]?(yet )?(signed|sign-?off)\b|\b(pending|unsigned|incomplete)\b/i.test(text);
