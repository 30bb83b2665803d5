import { writeFileSync } from "node:fs";
import Mocha from "mocha";
import type { Outcome } from "./outcome.ts";

/** Mocha's usual report for people, and the numbers in the file of the option `results` for the script that adds up. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options: Mocha.MochaOptions) {
    super(runner, options);
    const skipped: string[] = [];
    runner.on("pending", (test) => skipped.push(test.fullTitle()));
    runner.once("end", () => {
      const { passes, failures } = runner.stats as Mocha.Stats;
      const outcome: Outcome = { passed: passes, failed: failures, skipped };
      writeFileSync(options.reporterOptions.results, JSON.stringify(outcome));
    });
  }
}
