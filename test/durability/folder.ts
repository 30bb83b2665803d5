import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** A scratch folder of so many files whose texts say which generation they belong to. */
export function scratch(count: number): { root: string; state: string; paths: string[] } {
  const root = mkdtempSync(join(tmpdir(), "plangate-durability-"));
  const state = mkdtempSync(join(tmpdir(), "plangate-durability-state-"));
  const paths = Array.from({ length: count }, (_, index) => `file-${index}.md`);
  for (const path of paths) {
    writeFileSync(join(root, path), textOf(path, 0));
  }
  return { root, state, paths };
}

/** The text of a file in a generation: between a line and some hundred kilobytes, and recognisable as a whole. */
export function textOf(path: string, generation: number): string {
  const seed = createHash("sha256").update(`${path}/${generation}`).digest();
  const lines = 1 + ((seed[0] ?? 0) % 7 === 0 ? 4000 : (seed[1] ?? 0));
  return `${path} ${generation}\n${`${seed.toString("hex")}\n`.repeat(lines)}end of ${path} ${generation}\n`;
}

/** The generation that a file is of; undefined where it is none as a whole. */
export function generationOf(root: string, path: string): number | undefined {
  const full = join(root, path);
  if (!existsSync(full)) {
    return undefined;
  }
  const text = readFileSync(full, "utf8");
  const generation = Number(/^\S+ (\d+)\n/.exec(text)?.[1]);
  return Number.isInteger(generation) && text === textOf(path, generation) ? generation : undefined;
}

export const hashOf = (text: string): string => createHash("sha256").update(text).digest("hex");
