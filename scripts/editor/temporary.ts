import { mkdtempSync, realpathSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { atExit } from "../atExit.ts";

/** A folder that is gone at the end of the process, or sooner. */
export interface Temporary {
  path: string;
  remove(): void;
}

export function temporary(name: string): Temporary {
  const path = realpathSync(mkdtempSync(join(tmpdir(), `plangate-${name}-`)));
  // A program that was ended a moment ago may still be writing here.
  return { path, remove: atExit(() => rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 })) };
}
