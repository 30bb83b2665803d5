import { existsSync } from "node:fs";
import { cp, mkdir, writeFile } from "node:fs/promises";
import { delimiter, join } from "node:path";
import { arch, env, platform } from "node:process";
import { must } from "../run.ts";
import { cached } from "./cache.ts";
import type { Release } from "./release.ts";

/** An installed editor: how to run its server. */
export interface Installed {
  node: string;
  args: string[];
}

/** The editor from the cache, fetched from the npm registry at the first use. */
export async function install(release: Release): Promise<Installed> {
  const folder = await cached(`vscode-${release.vscode}`, (into) => fetchInto(into, release));
  const main = join(folder, "server", vscode, "out", "server-main.js");
  return { node: join(folder, "node", bin, "node"), args: [main, ...release.flags] };
}

const bin = join("node_modules", ".bin");
const vscode = join("node_modules", "code-server", "lib", "vscode");

/**
 * Nothing is compiled: without `--ignore-scripts` the native modules would be, which takes minutes and needs system
 * headers; all that the tests use comes with binaries. So code-server's own install script, which brings
 * the dependencies of the VS Code inside it, is done here by hand.
 */
async function fetchInto(folder: string, release: Release): Promise<void> {
  console.error(`Fetching VS Code ${release.vscode} from the npm registry, once…`);
  const node = await emptyPackage(join(folder, "node"));
  await npm(node, env.PATH, [`node@${release.node}`]);

  const path = [join(node, bin), env.PATH].join(delimiter);
  const server = await emptyPackage(join(folder, "server"));
  await npm(server, path, ["--ignore-scripts", `code-server@${release.codeServer}`]);
  await npm(join(server, vscode), path, ["--ignore-scripts", "--omit=dev"]);
  await npm(join(server, vscode, "extensions"), path, ["--ignore-scripts", "--omit=dev"]);
  await addSearch(folder, join(server, vscode, "node_modules", "@vscode", "ripgrep"));
}

/**
 * Older editors download their search program at install time; its successor's package carries it. Without it neither
 * findFiles nor activation by `workspaceContains` works.
 */
async function addSearch(folder: string, wanting: string): Promise<void> {
  if (existsSync(wanting)) {
    const search = await emptyPackage(join(folder, "search"));
    await npm(search, env.PATH, ["--ignore-scripts", "@vscode/ripgrep-universal@1.18.0"]);
    const carried = join(search, "node_modules", "@vscode", "ripgrep-universal", "bin", `${platform}-${arch}`);
    await cp(carried, join(wanting, "bin"), { recursive: true });
  }
}

async function emptyPackage(folder: string): Promise<string> {
  await mkdir(folder);
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, allowScripts: { node: true } }));
  return folder;
}

function npm(cwd: string, path: string | undefined, args: string[]): Promise<void> {
  return must("npm", ["install", "--no-audit", "--no-fund", "--loglevel=error", ...args], {
    cwd,
    env: { ...env, PATH: path },
    stdio: ["ignore", 2, 2],
  });
}
