/**
 * `npm run rows`: which tests speak of which row of the specification, by the row ids in their titles. Fails where a row
 * has none.
 *
 *   npm run rows -- [--row ID] [--mutate [--process ID]]
 *
 * With `--mutate` it disables each criterion of each shipped process in turn, and fails where no test of that process
 * notices.
 */
import { parseArgs } from "node:util";
import { builtIn } from "../test/unit/support/memory.ts";
import { mutate } from "./rows/mutate.ts";
import { isJudging, knownRows, namedRows, rowsIn } from "./rows/rows.ts";
import { testTitles } from "./rows/titles.ts";

const { values: options } = parseArgs({
  options: { row: { type: "string" }, mutate: { type: "boolean", default: false }, process: { type: "string" } },
});

const processes = builtIn();
if (options.mutate) {
  const ids = processes.map(({ id }) => id).filter((id) => options.process === undefined || id === options.process);
  if (ids.length === 0) throw new Error(`--process is one of ${processes.map(({ id }) => id).join(", ")}.`);
  process.exitCode = (await mutate(ids)) === 0 ? 0 : 1;
} else {
  process.exitCode = (await list(options.row)) ? 0 : 1;
}

/** Prints rows and their tests; false where a row has no test. */
async function list(only: string | undefined): Promise<boolean> {
  const rows = knownRows(processes.map(({ definition }) => definition));
  const titles = await testTitles();
  const byRow = new Map(
    [...rows.keys()].map((row) => [row, titles.filter(({ title }) => rowsIn(title).includes(row))]),
  );
  const shown = [...byRow].filter(([row]) => only === undefined || row === only);
  for (const [row, tests] of shown) {
    console.log(`\n${row}  ${rows.get(row)}`);
    for (const { title, file } of tests) console.log(`    ${title}  (${file})`);
    if (tests.length === 0) console.log("    no test");
  }
  const strange = [...new Set(titles.flatMap(({ title }) => rowsIn(title)))].filter((row) => !rows.has(row));
  const bare = [...byRow].filter(([, tests]) => tests.length === 0).map(([row]) => row);
  const single = [...byRow].filter(([row, tests]) => isJudging(row) && tests.length === 1).map(([row]) => row);
  const named = namedRows(processes.map(({ definition }) => definition));
  const idle = [...rows.keys()].filter((row) => isJudging(row) && !named.has(row));
  console.log(`\n${rows.size} rows, ${titles.length} tests`);
  sayOf("Rows without a test", bare);
  sayOf("Judging rows with one test only, so without a pair of met and unmet", single);
  sayOf("Judging rows that no criterion and no gate names", idle);
  sayOf("Row ids in titles that no list knows", strange);
  return bare.length === 0 && strange.length === 0;
}

function sayOf(what: string, rows: readonly string[]): void {
  if (rows.length > 0) console.log(`${what}: ${rows.join(", ")}`);
}
