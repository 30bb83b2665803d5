import { execFile } from "node:child_process";
import { access, constants } from "node:fs/promises";
import { delimiter, isAbsolute, join, resolve } from "node:path";
import { env, platform } from "node:process";
import { type Findings, linesWith, type Search } from "../../core/index.ts";
import { isInside } from "./paths.ts";
import { readText } from "./read.ts";

/** How many files ripgrep gets on one command line, and how many are read at a time. */
const BATCH = 200;

/**
 * Looks for words in files of a folder. ripgrep, where it is installed, says which files are worth reading; what is
 * found in them is decided here, so that the result is the same without it.
 * @param mayRun False where no other program may be run, as in Restricted Mode.
 */
export async function searchIn(root: string, search: Search, mayRun = true): Promise<Findings> {
  const tool = mayRun ? await ripgrep(root) : undefined;
  const found: Findings = [];
  for (let from = 0; from < search.paths.length; from += BATCH) {
    const batch = search.paths.slice(from, from + BATCH);
    const worth = tool === undefined ? batch : ((await filesWith(tool, root, search.terms, batch)) ?? batch);
    const read = await Promise.all(
      worth.map(async (path) => {
        const file = await readText(root, path);
        return file.kind === "text" ? linesWith(path, file.text, search) : undefined;
      }),
    );
    found.push(...read.filter((each) => each !== undefined));
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1));
}

/** The files of a batch that hold one of the words; undefined where ripgrep could not tell. */
function filesWith(
  tool: string,
  root: string,
  terms: readonly string[],
  paths: readonly string[],
): Promise<string[] | undefined> {
  const args = [
    ...["--no-config", "--files-with-matches", "--null", "--fixed-strings", "--ignore-case", "--text", "--no-messages"],
    ...terms.flatMap((term) => ["-e", term]),
    "--",
    ...paths.map((path) => `./${path}`),
  ];
  return new Promise((done) => {
    execFile(tool, args, { cwd: root, timeout: 30_000, maxBuffer: 64 * 1024 * 1024 }, (error, out) => {
      // 1 is "nothing found"; anything else than 0 and 1 may have left files out.
      if (error && error.code !== 1) return done(undefined);
      const names = new Set(out.split("\0").map((name) => name.replace(/^\.[\\/]/, "").replaceAll("\\", "/")));
      done(paths.filter((path) => names.has(path)));
    });
  });
}

/** ripgrep on the person's PATH; never one that lies in the folder itself, which may be anybody's. */
async function ripgrep(root: string): Promise<string | undefined> {
  const name = platform === "win32" ? "rg.exe" : "rg";
  for (const folder of (env.PATH ?? env.Path ?? "").split(delimiter)) {
    if (!isAbsolute(folder) || isInside(resolve(root), resolve(folder))) continue;
    const path = join(folder, name);
    try {
      await access(path, constants.X_OK);
      return path;
    } catch {
      // Not in this folder.
    }
  }
  return undefined;
}
