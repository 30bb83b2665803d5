import { randomBytes } from "node:crypto";
import { basename, dirname, join } from "node:path";

const shape = /^\..+\.plangate-[0-9a-f]{12}\.tmp$/;

/** A name for a temporary file beside the real one: a rename works only within one disk. */
export function temporaryFor(path: string): string {
  // File names end at 255 bytes; a long one keeps its start.
  const name = Buffer.from(basename(path))
    .subarray(0, 200)
    .toString("utf8")
    .replace(/\ufffd+$/, "");
  return join(dirname(path), `.${name}.plangate-${randomBytes(6).toString("hex")}.tmp`);
}

/** Whether a file name is one of our temporary files, which are nobody's work. */
export const isTemporary = (name: string): boolean => shape.test(name);
