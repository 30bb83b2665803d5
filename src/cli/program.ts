import { Command, CommanderError, Option } from "commander";
import { type DecisionKind, plain } from "../core/index.ts";
import { act } from "./act.ts";
import { adopt } from "./adopt.ts";
import { advance } from "./advance.ts";
import { check, formats } from "./check.ts";
import { decide } from "./decide.ts";
import { inspect } from "./inspect.ts";
import { log } from "./log.ts";
import { processList } from "./processList.ts";
import { start } from "./start.ts";
import { status } from "./status.ts";
import type { Terminal } from "./terminal.ts";
import { tick } from "./tick.ts";
import { UsageError } from "./usageError.ts";
import { packageVersion } from "./version.ts";

/** Runs one command line (without `node` and the script) and returns the exit code: 0 done, 1 refused or found, 2 bad usage. */
export async function run(args: readonly string[], given: Terminal): Promise<number> {
  const terminal = args.includes("--no-color") ? { ...given, color: false } : given;
  let code = 0;
  const program = commands(terminal, (exit) => {
    code = exit;
  });
  try {
    await program.parseAsync(args, { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError && error.exitCode === 0) {
      return 0;
    }
    const expected = error instanceof CommanderError || error instanceof UsageError;
    const message = error instanceof Error ? error.message : String(error);
    const told = expected ? message.replace(/^error: /, "") : `Unexpected: ${message} Please report this.`;
    // It may name files and features, which are what a person called them.
    terminal.err(`plangate: ${plain(told.replace(/\s*\n\s*/g, " ").trim())}\n`);
    return 2;
  }
}

function commands(terminal: Terminal, done: (exit: number) => void): Command {
  const program = new Command("plangate")
    .description("Where staged, gated work stands, and whether its gates hold.")
    .version(packageVersion())
    .option("--no-color", "never colour the output");

  /** A command of the program, with the options that all have. */
  const command = (usage: string, description: string): Command =>
    program
      .command(usage)
      .description(description)
      .option("--json", "print JSON for machines")
      .option("--no-color", "never colour the output");
  const reading = (usage: string, description: string): Command =>
    command(usage, description).option("--now <time>", "judge as of this time (ISO 8601)");
  const acting = (usage: string, description: string): Command =>
    command(usage, description).option("--dry-run", "print the edits as a unified diff and write nothing");

  reading("status", "every feature, its process, current gate and progress")
    .argument("[dir]", "the folder", ".")
    .option("--feature <id>", "this feature, in full")
    .action(async (dir, options) => done(await status(terminal, dir, options)));

  reading("inspect", "what is read from one file, and its problems")
    .argument("<file>", "the file")
    .argument("[dir]", "the folder that the file's path counts from")
    .action(async (file, dir, options) => done(await inspect(terminal, file, dir, options)));

  reading("check", "violations, stale approvals and contradictions; exit 1 where there are some")
    .argument("[dir]", "the folder", ".")
    .addOption(new Option("--format <format>", "how to print them").choices(formats))
    .option("--strict", "count problems of files too")
    .action(async (dir, options) => done(await check(terminal, dir, options)));

  reading("processes", "the processes known here, where each comes from, its rules")
    .argument("[dir]", "the folder", ".")
    .action(async (dir, options) => done(await processList(terminal, dir, options)));

  reading("log", "what happened to a feature, oldest first")
    .argument("[dir]", "the folder", ".")
    .option("--feature <id>", "the feature")
    .action(async (dir, options) => done(await log(terminal, dir, options)));

  acting("start", "start a feature")
    .argument("[dir]", "the folder", ".")
    .requiredOption("--process <id>", "the process it follows")
    .requiredOption("--title <title>", "its title")
    .option("--set <key=value>", "answer a question of the process; may be repeated", collect, [])
    .action(async (dir, options) => done(await start(terminal, dir, options)));

  acting("advance", "move a feature past its current gate, where that holds")
    .argument("[dir]", "the folder", ".")
    .option("--feature <id>", "the feature")
    .option("--stage <id>", "a stage other than the current one")
    .option("--set <id=value>", "answer a question of the process; may be repeated", collect, [])
    .action(async (dir, options) => done(await advance(terminal, dir, options)));

  acting("record", "an action of the process beside its gates, such as logging a loop")
    .argument("[dir]", "the folder", ".")
    .option("--feature <id>", "the feature")
    .option("--stage <id>", "a stage other than the current one")
    .option("--action <id>", "the action, where the process has several")
    .option("--set <id=value>", "answer a question of the action; may be repeated", collect, [])
    .action(async (dir, options) => done(await act(terminal, dir, "record", options)));

  acting("send-back", "send work back to an earlier gate, where its process knows that")
    .argument("[dir]", "the folder", ".")
    .option("--feature <id>", "the feature")
    .option("--stage <id>", "a stage other than the current one")
    .option("--action <id>", "the action, where the process has several")
    .option("--set <id=value>", "answer a question of the action; may be repeated", collect, [])
    .action(async (dir, options) => done(await act(terminal, dir, "sendBack", options)));

  acting("tick", "tick a box, or take the tick away")
    .argument("[dir]", "the folder", ".")
    .requiredOption("--file <path>", "the file, from the folder")
    .requiredOption("--line <number>", "the line of the box")
    .action(async (dir, options) => done(await tick(terminal, dir, options)));

  const deciding = (usage: string, description: string, kind: DecisionKind, why: string): Command =>
    acting(usage, `${description}; only for a person at a terminal`)
      .argument("[dir]", "the folder", ".")
      .option("--feature <id>", "the feature")
      .option("--stage <id>", "a stage other than the current one")
      .option("--comment <text>", why)
      .action(async (dir, options) => done(await decide(terminal, dir, kind, options)));
  deciding("approve", "approve a gate", "approved", "kept with the decision");
  deciding("request-changes", "ask for changes before a gate is approved", "changes-requested", "which changes");
  deciding("revoke", "take the last decision on a gate back", "revoked", "why");
  deciding("waive", "let work pass a gate that does not hold", "waived", "why").option(
    "--until <time>",
    "when the waiver ends (ISO 8601)",
  );
  deciding("skip", "pass over a conditional stage that does not apply", "skipped", "why");

  acting("adopt", "take on work from before Plangate; only for a person at a terminal")
    .argument("[dir]", "the folder", ".")
    .option("--comment <text>", "kept with the decisions")
    .action(async (dir, options) => done(await adopt(terminal, dir, options)));

  for (const each of [program, ...program.commands]) {
    each
      .exitOverride()
      .showSuggestionAfterError(false)
      .configureOutput({
        writeOut: terminal.out,
        writeErr: terminal.err,
        // The one line is ours to write, once.
        outputError: () => undefined,
      });
  }
  // Without a command commander would print the help as an error.
  program.action(() => {
    throw new UsageError(
      program.args[0] === undefined
        ? "Name a command; plangate --help lists them."
        : `There is no command ${program.args[0]}; plangate --help lists them.`,
    );
  });
  program.allowExcessArguments();
  return program;
}

const collect = (value: string, before: string[]): string[] => [...before, value];
