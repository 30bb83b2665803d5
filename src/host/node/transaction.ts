import { randomBytes } from "node:crypto";
import { access, lstat, mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { t } from "../../core/index.ts";
import { dress, putInPlace, syncFolder, writeDurably } from "./durable.ts";
import {
  closeJournal,
  digestAt,
  isOpen,
  isWhereItWas,
  type Journal,
  keepOld,
  openJournal,
  standing,
  undo,
  writeJournal,
} from "./journal.ts";
import type { Lock } from "./lock.ts";
import { codeOf, reasonOf } from "./reason.ts";
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
    id: randomBytes(8).toString("hex"),
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
  // The lock tells late that it was lost: its clock stood still with this process. The journal on the disk tells at once.
  const isOurs = async (): Promise<boolean> => lock.held() && (await isOpen(state, journal));
  try {
    await openJournal(state, journal);
  } catch (error) {
    if (codeOf(error) !== "EEXIST") {
      throw error;
    }
    return await overtaken();
  }
  let doing = "";
  try {
    for (const folder of journal.folders) {
      await mkdir(folder, { recursive: true });
      await syncFolder(dirname(folder));
    }
    for (const [index, { temporary, before, path, real }] of journal.files.entries()) {
      doing = path;
      const { bytes, old } = targets[index] as Target;
      if (!(await isWhereItWas(real))) {
        return await giveUp("path", t`a folder of ${path} became a link at the same moment`);
      }
      // Who may not read the old text may not read the new one either, not even before it has its name.
      await writeDurably(temporary, bytes, before ? 0o600 : undefined);
      if (before && old) {
        await dress(temporary, before);
        await keepOld(state, journal, index, old.bytes);
      }
    }
    if (!(await isOurs())) {
      return await overtaken();
    }
    journal = { ...journal, phase: "commit" };
    await writeJournal(state, journal);
    for (const { path, real, temporary, before } of journal.files) {
      doing = path;
      if (!(await isOurs())) {
        return await overtaken();
      }
      if (!(await isWhereItWas(real))) {
        return await giveUp("path", t`a folder of ${path} became a link at the same moment`);
      }
      if ((await digestAt(real)) !== before?.sha256 || (await isLink(real))) {
        return await giveUp("conflict", t`${path} changed at the same moment`);
      }
      await place(temporary, real, before === null);
    }
    for (const { path, real, after } of journal.files) {
      doing = path;
      if ((await digestAt(real)) !== after) {
        return await giveUp("conflict", t`another program wrote to ${path} at the same moment`);
      }
    }
  } catch (error) {
    return await giveUp("disk", doing ? t`${doing} cannot be written: ${reasonOf(error)}` : reasonOf(error));
  }
  await closeJournal(state, journal).catch(() => undefined);
  return { done: true, written: targets.map(({ path }) => path) };

  async function giveUp(code: Failure["code"], why: string): Promise<Applied> {
    if (!(await isOurs())) {
      return await overtaken();
    }
    const stands = await undo(state, journal);
    if (stands.length === 0) {
      await closeJournal(state, journal).catch(() => undefined);
      return { done: false, code, message: t`Nothing was written: ${why}. Look again and repeat the action.`, stands };
    }
    const message = t`Only a part was written: ${why}, and ${stands.join(", ")} could not be taken back. Free the files and repeat the action.`;
    return { done: false, code, message, stands };
  }

  /** Another writer took this one for dead, and has settled its Change: to go on would mix with what that one wrote. */
  async function overtaken(): Promise<Applied> {
    const stands = await standing(journal);
    if (stands.length === targets.length) {
      return { done: true, written: stands };
    }
    const why = t`this was held up for too long, and another Plangate took over`;
    const message =
      stands.length === 0
        ? t`Nothing was written: ${why}. Look again and repeat the action.`
        : t`Only a part stands: ${why}. ${stands.join(", ")} as planned; look at the others before you repeat the action.`;
    return { done: false, code: "busy", message, stands };
  }
}

const isLink = (path: string): Promise<boolean> =>
  lstat(path).then(
    (found) => found.isSymbolicLink(),
    () => false,
  );

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
