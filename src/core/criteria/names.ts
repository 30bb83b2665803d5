import { matchPath } from "../pattern.ts";
import { fold } from "../words.ts";
import type { GateContext } from "./criterion.ts";

/** The feature that a path names, by the process's own patterns, in plain words. */
export function nameIn(path: string, { feature }: Pick<GateContext, "feature">): string | undefined {
  for (const { pattern } of feature.process.definition.feature.files) {
    const name = matchPath(pattern, path)?.feature;
    if (name !== undefined) return plain(name.replace(/^\d{4}-?\d{2}-?\d{2}[-_]/, ""));
  }
  return undefined;
}

/** The names of the features that live in the same folder, this one included. */
export function namesBeside(context: GateContext): string[] {
  const folder = context.feature.folder === "" ? "" : `${context.feature.folder}/`;
  return [...new Set(context.facts.below(folder).flatMap((path) => nameIn(path, context) ?? []))];
}

/** The words of a name, however they are joined, with a blank around each. */
export const plain = (text: string): string =>
  ` ${fold(text.replaceAll("_", " "))
    .replace(/[^\p{L}\p{N}]+/gu, " ")
    .trim()} `;
