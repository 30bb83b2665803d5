import { deepEqual, equal } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { exampleOf } from "../../../scripts/reference/examples.ts";
import { type JsonSchema, processJsonSchema, undescribed } from "../../../scripts/reference/jsonSchema.ts";
import { references } from "../../../scripts/reference/references.ts";
import { root } from "../../../scripts/root.ts";
import { criterionKinds } from "../../../src/core/criteria/index.ts";
import { stageSources } from "../../../src/core/stages/index.ts";
import { stepKinds } from "../../../src/core/steps/index.ts";
import { builtIn } from "../support/memory.ts";

const kinds = { criterion: criterionKinds, source: stageSources, step: stepKinds };

describe("the reference of process.yaml", () => {
  for (const [path, text] of Object.entries(references())) {
    it(`${path} says what the schema says; npm run reference writes it`, () =>
      equal(readFileSync(join(root, path), "utf8"), text));
  }

  it("describes every property", () => deepEqual(undescribed(processJsonSchema()), []));

  for (const [vocabulary, list] of Object.entries(kinds)) {
    for (const kind of list) {
      it(`shows an example of the ${vocabulary} ${kind.name} that its schema accepts`, () => {
        const example = parse(exampleOf(kind, builtIn())) as Record<string, unknown>;
        deepEqual(Object.keys(example), [kind.name]);
        equal(kind.schema.safeParse(example[kind.name]).success, true);
      });
    }

    it(`says in JSON Schema that a ${vocabulary} has exactly one kind`, () => {
      const { oneOf = [] } = processJsonSchema().definitions?.[vocabulary] ?? {};
      const names = oneOf.flatMap((each: JsonSchema) => each.required ?? []);
      deepEqual(
        names.filter((name) => name !== "any"),
        list.map(({ name }) => name),
      );
    });
  }
});
