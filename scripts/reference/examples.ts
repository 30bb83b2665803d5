import { stringify } from "yaml";
import type { Process } from "../../src/core/index.ts";

/** A kind of a vocabulary, as far as the reference speaks of it. */
export interface Kind {
  name: string;
  description: string;
  example?: string;
}

/** A kind's own example; else the shortest use of it in a shipped process. */
export function exampleOf({ name, example }: Kind, processes: readonly Process[]): string {
  if (example !== undefined) return example;
  const uses = processes.flatMap(({ definition }) => usesOf(name, definition));
  const written = uses.map((use) => stringify({ [name]: use }, { collectionStyle: "flow", lineWidth: 0 }));
  written.sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
  // The outer braces of a flow map are not needed around a single key.
  return written[0]?.trim().replace(/^\{\s*(.*?)\s*\}$/s, "$1") ?? "";
}

function usesOf(name: string, value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap((each) => usesOf(name, each));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [...(key === name ? [inner] : []), ...usesOf(name, inner)]);
}
