import * as z from "zod";
import { t } from "../l10n.ts";
import { refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import { pathOf, step } from "./step.ts";

/** One command a line; what a person reads behind a prompt or as a line of its own is no command. */
const linesOf = (commands: string): string =>
  commands
    .split("\n")
    .filter((line) => line.trim() !== "")
    .join("\n");

export const run = step({
  name: "run",
  description:
    "Runs commands in the workspace's shell once the files are written, each line by itself until one fails, and keeps their output.",
  example: 'run: {command: "make test", keep: {output: "logs/test-{stamp}.log"}}',
  schema: z.strictObject({
    command: z
      .string()
      .describe(
        "Filled in with choices that the process itself names and commands that a person chose; all else reaches it through env, never as code",
      ),
    title: z.string().optional().describe("What people read instead of the command"),
    env: z.record(z.string(), z.string()).optional().describe("Environment variables, with variables filled in"),
    cwd: z.string().optional().describe("The feature's folder by default"),
    keep: z
      .strictObject({
        output: z.string().optional().describe("Everything it printed, in order"),
        stdout: z.string().optional().describe("What it printed"),
        stderr: z.string().optional().describe("What it printed as errors"),
        metrics: z.string().optional().describe("Its command, start, seconds and exit code, as JSON"),
      })
      .optional()
      .describe("Files that come to be when it has ended"),
  }),
  run({ command, title, env = {}, cwd, keep = {} }, context, draft) {
    const filled = linesOf(fillIn(command, context.choices));
    const unsafe = /\{(\w+)\}/.exec(
      fillIn(command, Object.fromEntries(Object.keys(context.choices).map((id) => [id, ""]))),
    )?.[1];
    if (unsafe !== undefined && Object.hasOwn(context.vars, unsafe)) {
      const name = `{${unsafe}}`;
      const message = t`The command "${command}" would be made of ${name}, which is text of the workspace or typed freely. Its process has to give it to the command through env.`;
      return draft.stop(refuse("unfit", message));
    }
    const paths = Object.entries(keep).flatMap(([name, path]) =>
      path === undefined ? [] : [[name, pathOf(path, context)] as const],
    );
    for (const [, path] of paths) draft.guard(path);
    draft.follow({
      kind: "run",
      title: title === undefined ? filled : fillIn(title, context.vars),
      command: filled,
      cwd: cwd === undefined ? context.folder : pathOf(cwd, context),
      env: Object.fromEntries(Object.entries(env).map(([name, value]) => [name, fillIn(value, context.vars)])),
      keep: Object.fromEntries(paths),
    });
  },
});
