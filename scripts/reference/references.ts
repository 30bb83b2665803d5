import { readFileSync } from "node:fs";
import { join } from "node:path";
import { newProcessFiles } from "../../src/core/process/newProcess.ts";
import { builtIn } from "../../test/unit/support/memory.ts";
import { root } from "../root.ts";
import { cycleJsonSchema } from "./cycleSchema.ts";
import { withVectors } from "./digests.ts";
import { type JsonSchema, processJsonSchema } from "./jsonSchema.ts";
import { referencePage } from "./page.ts";
import { policyPage } from "./policyPage.ts";
import { policyJsonSchema } from "./policySchema.ts";
import { problemsPage } from "./problems.ts";
import { recordJsonSchema } from "./recordSchema.ts";

/** What is generated, by path: from the schemas of what people write, the digest's cases and the table of problem codes. */
export function references(): Record<string, string> {
  const schema = processJsonSchema();
  const sample = newProcessFiles("design-note", "Design Note")["process.yaml"] ?? "";
  const policy = policyJsonSchema();
  return {
    "media/process.schema.json": written(schema),
    "media/config.schema.json": written(policy),
    "media/record.schema.json": written(recordJsonSchema()),
    "media/cycle.schema.json": written(cycleJsonSchema()),
    "docs/PROCESS_REFERENCE.md": referencePage(schema, builtIn(), sample),
    "docs/POLICY.md": policyPage(policy),
    "docs/APPROVALS.md": withVectors(readFileSync(join(root, "docs/APPROVALS.md"), "utf8")),
    "docs/PROBLEMS.md": problemsPage(),
  };
}

const written = (schema: JsonSchema): string => `${JSON.stringify(schema, undefined, 2)}\n`;
