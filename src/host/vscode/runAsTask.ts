import {
  CustomExecution,
  EventEmitter,
  type LogOutputChannel,
  l10n,
  type Pseudoterminal,
  Task,
  TaskRevealKind,
  tasks,
  window,
  workspace,
} from "vscode";
import type { Run } from "../../core/index.ts";
import { applyChange } from "../node/apply.ts";
import { endingOf, keepOutput } from "../node/keepOutput.ts";
import { runCommand } from "../node/runCommand.ts";
import type { FolderEngine } from "./folderEngine.ts";

/** The kind of task that the manifest declares. */
const taskType = "plangate";

/**
 * Starts a command as a task of the editor, in a terminal of its own, and keeps its output when it has ended. Only a
 * person's click leads here, and only in a trusted workspace.
 */
export async function runAsTask(engine: FolderEngine, run: Run, log: LogOutputChannel): Promise<void> {
  if (!workspace.isTrusted) return;
  const execution = new CustomExecution(async () => terminalFor(engine, run, log));
  const definition = { type: taskType, command: run.command };
  const task = new Task(definition, engine.folder, run.title, "Plangate", execution);
  task.presentationOptions = { reveal: TaskRevealKind.Always, clear: true };
  await tasks.executeTask(task);
}

function terminalFor(engine: FolderEngine, run: Run, log: LogOutputChannel): Pseudoterminal {
  const written = new EventEmitter<string>();
  const closed = new EventEmitter<number>();
  const end = new AbortController();
  const show = (text: string): void => written.fire(text.replace(/\r?\n/g, "\r\n"));
  const work = async (): Promise<void> => {
    show(`${run.command.replace(/^/gm, "> ")}\n\n`);
    const root = engine.folder.uri.fsPath;
    const ran = await runCommand(root, run, show, end.signal);
    const change = keepOutput(run, ran);
    const kept = change && (await applyChange(root, change));
    const ending = endingOf(run, ran);
    log.info(ending);
    show(`\n${ending}\n`);
    if (change && kept?.done) show(`${l10n.t("Kept: {0}", change.edits.map(({ path }) => path).join(", "))}\n`);
    if (kept && !kept.done) {
      log.error(kept.message);
      void window.showWarningMessage(l10n.t("The output of “{0}” was not kept. {1}", run.title, kept.message));
    }
    await engine.refresh();
    closed.fire(ran.exitCode ?? 1);
  };
  return {
    onDidWrite: written.event,
    onDidClose: closed.event,
    open: () => {
      work().catch((error: unknown) => {
        log.error(`${run.command} failed`, error);
        closed.fire(1);
      });
    },
    close: () => end.abort(),
  };
}
