import { access, mkdir, realpath } from "node:fs/promises";
import { dirname } from "node:path";
import type { Change } from "../../core/index.ts";
import { dress, putInPlace, removeEmpty, writeDurably } from "./durable.ts";
import {
  canFinish,
  closeJournal,
  digestAt,
  finish,
  type Journal,
  keepOld,
  readJournal,
  setAside,
  undo,
  writeJournal,
} from "./journal.ts";
import { type Lock, lockFolder } from "./lock.ts";
import { reasonOf } from "./reason.ts";
import { stateFolder } from "./stateFolder.ts";
import { type Failure, foldersOf, isFailure, type Target, targetsOf } from "./target.ts";
import { temporaryFor } from "./temporary.ts";

/** What came of a Change. Where it failed, `stands` names files that hold the new text all the same, as taking them back
 * failed too; it is nearly always empty. */
export type Applied =
  | { done: true; written: string[] }
  | { done: false; code: Failure["code"]; message: string; stands: string[] };

export interface ApplyOptions {
  /** The folder that keeps locks and journals, in place of the one in the person's account. */
  stateHome?: string;
  /** How a finished temporary file gets its real name. */
  place?: typeof putInPlace;
}

/** Writes a Change to disk, wholly or not at all. The only writer of workspace files. Never throws. */
export async function applyChange(root: string, change: Change, options: ApplyOptions = {}): Promise<Applied> {
  return locked(root, options, async (state, lock, base) => {
    const settled = await settle(state, base);
    if (settled && settled.stands.length > 0) {
      return { done: false, code: "disk", message: settled.message, stands: settled.stands };
    }
    const targets = await targetsOf(root, change);
    if (isFailure(targets)) {
      return { done: false, ...targets, stands: [] };
    }
    const folders = await foldersOf(root, change);
    if (isFailure(folders)) {
      return { done: false, ...folders, stands: [] };
    }
    return write(state, lock, change.title, targets, folders, options.place ?? putInPlace);
  });
}

/** What became of a Change that an earlier run left half-way. */
export interface Settled {
  outcome: "finished" | "undone" | "setAside";
  message: string;
  stands: string[];
}

/** Finishes or undoes what an earlier run left half-way; undefined where nothing was open. Call it when starting. */
export async function recover(root: string, options: ApplyOptions = {}): Promise<Settled | undefined> {
  try {
    const base = await realpath(root);
    // Without an open journal there is nothing to wait for.
    if ((await readJournal(await stateFolder(root, options.stateHome), base)) === undefined) {
      return undefined;
    }
  } catch {
    return undefined;
  }
  let settled: Settled | undefined;
  const outcome = await locked(root, options, async (state, _, base) => {
    settled = await settle(state, base);
    return { done: true, written: [] };
  });
  return outcome.done ? settled : { outcome: "undone", message: outcome.message, stands: outcome.stands };
}

async function locked(
  root: string,
  options: ApplyOptions,
  work: (state: string, lock: Lock, base: string) => Promise<Applied>,
): Promise<Applied> {
  let lock: Lock | undefined;
  try {
    const state = await stateFolder(root, options.stateHome);
    lock = await lockFolder(state);
    if (!lock) {
      const message = "Another Plangate is writing to this folder; nothing was written. Try again in a moment.";
      return { done: false, code: "busy", message, stands: [] };
    }
    await mkdir(state, { recursive: true, mode: 0o700 });
    const applied = await work(state, lock, await realpath(root));
    // What is left open keeps the folder.
    await removeEmpty([state]);
    return applied;
  } catch (error) {
    return { done: false, code: "disk", message: `Nothing was written: ${reasonOf(error)}.`, stands: [] };
  } finally {
    await lock?.release();
  }
}

