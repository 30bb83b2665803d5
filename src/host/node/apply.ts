import { mkdir, realpath } from "node:fs/promises";
import { type Change, t } from "../../core/index.ts";
import { type putInPlace, removeEmpty } from "./durable.ts";
import { readJournal, sweep } from "./journal.ts";
import { type Lock, lockFolder } from "./lock.ts";
import { reasonOf } from "./reason.ts";
import { type Settled, settle } from "./settle.ts";
import { stateFolder } from "./stateFolder.ts";
import { foldersOf, isFailure, targetsOf } from "./target.ts";
import { type Applied, transact } from "./transaction.ts";

export type { Applied } from "./transaction.ts";

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
    if (settled?.outcome === "open") {
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
    return transact(state, lock, change.title, targets, folders, options.place);
  });
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
  if (outcome.done) {
    return settled;
  }
  // Whoever holds the lock settles the journal before it writes: it is theirs to tell of.
  return outcome.code === "busy" ? undefined : { outcome: "open", message: outcome.message, stands: outcome.stands };
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
      const message = t`Another Plangate is writing to this folder; nothing was written. Try again in a moment.`;
      return { done: false, code: "busy", message, stands: [] };
    }
    await mkdir(state, { recursive: true, mode: 0o700 });
    const base = await realpath(root);
    const applied = await work(state, lock, base);
    // What is left open keeps the folder.
    if ((await readJournal(state, base)) === undefined) {
      await sweep(state).catch(() => undefined);
      await removeEmpty([state]);
    }
    return applied;
  } catch (error) {
    return { done: false, code: "disk", message: t`Nothing was written: ${reasonOf(error)}.`, stands: [] };
  } finally {
    await lock?.release();
  }
}
