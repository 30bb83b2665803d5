import { readFileSync } from "node:fs";
import { parse } from "yaml";
import {
  type Answers,
  type AskedQuestion,
  type Change,
  type GitFacts,
  type Plan,
  type PlanContext,
  type Process,
  planAction,
  planAdvance,
  planDecide,
  planStart,
  type Workspace,
} from "../../../../src/core/index.ts";
import { sameElsewhere } from "../../support/elsewhere.ts";
import { type Files, memoryPorts, sha256 } from "../../support/memory.ts";
import { onlyFeature, openUnder, processOf } from "../judge/process.ts";
import { applied, asChange } from "../plan/play.ts";

const folder = new URL("../../../../templates/dev-cycle/", import.meta.url);
const shipped = parse(readFileSync(new URL("process.yaml", folder), "utf8"), { merge: true }) as {
  start: object;
  feature: object;
  actions: object[];
};
const templates = Object.fromEntries(
  ["PROJECT_RULES.md", "tasks.md"].map((name) => [name, readFileSync(new URL(name, folder), "utf8")]),
);

/** The first list of steps that has a step of this kind, wherever the process has it. */
function stepsWith(kind: string, value: unknown = shipped): object[] {
  if (typeof value !== "object" || value === null) return [];
  if (Array.isArray(value) && value.some((each) => typeof each === "object" && each !== null && kind in each))
    return value;
  for (const inner of Object.values(value)) {
    const found = stepsWith(kind, inner);
    if (found.length > 0) return found;
  }
  return [];
}

/** The shipped way to start, to advance and to act, over gates that ask nothing but their own mark: what is written is looked at. */
export const markOnly: Process = processOf(
  {
    id: "marks",
    title: "Marks",
    description: "Cycles whose gates ask nothing",
    feature: shipped.feature,
    start: shipped.start,
    // Closing is the way past the last gate; here it can be tried at any time.
    actions: [...shipped.actions, { id: "close", title: "Close", steps: stepsWith("closeCycle") }],
    stages: [
      {
        id: "cycle",
        title: "Cycle",
        each: { cycle: { role: "state" } },
        gate: { done: { state: { is: ["done", "skipped"] } }, advance: stepsWith("advanceCycle") },
      },
    ],
  },
  templates,
);

/** What a person answers, by the question's id; a function sees the question. Without an answer the plan stays a question. */
export type Said = Record<string, string | ((question: AskedQuestion) => string)>;

export const NOON = "2026-10-05T12:00:00.000Z";

/** A folder in memory, with a clock, in which plans are made and applied as a host does. */
export class Play {
  files: Files;
  git: GitFacts | undefined;
  now = NOON;
  process: Process;
  /** The questions that were asked, in order. */
  asked: AskedQuestion[] = [];

  constructor(files: Files, process: Process = markOnly, git?: GitFacts) {
    this.files = files;
    this.process = process;
    this.git = git;
  }

  open(): Promise<Workspace> {
    return openUnder([this.process], this.files, { now: this.now, ...(this.git && { git: this.git }) });
  }

  start(title: string, said: Said = {}): Promise<Plan> {
    return this.plan(said, (context, answers) => planStart(this.process, { ...answers, title }, context));
  }

  async advance(path?: string[]): Promise<Plan> {
    const id = onlyFeature(await this.open()).id;
    return this.plan({}, (context, answers) => planAdvance(id, path, answers, context));
  }

  async act(action: string, said: Said = {}): Promise<Plan> {
    const id = onlyFeature(await this.open()).id;
    return this.plan(said, (context, answers) => planAction(id, action, undefined, answers, context));
  }

  /** A person approves the gate in front, having seen what it is about. */
  async approve(): Promise<Plan> {
    const feature = onlyFeature(await this.open());
    const shown = feature.current?.approval?.subject ?? [];
    const by = { name: "Ada", email: "ada@example.org" };
    return this.plan({}, (context) =>
      planDecide(feature.id, undefined, { kind: "approved", by, through: "editor", shown }, context),
    );
  }

  /** Applies a change, and lets a minute pass. */
  apply(plan: Plan): Change {
    const change = asChange(plan);
    this.files = applied(this.files, change);
    this.now = new Date(Date.parse(this.now) + 60_000).toISOString();
    return change;
  }

  text(path: string): string {
    const text = this.files[path];
    if (typeof text !== "string") throw new Error(`${path} is not there`);
    return text;
  }

  // biome-ignore lint/suspicious/noExplicitAny: a test looks at whatever stands in the file
  json(path: string): any {
    return JSON.parse(this.text(path).replace(/^\ufeff/, ""));
  }

  private async plan(said: Said, make: (context: PlanContext, answers: Answers) => Plan): Promise<Plan> {
    const workspace = await this.open();
    const plan = await this.asking(workspace, said, make);
    const { asked } = this;
    await sameElsewhere(plan, workspace, (reopened) => this.asking(reopened, said, make));
    this.asked = asked;
    return plan;
  }

  private async asking(
    workspace: Workspace,
    said: Said,
    make: (context: PlanContext, answers: Answers) => Plan,
  ): Promise<Plan> {
    const ports = memoryPorts(this.files);
    const texts: Record<string, Awaited<ReturnType<typeof ports.read>>> = {};
    const answers: Record<string, string> = {};
    this.asked = [];
    for (let round = 0; round < 200; round++) {
      const plan = make({ workspace, texts, now: this.now, sha256 }, { ...answers });
      if (plan.kind === "wants") for (const path of plan.texts) texts[path] = await ports.read(path);
      else if (plan.kind === "ask") {
        const { question } = plan;
        this.asked.push(question);
        const answer = said[question.id];
        if (answer === undefined && question.required) return plan;
        answers[question.id] = typeof answer === "function" ? answer(question) : (answer ?? "");
      } else return plan;
    }
    throw new Error("the plan never ends asking");
  }
}

/** The lines that differ between two texts, without their line ends. */
export function changedLines(before: string, after: string): { gone: string[]; come: string[] } {
  const count = (lines: string[]): Map<string, number> => {
    const counts = new Map<string, number>();
    for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
    return counts;
  };
  const [old, next] = [before.split(/\r?\n/), after.split(/\r?\n/)];
  const [olds, nexts] = [count(old), count(next)];
  const less = (from: Map<string, number>, to: Map<string, number>): string[] =>
    [...from].flatMap(([line, n]) => Array.from({ length: Math.max(0, n - (to.get(line) ?? 0)) }, () => line.trim()));
  return { gone: less(olds, nexts), come: less(nexts, olds) };
}

/** The paths of the values that differ between two values of JSON. */
export function changedPaths(before: unknown, after: unknown, path = ""): string[] {
  if (Object.is(before, after)) return [];
  if (typeof before !== "object" || typeof after !== "object" || before === null || after === null) return [path];
  const keys = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keys].flatMap((key) =>
    changedPaths(
      (before as Record<string, unknown>)[key],
      (after as Record<string, unknown>)[key],
      path === "" ? key : `${path}.${key}`,
    ),
  );
}
