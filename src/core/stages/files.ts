import * as z from "zod";
import { wholeOf } from "../criteria/select.ts";
import { startOf } from "../problem.ts";
import { fillIn } from "../process/variables.ts";
import { source } from "./source.ts";

export const files = source({
  name: "files",
  description: "One stage for each of the feature's files of a role; the stage is about that file.",
  example: "files: {role: checklist}",
  schema: z.strictObject({ role: z.string().describe("The role; what its pattern binds names the stage") }),
  stages({ role }, { feature, facts, definition, parent, make }) {
    const ids = new Set<string>();
    return feature.files
      .filter((file) => file.role === role)
      .map((file) => {
        // What a path binds is a name that somebody chose: a brace in it is no variable.
        const bound = Object.entries(file.vars).map(([name, value]) => [name, value.replaceAll("{", "(")] as const);
        const vars = { ...parent.vars, ...Object.fromEntries(bound) };
        const filled = fillIn(definition.id, vars);
        const id = ids.has(filled) ? `${filled} (${file.path})` : filled;
        ids.add(id);
        const document = facts.document(file.path);
        const stage = make(
          { ...definition, id },
          {
            ...parent,
            vars: { ...vars, id },
            scopes: document?.kind === "markdown" ? [wholeOf(document)] : [],
            missing: [],
            place: startOf(file.path),
          },
        );
        return { ...stage, artifacts: [{ path: file.path, exists: true }] };
      });
  },
});
