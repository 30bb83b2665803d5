import { type Dirent, readdir } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import { join, resolve, sep } from "node:path";
import { fdir } from "fdir";
import { holdsDecisions, policyFile, t } from "../../core/index.ts";
import { isIgnored, type Rules, readRules } from "./ignoring.ts";
import { type Named, namingOf } from "./named.ts";
import { isInside, workspacePath } from "./paths.ts";
import { reasonOf } from "./reason.ts";
import { isTemporary } from "./temporary.ts";

export interface Walked {
  /** Relative, with `/`, sorted. */
  paths: string[];
  /** What could not be looked at; `path` "" is the folder itself, a folder's path has no `/` at its end. */
  unreadable: { path: string; reason: string }[];
}

/** How a folder is read: by the ignore files, wholly although ignored, or only for what is named in it. */
type Mode = "open" | "whole" | "named";

interface Folder {
  mode: Mode;
  rules: Rules[];
}

/** Lists every file below a folder in one walk. `named` is read although ignored, and so is `.plangate/`. Ignore files count from the folder down and never hide the folder itself.
 * Folders behind symbolic links are left out, links to files are listed where they stay inside. Never throws. */
export async function walk(root: string, named: Named): Promise<Walked> {
  const base = `${resolve(root).split(sep).join("/").replace(/\/$/, "")}/`;
  const unreadable: Walked["unreadable"] = [];
  const folders = new Map<string, Folder>();
  const naming = namingOf([".plangate/", ...named]);
  const realBase = await realpath(root).catch(() => resolve(root));
  const excluded = await readRules(join(root, ".git", "info", "exclude"), "");
  folders.set("", { mode: "open", rules: excluded.rules ? [excluded.rules] : [] });

  /** The entries of one folder that belong to the walk; the folders among them are noted for their own turn. */
  async function select(path: string, entries: Dirent[]): Promise<Dirent[]> {
    const folder = folders.get(path) ?? { mode: "open", rules: [] };
    folders.delete(path);
    const rules = [...folder.rules];
    if (entries.some((entry) => entry.name === ".gitignore" && entry.isFile())) {
      const read = await readRules(`${base}${path}.gitignore`, path);
      if (read.rules) {
        rules.push(read.rules);
      }
      if (read.dropped > 0) {
        const reason = t`${read.dropped} of its patterns have too many stars and are left out; write them with fewer.`;
        unreadable.push({ path: `${path}.gitignore`, reason });
      }
    }
    const own = { mode: folder.mode, rules };
    const kept = entries.filter((entry) => keeps(path, entry, own));
    const links = kept.filter((entry) => entry.isSymbolicLink());
    const inside = await Promise.all(links.map((entry) => staysInside(path + entry.name)));
    return kept.filter((entry) => !entry.isSymbolicLink() || inside[links.indexOf(entry)]);
  }

  function keeps(parent: string, entry: Dirent, { mode, rules }: Folder): boolean {
    const path = parent + entry.name;
    if (entry.name === ".git" || entry.name === "node_modules" || isTemporary(entry.name)) {
      return false;
    }
    if (entry.isDirectory()) {
      const child = modeOf(path, mode, rules);
      if (child) {
        folders.set(`${path}/`, { mode: child, rules });
      }
      return child !== undefined;
    }
    const isFile = entry.isFile() || entry.isSymbolicLink();
    const isOpen = mode === "whole" || (mode === "open" && !isIgnored(path, rules));
    return isFile && (isOpen || naming(path, false) === "named");
  }

  function modeOf(path: string, parent: Mode, rules: readonly Rules[]): Mode | undefined {
    const name = naming(path, true);
    if (parent === "whole" || name === "named") {
      return "whole";
    }
    if (parent === "open" && !isIgnored(`${path}/`, rules)) {
      return "open";
    }
    return name === "onTheWay" ? "named" : undefined;
  }

  /** Whether a link leads to a file inside. One that leads outside is said; one to a folder or to nothing is just left. */
  async function staysInside(path: string): Promise<boolean> {
    try {
      const real = await realpath(base + path);
      if (!(await stat(real)).isFile()) {
        return false;
      }
      if (isInside(realBase, real)) {
        // A policy may be kept elsewhere: it is read whatever the walk says, so that a link never makes it void.
        if (path === policyFile || holdsDecisions(path) === holdsDecisions(workspacePath(realBase, real))) {
          return true;
        }
        const reason = t`${path} is a symbolic link between decisions and other files; it is not read. Put the file itself there.`;
        unreadable.push({ path, reason });
        return false;
      }
      const reason = t`${path} is a symbolic link that leads outside the folder; it is not read. Put the file itself there.`;
      unreadable.push({ path, reason });
    } catch {
      // A dangling link, or one in a circle: no file.
    }
    return false;
  }

  const read = (full: string, done: (error: null, entries: Dirent[]) => void): void => {
    const path = full.slice(base.length);
    const fail = (error: unknown): void => {
      const name = path.slice(0, -1);
      const why = reasonOf(error);
      const reason = name === "" ? t`The folder cannot be read: ${why}.` : t`${name} cannot be read: ${why}.`;
      unreadable.push({ path: name, reason });
      done(null, []);
    };
    readdir(full, { withFileTypes: true }, (error, entries) => {
      if (error) {
        fail(error);
      } else {
        select(path, entries).then((kept) => done(null, kept), fail);
      }
    });
  };

  const crawler = new fdir({
    // Handing fdir our own readdir is how one folder's ignore file is known before its entries are looked at.
    fs: { readdir: (path: string, _: unknown, done: never) => read(path, done) } as never,
  });
  const paths = await crawler.withRelativePaths().withPathSeparator("/").crawl(base).withPromise();
  return { paths: paths.sort(), unreadable: unreadable.sort((a, b) => (a.path < b.path ? -1 : 1)) };
}
