import { access, readdir } from "node:fs/promises";
import { basename, dirname } from "node:path";
import { t } from "../../core/index.ts";

// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const forbidden = /[\x00-\x1f<>:"|?*\\]/;

/**
 * What is wrong with the names that a new file or folder would bring along, completing "it …"; undefined where nothing is.
 * They must be names that every system can check out: none with characters that Windows forbids (a colon would name a
 * hidden stream there), and none that differs from a neighbour's by case or by how accents are written alone. Folders that
 * are there already are taken as they are. Both paths are real.
 */
export async function newNameFlawOf(base: string, real: string): Promise<string | undefined> {
  const fresh: string[] = [];
  let at = real;
  while (at !== base && dirname(at) !== at && !(await exists(at))) {
    fresh.unshift(basename(at));
    at = dirname(at);
  }
  const [first] = fresh;
  if (first === undefined) {
    return undefined;
  }
  if (fresh.some((name) => forbidden.test(name))) {
    return t`it has a character that file names on Windows cannot have, such as a colon`;
  }
  const twin = (await readdir(at).catch(() => [])).find((name) => name !== first && folded(name) === folded(first));
  return twin && t`${twin} is there already, and many systems take the two names for one`;
}

/** A name as disks that know no case have it. */
export const folded = (name: string): string => name.normalize("NFC").toLowerCase();

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
