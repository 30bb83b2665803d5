import type { JsonSchema } from "./jsonSchema.ts";

/** The properties of a map as a list in Markdown, those of inner maps nested under theirs. */
export function propertyList(schema: JsonSchema, hidden: readonly string[] = [], indent = ""): string {
  const inner = Object.entries(mapOf(schema)?.properties ?? {}).filter(([name]) => !hidden.includes(name));
  return inner.map(([name, each]) => property(name, each, isNeeded(schema, name), indent)).join("");
}

function property(name: string, schema: JsonSchema, needed: boolean, indent: string): string {
  const says = schema.description === undefined ? "" : `: ${schema.description}`;
  const words = [typeOf(schema), needed ? "needed" : "", defaultOf(schema)].filter((word) => word !== "").join(", ");
  const line = `${indent}- \`${name}\` (${words})${says}${/[.?!]$/.test(says) ? "" : "."}\n`;
  return line + propertyList(schema, [], `${indent}  `);
}

const isNeeded = (schema: JsonSchema, name: string): boolean =>
  mapOf(schema)?.required?.includes(name) === true &&
  (mapOf(schema)?.properties?.[name]?.default ?? undefined) === undefined;

/** The map in a schema: itself, the entries of its list, or the alternatives that are maps, taken together. */
export function mapOf(schema: JsonSchema): JsonSchema | undefined {
  if (schema.properties) return schema;
  if (schema.items) return mapOf(schema.items);
  const maps = (schema.anyOf ?? []).flatMap((each) => mapOf(each) ?? []);
  if (maps.length === 0) return undefined;
  const only = maps.length === 1 ? (maps[0]?.required ?? []) : [];
  return { properties: Object.assign({}, ...maps.map((each) => each.properties)), required: only };
}

const named: Record<string, string> = {
  condition: "a [criterion](#criteria) without more around it",
  criterion: "[criterion](#criteria)",
  question: "[question](#questions)",
  source: "[source](#where-stages-come-from)",
  stage: "[stage](#stages)",
  step: "[step](#steps)",
};

/** What a value may be, in a few words. */
export function typeOf(schema: JsonSchema): string {
  if (schema.$ref !== undefined) return named[schema.$ref.replace("#/definitions/", "")] ?? "map";
  if (schema.const !== undefined) return `\`${JSON.stringify(schema.const)}\``.replaceAll('"', "");
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(", ");
  const alternatives = schema.anyOf ?? (schema.properties ? undefined : schema.oneOf);
  if (alternatives) return [...new Set(alternatives.map(typeOf))].join(", or ");
  if (schema.items) return listOf(schema.items);
  if (typeof schema.additionalProperties === "object") return `map of names to ${typeOf(schema.additionalProperties)}`;
  return typeNames[schema.type ?? ""] ?? "map";
}

function listOf(items: JsonSchema): string {
  const what = typeOf(items);
  return ["text", "number", "map"].includes(what) ? `list of ${what}s` : `list of: ${what}`;
}

const typeNames: Record<string, string> = {
  string: "text",
  number: "number",
  integer: "number",
  boolean: "true or false",
  object: "map",
};

const defaultOf = ({ default: value }: JsonSchema): string =>
  value === undefined || value === "" || (Array.isArray(value) && value.length === 0) || isEmptyMap(value)
    ? ""
    : `by default \`${value}\``;

const isEmptyMap = (value: unknown): boolean =>
  typeof value === "object" && value !== null && Object.keys(value).length === 0;
