import { lock } from "proper-lockfile";
import { codeOf } from "./reason.ts";

/** A held lock. `held()` turns false where another writer took it over, after this one slept too long. */
export interface Lock {
  held(): boolean;
  release(): Promise<void>;
}

const stale = 5000;

/** Waits for its turn to write to a workspace folder, about ten seconds at most. Undefined: another writer holds it. */
export async function lockFolder(state: string): Promise<Lock | undefined> {
  let held = true;
  try {
    const release = await lock(state, {
      // Beside the folder, so that the folder itself can go while the lock is held.
      lockfilePath: `${state}.lock`,
      realpath: false,
      stale,
      update: 1000,
      retries: { retries: 60, factor: 1.2, minTimeout: 20, maxTimeout: 250 },
      // The default throws outside of any call of ours.
      onCompromised: () => {
        held = false;
      },
    });
    return { held: () => held, release: () => release().catch(() => undefined) };
  } catch (error) {
    if (codeOf(error) === "ELOCKED") {
      return undefined;
    }
    throw error;
  }
}
