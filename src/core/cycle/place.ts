import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { linesOf, spanAt } from "../lines.ts";
import { type JSONPath, type JsonText, valueAt } from "./jsonText.ts";

/**
 * Why a value cannot be set at a path without losing what stands there: something above it holds no values, or an
 * object, a list and a plain value would take each other's place. Undefined where it can be set.
 */
export function misfit(json: JsonText, path: JSONPath, value: unknown): string | undefined {
  for (const [depth, key] of path.entries()) {
    const above = path.slice(0, depth);
    const found = valueAt(json.value, above);
    // What is missing comes to be; an entry of a missing list does not.
    if (found === undefined && typeof key === "string") return undefined;
    const kind = typeof key === "number" ? "list" : "object";
    if (kindOf(found) !== kind) return wrong(json, above, found, kind);
    if (typeof key === "number" && key > (found as unknown[]).length)
      return wrong(json, [...above, key], undefined, kindOf(path.length > depth + 1 ? {} : value));
  }
  const old = valueAt(json.value, path);
  // Null is where a value can come to be, of whatever kind.
  if (old === undefined || old === null || kindOf(old) === kindOf(value)) return undefined;
  return wrong(json, path, old, kindOf(value));
}

type Kind = "object" | "list" | "value";

const kindOf = (value: unknown): Kind =>
  Array.isArray(value) ? "list" : typeof value === "object" && value !== null ? "object" : "value";

const articles: Record<Kind, string> = { object: "an object", list: "a list", value: "a plain value" };

function wrong(json: JsonText, path: JSONPath, found: unknown, kind: Kind): string {
  const is = found === undefined ? "missing" : found === null ? "null" : foundKinds[kindOf(found)](found);
  const line = lineAt(json.text, path);
  const where = path.length === 0 ? "it" : path.join("/");
  return `${where}${line === undefined ? "" : ` (line ${line})`} is ${is} where ${articles[kind]} belongs. Set that right, then try again`;
}

const foundKinds: Record<Kind, (found: unknown) => string> = {
  object: () => "an object",
  list: () => "a list",
  value: (found) => (typeof found === "string" ? "text" : typeof found === "number" ? "a number" : String(found)),
};

/** The line (from 1) of the key that a value stands behind, or of an entry of a list. */
function lineAt(text: string, path: JSONPath): number | undefined {
  const tree = parseTree(text);
  const node: Node | undefined = tree && findNodeAtLocation(tree, path);
  return node && spanAt(linesOf(text), node.offset, node.offset).line;
}
