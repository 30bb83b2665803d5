import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type ParseResult, parse } from "@babel/parser";
import type { File, Node } from "@babel/types";
import { root } from "../root.ts";

/** A file of TypeScript and its syntax tree. */
export interface Source {
  /** From the root, with `/`. */
  path: string;
  tree: ParseResult<File>;
}

/** The files that globs find, parsed, in the order of their paths. */
export const sourcesIn = (globs: string | string[]): Source[] =>
  globSync(globs, { cwd: root })
    .map((path) => path.replaceAll("\\", "/"))
    .sort()
    .map((path) => sourceOf(path, readFileSync(join(root, path), "utf8")));

export const sourceOf = (path: string, text: string): Source => ({
  path,
  tree: parse(text, { sourceType: "module", plugins: ["typescript"] }),
});

/** `src/ui/a.ts:12`, for messages. */
export const placeOf = ({ path }: Source, node: Node): string => `${path}:${node.loc?.start.line ?? 0}`;
