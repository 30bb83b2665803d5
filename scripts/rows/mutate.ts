import { spawn } from "node:child_process";
import {
  cpSync,
  existsSync,
  globSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { loadProcesses } from "../../src/core/index.ts";
import { textsIn } from "../../test/unit/support/memory.ts";
import { atExit } from "../atExit.ts";
import { root } from "../root.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";

/** A mutant that never ends is as good as noticed, but must not keep the others waiting. */
const longest = 5 * 60_000;

/** What need not be copied: made by builds and tests, or linked instead. */
const left = new Set(["node_modules", ".git", "dist", "test-results", "coverage"]);

/**
 * Disables one thing after the other in a copy of the process and runs the process's tests, a few copies at a time.
 * Gives the number of mutants that no test notices.
 */
export async function mutate(ids: readonly string[]): Promise<number> {
  let survivors = 0;
  for (const id of ids) survivors += await mutateProcess(id);
  return survivors;
}

async function mutateProcess(id: string): Promise<number> {
  const path = `templates/${id}/process.yaml`;
  const tests = globSync([`test/unit/processes/${id}*.test.ts`, `test/unit/processes/${id}*/**/*.test.ts`], {
    cwd: root,
  });
  const mutants = mutantsOf(readFileSync(join(root, path), "utf8"));
  console.log(`\n${id}: ${mutants.length} mutants, ${tests.length} files of tests`);
  const broken = mutants.filter((mutant) => !loads(id, mutant));
  for (const { line, what } of broken) console.log(`${path}:${line}  ${what}: cannot be loaded without it; not tried`);
  const queue = mutants.filter((mutant) => !broken.includes(mutant));
  const survivors: Mutant[] = tests.length === 0 ? queue.splice(0) : [];

  const copies = Array.from({ length: Math.min(queue.length, Math.max(2, availableParallelism() - 1)) }, copyProject);
  const [first] = copies;
  if (first && !(await passes(first, tests))) throw new Error(`The tests of ${id} fail as they are.`);
  await Promise.all(
    copies.map(async (copy) => {
      for (let mutant = queue.shift(); mutant; mutant = queue.shift()) {
        writeFileSync(join(copy, path), mutant.text);
        if (await passes(copy, tests)) survivors.push(mutant);
      }
    }),
  );
  for (const copy of copies) rmSync(copy, { recursive: true, force: true });

  for (const { line, what } of survivors.sort((a, b) => a.line - b.line)) console.log(`${path}:${line}  ${what}`);
  console.log(`${id}: ${survivors.length} of ${mutants.length} survive`);
  return survivors.length + broken.length;
}

/** A mutant that does not load would be noticed by every test, and say nothing about any. */
function loads(id: string, { text }: Mutant): boolean {
  const files = { ...textsIn(join(root, "templates", id)), "process.yaml": text };
  return loadProcesses([{ folder: id, origin: "built-in", files }]).problems.length === 0;
}

/** The project in a folder of its own, with links to the packages: what is mutated is never the project itself. */
function copyProject(): string {
  const copy = mkdtempSync(join(tmpdir(), "plangate-mutants-"));
  atExit(() => rmSync(copy, { recursive: true, force: true }));
  for (const name of readdirSync(root)) {
    if (!left.has(name)) cpSync(join(root, name), join(copy, name), { recursive: true });
  }
  if (existsSync(join(root, "node_modules")))
    symlinkSync(join(root, "node_modules"), join(copy, "node_modules"), "junction");
  return copy;
}

function passes(copy: string, tests: readonly string[]): Promise<boolean> {
  return new Promise((resolve, reject) => {
    const args = ["node_modules/mocha/bin/mocha.js", ...tests, "--bail", "--reporter", "dot"];
    const child = spawn(process.execPath, args, { cwd: copy, stdio: "ignore", timeout: longest });
    const end = atExit(() => child.kill());
    child.on("error", reject);
    child.on("close", (code) => {
      end();
      resolve(code === 0);
    });
  });
}
