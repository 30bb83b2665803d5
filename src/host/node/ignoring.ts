import { open } from "node:fs/promises";
import { platform } from "node:process";
import ignore, { type Ignore } from "ignore";

/** The rules of one ignore file, and the folder they count from ("" or ending in `/`). */
export interface Rules {
  base: string;
  matcher: Ignore;
}

const maxBytes = 1024 * 1024;

/** Reads an ignore file that lies in `base`. Unreadable or missing: no rules. `dropped` counts patterns that are left out. */
export async function readRules(file: string, base: string): Promise<{ rules?: Rules; dropped: number }> {
  const text = await readStart(file);
  if (text === undefined) {
    return { dropped: 0 };
  }
  const lines = text.split(/\r?\n/);
  const harmless = lines.filter((line) => !mayHang(line));
  // git compares names the way the system's disks do.
  const matcher = ignore({ ignorecase: platform !== "linux" }).add(harmless);
  return { rules: { base, matcher }, dropped: lines.length - harmless.length };
}

async function readStart(file: string): Promise<string | undefined> {
  try {
    const handle = await open(file, "r");
    try {
      const { size } = await handle.stat();
      return size > maxBytes ? undefined : await handle.readFile("utf8");
    } finally {
      await handle.close();
    }
  } catch {
    return undefined;
  }
}

/** Patterns become regular expressions, and a workspace's patterns are untrusted: many stars backtrack for minutes. */
function mayHang(line: string): boolean {
  if (line.length > 2000) {
    return true;
  }
  const stars = (text: string): number => text.match(/\*+/g)?.length ?? 0;
  return stars(line) > 6 || line.split("/").some((part) => stars(part) > 3);
}

/** Whether the ignore files leave a path out. The deepest file that has something to say decides, as in git. A folder's
 * path ends in `/`. */
export function isIgnored(path: string, chain: readonly Rules[]): boolean {
  for (let i = chain.length - 1; i >= 0; i--) {
    const { base, matcher } = chain[i] as Rules;
    const { ignored, unignored } = matcher.test(path.slice(base.length));
    if (ignored || unignored) {
      return ignored;
    }
  }
  return false;
}
