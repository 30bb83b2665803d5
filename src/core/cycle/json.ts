import { type Node, type ParseError, parseTree, printParseErrorCode } from "jsonc-parser";
import { type Lines, linesOf, spanAt } from "../lines.ts";

/** A JSON text read as far as it can be. */
export interface Json {
  /** The outermost value; undefined where nothing can be read. */
  root?: Value;
  /** The first line that cannot be read: nothing from there on is claimed. */
  brokenAt?: number;
}

interface Source {
  lines: Lines;
  /** Where the first error stands: behind it a tolerant parser puts keys where they do not belong. */
  limit: number;
}

/** Reads JSON without ever throwing. Comments hide nothing and break nothing here; the file's own reader reports them. */
export function parseJson(text: string): Json {
  const lines = linesOf(text);
  const errors: ParseError[] = [];
  let tree: Node | undefined;
  try {
    tree = parseTree(text, errors);
  } catch {
    // Nested beyond what can be walked.
    return { brokenAt: 1 };
  }
  const first = errors.find(({ error }) => printParseErrorCode(error) !== "InvalidCommentToken");
  const limit = first?.offset ?? text.length;
  const json: Json = {};
  if (tree && tree.offset < limit) json.root = new Value(tree, { lines, limit });
  if (first) json.brokenAt = spanAt(lines, limit, limit).line;
  return json;
}

/** A value of a JSON text, and the line that it starts at. Whatever is asked of it, it answers with what is there. */
export class Value {
  readonly #node: Node;
  readonly #source: Source;

  constructor(node: Node, source: Source) {
    this.#node = node;
    this.#source = source;
  }

  get line(): number {
    return spanAt(this.#source.lines, this.#node.offset, this.#node.offset).line;
  }

  /** In UTF-16 units, from 1. */
  get column(): number {
    return spanAt(this.#source.lines, this.#node.offset, this.#node.offset).column;
  }

  get isObject(): boolean {
    return this.#node.type === "object";
  }

  get isList(): boolean {
    return this.#node.type === "array";
  }

  /** A string, number, boolean or null; undefined for lists and objects. */
  get scalar(): string | number | boolean | null | undefined {
    return this.#node.type === "object" || this.#node.type === "array" ? undefined : this.#node.value;
  }

  /** The value of a key. Of duplicates the last one counts, as every JSON parser reads them. */
  get(key: string): Value | undefined {
    return this.entries().findLast(([name]) => name === key)?.[1];
  }

  /** The keys of an object with their values, in the order of the file. */
  entries(): [key: string, value: Value][] {
    if (!this.isObject) return [];
    return (this.#node.children ?? []).flatMap((property): [string, Value][] => {
      const [key, value] = property.children ?? [];
      if (!key || !value || value.offset >= this.#source.limit) return [];
      return [[String(key.value), new Value(value, this.#source)]];
    });
  }

  /** The elements of a list. */
  items(): Value[] {
    if (this.#node.type !== "array") return [];
    const elements = (this.#node.children ?? []).filter(({ offset }) => offset < this.#source.limit);
    return elements.map((element) => new Value(element, this.#source));
  }

  /** The first of these keys that holds a word or a number, as text; empty where none does. */
  text(...keys: string[]): string {
    for (const key of keys) {
      const value = this.get(key)?.scalar;
      if (typeof value === "number" || (typeof value === "string" && value.trim() !== "")) return String(value).trim();
    }
    return "";
  }

  /** The first of these keys that holds a number that is not negative; `"92%"` and `"92"` are numbers too. */
  number(...keys: string[]): number | undefined {
    for (const key of keys) {
      const found = numberOf(this.get(key)?.scalar);
      if (found !== undefined) return found;
    }
    return undefined;
  }
}

function numberOf(value: unknown): number | undefined {
  if (typeof value === "number") return Number.isFinite(value) && value >= 0 ? value : undefined;
  const digits = typeof value === "string" ? /^\s*(\d{1,15}(?:\.\d{1,9})?)\s*%?\s*$/.exec(value)?.[1] : undefined;
  return digits === undefined ? undefined : Number(digits);
}
