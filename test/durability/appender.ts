/** One of two writers: adds a line to one to three files, over and over, and tells what it was told. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { applyChange } from "../../src/host/node/apply.ts";
import { hashOf } from "./folder.ts";

const [root = "", stateHome = "", name = "", count = "0", ...paths] = process.argv.slice(2);
for (let number = 0; number < Number(count); number++) {
  const chosen = paths.filter(() => Math.random() < 0.6);
  if (chosen.length === 0) chosen.push(paths[number % paths.length] ?? "");
  const lines = chosen.map((path) => `${path} ${name} ${number}`);
  const edits = chosen.map((path, index) => {
    const old = readFileSync(join(root, path), "utf8");
    const at = old.replace(/^\ufeff/, "").length;
    return { path, expect: hashOf(old), changes: [{ offset: at, end: at, text: `${lines[index]}\n` }] };
  });
  const change = { kind: "change" as const, title: `${name} ${number}`, folders: [], edits, followUps: [] };
  const applied = await applyChange(root, change, { stateHome });
  process.send?.({ lines, done: applied.done });
  // Without a breath in between one writer would be through before the other gets the lock.
  await pause(Math.random() * 20);
}
process.disconnect?.();
