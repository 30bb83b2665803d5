import { type LogOutputChannel, l10n, window } from "vscode";
import type { Change, FollowUp } from "../../core/index.ts";
import { commitPaths } from "../node/commit.ts";
import type { FolderEngine } from "./folderEngine.ts";
import { openAtPlaceholder } from "./place.ts";
import { runAsTask } from "./runAsTask.ts";

/** What a change asks for once its edits stand. Each may fail by itself: the edits stand all the same, and it is offered again. */
export async function followUp(engine: FolderEngine, change: Change, log: LogOutputChannel): Promise<void> {
  for (const next of change.followUps) await carryOut(engine, next, log);
}

async function carryOut(engine: FolderEngine, next: FollowUp, log: LogOutputChannel): Promise<void> {
  if (next.kind === "open") {
    await openAtPlaceholder(engine.folder, next.path, next.line ?? 1);
    return;
  }
  if (next.kind === "run") {
    await runAsTask(engine, next, log);
    return;
  }
  // The person asked for this commit: the team's hooks run, as they do for any other.
  const committed = await commitPaths(engine.folder.uri.fsPath, next.paths, next.message, { hooks: true });
  if (committed.done) {
    log.info(`commit ${committed.sha.slice(0, 10)}: ${next.message}`);
    await engine.refresh();
  } else {
    log.error(`${next.message}: ${committed.message}`);
    void offerAgain(engine, next, committed.message, log);
  }
}

/** Not awaited by the caller: the message stays as long as the person likes, and the next follow-up does not wait for it. */
async function offerAgain(
  engine: FolderEngine,
  next: FollowUp & { kind: "commit" },
  reason: string,
  log: LogOutputChannel,
): Promise<void> {
  const again = l10n.t("Commit Again");
  const show = l10n.t("Show Log");
  const message = l10n.t(
    "The files are written, but git did not commit {0}. {1} Commit them yourself or try again.",
    next.paths.join(", "),
    reason,
  );
  const chosen = await window.showWarningMessage(message, again, show);
  if (chosen === again) await carryOut(engine, next, log);
  if (chosen === show) log.show();
}
