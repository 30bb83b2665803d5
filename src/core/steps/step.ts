import type { z } from "zod";
import type { Feature } from "../feature.ts";
import type { JudgedFeature } from "../judged.ts";
import type { Draft } from "../plan/draft.ts";
import type { Answers } from "../plan/questions.ts";
import type { Facts } from "../ports.ts";
import type { Process } from "../process/process.ts";
import { fillIn } from "../process/variables.ts";
import type { StageNode } from "../stages/source.ts";

/** What a step works with: its variables, the process's templates, where paths start, and the stage after this one. */
export interface StepContext {
  vars: Record<string, string>;
  /** What the person answered so far; a step may ask for more by stopping the draft with a question. */
  answers: Answers;
  /** Answers that may become part of a command: choices that the process names, and commands that the person chose. */
  choices: Answers;
  facts: Facts;
  process: Process;
  /** The feature that is acted on, as found and as judged; none where it is only started. */
  feature?: Feature;
  judged?: JudgedFeature;
  /** The stage that is acted on. */
  stage?: StageNode;
  /** ISO 8601, UTC. */
  now: string;
  templates: Readonly<Record<string, string>>;
  /** The feature's folder; paths with a `/` in front start at the workspace folder. */
  folder: string;
  /** Paths to commit, and whether there is a repository to commit to. */
  commit: { paths: string[]; possible: boolean };
  /** The documents of the next stage, and the place to go on at. */
  next: {
    documents: { path: string; template: string | undefined }[];
    open: { path: string; line?: number } | undefined;
    /** The stage itself. */
    stage?: StageNode;
  };
}

/** One kind of step: a file in this folder. It does one thing to a draft, and nothing to a disk. */
export interface StepKind<Schema extends z.ZodType = z.ZodType> {
  name: string;
  description: string;
  /** A short one in YAML, for the reference. Where there is none it shows one of a shipped process. */
  example?: string;
  schema: Schema;
  run(params: z.infer<Schema>, context: StepContext, draft: Draft): void;
}

/** Keeps the parameter type of `run` in step with the schema. */
export const step = <Schema extends z.ZodType>(kind: StepKind<Schema>): StepKind<Schema> => kind;

/**
 * A path of a process: from the feature's folder, or, with a `/` in front, from the workspace folder. A file that the
 * feature has is meant however its name is written: `PLAN.md` is its plan.md.
 */
export function pathOf(path: string, { vars, folder, feature }: StepContext): string {
  const filled = fillIn(path, vars);
  const whole = filled.startsWith("/") ? filled.slice(1) : folder === "" ? filled : `${folder}/${filled}`;
  const own = feature?.files.find((file) => file.path.toLowerCase() === whole.toLowerCase());
  return own?.path ?? whole;
}

/** A template's text with the variables filled in. */
export const templateOf = (name: string, context: StepContext): string =>
  fillIn(context.templates[name] ?? "", context.vars);
