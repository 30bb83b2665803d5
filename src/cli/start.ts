import { type Process, planStart } from "../core/index.ts";
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
  const answers = { title: options.title, ...answersOf(process, options.set) };
  const plan = await planned(session, (context) => planStart(process, answers, context));
  return carryOut(terminal, session.root, plan, options);
}

function answersOf(process: Process, set: readonly string[]): Record<string, string> {
  const questions = process.start?.ask ?? [];
  const answers: Record<string, string> = {};
  for (const pair of set) {
    const at = pair.indexOf("=");
    const [key, value] = [pair.slice(0, at), pair.slice(at + 1)];
    const question = questions.find(({ id }) => at > 0 && id === key);
    if (!question) {
      const keys = questions.map(({ id }) => `${id}=…`).join(", ");
      throw new UsageError(
        `--set ${pair} answers no question of ${process.id}; ${keys ? `known: ${keys}` : "it has none"}.`,
      );
    }
    const values = question.kind === "yesNo" ? ["yes", "no"] : question.of?.map((choice) => choice.value);
    if (values && values.length > 0 && !values.includes(value)) {
      throw new UsageError(`--set ${key} takes one of: ${values.join(", ")}.`);
    }
    answers[key] = value;
  }
  const open = questions.find(({ id, required, fallback }) => required && !answers[id] && !fallback);
  if (open) {
    throw new UsageError(`${process.id} asks “${open.label}”; answer with --set ${open.id}=….`);
  }
  return answers;
}
