import { readFile, rename, rm } from "node:fs/promises";
import { dirname, isAbsolute, join } from "node:path";
import { dress, putInPlace, removeEmpty, syncFolder, writeDurably } from "./durable.ts";
import { isInside } from "./paths.ts";
import { sha256 } from "./read.ts";
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
  title: string;
  phase: "prepare" | "commit";
  /** Folders that did not exist before; absolute. */
  folders: string[];
  files: Entry[];
}

const nameOf = (state: string): string => join(state, "journal.json");

/** Where the old bytes of the n-th file are kept while a journal is open. */
const keptAt = (state: string, index: number): string => join(state, `before-${index}`);

export async function writeJournal(state: string, journal: Journal): Promise<void> {
  const temporary = temporaryFor(nameOf(state));
  await writeDurably(temporary, Buffer.from(JSON.stringify(journal)));
  await rename(temporary, nameOf(state));
  await syncFolder(state);
}

/** Keeps the old bytes of a file until the journal is closed. */
export async function keepOld(state: string, index: number, bytes: Uint8Array): Promise<void> {
  await rm(keptAt(state, index), { force: true });
  await writeDurably(keptAt(state, index), bytes, 0o600);
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

export async function closeJournal(state: string, files: readonly Entry[]): Promise<void> {
  await rm(nameOf(state), { force: true });
  await syncFolder(state);
  await Promise.all(files.map((_, index) => rm(keptAt(state, index), { force: true })));
}

/** Puts a journal that cannot be read aside, so that it is neither followed nor lost. */
export async function setAside(state: string): Promise<void> {
  await rename(nameOf(state), join(state, "journal-broken.json"));
}

/** Takes every file back to its old bytes and removes what was made. Files that someone else changed meanwhile are left
 * alone. Returns the paths that could not be taken back and still hold the new text. */
export async function undo(state: string, { files, folders, phase }: Journal): Promise<string[]> {
  const stands: string[] = [];
  for (const [index, entry] of files.entries()) {
    try {
      await rm(entry.temporary, { force: true });
      if (phase === "commit" && (await digestAt(entry.real)) === entry.after) {
        await takeBack(state, index, entry);
      }
    } catch {
      stands.push(entry.path);
    }
  }
  await removeEmpty(folders);
  return stands;
}

async function takeBack(state: string, index: number, { real, temporary, before }: Entry): Promise<void> {
  if (before === null) {
    await rm(real);
    return;
  }
  await writeDurably(temporary, await readFile(keptAt(state, index)));
  await dress(temporary, before);
  await putInPlace(temporary, real, false);
}

/** Whether a committing journal can still be carried out: every file is either written or untouched. */
export async function canFinish({ files }: Journal): Promise<boolean> {
  const able = await Promise.all(
    files.map(async ({ real, temporary, before, after }) => {
      const now = await digestAt(real);
      return now === after || (now === before?.sha256 && (await digestAt(temporary)) === after);
    }),
  );
  return able.every(Boolean);
}

/** Carries a committing journal out to its end. Call `canFinish` first. */
export async function finish({ files }: Journal): Promise<void> {
  for (const { real, temporary, before, after } of files) {
    if ((await digestAt(real)) !== after) {
      await putInPlace(temporary, real, before === null);
    }
    await rm(temporary, { force: true });
  }
}

/** SHA-256 of a file's bytes; undefined where it does not exist. */
export async function digestAt(path: string): Promise<string | undefined> {
  try {
    return sha256(await readFile(path));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") {
      return undefined;
    }
    throw error;
  }
}
