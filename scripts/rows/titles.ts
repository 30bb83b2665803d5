import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { root } from "../root.ts";
import { run } from "../run.ts";

export interface TestTitle {
  /** With the titles of the suites around it. */
  title: string;
  /** Relative to the project, with `/`. */
  file: string;
}

const kinds = ["unit", "editor", "ui"];

/** The titles of all tests as mocha makes them, titles made in loops included: a dry run, in which no test runs. */
export async function testTitles(): Promise<TestTitle[]> {
  const titles: TestTitle[] = [];
  // One kind after the other: unit tests of the surface bring an editor of their own.
  for (const kind of kinds) titles.push(...(await titlesOf(kind)));
  return titles;
}

async function titlesOf(kind: string): Promise<TestTitle[]> {
  const folder = mkdtempSync(join(tmpdir(), "plangate-rows-"));
  const output = join(folder, "titles.json");
  try {
    const args = ["--import", join(root, "scripts/rows/editorStub.ts"), "node_modules/mocha/bin/mocha.js", "--dry-run"];
    args.push(`test/${kind}/**/*.test.ts`, "--reporter", "json", "--reporter-option", `output=${output}`);
    const code = await run(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
    if (code !== 0) throw new Error("The tests cannot be listed: mocha's dry run failed.");
    const { tests } = JSON.parse(readFileSync(output, "utf8")) as { tests: { fullTitle: string; file: string }[] };
    return tests.map(({ fullTitle, file }) => ({
      title: fullTitle,
      file: relative(root, file).replaceAll("\\", "/"),
    }));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
