import * as z from "zod";
import { fillIn } from "../process/variables.ts";
import { step } from "./step.ts";

export const commit = step({
  name: "commit",
  description: "Commits the gate's documents and the feature's records, and nothing else.",
  example: 'commit: {message: "docs({feature}): design approved"}',
  schema: z.strictObject({ message: z.string().describe("The commit's message, with variables filled in") }),
  run({ message }, context, draft) {
    const { paths, possible } = context.commit;
    if (possible && paths.length > 0) draft.follow({ kind: "commit", paths, message: fillIn(message, context.vars) });
  },
});
