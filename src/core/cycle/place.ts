import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { t } from "../l10n.ts";
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

function wrong(json: JsonText, path: JSONPath, found: unknown, kind: Kind): string {
  const line = lineAt(json.text, path);
  const place = path.join("/");
  const where = line === undefined ? place : t`${place} (line ${line})`;
  return found === undefined ? missing[kind](where) : misplaced[kind](where, kindName(found));
}

const missing: Record<Kind, (where: string) => string> = {
  object: (where) => t`${where} is missing where an object belongs. Set that right, then try again`,
  list: (where) => t`${where} is missing where a list belongs. Set that right, then try again`,
  value: (where) => t`${where} is missing where a plain value belongs. Set that right, then try again`,
};

const misplaced: Record<Kind, (where: string, is: string) => string> = {
  object: (where, is) => t`${where} is ${is} where an object belongs. Set that right, then try again`,
  list: (where, is) => t`${where} is ${is} where a list belongs. Set that right, then try again`,
  value: (where, is) => t`${where} is ${is} where a plain value belongs. Set that right, then try again`,
};

/** What stands there, as people call it; `null`, `true` and `false` as they are written. */
function kindName(found: unknown): string {
  if (typeof found === "string") return t`text`;
  if (typeof found === "number") return t`a number`;
  if (kindOf(found) === "value") return String(found);
  return Array.isArray(found) ? t`a list` : t`an object`;
}

/** The line (from 1) of the key that a value stands behind, or of an entry of a list. */
function lineAt(text: string, path: JSONPath): number | undefined {
  const tree = parseTree(text);
  const node: Node | undefined = tree && findNodeAtLocation(tree, path);
  return node && spanAt(linesOf(text), node.offset, node.offset).line;
}
