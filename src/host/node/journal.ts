import { mkdir, readdir, readFile, realpath, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { dress, putInPlace, removeEmpty, syncFolder, writeDurably } from "./durable.ts";
import { isInside } from "./paths.ts";
import { sha256 } from "./read.ts";
import { codeOf } from "./reason.ts";
import { isTemporary, temporaryFor } from "./temporary.ts";

/** One file of an open Change. Paths other than `path` are absolute; `before` null: the file is new. */
export interface Entry {
  path: string;
  real: string;
  temporary: string;
  before: { sha256: string; mode: number; uid: number; gid: number } | null;
  after: string;
}

/** What is being written, so that it can be finished or undone after a crash. While preparing, no real file has changed;
 * once committing, every temporary file is complete on the disk and the old bytes are kept. */
export interface Journal {
  version: 1;
  /** Its own name. Whoever finds another one on the disk has been overtaken: its Change is no longer its own to go on with. */
  id: string;
  /** What the Change is called, as the person reads it who began it: whoever settles it is told of it by that. */
  title: string;
  phase: "prepare" | "commit";
  /** Folders that did not exist before; absolute. */
  folders: string[];
  files: Entry[];
}

const nameOf = (state: string): string => join(state, "journal.json");

/** Where the old bytes of the n-th file are kept while a journal is open. */
const keptAt = (state: string, id: string, index: number): string => join(state, `before-${id}-${index}`);

/** Opens a journal; fails with EEXIST where one is open. */
export async function openJournal(state: string, journal: Journal): Promise<void> {
  await putInPlace(await written(state, journal), nameOf(state), true);
}

/** Replaces the open journal by its next phase. */
export async function writeJournal(state: string, journal: Journal): Promise<void> {
  await putInPlace(await written(state, journal), nameOf(state), false);
}

async function written(state: string, journal: Journal): Promise<string> {
  const temporary = temporaryFor(nameOf(state));
  await writeDurably(temporary, Buffer.from(JSON.stringify(journal)), 0o600);
  return temporary;
}

/** Whether the journal on the disk is still this one. Another writer that found its lock abandoned has settled it. */
export async function isOpen(state: string, { id }: Journal): Promise<boolean> {
  try {
    return (JSON.parse(await readFile(nameOf(state), "utf8")) as Partial<Journal>).id === id;
  } catch {
    return false;
  }
}

/** Keeps the old bytes of a file until the journal is closed. */
export async function keepOld(state: string, { id }: Journal, index: number, bytes: Uint8Array): Promise<void> {
  await writeDurably(keptAt(state, id, index), bytes, 0o600);
}

/** The open journal of a folder; undefined where there is none, "broken" where it is not one of ours. */
export async function readJournal(state: string, base: string): Promise<Journal | "broken" | undefined> {
  let text: string;
  try {
    text = await readFile(nameOf(state), "utf8");
  } catch {
    return undefined;
  }
  try {
    const journal: unknown = JSON.parse(text);
    return isJournal(journal, base) ? journal : "broken";
  } catch {
    return "broken";
  }
}

function isJournal(value: unknown, base: string): value is Journal {
  const journal = value as Journal;
  const inside = (path: unknown): boolean => typeof path === "string" && isAbsolute(path) && isInside(base, path);
  return (
    journal?.version === 1 &&
    /^[0-9a-f]+$/.test(journal.id) &&
    (journal.phase === "prepare" || journal.phase === "commit") &&
    Array.isArray(journal.folders) &&
    journal.folders.every(inside) &&
    Array.isArray(journal.files) &&
    journal.files.every(
      (entry) =>
        typeof entry?.path === "string" &&
        typeof entry.after === "string" &&
        (entry.before === null || typeof entry.before?.sha256 === "string") &&
        inside(entry.real) &&
        inside(entry.temporary) &&
        dirname(entry.real) === dirname(entry.temporary) &&
        isTemporary(entry.temporary.slice(dirname(entry.temporary).length + 1)),
    )
  );
}

/** Closes a journal whose Change is done or undone, and lets go of the old bytes. One that is not open is left alone. */
export async function closeJournal(state: string, journal: Journal): Promise<void> {
  if (await isOpen(state, journal)) {
    await rm(nameOf(state), { force: true });
    await syncFolder(state);
  }
  await Promise.all(journal.files.map((_, index) => rm(keptAt(state, journal.id, index), { force: true })));
}

/** Removes what writers left that were killed between two steps. Call it with the lock held and no journal open. */
export async function sweep(state: string): Promise<void> {
  for (const name of await readdir(state)) {
    if (isTemporary(name) || /^before-[0-9a-f]+-\d+$/.test(name)) {
      await rm(join(state, name), { force: true });
    }
  }
}

/** Puts a journal that cannot be read aside, with the old bytes, so that it is neither followed nor lost. */
export async function setAside(state: string): Promise<string> {
  const aside = join(state, `broken-${Date.now()}`);
  await mkdir(aside, { mode: 0o700 });
  for (const name of await readdir(state)) {
    if (name === "journal.json" || name.startsWith("before-")) {
      await rename(join(state, name), join(aside, name));
    }
  }
  return aside;
}

/** Whether a real path still leads where it did: no folder on the way has become a link to somewhere else. */
export async function isWhereItWas(real: string): Promise<boolean> {
  try {
    return (await realpath(dirname(real))) === dirname(real);
  } catch (error) {
    return codeOf(error) === "ENOENT";
  }
}

/** Takes every file back to its old bytes and removes what was made. Files that someone else changed meanwhile are left
 * alone. Returns the paths that could not be taken back and still hold the new text. */
export async function undo(state: string, journal: Journal): Promise<string[]> {
  const { files, folders, phase } = journal;
  const stands: string[] = [];
  for (const [index, entry] of files.entries()) {
    try {
      if (!(await isWhereItWas(entry.real))) {
        stands.push(entry.path);
        continue;
      }
      const isClaimed = phase === "commit" && (await isOnlyClaimed(entry));
      await rm(entry.temporary, { force: true });
      if (isClaimed) {
        await rm(entry.real);
      } else if (phase === "commit" && (await digestAt(entry.real)) === entry.after) {
        await takeBack(state, journal, index);
      }
    } catch {
      stands.push(entry.path);
    }
  }
  await removeEmpty(folders);
  return stands;
}

async function takeBack(state: string, { id, files }: Journal, index: number): Promise<void> {
  const { real, temporary, before } = files[index] as Entry;
  if (before === null) {
    await rm(real);
    return;
  }
  await writeDurably(temporary, await readFile(keptAt(state, id, index)), 0o600);
  await dress(temporary, before);
  await putInPlace(temporary, real, false);
}

/** Whether a new file's name is taken and its text not there yet: on disks without links that is a step of its own. */
async function isOnlyClaimed({ real, temporary, before, after }: Entry): Promise<boolean> {
  return before === null && (await digestAt(real)) === sha256("") && (await digestAt(temporary)) === after;
}

/** Whether a committing journal can still be carried out: every file is either written or untouched. */
export async function canFinish({ files }: Journal): Promise<boolean> {
  for (const entry of files) {
    const { real, temporary, before, after } = entry;
    if (!(await isWhereItWas(real))) {
      return false;
    }
    const now = await digestAt(real);
    const isReady = now === before?.sha256 && (await digestAt(temporary)) === after;
    if (now !== after && !isReady && !(await isOnlyClaimed(entry))) {
      return false;
    }
  }
  return true;
}

/** Carries a committing journal out to its end. Call `canFinish` first. */
export async function finish({ files }: Journal): Promise<void> {
  for (const entry of files) {
    const { real, temporary, before, after } = entry;
    if ((await digestAt(real)) !== after) {
      await putInPlace(temporary, real, before === null && !(await isOnlyClaimed(entry)));
    }
    await rm(temporary, { force: true });
  }
}

/** SHA-256 of a file's bytes; undefined where it does not exist. */
export async function digestAt(path: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(path));
  } catch (error) {
    if (codeOf(error) === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}

/** The files of a journal that hold their new text at this moment; one that cannot be read may. */
export async function standing({ files }: Journal): Promise<string[]> {
  const stands: string[] = [];
  for (const { path, real, after } of files) {
    const now = await digestAt(real).catch(() => after);
    if (now === after) {
      stands.push(path);
    }
  }
  return stands;
}
