import { planStart } from "../core/index.ts";
import { givenAnswers } from "./answers.ts";
import { type CarryOutOptions, carryOut, refuse, settle } from "./carryOut.ts";
import { openSession, planned, readableFolder, refusal } from "./session.ts";
import type { Terminal } from "./terminal.ts";
import { UsageError } from "./usageError.ts";

export interface StartOptions extends CarryOutOptions {
  process: string;
  title: string;
  /** Answers to the process's own questions, each `key=value`. */
  set: string[];
}

/** `plangate start`: scaffolds a feature. */
export async function start(terminal: Terminal, folder: string, options: StartOptions): Promise<number> {
  await settle(terminal, await readableFolder(folder), options);
  const session = await openSession(folder);
  const process = session.processes.find(({ id }) => id === options.process);
  if (!process) {
    const known = session.processes.map(({ id }) => id).join(", ");
    throw new UsageError(`There is no process ${options.process} here; known: ${known || "none"}.`);
  }
  if (!process.start) {
    return refuse(
      terminal,
      refusal("no-start", `${process.title} does not say how it starts; create its files by hand.`),
      options,
    );
  }
  const { asking, checkAllUsed } = givenAnswers(options.set, process.id, terminal, options.json);
  const plan = await planned(
    session,
    (context, answers) => planStart(process, { ...answers, title: options.title }, context),
    asking,
  );
  // A refusal comes before questions that were not asked then.
  if (plan.kind !== "refusal") {
    checkAllUsed();
  }
  return carryOut(terminal, session.root, plan, options);
}
