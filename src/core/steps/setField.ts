import * as z from "zod";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { setField as edit } from "../plan/fieldEdit.ts";
import { fillIn } from "../process/variables.ts";
import type { StageNode } from "../stages/source.ts";
import { step } from "./step.ts";

export const setField = step({
  name: "setField",
  description: "Sets a field such as `Status: done` in the stage's section, in the file's own style.",
  example: "setField: {name: [Status], to: done}",
  schema: z.strictObject({
    name: z.array(z.string()).min(1).describe("Names of the field; the first is written where there is none yet"),
    to: z.string().describe("The value; variables are filled in"),
    at: z.literal("next").optional().describe("In the stage after this one; nothing is done where there is none"),
    unless: z.array(z.string()).optional().describe("Left as it is where its status is one of these already"),
    add: z.boolean().optional().describe("Added to what the field says, instead of replacing it"),
    before: z.boolean().optional().describe("A missing one is written in front of the other fields"),
    after: z.array(z.string()).optional().describe("Names of the fields that a missing one is written behind"),
  }),
  run({ name, to, at, unless = [], add = false, before = false, after = [] }, context, draft) {
    const stage: StageNode | undefined = at === "next" ? context.next.stage : context.stage;
    const scope = stage?.scopes[0];
    if (!stage || !scope) return;
    const value = fillIn(to, context.vars).trim();
    if (value === "") return;
    const path = scope.document.path;
    const text = draft.text(path);
    const heading = scope.document.headings[scope.heading];
    const result = edit(
      text,
      { heading: heading?.text ?? "", index: scope.heading },
      { names: name, value, unless, add, before, after },
    );
    if (result === undefined)
      draft.stop(
        refuse("changed", t`${path} has changed: "${heading?.text ?? stage.title}" is not where it was. Try again.`),
      );
    if (result) draft.replace(path, result.start, result.end, result.text);
  },
});
