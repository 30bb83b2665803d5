import * as z from "zod";
import type { Choice } from "../change.ts";
import { newCycle } from "../cycle/create.ts";
import { StateFile } from "../cycle/stateFile.ts";
import { saidByProcess, t } from "../l10n.ts";
import { type Draft, refuse } from "../plan/draft.ts";
import { fillIn } from "../process/variables.ts";
import { readCycle } from "../readers/cycle/cycle.ts";
import { readMarkdown } from "../readers/markdown/markdown.ts";
import { readTasksFile, type TasksFile } from "../readers/tasksFile/tasksFile.ts";
import { like } from "../words.ts";
import { ask } from "./ask.ts";
import { ensureRules, projectRules } from "./projectRules.ts";
import { pathOf, type StepContext, step, templateOf } from "./step.ts";

const choice = z.strictObject({
  label: z.string().describe("The question"),
  of: z
    .array(
      z.strictObject({
        value: z.string().describe("What is written into the state file"),
        label: z.string().describe("What the person reads"),
      }),
    )
    .min(1)
    .describe("The answers"),
});

const schema = z.strictObject({
  from: z.string().describe("The tasks file or its folder; empty: only a tasks file is scaffolded"),
  tasks: z
    .strictObject({
      file: z.string().describe("The tasks file that comes to be"),
      template: z.string().describe("The template it is made from"),
    })
    .describe("Scaffolded where there are no tasks yet"),
  to: z
    .array(
      z.strictObject({
        file: z.string().describe("The state file"),
        when: z.string().optional().describe("Only for tasks whose path is like this"),
        refactor: z.boolean().optional().describe("The cycle reworks code that is there"),
      }),
    )
    .min(1)
    .describe("State files; the first whose `when` the path of the tasks fits"),
  gates: z.array(z.string()).min(1).describe("The gates that every unit passes"),
  rules: projectRules.describe("What must be written down about the project before its first cycle"),
  mode: choice.describe("Asked: how often the person is asked"),
  timing: choice.describe("Asked: when work is committed"),
});

export const createCycle = step({
  name: "createCycle",
  description:
    "Starts a cycle from a tasks file: its state file, once the project's rules are there; without tasks a tasks file to fill in.",
  schema,
  run(params, context, draft) {
    const from = fillIn(params.from, context.vars).trim();
    if (from === "") return scaffoldTasks(params.tasks, context, draft);
    const source = sourceAt(from, context, draft);
    const found = tasksAt(source, context, draft);
    const to = params.to.find(({ when }) => when === undefined || like(source, when)) ?? params.to[0];
    const path = pathOf(to?.file ?? "", context);
    const isInvalid = checkExisting(path, context, draft);
    const loaded = loadedText(found);
    draft.note(loaded);
    for (const note of warningsOf(source, found)) draft.note(note);
    if (!ensureRules(params.rules, context, draft)) return;
    const required = true;
    const mode = ask(
      {
        id: "execution_mode",
        label: saidByProcess(params.mode.label),
        detail: loaded,
        choices: choicesOf(params.mode),
        required,
      },
      context,
      draft,
    );
    const timing = ask(
      { id: "commit_timing", label: saidByProcess(params.timing.label), choices: choicesOf(params.timing), required },
      context,
      draft,
    );
    const text = newCycle({
      id: `cycle-${context.facts.sha256(`${context.now} ${source}`).slice(0, 8)}`,
      now: context.now,
      sourceFile: source,
      statePath: path,
      isRefactor: to?.refactor ?? false,
      executionMode: mode,
      commitTiming: timing,
      gates: params.gates,
      tasks: found.tasks,
    });
    if (isInvalid) setAside(path, text, context, draft);
    else draft.create(path, text);
    draft.open(path);
  },
});

const choicesOf = ({ of }: z.infer<typeof choice>): Choice[] =>
  of.map(({ value, label }) => ({ value, label: saidByProcess(label) }));

const SHOWN = 5;

/** The warnings of a tasks file, those that say the same of many tasks as one. */
function warningsOf(source: string, { problems }: TasksFile): string[] {
  const bare = problems.filter(({ code }) => code === "task-criteria");
  const single = bare.length > 1 ? problems.filter((each) => !bare.includes(each)) : problems;
  const notes = single.map(({ line, message }) => `${source}:${line}: ${message}`);
  const shown = notes.slice(0, SHOWN);
  const left = notes.length - SHOWN;
  if (left === 1) shown.push(t`1 more warning about the ids of tasks.`);
  else if (left > 1) shown.push(t`${left} more warnings about the ids of tasks.`);
  if (bare.length > 1) {
    const named = bare.slice(0, 2 * SHOWN).map(({ line }) => line);
    const lines = named.join(", ");
    shown.push(
      bare.length > named.length
        ? t`${bare.length} tasks have no acceptance criteria (${source}, lines ${lines} and ${bare.length - named.length} more): list them as check boxes under "Acceptance Criteria", or their validation has nothing to check.`
        : t`${bare.length} tasks have no acceptance criteria (${source}, lines ${lines}): list them as check boxes under "Acceptance Criteria", or their validation has nothing to check.`,
    );
  }
  return shown;
}