async function settle(state: string, base: string): Promise<Settled | undefined> {
  const journal = await readJournal(state, base);
  if (journal === undefined) {
    return undefined;
  }
  if (journal === "broken") {
    await setAside(state);
    const message = "The journal of an interrupted change cannot be read and was set aside. Check what changed last.";
    return { outcome: "setAside", message, stands: [] };
  }
  if (journal.phase === "commit" && (await canFinish(journal))) {
    await finish(journal);
    await closeJournal(state, journal.files);
    return { outcome: "finished", message: `“${journal.title}” was interrupted and is now finished.`, stands: [] };
  }
  const stands = await undo(state, journal);
  if (stands.length > 0) {
    // The journal stays: it is all that knows the old bytes.
    const message = `“${journal.title}” was interrupted and cannot be undone in ${stands.join(", ")}. Free the files and try again.`;
    return { outcome: "undone", message, stands };
  }
  await closeJournal(state, journal.files);
  return { outcome: "undone", message: `“${journal.title}” was interrupted and is undone. Repeat it.`, stands: [] };
}

async function write(
  state: string,
  lock: Lock,
  title: string,
  targets: readonly Target[],
  folders: readonly string[],
  place: typeof putInPlace,
): Promise<Applied> {
  let journal: Journal = {
    version: 1,
    title,
    phase: "prepare",
    folders: await missing([...folders, ...targets.map(({ real }) => dirname(real))]),
    files: targets.map(({ path, real, old, sha256: after }) => ({
      path,
      real,
      temporary: temporaryFor(real),
      before: old ? { sha256: old.sha256, mode: old.mode, uid: old.uid, gid: old.gid } : null,
      after,
    })),
  };
  await writeJournal(state, journal);
  let doing = "";
  try {
    for (const folder of journal.folders) {
      await mkdir(folder, { recursive: true });
    }
    for (const [index, { temporary, before, path }] of journal.files.entries()) {
      doing = path;
      const { bytes, old } = targets[index] as Target;
      await writeDurably(temporary, bytes);
      if (before && old) {
        await dress(temporary, before);
        await keepOld(state, index, old.bytes);
      }
    }
    journal = { ...journal, phase: "commit" };
    await writeJournal(state, journal);
    for (const { path, real, temporary, before } of journal.files) {
      doing = path;
      if (!lock.held()) {
        return await giveUp("busy", "another Plangate took over, as this one was held up for too long");
      }
      if ((await digestAt(real)) !== before?.sha256) {
        return await giveUp("conflict", `${path} changed at the same moment`);
      }
      await place(temporary, real, before === null);
    }
    for (const { path, real, after } of journal.files) {
      doing = path;
      if ((await digestAt(real)) !== after) {
        return await giveUp("conflict", `another program wrote to ${path} at the same moment`);
      }
    }
  } catch (error) {
    return await giveUp("disk", doing ? `${doing} cannot be written: ${reasonOf(error)}` : reasonOf(error));
  }
  await closeJournal(state, journal.files).catch(() => undefined);
  return { done: true, written: targets.map(({ path }) => path) };

  async function giveUp(code: Failure["code"], why: string): Promise<Applied> {
    const stands = await undo(state, journal);
    if (stands.length === 0) {
      await closeJournal(state, journal.files).catch(() => undefined);
      return { done: false, code, message: `Nothing was written: ${why}. Look again and repeat the action.`, stands };
    }
    const message = `Only a part was written: ${why}, and ${stands.join(", ")} could not be taken back. Free the files and repeat the action.`;
    return { done: false, code, message, stands };
  }
}

/** Which of some folders, and of those above them, do not exist; outermost first. */
async function missing(folders: readonly string[]): Promise<string[]> {
  const absent = new Set<string>();
  for (const folder of folders) {
    for (let at = folder; !absent.has(at) && dirname(at) !== at && !(await exists(at)); at = dirname(at)) {
      absent.add(at);
    }
  }
  return [...absent].sort((a, b) => a.length - b.length || (a < b ? -1 : 1));
}

const exists = (path: string): Promise<boolean> =>
  access(path).then(
    () => true,
    () => false,
  );
