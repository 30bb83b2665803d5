import type { FollowUp } from "../../core/index.ts";
import { commitPaths } from "./commit.ts";

/** What became of one follow-up. No state depends on it; a failed one may be tried again. */
export interface Followed {
  followUp: FollowUp;
  done: boolean;
  message: string;
}

/** Carries out what follows a Change and needs no editor: commits, in order. Opening files is the editor's. */
export async function runFollowUps(root: string, followUps: readonly FollowUp[]): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const followUp of followUps) {
    if (followUp.kind === "commit") {
      // The person asked for this commit: the team's hooks run, as they do for any other.
      const result = await commitPaths(root, followUp.paths, followUp.message, { hooks: true });
      const message = result.done ? `Committed as ${result.sha.slice(0, 10)}: ${followUp.message}` : result.message;
      followed.push({ followUp, done: result.done, message });
    }
  }
  return followed;
}
