import { canFinish, closeJournal, finish, readJournal, setAside, undo } from "./journal.ts";

/** What became of a Change that an earlier run left half-way. */
export interface Settled {
  outcome: "finished" | "undone" | "setAside";
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
