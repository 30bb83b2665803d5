import { newProcessFiles } from "../../src/core/process/newProcess.ts";
import { builtIn } from "../../test/unit/support/memory.ts";
import { processJsonSchema } from "./jsonSchema.ts";
import { referencePage } from "./page.ts";

/** What is generated from the schema of process.yaml, by path. */
export function references(): Record<string, string> {
  const schema = processJsonSchema();
  const sample = newProcessFiles("design-note", "Design Note")["process.yaml"] ?? "";
  return {
    "media/process.schema.json": `${JSON.stringify(schema, undefined, 2)}\n`,
    "docs/PROCESS_REFERENCE.md": referencePage(schema, builtIn(), sample),
  };
}
