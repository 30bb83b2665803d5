import * as z from "zod";
import { pathOf, step } from "./step.ts";

export const mkdir = step({
  name: "mkdir",
  description: "Makes folders, empty ones as well.",
  example: "mkdir: [runs, artifacts/screenshots]",
  schema: z.array(z.string()),
  run(folders, context, draft) {
    for (const folder of folders) draft.folder(pathOf(folder, context));
  },
});
