import * as z from "zod";
import { step, templateOf } from "./step.ts";

export const scaffoldNext = step({
  name: "scaffoldNext",
  description: "Makes the documents of the stage after this one, where they are not there yet.",
  example: "scaffoldNext: true",
  schema: z.literal(true),
  run(_, context, draft) {
    for (const { path, template } of context.next.documents) {
      if (template !== undefined && !draft.exists(path)) draft.create(path, templateOf(template, context));
    }
  },
});
