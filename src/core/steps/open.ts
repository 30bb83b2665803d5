import * as z from "zod";
import { pathOf, step } from "./step.ts";

export const open = step({
  name: "open",
  description: "Opens a file at its first placeholder; `next` is where the next stage goes on.",
  example: "open: plan.md",
  schema: z.string(),
  run(target, context, draft) {
    if (target !== "next") return draft.open(pathOf(target, context));
    const document = context.next.documents[0];
    if (document && draft.exists(document.path)) return draft.open(document.path);
    if (context.next.open) draft.follow({ kind: "open", ...context.next.open });
  },
});
