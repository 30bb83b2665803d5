import * as z from "zod";
import { processSchema } from "../../src/core/process/schema.ts";

/** A JSON Schema of draft 7, as far as the schema of a process uses it. */
export interface JsonSchema {
  $schema?: string;
  $ref?: string;
  description?: string;
  type?: string;
  enum?: unknown[];
  const?: unknown;
  default?: unknown;
  pattern?: string;
  minimum?: number;
  exclusiveMinimum?: number;
  maximum?: number;
  minItems?: number;
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  additionalProperties?: boolean | JsonSchema;
  propertyNames?: JsonSchema;
  anyOf?: JsonSchema[];
  oneOf?: JsonSchema[];
  allOf?: JsonSchema[];
  definitions?: Record<string, JsonSchema>;
  /** Values that are offered and not asked for. */
  examples?: unknown[];
  if?: JsonSchema;
  then?: JsonSchema;
  else?: JsonSchema;
}

/** What a process.yaml may say, as editors read it: made from the schema that Plangate itself checks with. */
export function processJsonSchema(): JsonSchema {
  const made = z.toJSONSchema(processSchema, { io: "input", target: "draft-7" }) as JsonSchema;
  const { definitions = {}, ...root } = tidy(made, made.definitions ?? {});
  const named = Object.entries(definitions).filter(([name]) => !isUnnamed(name));
  named.sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    ...root,
    description: "A way of working: its features, stages, gates.",
    definitions: Object.fromEntries(named),
  };
}

/** A schema without references of zod's own making. */
export const plainSchema = (made: JsonSchema): JsonSchema => tidy(made, made.definitions ?? {});

/** zod names what it must refer to and nobody named. */
const isUnnamed = (name: string): boolean => name.startsWith("__");

/**
 * A reference beside a description comes wrapped in `allOf`, which editors complete poorly, or by way of a definition
 * that nobody named: both become the reference itself. The largest safe integer is no limit that a reader cares about.
 */
function tidy(schema: JsonSchema, definitions: Record<string, JsonSchema>): JsonSchema {
  const { allOf, ...rest } = schema;
  const only = allOf?.length === 1 ? allOf[0] : undefined;
  const plain: JsonSchema = only?.$ref === undefined ? schema : { ...only, ...rest };
  const name = plain.$ref?.replace("#/definitions/", "");
  if (name !== undefined && isUnnamed(name)) return tidy({ ...definitions[name], ...withoutRef(plain) }, definitions);
  const entries = Object.entries(plain).filter(
    ([key, value]) => !(key === "maximum" && value === Number.MAX_SAFE_INTEGER),
  );
  return Object.fromEntries(entries.map(([key, value]) => [key, tidyValue(key, value, definitions)]));
}

function tidyValue(key: string, value: unknown, definitions: Record<string, JsonSchema>): unknown {
  if (key === "properties" || key === "definitions") {
    const inner = Object.entries(value as Record<string, JsonSchema>);
    return Object.fromEntries(inner.map(([name, each]) => [name, tidy(each, definitions)]));
  }
  if (key === "anyOf" || key === "oneOf" || key === "allOf")
    return (value as JsonSchema[]).map((each) => tidy(each, definitions));
  const isSchema = ["items", "additionalProperties", "propertyNames"].includes(key) && typeof value === "object";
  return isSchema ? tidy(value as JsonSchema, definitions) : value;
}

function withoutRef({ $ref: _, ...rest }: JsonSchema): JsonSchema {
  return rest;
}

/** The paths of properties that say nothing about themselves: nobody could know from an editor what they are for. */
export function undescribed(schema: JsonSchema, path = ""): string[] {
  const inner = Object.entries(schema.properties ?? {}).flatMap(([name, each]) => [
    ...(each.description === undefined ? [`${path}.${name}`] : []),
    ...undescribed(each, `${path}.${name}`),
  ]);
  const listed = [schema.items, schema.additionalProperties, ...(schema.anyOf ?? []), ...(schema.oneOf ?? [])];
  const nested = listed.flatMap((each) => (typeof each === "object" ? undescribed(each, path) : []));
  const named = Object.entries(schema.definitions ?? {}).flatMap(([name, each]) => undescribed(each, name));
  return [...new Set([...inner, ...nested, ...named])];
}
