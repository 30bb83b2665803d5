import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { root } from "../root.ts";

/** Every row id in a title: `CP-G2`, `DC-G00`, `C-11`, `P-2`; each once, in the order they stand in. */
export function rowsIn(title: string): string[] {
  return [...new Set(title.match(/(?<![\w-])(?:(?:ME|DC|PH|CP|CF)-[A-Z]\d{1,2}|[CP]-\d{1,2})(?![\w])/g) ?? [])];
}

/** Rows that judge come in pairs of tests: one input that meets them, one that does not. */
export const isJudging = (row: string): boolean => /-G\d+$/.test(row);

/** The row ids that a definition's criteria and gates name: what is judged, and under which row it is reported. */
export function namedRows(value: unknown): Set<string> {
  if (Array.isArray(value)) return new Set(value.flatMap((each) => [...namedRows(each)]));
  if (typeof value !== "object" || value === null) return new Set();
  return new Set(
    Object.entries(value).flatMap(([key, inner]) =>
      (key === "rule" || key === "violation") && typeof inner === "string" ? [inner] : [...namedRows(inner)],
    ),
  );
}

/** All rows by id, each with what it is about: `test/rows.yaml`, and the `rules` that a process adds. */
export function knownRows(processes: readonly { rules: Readonly<Record<string, string>> }[]): Map<string, string> {
  const listed = parse(readFileSync(join(root, "test/rows.yaml"), "utf8")) as Record<string, Record<string, string>>;
  const rows = new Map(Object.values(listed).flatMap((group) => Object.entries(group)));
  for (const { rules } of processes) {
    for (const [id, text] of Object.entries(rules)) if (!rows.has(id)) rows.set(id, text);
  }
  return rows;
}
