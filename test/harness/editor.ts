import { createWriteStream, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { format } from "node:util";
import { workbenchAddress } from "../../scripts/editor/address.ts";
import type { Release } from "../../scripts/editor/release.ts";
import { startEditor } from "../../scripts/editor/start.ts";
import { copyWorkspace } from "../../scripts/editor/workspace.ts";
import { root } from "../../scripts/root.ts";
import { cannotStart, type Outcome, sum, takeOutcome } from "./outcome.ts";
import { reportMark, type SuiteOptions, suiteVariable } from "./suite.ts";

const suite = join(root, "dist", "test", "harness", "suite.mjs");
/** How many minutes a suite may take. */
const longest = 10;

/** One launch of the editor: a suite in a copy of its workspace. */
type Launch = (folder: string, env: Record<string, string>) => Promise<void>;

/** Runs each folder of `test/editor` in the extension host, with the workspace of the same name open. */
export async function runInEditor(
  release: Release,
  results: string,
  grep?: string,
  minutes = longest,
): Promise<Outcome> {
  return runSuites(results, grep, (folder, env) => inBrowser(release, folder, env, minutes));
}

/** The same in a desktop VS Code, which is downloaded from its vendor. */
export async function runOnDesktop(release: Release, results: string, grep?: string): Promise<Outcome> {
  const { runTests } = await import("@vscode/test-electron");
  return runSuites(results, grep, async (folder, env) => {
    await runTests({
      version: release.vscode,
      extensionDevelopmentPath: root,
      extensionTestsPath: suite,
      extensionTestsEnv: env,
      launchArgs: [folder, "--disable-extensions", "--disable-workspace-trust", "--skip-welcome"],
    });
  });
}

async function runSuites(results: string, grep: string | undefined, launch: Launch): Promise<Outcome> {
  const outcomes: Outcome[] = [];
  for (const workspace of readdirSync(join(root, "test", "editor"))) {
    console.log(`\n  In the workspace “${workspace}”`);
    const { folder, remove } = await copyWorkspace(workspace);
    const options: SuiteOptions = { workspace, results, grep };
    try {
      await launch(folder, { [suiteVariable]: JSON.stringify(options) });
    } catch (error) {
      console.error(error);
    } finally {
      remove();
    }
    outcomes.push(takeOutcome(results) ?? cannotStart);
  }
  return sum(outcomes);
}

async function inBrowser(
  release: Release,
  folder: string,
  env: Record<string, string>,
  minutes: number,
): Promise<void> {
  const log = createWriteStream(join(root, "test-results", `editor-${basename(folder)}.log`));
  const report = (text: string) => {
    if (text.startsWith(reportMark)) {
      console.log(text.slice(reportMark.length));
    }
    log.write(`${text}\n`);
  };
  const editor = await startEditor(release, { env });
  try {
    const page = await editor.browser.newPage();
    const ended = new Promise<void>((resolve, reject) => {
      page.on("crash", () => reject(new Error("The browser's page crashed.")));
      const late = (): void => reject(new Error(`The suite has not ended in ${minutes} minutes.`));
      setTimeout(late, minutes * 60_000).unref();
      // The workbench calls these two when it finds them; the suite's result is in the file of the reporter.
      page.exposeFunction("codeAutomationLog", (_type: string, args: unknown[]) => report(format(...args)));
      page.exposeFunction("codeAutomationExit", () => resolve());
    });
    await page.goto(workbenchAddress(editor.server.authority, { folder, tests: suite }));
    await ended;
  } finally {
    log.end();
    await editor.stop();
  }
}
