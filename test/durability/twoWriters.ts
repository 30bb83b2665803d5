/**
 * Two writers make many Changes each to the same few files. Each Change adds one line to every file it touches, planned
 * on what its writer had just read; a writer that comes too late must be told, and no line may be lost or mixed.
 */

import { fork } from "node:child_process";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { scratch } from "./folder.ts";
import type { Result } from "./kill.ts";

const appender = fileURLToPath(new URL("./appender.ts", import.meta.url));

export async function twoWriters(changes: number): Promise<Result> {
  const { root, state, paths, remove } = scratch(3);
  const before = new Map(paths.map((path) => [path, readFileSync(join(root, path), "utf8")]));
  const said: Record<string, string[]> = { a: [], b: [] };
  const figures = { changes: 0, done: 0, "told that somebody was faster": 0 };
  const children = Object.keys(said).map((name) => {
    const child = fork(appender, [root, state, name, String(changes), ...paths]);
    child.on("message", (message) => {
      const { lines, done } = message as { lines: string[]; done: boolean };
      figures.changes++;
      if (done) {
        figures.done++;
        said[name]?.push(...lines);
      } else figures["told that somebody was faster"]++;
    });
    return once(child, "close");
  });
  await Promise.all(children);
  const flaws: string[] = [];
  const promised = Object.values(said).flat();
  for (const path of paths) {
    const text = readFileSync(join(root, path), "utf8");
    const start = before.get(path) ?? "";
    if (!text.startsWith(start)) flaws.push(`${path} lost what it began with`);
    const lines = text.slice(start.length).split("\n").slice(0, -1);
    const own = promised.filter((line) => line.startsWith(`${path} `));
    for (const line of own)
      if (lines.filter((each) => each === line).length !== 1) flaws.push(`lost or doubled: ${line}`);
    for (const line of lines)
      if (!own.includes(line)) flaws.push(`mixed, or written by somebody who was told no: ${line}`);
  }
  remove();
  return { figures, flaws };
}
