import { existsSync, readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Problem, ProcessSource } from "../../core/index.ts";
import { readText } from "./read.ts";

const maxFiles = 200;
const workspaceFolder = ".plangate/processes";

/** The process folders that are known here, and what could not be read of them. */
export interface ProcessFolders {
  sources: ProcessSource[];
  problems: Problem[];
}

/** Reads the built-in processes and the workspace's own, with all their templates. The built-in ones come first. */
export async function readProcesses(root: string, builtIn = builtInFolder()): Promise<ProcessFolders> {
  const [own, workspace] = await Promise.all([
    readFolders(builtIn, "", "built-in"),
    readFolders(root, workspaceFolder, "workspace"),
  ]);
  return {
    sources: [...own.sources, ...workspace.sources],
    problems: [...own.problems, ...workspace.problems],
  };
}

/** `templates/` of this package: from the bundle in `dist/` as from the sources. */
export function builtInFolder(start = dirname(fileURLToPath(import.meta.url))): string {
  for (let folder = start; ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && nameIn(manifest) === "plangate") {
      return join(folder, "templates");
    }
    if (dirname(folder) === folder) {
      return join(start, "templates");
    }
  }
}

function nameIn(manifest: string): unknown {
  try {
    return (JSON.parse(readFileSync(manifest, "utf8")) as { name?: unknown }).name;
  } catch {
    return undefined;
  }
}

async function readFolders(root: string, under: string, origin: ProcessSource["origin"]): Promise<ProcessFolders> {
  const result: ProcessFolders = { sources: [], problems: [] };
  const names = await foldersIn(join(root, under));
  for (const name of names) {
    const folder = under === "" ? name : `${under}/${name}`;
    const files: Record<string, string> = {};
    for (const file of await filesIn(join(root, folder))) {
      const read = await readText(root, `${folder}/${file}`);
      if (read.kind === "text") {
        files[file] = read.text;
      } else if (read.kind === "unreadable") {
        result.problems.push(problemOf(`${folder}/${file}`, read.reason));
      }
    }
    // A folder of ours without process.yaml is no process; in the workspace it is a mistake that is worth saying.
    if (origin === "workspace" || "process.yaml" in files) {
      result.sources.push({ folder, origin, files });
    }
  }
  return result;
}

const problemOf = (file: string, message: string): Problem => ({
  file,
  line: 1,
  column: 1,
  code: "unreadable",
  severity: "error",
  message,
});

async function foldersIn(folder: string): Promise<string[]> {
  try {
    const entries = await readdir(folder, { withFileTypes: true });
    return entries
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
  } catch {
    return [];
  }
}

/** The files of one process folder, at every depth, relative with `/`. */
async function filesIn(folder: string, under = ""): Promise<string[]> {
  const entries = await readdir(join(folder, under), { withFileTypes: true }).catch(() => []);
  const found: string[] = [];
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = under + entry.name;
    if (entry.isDirectory()) {
      found.push(...(await filesIn(folder, `${path}/`)));
    } else {
      found.push(path);
    }
  }
  return found.slice(0, maxFiles);
}
