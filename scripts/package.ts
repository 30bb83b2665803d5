/** `npm run package`: the .vsix, which has to stay small. */
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { root } from "./root.ts";
import { packageTo } from "./vsix.ts";

/** Bytes. The services that complete a process.yaml and look for secrets take some 170 KB of it; both load on first use. */
const budget = 1_000_000;

const { version } = JSON.parse(readFileSync(join(root, "package.json"), "utf8")) as { version: string };
const file = `plangate-${version}.vsix`;
await packageTo(file);
const { size } = statSync(join(root, file));
if (size > budget) {
  throw new Error(`${file} has ${size} bytes; the budget is ${budget}. What grew it, and is it worth it?`);
}
