import { globSync } from "node:fs";
import { join } from "node:path";
import { env } from "node:process";
import { format } from "node:util";
import Mocha from "mocha";
import CountingReporter from "./reporter.ts";

/** What the launcher tells the suite; it travels in the environment, as the extension host has no arguments. */
export interface SuiteOptions {
  workspace: string;
  results: string;
  grep?: string | undefined;
}

export const suiteVariable = "PLANGATE_TEST_SUITE";

/** Marks the report among all else that an editor logs. */
export const reportMark = "[test] ";

/** VS Code calls this inside its extension host. */
export async function run(): Promise<void> {
  const { workspace, results, grep } = JSON.parse(env[suiteVariable] ?? "{}") as SuiteOptions;
  Mocha.reporters.Base.consoleLog = (...args) => console.log(reportMark + format(...args));
  const mocha = new Mocha({ timeout: 20_000, reporter: CountingReporter, reporterOptions: { results } });
  if (grep) {
    mocha.grep(grep);
  }
  for (const file of globSync(join(import.meta.dirname, "..", "editor", workspace, "**/*.test.mjs"))) {
    mocha.addFile(file);
  }
  await mocha.loadFilesAsync();
  const failures = await new Promise<number>((resolve) => mocha.run(resolve));
  if (failures > 0) {
    throw new Error(`${failures} failed`);
  }
}
