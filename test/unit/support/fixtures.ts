import { deepEqual } from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../fixtures/", import.meta.url));

export interface Fixture {
  /** Its name without what it ends in. */
  name: string;
  path: string;
  text: string;
}

/** The fixtures of a folder below `test/fixtures/` whose names end so, expectations left out. */
export function fixtures(folder: string, end: string): Fixture[] {
  return readdirSync(root + folder)
    .filter((name) => name.endsWith(end) && !name.endsWith(".expected.json"))
    .sort()
    .map((name) => {
      const path = `${root}${folder}/${name}`;
      return { name: name.slice(0, -end.length), path, text: readFileSync(path, "utf8") };
    });
}

/**
 * Compares with the expectation beside the fixture: `x.md` has `x.expected.json`. With UPDATE_FIXTURES=1 it is written
 * anew; look at the difference before you keep it.
 */
export function checkFixture({ path }: Fixture, actual: unknown): void {
  const beside = path.replace(/\.\w+$/, ".expected.json");
  if (process.env.UPDATE_FIXTURES) {
    writeFileSync(beside, `${JSON.stringify(actual, undefined, 2)}\n`);
    return;
  }
  if (!existsSync(beside)) throw new Error(`${beside} is missing; write it with UPDATE_FIXTURES=1 and read it`);
  deepEqual(actual, JSON.parse(readFileSync(beside, "utf8")));
}

/** The files of a workspace fixture, each under a line `-- path --` (the txtar form); what stands before is a comment. */
export function filesOf(text: string): Record<string, string> {
  const [, ...parts] = text.split(/^-- (.+) --\n/m);
  return Object.fromEntries(parts.flatMap((part, i) => (i % 2 === 0 ? [[part, parts[i + 1] ?? ""]] : [])));
}
