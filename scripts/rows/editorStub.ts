/**
 * Lets tests that run in the extension host be listed outside of it: every name of the editor's API is there and stands
 * for nothing. Loaded with `node --import` for dry runs only.
 */
import { readFileSync } from "node:fs";
import { registerHooks } from "node:module";
import { join } from "node:path";
import { root } from "../root.ts";

const url = "stub:vscode";
const declarations = readFileSync(join(root, "node_modules/@types/vscode/index.d.ts"), "utf8");
const names = new Set(
  [...declarations.matchAll(/^\texport (?:abstract )?(?:namespace|class|enum|function|const|let) (\w+)/gm)].map(
    ([, name]) => name,
  ),
);
const source = [
  "const anything = new Proxy(function () {}, {",
  "  get: (target, key) => {",
  '    if (key === "prototype") return target.prototype;',
  '    if (key === "then") return undefined;',
  '    if (key === Symbol.toPrimitive) return () => "";',
  "    if (key === Symbol.iterator) return [][Symbol.iterator].bind([]);",
  "    return anything;",
  "  },",
  "  apply: () => anything,",
  "  construct: () => anything,",
  "});",
  ...[...names].map((name) => `export const ${name} = anything;`),
].join("\n");

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === "vscode" ? { url, format: "module", shortCircuit: true } : next(specifier, context),
  load: (target, context, next) =>
    target === url ? { format: "module", source, shortCircuit: true } : next(target, context),
});
