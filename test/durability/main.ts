/** `npm run durability [-- N]`: kills and crosses writers, prints the figures, and fails where anything was lost. */
import { killed } from "./kill.ts";
import { twoWriters } from "./twoWriters.ts";

const changes = Number(process.argv[2] ?? 500);
for (const [title, result] of [
  [`A writer killed during ${changes} Changes`, await killed(changes)],
  ["Two writers with 200 Changes each", await twoWriters(200)],
] as const) {
  console.log(title);
  for (const [name, figure] of Object.entries(result.figures)) console.log(`  ${name}: ${figure}`);
  for (const flaw of result.flaws) console.log(`  FLAW: ${flaw}`);
  console.log(`  flaws: ${result.flaws.length}`);
  if (result.flaws.length > 0) process.exitCode = 1;
}
