import { accessSync, constants, existsSync, mkdirSync } from "node:fs";
import { mkdtemp, readdir, rename, rm, stat } from "node:fs/promises";
import { homedir, platform } from "node:os";
import { join } from "node:path";
import { env } from "node:process";
import { root } from "../root.ts";

const unfinished = "unfinished-";
const abandonedAfter = 60 * 60 * 1000;

/**
 * The folder `name` of the cache, made by `fill` where it is missing. It is filled under another name and renamed
 * when complete: an interrupted fetch leaves nothing that looks whole, and of two at once the first one counts.
 */
export async function cached(name: string, fill: (folder: string) => Promise<void>): Promise<string> {
  const cache = cacheFolder();
  const final = join(cache, name);
  if (existsSync(final)) {
    return final;
  }
  await removeAbandoned(cache);
  const folder = await mkdtemp(join(cache, unfinished));
  try {
    await fill(folder);
    await rename(folder, final);
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    if (!existsSync(final)) {
      throw error;
    }
  }
  return final;
}

/** Per user, so that clean clones share what was fetched; inside the checkout where the home folder is read-only. */
function cacheFolder(): string {
  const candidates = [env.PLANGATE_TEST_CACHE, join(userCache(), "plangate"), join(root, ".vscode-test")];
  for (const folder of candidates) {
    if (folder && isWritable(folder)) {
      return folder;
    }
  }
  throw new Error(`No folder to keep an editor in: tried ${candidates.filter(Boolean).join(", ")}.`);
}

function userCache(): string {
  if (platform() === "darwin") {
    return join(homedir(), "Library", "Caches");
  }
  if (platform() === "win32") {
    return env.LOCALAPPDATA ?? join(homedir(), "AppData", "Local");
  }
  return env.XDG_CACHE_HOME || join(homedir(), ".cache");
}

function isWritable(folder: string): boolean {
  try {
    mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK);
    return true;
  } catch {
    return false;
  }
}

/** An editor has 700 MB: what a killed fetch left behind goes, once it is too old to be another fetch at work. */
async function removeAbandoned(cache: string): Promise<void> {
  for (const name of await readdir(cache)) {
    const folder = join(cache, name);
    if (name.startsWith(unfinished) && Date.now() - (await stat(folder)).mtimeMs > abandonedAfter) {
      await rm(folder, { recursive: true, force: true });
    }
  }
}