function scaffoldTasks(
  { file, template }: { file: string; template: string },
  context: StepContext,
  draft: Draft,
): void {
  const path = pathOf(file, context);
  draft.create(path, templateOf(template, context));
  draft.open(path);
  draft.note(t`Write the tasks in ${path}, then start again from that file: the state file comes then.`);
}

/** The tasks file that is meant: itself, or the one in a folder. */
function sourceAt(given: string, context: StepContext, draft: Draft): string {
  const from = given
    .replaceAll("\\", "/")
    .replace(/^\.?\/+/, "")
    .replace(/\/+$/, "");
  if (from.split("/").includes("..")) return draft.stop(refuse("unknown", t`${given} lies outside of this folder.`));
  const { facts } = context;
  if (facts.exists(from)) return from;
  const inside = facts
    .below(from === "" ? "" : `${from}/`)
    .filter((path) => !path.slice(from.length + 1).includes("/") && /tasks[^/]*\.md$/i.test(path));
  const [first] = inside;
  if (first === undefined)
    return draft.stop(
      refuse("unknown", t`There is no tasks file at ${from}. Name the file, or the folder it lies in.`),
    );
  const own = inside.find((path) => /(^|\/)tasks\.md$/i.test(path));
  if (own !== undefined || inside.length === 1) return own ?? first;
  const choices = inside.map((value) => ({ value, label: value }));
  return ask({ id: "tasks_file", label: t`Which tasks file of ${from}?`, choices, required: true }, context, draft);
}

function tasksAt(source: string, { facts }: StepContext, draft: Draft): TasksFile {
  const text = draft.text(source);
  // A subtask's title stands in its own file, which is read for this.
  const document = (path: string) => {
    const inner = draft.exists(path) ? draft.text(path) : undefined;
    return inner === undefined
      ? null
      : { kind: "markdown" as const, path, sha256: "", digest: "", unsaved: false, ...readMarkdown(path, inner) };
  };
  const around = { below: (prefix: string) => facts.below(prefix), document };
  const found = readTasksFile(
    { kind: "markdown", path: source, sha256: "", digest: "", unsaved: false, ...readMarkdown(source, text) },
    around,
  );
  const error = found.problems.find(({ severity }) => severity === "error");
  if (error) return draft.stop(refuse("unmet", `${source}: ${error.message}`));
  return found;
}

function loadedText({ tasks }: TasksFile): string {
  const subtasks = tasks.reduce((sum, task) => sum + task.subtasks.length, 0);
  if (tasks.length === 1)
    return subtasks === 1 ? t`Loaded 1 task with 1 subtask.` : t`Loaded 1 task with ${subtasks} subtasks.`;
  return subtasks === 1
    ? t`Loaded ${tasks.length} tasks with 1 subtask.`
    : t`Loaded ${tasks.length} tasks with ${subtasks} subtasks.`;
}

/** A state file that is there is never overwritten; true for one that cannot be read, and that the person gives up. */
function checkExisting(path: string, context: StepContext, draft: Draft): boolean {
  if (!draft.exists(path)) return false;
  const text = draft.text(path);
  const state = StateFile.open(text);
  const read = readCycle(path, text);
  const broken = read.problems.find(({ code }) => code === "json-invalid");
  if (!broken && (read.cycle || !("unfit" in state))) {
    const status = read.cycle?.status;
    return draft.stop(
      refuse(
        "exists",
        status
          ? t`A cycle is in ${path} already (${status}). Nothing is overwritten: resume it, or move the file away when it is over.`
          : t`A cycle is in ${path} already. Nothing is overwritten: resume it, or move the file away when it is over.`,
      ),
    );
  }
  const why = broken ? t`line ${broken.line} is not valid JSON` : t`it is no cycle's state`;
  const choices = [
    { value: "restart", label: t`Restart, and keep that file aside` },
    { value: "leave", label: t`Leave it: I mend the file` },
  ];
  const label = t`${path} cannot be resumed: ${why}. Restart the cycle?`;
  if (ask({ id: "invalid", label, choices, required: true }, context, draft) === "leave")
    draft.stop(refuse("nothing-to-do", t`${path} stays as it is: ${why}.`));
  return true;
}

/** The new state takes the place of what cannot be read; that is kept beside it, byte for byte. */
function setAside(path: string, text: string, context: StepContext, draft: Draft): void {
  const old = draft.text(path);
  const aside = path.replace(/(\.json)?$/, `.invalid-${context.vars.stamp ?? ""}.json`);
  draft.create(aside, old);
  draft.replace(path, 0, old.length, text);
  draft.note(t`What could not be read is kept in ${aside}.`);
}
