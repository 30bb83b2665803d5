import {
  findNodeAtLocation,
  type JSONPath,
  modify,
  type Node,
  type ParseError,
  parseTree,
  printParseErrorCode,
} from "jsonc-parser";
import { t } from "../l10n.ts";
import { linesOf, spanAt } from "../lines.ts";

export type { JSONPath };

/** A JSON text in the making: edits change the values they name and leave every other byte as it is. */
export interface JsonText {
  text: string;
  /** What the text says, parsed. */
  value: Record<string, unknown>;
}

/** Why a text cannot be edited, and the line (from 1) where that shows. */
export interface Broken {
  reason: string;
  line: number;
}

/**
 * A text ready to be edited. Broken JSON is refused, and so is a key that stands twice in one object: an edit would
 * change the first of the two while every reader takes the last.
 */
export function readJson(text: string): JsonText | Broken {
  try {
    return parsed(text);
  } catch (error) {
    // The parser recurses: a hostile file can nest deeper than its stack.
    if (!(error instanceof RangeError)) throw error;
    return { reason: t`it is nested too deeply`, line: 1 };
  }
}

function parsed(text: string): JsonText | Broken {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: false, disallowComments: true });
  const lines = linesOf(text);
  const lineOf = (offset: number): number => spanAt(lines, offset, offset).line;
  const [error] = errors;
  if (error)
    return { reason: t`it is not valid JSON (${printParseErrorCode(error.error)})`, line: lineOf(error.offset) };
  if (tree?.type !== "object") return { reason: t`it holds no JSON object`, line: 1 };
  const twice = duplicate(tree);
  if (twice) return { reason: t`the key "${twice.value}" stands twice in one object`, line: lineOf(twice.offset) };
  return { text, value: plainValue(tree) as Record<string, unknown> };
}

/** The second of two keys of one object that are the same, anywhere in a tree. */
function duplicate(tree: Node): Node | undefined {
  const left: Node[] = [tree];
  for (let node = left.pop(); node; node = left.pop()) {
    if (node.type === "object") {
      const seen = new Set<unknown>();
      for (const property of node.children ?? []) {
        const key = property.children?.[0];
        if (key && seen.has(key.value)) return key;
        seen.add(key?.value);
      }
    }
    left.push(...(node.children ?? []));
  }
  return undefined;
}

/** A node's value. Keys are own properties whatever they are called, `__proto__` included. */
function plainValue(node: Node): unknown {
  if (node.type === "array") return (node.children ?? []).map(plainValue);
  if (node.type !== "object") return node.value;
  const value: Record<string, unknown> = {};
  for (const property of node.children ?? []) {
    const [key, inner] = property.children ?? [];
    if (key && inner)
      Object.defineProperty(value, String(key.value), {
        value: plainValue(inner),
        enumerable: true,
        writable: true,
        configurable: true,
      });
  }
  return value;
}

/** The value at a path; undefined where there is none. */
export function valueAt(value: unknown, path: JSONPath): unknown {
  let found = value;
  for (const key of path) {
    if (typeof found !== "object" || found === null || !Object.hasOwn(found, key)) return undefined;
    found = (found as Record<string | number, unknown>)[key];
  }
  return found;
}

/**
 * The text with a value set. A value that is there is replaced in its place; a new key comes last in its object, in
 * that object's own layout: on one line where it is on one line, on a line of its own where its neighbours are.
 */
export function withValue({ text }: JsonText, path: JSONPath, value: unknown): JsonText {
  const tree = parseTree(text);
  const node = tree && findNodeAtLocation(tree, path);
  if (node) return again(text, node.offset, node.offset + node.length, written(value, text, layoutAt(text, node)));
  const parent = tree && findNodeAtLocation(tree, path.slice(0, -1));
  const key = path.at(-1);
  if (!tree || key === undefined) throw new TypeError(`nothing can be set at ${path.join("/")}`);
  // What is missing above it comes to be with it.
  if (!parent) return withValue({ text, value: {} }, path.slice(0, -1), { [String(key)]: value });
  return inserted(text, parent, key, value);
}

/** The text without a key; as it was where the key is not there. */
export function withoutKey(json: JsonText, path: JSONPath): JsonText {
  if (valueAt(json.value, path) === undefined) return json;
  let { text } = json;
  for (const edit of modify(text, path, undefined, {}).toReversed())
    text = text.slice(0, edit.offset) + edit.content + text.slice(edit.offset + edit.length);
  return reread(text);
}

