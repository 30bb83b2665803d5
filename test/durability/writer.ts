/** A process that carries out one Change after the other as it is told on stdin, and says what came of each. */
import { createInterface } from "node:readline";
import type { Change } from "../../src/core/index.ts";
import { applyChange } from "../../src/host/node/apply.ts";

const [root = "", stateHome = ""] = process.argv.slice(2);
console.log("ready");
for await (const line of createInterface({ input: process.stdin })) {
  const applied = await applyChange(root, JSON.parse(line) as Change, { stateHome });
  console.log(JSON.stringify(applied));
}
