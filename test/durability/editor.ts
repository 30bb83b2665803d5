/** The editor's half runs as a suite in the extension host: `test/editor/sample/twoWriters.test.ts`, with more Changes. */
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { releases } from "../../scripts/editor/release.ts";
import { root } from "../../scripts/root.ts";
import { runInEditor } from "../harness/editor.ts";
import type { Result } from "./kill.ts";

export async function editorAndCommandLine(changes: number): Promise<Result> {
  const artifacts = join(root, "test-results");
  mkdirSync(artifacts, { recursive: true });
  const figuresAt = join(artifacts, "two-writers.json");
  rmSync(figuresAt, { force: true });
  process.env.PLANGATE_TWO_WRITERS = JSON.stringify({ changes, figuresAt });
  const results = join(artifacts, "outcome.json");
  const outcome = await runInEditor(releases.newest, results, "the editor and the command line", 60);
  try {
    return JSON.parse(readFileSync(figuresAt, "utf8")) as Result;
  } catch {
    return { figures: {}, flaws: [`the suite did not come to its end: ${outcome.failed} failed`] };
  }
}
