/**
 * Kills and crosses writers, prints the figures, and fails where anything was lost.
 *
 *   npm run durability [-- kill|writers|commands|editor] [--changes N]
 */
import { parseArgs } from "node:util";
import { build } from "../../scripts/run.ts";
import { editorAndCommandLine } from "./editor.ts";
import { killed, type Result } from "./kill.ts";
import { twoCommandLines } from "./twoCommandLines.ts";
import { twoWriters } from "./twoWriters.ts";

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { changes: { type: "string" } },
});

const parts: Record<string, { title: string; changes: number; run(changes: number): Promise<Result> }> = {
  kill: { title: "A writer killed during Changes of one to five files", changes: 500, run: killed },
  writers: { title: "Two processes with Changes of one to three files each", changes: 200, run: twoWriters },
  commands: { title: "Two command lines that tick the same boxes", changes: 200, run: twoCommandLines },
  editor: { title: "The editor and a command line that tick the same boxes", changes: 200, run: editorAndCommandLine },
};
const unknown = positionals.find((name) => !parts[name]);
if (unknown !== undefined) throw new Error(`${unknown} is none of ${Object.keys(parts).join(", ")}.`);

await build();
for (const [name, { title, changes, run }] of Object.entries(parts)) {
  if (positionals.length > 0 && !positionals.includes(name)) continue;
  const count = Number(values.changes ?? changes);
  const began = performance.now();
  const { figures, flaws } = await run(count);
  console.log(`${title}, ${count} each (${Math.round((performance.now() - began) / 1000)} s)`);
  for (const [what, figure] of Object.entries(figures)) console.log(`  ${what}: ${figure}`);
  for (const flaw of flaws) console.log(`  FLAW: ${flaw}`);
  console.log(`  flaws: ${flaws.length}`);
  if (flaws.length > 0) process.exitCode = 1;
}
