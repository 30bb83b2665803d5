import { deepEqual, equal, match } from "node:assert/strict";
import fc from "fast-check";
import { findNodeAtLocation, type Node, parseTree } from "jsonc-parser";
import { isDeepStrictEqual } from "../../../../src/core/cycle/equal.ts";
import {
  type JSONPath,
  type JsonText,
  readJson,
  valueAt,
  withoutKey,
  withValue,
} from "../../../../src/core/cycle/jsonText.ts";
import { fixtures } from "../../support/fixtures.ts";

const read = (text: string): JsonText => {
  const json = readJson(text);
  if ("reason" in json) throw new Error(json.reason);
  return json;
};

const edited = (text: string, path: JSONPath, value: unknown): string => withValue(read(text), path, value).text;

/** Every path of a value, objects and lists included. */
function pathsIn(value: unknown, path: JSONPath = []): JSONPath[] {
  if (typeof value !== "object" || value === null) return [path];
  return [
    path,
    ...Object.entries(value).flatMap(([key, inner]) =>
      pathsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
    ),
  ];
}

/** What a value is once a path of it is set. */
function set(value: unknown, path: JSONPath, to: unknown): unknown {
  const copy = structuredClone(value) as Record<string, unknown>;
  let at: Record<string | number, unknown> = copy;
  for (const key of path.slice(0, -1)) at = at[key] as Record<string, unknown>;
  at[path.at(-1) ?? ""] = to;
  return copy;
}

const layouts: [name: string, change: (text: string) => string][] = [
  ["as it is", (text) => text],
  ["CRLF", (text) => text.replaceAll("\n", "\r\n")],
  ["tabs", (text) => text.replace(/^( {2})+/gm, (spaces) => "\t".repeat(spaces.length / 2))],
  ["four spaces", (text) => text.replace(/^ +/gm, (spaces) => spaces + spaces)],
  ["one line", (text) => JSON.stringify(JSON.parse(text))],
  ["no line end", (text) => text.trimEnd()],
];

