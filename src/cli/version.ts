import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { builtInFolder } from "../host/node/processes.ts";

/** The version in this package's manifest. */
export function packageVersion(): string {
  try {
    const manifest = readFileSync(join(dirname(builtInFolder()), "package.json"), "utf8");
    return (JSON.parse(manifest) as { version: string }).version;
  } catch {
    return "0.0.0";
  }
}
