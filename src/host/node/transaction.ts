import { access, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { dress, putInPlace, writeDurably } from "./durable.ts";
import { closeJournal, digestAt, type Journal, keepOld, undo, writeJournal } from "./journal.ts";
import type { Lock } from "./lock.ts";
import { reasonOf } from "./reason.ts";
import type { Failure, Target } from "./target.ts";
import { temporaryFor } from "./temporary.ts";

/** What came of a Change. Where it failed, `stands` names files that hold the new text all the same, as taking them back
 * failed too; it is nearly always empty. */
export type Applied =
  | { done: true; written: string[] }
  | { done: false; code: Failure["code"]; message: string; stands: string[] };

/** Writes targets and folders, wholly or not at all, with the lock held. */
export async function transact(
  state: string,
  lock: Lock,
  title: string,
  targets: readonly Target[],
  folders: readonly string[],
  place: typeof putInPlace = putInPlace,
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
