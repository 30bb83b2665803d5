import { t } from "../../core/index.ts";
import { canFinish, closeJournal, finish, readJournal, setAside, standing, undo } from "./journal.ts";
import { reasonOf } from "./reason.ts";

/** What became of a Change that an earlier run left half-way. `stands` names files that hold the new text although the
 * Change is not whole; the outcome is "open" then, and nothing else is written until it can be settled. */
export interface Settled {
  outcome: "finished" | "undone" | "setAside" | "open";
  message: string;
  stands: string[];
}

/** Finishes or undoes the open journal of a folder whose real path is `base`; undefined where there is none. Call it with
 * the lock held. */
export async function settle(state: string, base: string): Promise<Settled | undefined> {
  const journal = await readJournal(state, base);
  if (journal === undefined) {
    return undefined;
  }
  if (journal === "broken") {
    const aside = await setAside(state);
    const message = t`The journal of an interrupted change cannot be read. It was put aside in ${aside}, with the old texts. Check what changed last.`;
    return { outcome: "setAside", message, stands: [] };
  }
  const { title } = journal;
  try {
    if (journal.phase === "commit" && (await canFinish(journal))) {
      await finish(journal);
      await closeJournal(state, journal);
      return { outcome: "finished", message: t`“${title}” was interrupted and is now finished.`, stands: [] };
    }
  } catch (error) {
    const stands = await standing(journal);
    const message = t`“${title}” was interrupted and cannot be finished yet: ${reasonOf(error)}. Written so far: ${stands.join(", ") || t`nothing`}. Free the files and try again.`;
    return { outcome: "open", message, stands };
  }
  const stands = await undo(state, journal);
  if (stands.length > 0) {
    // The journal stays: it is all that knows the old bytes.
    const message = t`“${title}” was interrupted and cannot be undone in ${stands.join(", ")}. Free these files, or put their earlier texts back by hand, and try again.`;
    return { outcome: "open", message, stands };
  }
  await closeJournal(state, journal);
  return { outcome: "undone", message: t`“${title}” was interrupted and is undone. Repeat it.`, stands: [] };
}
