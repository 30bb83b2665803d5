/** `npm run reference`: writes the JSON Schemas of what people write, and the pages that explain them. A test compares all. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { processJsonSchema, undescribed } from "./reference/jsonSchema.ts";
import { references } from "./reference/references.ts";
import { root } from "./root.ts";

for (const [path, text] of Object.entries(references())) {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text);
  console.log(`${path} is written.`);
}
for (const path of undescribed(processJsonSchema())) console.error(`${path} has no description: add .describe("…").`);
