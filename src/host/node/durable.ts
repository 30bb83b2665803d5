import { chmod, chown, link, open, rename, rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import { platform } from "node:process";
import { setTimeout as wait } from "node:timers/promises";
import { codeOf } from "./reason.ts";

/** Writes a file that must not exist yet, and waits until its bytes are on the disk. */
export async function writeDurably(path: string, bytes: Uint8Array, mode = 0o666): Promise<void> {
  const file = await open(path, "wx", mode);
  try {
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
}

/** Gives a file the mode and, where the system lets us, the owner of the one it replaces. */
export async function dress(path: string, as: { mode: number; uid: number; gid: number }): Promise<void> {
  if (platform !== "win32") {
    // A different owner needs rights that few have; without them the file stays ours, as with any editor.
    await chown(path, as.uid, as.gid).catch(() => undefined);
    await chmod(path, as.mode);
  }
}

/** Puts a finished temporary file in the place of `path`. With `create`, an existing file is never replaced (EEXIST). */
export async function putInPlace(temporary: string, path: string, create: boolean): Promise<void> {
  if (create) {
    await linkOrFail(temporary, path);
  } else {
    await renamePatiently(temporary, path);
  }
  await syncFolder(dirname(path));
}

async function linkOrFail(temporary: string, path: string): Promise<void> {
  try {
    await link(temporary, path);
    await rm(temporary);
  } catch (error) {
    if (codeOf(error) === "EEXIST") {
      throw error;
    }
    // Some disks know no links. An exclusive open claims the name, the rename fills it.
    await (await open(path, "wx")).close();
    try {
      await renamePatiently(temporary, path);
    } catch (failed) {
      await rm(path, { force: true });
      throw failed;
    }
  }
}

/** On Windows a virus scanner may hold a file for a moment. */
async function renamePatiently(from: string, to: string): Promise<void> {
  for (let tries = 0; ; tries++) {
    try {
      return await rename(from, to);
    } catch (error) {
      if (platform !== "win32" || tries === 10 || !["EPERM", "EACCES", "EBUSY"].includes(codeOf(error))) {
        throw error;
      }
      await wait(50 * (tries + 1));
    }
  }
}

/** Makes a rename last over a power cut, where the system can. */
export async function syncFolder(path: string): Promise<void> {
  if (platform === "win32") {
    return;
  }
  try {
    const folder = await open(path, "r");
    await folder.sync().finally(() => folder.close());
  } catch {
    // Some disks cannot sync a folder; the file's own bytes are safe.
  }
}

/** Removes folders that are empty, innermost first; others stay. */
export async function removeEmpty(folders: readonly string[]): Promise<void> {
  for (const folder of [...folders].sort((a, b) => b.length - a.length)) {
    await rmdir(folder).catch(() => undefined);
  }
}