describe("JSON edited in place", () => {
  const cases: [what: string, before: string, path: JSONPath, value: unknown, after: string][] = [
    ["a value in its place", '{\n  "a": 1,\n  "b": 2\n}\n', ["a"], "x", '{\n  "a": "x",\n  "b": 2\n}\n'],
    ["a new key on a line of its own", '{\n  "a": 1\n}\n', ["b"], 2, '{\n  "a": 1,\n  "b": 2\n}\n'],
    ["a new key in an object on one line", '{\n  "a": { "b": 1 }\n}', ["a", "c"], 2, '{\n  "a": { "b": 1, "c": 2 }\n}'],
    ["a new key in a tight object", '{"a":{"b":1,"d":3}}', ["a", "c"], 2, '{"a":{"b":1,"d":3,"c":2}}'],
    ["a new key in an empty object", '{\n  "a": {}\n}', ["a", "b"], 1, '{\n  "a": { "b": 1 }\n}'],
    [
      "an object in an empty object",
      '{\n\t"a": {}\n}',
      ["a", "b"],
      { c: 1 },
      '{\n\t"a": {\n\t\t"b": {\n\t\t\t"c": 1\n\t\t}\n\t}\n}',
    ],
    [
      "an object beside objects on one line",
      '{\n  "a": [\n    { "b": 1 }\n  ]\n}',
      ["a", 0, "c"],
      { d: [1, 2], e: {} },
      '{\n  "a": [\n    { "b": 1, "c": { "d": [1, 2], "e": {} } }\n  ]\n}',
    ],
    [
      "an object among keys on lines of their own",
      '{\r\n    "a": 1\r\n}\r\n',
      ["b"],
      { c: { d: 1 } },
      '{\r\n    "a": 1,\r\n    "b": {\r\n        "c": {\r\n            "d": 1\r\n        }\r\n    }\r\n}\r\n',
    ],
    ["an entry of a list", '{\n  "a": [\n    1\n  ]\n}', ["a", 1], 2, '{\n  "a": [\n    1,\n    2\n  ]\n}'],
    ["what is missing above it", '{\n  "a": 1\n}', ["b", "c"], 1, '{\n  "a": 1,\n  "b": {\n    "c": 1\n  }\n}'],
    ["text of any kind", '{ "a": "" }', ["a"], 'q"\n\u2028\\', '{ "a": "q\\"\\n\u2028\\\\" }'],
  ];
  for (const [what, before, path, value, after] of cases) {
    it(`writes ${what}`, () => equal(edited(before, path, value), after));
  }

  it("takes a key out with its comma, and nothing else", () => {
    equal(withoutKey(read('{\n  "a": 1,\n  "b": 2,\n  "c": 3\n}'), ["b"]).text, '{\n  "a": 1,\n  "c": 3\n}');
    equal(withoutKey(read('{ "a": 1, "b": 2 }'), ["b"]).text, '{ "a": 1 }');
    equal(withoutKey(read('{ "a": 1 }'), ["b"]).text, '{ "a": 1 }');
  });

  const refused: [what: string, text: string, line: number, reason: RegExp][] = [
    ["a missing comma", '{\n  "a": 1\n  "b": 2\n}', 3, /not valid JSON/],
    ["a trailing comma", '{\n  "a": 1,\n}', 3, /not valid JSON/],
    ["a comment", '{\n  // why\n  "a": 1\n}', 2, /not valid JSON/],
    ["a key that stands twice", '{\n  "a": 1,\n  "b": [{ "c": 1, "c": 2 }]\n}', 3, /"c" stands twice/],
    ["a list", "[]", 1, /no JSON object/],
    ["nothing", "", 1, /JSON/],
  ];
  for (const [what, text, line, reason] of refused) {
    it(`refuses ${what}, and says where`, () => {
      const read = readJson(text);
      match("reason" in read ? read.reason : "", reason);
      equal("reason" in read ? read.line : 0, line);
    });
  }

  it("is not thrown off by deep nesting", () => {
    equal("reason" in readJson(`{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`), true);
  });

  it("keeps keys such as __proto__", () => {
    deepEqual(Object.keys(read('{"__proto__": 1}').value), ["__proto__"]);
  });

  const samples = fixtures("dev-cycle", ".json").filter(({ text }) => !("reason" in readJson(text)));
  for (const [name, change] of layouts) {
    it(`changes nothing but what is set: ${name}`, () => {
      const texts = samples.map(({ text }) => change(text));
      fc.assert(
        fc.property(
          fc.constantFrom(...texts),
          fc.nat(),
          fc.constantFrom<unknown>("completed", 5, null, true, {}, { status: "pending" }, { a: { b: [1, "x"] } }, []),
          fc.option(fc.constantFrom("status", "started_at", "new key"), { nil: undefined }),
          (text, pick, value, key) => {
            const json = read(text);
            const paths = pathsIn(json.value).filter((path) => path.length > 0);
            const base = paths[pick % paths.length] ?? ["status"];
            const isObject = (at: JSONPath): boolean => {
              const found = valueAt(json.value, at);
              return typeof found === "object" && found !== null && !Array.isArray(found);
            };
            const path = key !== undefined && isObject(base) ? [...base, key] : base;
            const after = withValue(json, path, value);
            equal(isDeepStrictEqual(after.value, set(json.value, path, value)), true);
            const [from, to] = spanOf(text, path) ?? [0, text.length];
            // Everything in front of the place and behind it is what it was.
            equal(after.text.startsWith(text.slice(0, from)) && after.text.endsWith(text.slice(to)), true);
            equal(/\r\n/.test(text) && /[^\r]\n/.test(after.text), false);
          },
        ),
        { numRuns: 150 },
      );
    });
  }
});

/** Where a path's value stands; for a new key where its object stands. */
function spanOf(text: string, path: JSONPath): [number, number] | undefined {
  const node = nodeAt(text, path) ?? nodeAt(text, path.slice(0, -1));
  return node && [node.offset, node.offset + node.length];
}

function nodeAt(text: string, path: JSONPath): Node | undefined {
  const tree = parseTree(text);
  return tree && findNodeAtLocation(tree, path);
}
