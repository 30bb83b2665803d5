import type { FollowUp } from "../../core/index.ts";
import { applyChange } from "./apply.ts";
import { commitPaths } from "./commit.ts";
import { endingOf, keepOutput } from "./keepOutput.ts";
import { runCommand } from "./runCommand.ts";

/** What became of one follow-up. No state depends on it; a failed one may be tried again. */
export interface Followed {
  followUp: FollowUp;
  done: boolean;
  message: string;
}

/**
 * Carries out what follows a Change and needs no editor: commits and commands, in order. Opening files is the editor's.
 * @param show Gets what a command prints, as it comes.
 * @param end Brings a command to its end.
 */
export async function runFollowUps(
  root: string,
  followUps: readonly FollowUp[],
  show: (text: string) => void,
  end?: AbortSignal,
): Promise<Followed[]> {
  const followed: Followed[] = [];
  for (const followUp of followUps) {
    if (followUp.kind === "commit") {
      // The person asked for this commit: the team's hooks run, as they do for any other.
      const result = await commitPaths(root, followUp.paths, followUp.message, { hooks: true });
      const message = result.done ? `Committed as ${result.sha.slice(0, 10)}: ${followUp.message}` : result.message;
      followed.push({ followUp, done: result.done, message });
    }
    if (followUp.kind === "run") {
      const ran = await runCommand(root, followUp, show, end);
      const change = keepOutput(followUp, ran);
      const kept = change && (await applyChange(root, change));
      const lost = kept && !kept.done ? ` Its output was not kept: ${kept.message}` : "";
      followed.push({ followUp, done: ran.exitCode === 0 && lost === "", message: endingOf(followUp, ran) + lost });
    }
  }
  return followed;
}
