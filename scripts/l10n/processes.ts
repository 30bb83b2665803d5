import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { processNote } from "../../src/core/l10n.ts";
import { root } from "../root.ts";
import type { Bundle } from "./extract.ts";

/** Keys of a process.yaml under which texts for people stand, wherever they do. */
const speaking = new Set(["label", "means", "resume", "detail", "block"]);

/** What the built-in processes say to people. Titles of processes and stages are names, and stay as documents have them. */
export function textsOfProcesses(): Bundle {
  const files = globSync("templates/*/process.yaml", { cwd: root }).sort();
  const texts = files.flatMap((file) => textsIn(parse(readFileSync(join(root, file), "utf8"))));
  return Object.fromEntries(texts.map((message) => [`${message}/${processNote}`, { message, comment: [processNote] }]));
}

/** The texts for people in what a process.yaml says. */
export function textsIn(process: unknown): string[] {
  if (Array.isArray(process)) return process.flatMap(textsIn);
  if (typeof process !== "object" || process === null) return [];
  const { description, rules = {}, actions = [] } = process as Record<string, unknown>;
  const own =
    "stages" in process && "id" in process
      ? [description, ...Object.values(rules as object), ...titlesOf(actions)]
      : [];
  const found = Object.entries(process).flatMap(([key, value]: [string, unknown]): unknown[] => {
    if (speaking.has(key)) return [value];
    if (key === "passedOver") return Object.values(value as object);
    if (key === "conditional") return [(value as { reason?: unknown }).reason, ...textsIn(value)];
    return textsIn(value);
  });
  return [...own, ...found].filter((text) => typeof text === "string" && /\p{L}/u.test(text)) as string[];
}

const titlesOf = (actions: unknown): unknown[] =>
  Array.isArray(actions) ? actions.map(({ title }: { title?: unknown }) => title) : [];
