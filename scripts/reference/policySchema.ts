import * as z from "zod";
import { policySchema } from "../../src/core/policy/policy.ts";
import { type JsonSchema, plainSchema } from "./jsonSchema.ts";

/** What `.plangate/config.yaml` may say, as editors read it. */
export const policyJsonSchema = (): JsonSchema =>
  plainSchema(z.toJSONSchema(policySchema, { io: "input", target: "draft-7" }) as JsonSchema);
