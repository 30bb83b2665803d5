/**
 * `npm test`: every kind of test, and one line that counts them all.
 *
 *   npm test -- [--only unit|editor|ui] [--grep TEXT] [--vscode min|newest] [--desktop]
 */
import { globSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runInEditor, runOnDesktop } from "../test/harness/editor.ts";
import { cannotStart, type Outcome, sum, takeOutcome } from "../test/harness/outcome.ts";
import { twice } from "../test/harness/twice.ts";
import { install } from "./editor/install.ts";
import { isReleaseName, releases } from "./editor/release.ts";
import { root } from "./root.ts";
import { build, run } from "./run.ts";

const { values: options } = parseArgs({
  options: {
    only: { type: "string" },
    grep: { type: "string" },
    vscode: { type: "string", default: "newest" },
    desktop: { type: "boolean", default: false },
  },
});
if (!isReleaseName(options.vscode)) {
  throw new Error(`--vscode is one of ${Object.keys(releases).join(", ")}.`);
}
const { grep, vscode } = options;
const release = releases[vscode];
const artifacts = join(root, "test-results");
mkdirSync(artifacts, { recursive: true });
const results = join(artifacts, "outcome.json");

const kinds: Record<string, () => Promise<Outcome>> = {
  unit: () => mocha("test/unit/**/*.test.ts", ["--parallel"]),
  editor: () => twice("test/editor", () => (options.desktop ? runOnDesktop : runInEditor)(release, results, grep)),
  ui: async () => {
    await install(release);
    const outcomes: Outcome[] = [];
    for (const file of globSync("test/ui/*.test.ts", { cwd: root }).sort()) {
      // The tests of a file go on where the one before ended: behind a failure they say nothing.
      outcomes.push(await twice(file, () => mocha(file, ["--timeout", "120000", "--bail"])));
    }
    return sum(outcomes);
  },
};
if (options.only && !kinds[options.only]) {
  throw new Error(`--only is one of ${Object.keys(kinds).join(", ")}.`);
}

async function mocha(files: string, more: string[]): Promise<Outcome> {
  const args = ["node_modules/mocha/bin/mocha.js", files, ...more];
  args.push("--reporter", "test/harness/reporter.ts", "--reporter-option", `results=${results}`);
  args.push(...(grep ? ["--grep", grep] : []));
  await run(process.execPath, args, { env: { ...process.env, PLANGATE_TEST_VSCODE: vscode } });
  return takeOutcome(results) ?? cannotStart;
}

/** A kind without a test is a mistake in the set-up, unless one asked for certain tests only. */
async function outcomeOf(kind: string, runKind: () => Promise<Outcome>): Promise<Outcome> {
  console.log(`\n=== ${kind} ===`);
  try {
    const outcome = await runKind();
    const empty = outcome.passed + outcome.failed + outcome.skipped.length === 0;
    return empty && !grep ? cannotStart : outcome;
  } catch (error) {
    console.error(error);
    return cannotStart;
  }
}

await build();
const outcomes: Outcome[] = [];
for (const [kind, runKind] of Object.entries(kinds)) {
  if (!options.only || options.only === kind) {
    outcomes.push(await outcomeOf(kind, runKind));
  }
}
const { passed, failed, skipped, again = [] } = sum(outcomes);
console.log("");
for (const title of skipped) console.log(`skipped: ${title}`);
for (const name of again) console.log(`run again, having failed at first: ${name}`);
console.log(`${passed} passed, ${failed} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ""}`);
process.exit(failed === 0 ? 0 : 1);