function inserted(text: string, parent: Node, key: string | number, value: unknown): JsonText {
  const layout = layoutAt(text, parent);
  const last = parent.children?.at(-1);
  const inner = layout.multi ? layout.inner : "";
  const shown = written(value, text, { ...layout, indent: layout.inner });
  const entry =
    parent.type === "array" ? shown : `${JSON.stringify(String(key))}${layout.isTight ? ":" : ": "}${shown}`;
  const end = parent.offset + parent.length - 1;
  if (last) {
    const at = last.offset + last.length;
    return again(text, at, at, `,${layout.multi ? layout.eol + inner : layout.isTight ? "" : " "}${entry}`);
  }
  const isSpread = layout.multi && (layout.isOpen || typeof value === "object");
  return again(
    text,
    parent.offset + 1,
    end,
    isSpread ? `${layout.eol}${inner}${entry}${layout.eol}${layout.indent}` : ` ${entry} `,
  );
}

/** How an object or array is laid out, and what new text in it has to look like. */
interface Layout {
  /** Whether its entries stand on lines of their own. */
  multi: boolean;
  /** Whether its brackets stand on different lines. */
  isOpen: boolean;
  eol: string;
  /** One level of indentation. */
  unit: string;
  /** The indentation of the line that it starts on, and that of its entries. */
  indent: string;
  inner: string;
  /** Whether no space stands behind colons. */
  isTight: boolean;
}

function layoutAt(text: string, node: Node): Layout {
  const eol = /\r\n|\n|\r/.exec(text)?.[0] ?? "\n";
  const own = text.slice(node.offset, node.offset + node.length);
  const isOpen = /[\r\n]/.test(own);
  const unit = unitOf(text);
  const indent = lineIndent(text, node.offset);
  const first = node.children?.[0];
  const isFirstBelow = first !== undefined && /[\r\n]/.test(text.slice(node.offset, first.offset));
  const isFlat = !/[\r\n]/.test(text.trim());
  const multi = first ? isFirstBelow : !isFlat && isOpen;
  return {
    // An empty object in a text of several lines opens up for what has several parts.
    multi: first ? multi : !isFlat,
    isOpen,
    eol,
    unit,
    indent,
    inner: isFirstBelow && first ? lineIndent(text, first.offset) : indent + unit,
    isTight: /":\S/.test(text) && !/":\s/.test(text),
  };
}

const lineIndent = (text: string, offset: number): string => {
  const start = Math.max(text.lastIndexOf("\n", offset - 1), text.lastIndexOf("\r", offset - 1)) + 1;
  return /^[ \t]*/.exec(text.slice(start, offset))?.[0] ?? "";
};

/** One level of indentation, as the first indented line shows it. */
const unitOf = (text: string): string => /[\r\n]([ \t]+)\S/.exec(text)?.[1] ?? "  ";

/** A value as text: on one line inside of what is on one line, else spread over lines at the given indentation. */
function written(value: unknown, text: string, { multi, isOpen, eol, unit, indent, isTight }: Layout): string {
  const isFlat = !/[\r\n]/.test(text.trim()) || !(multi || isOpen);
  if (!isFlat) return JSON.stringify(value, undefined, unit).replaceAll("\n", eol + indent);
  const [comma, colon, pad] = isTight ? [",", ":", ""] : [", ", ": ", " "];
  const flat = (each: unknown): string => {
    if (Array.isArray(each)) return `[${each.map(flat).join(comma)}]`;
    if (typeof each !== "object" || each === null) return JSON.stringify(each);
    const entries = Object.entries(each).map(([key, inner]) => `${JSON.stringify(key)}${colon}${flat(inner)}`);
    return entries.length === 0 ? "{}" : `{${pad}${entries.join(comma)}${pad}}`;
  };
  return flat(value);
}

const again = (text: string, from: number, to: number, insert: string): JsonText =>
  reread(text.slice(0, from) + insert + text.slice(to));

function reread(text: string): JsonText {
  const read = readJson(text);
  if ("reason" in read) throw new TypeError(`an edit broke the text at line ${read.line}: ${read.reason}`);
  return read;
}
