import { equal } from "node:assert/strict";
import type { Answers, JudgedFeature, Plan, PlanContext, Workspace } from "../../../../src/core/index.ts";
import { planAction, planAdvance, planStart } from "../../../../src/core/index.ts";
import { applied, planned } from "../../core/plan/play.ts";
import { builtInProcess, type Files, type MemoryOptions, openMemory } from "../../support/memory.ts";
import { filledFiles } from "../filled.ts";

export const LOG = "docs/implementation-log-parcel-claims.md";
export const PHASE_1 = `${LOG}#phase-1`;
export const PHASE_2 = `${LOG}#phase-2`;

/** A well-filled log of one phase, with all that it names. */
export const filled = (): Record<string, string> => ({ ...filledFiles("phased"), "README.md": "# Claims\n" });

/** The text of one stage's section, from its heading up to the next one. */
function sectionOf(text: string, stage: string): { start: number; end: number } {
  const heading = new RegExp(`^#{2,4} Stage ${stage}[ :].*$`, "m").exec(text);
  if (!heading) throw new Error(`there is no stage ${stage}`);
  const start = heading.index;
  const next = /^#{1,4} /m.exec(text.slice(start + heading[0].length));
  return { start, end: next ? start + heading[0].length + next.index : text.length };
}

/** The files with one stage edited; an edit that changes nothing is an error. */
export function withStage(files: Files, stage: string, edit: (section: string) => string, path = LOG): Files {
  const text = files[path] as string;
  const { start, end } = sectionOf(text, stage);
  const section = edit(text.slice(start, end));
  if (section === text.slice(start, end)) throw new Error(`nothing changed at stage ${stage}`);
  return { ...files, [path]: text.slice(0, start) + section + text.slice(end) };
}

/** A field's line with another value; `undefined` takes the line away, with what is nested in it. */
export const field =
  (name: string, value: string | undefined) =>
  (section: string): string =>
    section.replace(
      new RegExp(`^- ${name.replace("/", "\\/")}:.*\\n(?: +.*\\n)*`, "m"),
      value === undefined ? "" : `- ${name}:${value === "" ? "" : ` ${value}`}\n`,
    );

/** The log as it was when work stood at a stage: what comes behind is not begun. */
export function workingAt(stage: number, files: Files = filled()): Files {
  let now = withStage(files, String(stage), field("Status", "in-progress"));
  now = withStage(now, String(stage), field("Acceptance gate result", ""));
  for (let later = stage + 1; later <= 10; later++)
    now = withStage(now, String(later), (text) =>
      field("Acceptance gate result", "")(field("Status", "not-started")(text)),
    );
  return { ...now, [LOG]: (now[LOG] as string).replaceAll("- [x]", "- [ ]") };
}

export async function phase(files: Files, id = PHASE_1, options: MemoryOptions = {}): Promise<JudgedFeature> {
  const { features } = (await openMemory(files, options)).snapshot;
  const found = features.find((feature) => feature.id === id);
  if (!found) throw new Error(`no ${id} among ${features.map((feature) => feature.id).join(", ")}`);
  return found;
}

/** Plans over files in memory, with what the person answers. */
export async function plan(
  files: Files,
  make: (context: PlanContext, answers: Answers) => Plan,
  given: Answers = {},
  options: MemoryOptions = {},
): Promise<Plan> {
  const workspace: Workspace = await openMemory(files, options);
  return planned(workspace, files, (context, answers) => make(context, { ...answers, ...given }));
}

export const advance = (files: Files, stage: string, id = PHASE_1, options: MemoryOptions = {}): Promise<Plan> =>
  plan(files, (context, answers) => planAdvance(id, [stage], answers, context), {}, options);

export const act = (files: Files, action: string, stage: string, given: Answers, id = PHASE_1): Promise<Plan> =>
  plan(files, (context, answers) => planAction(id, action, [stage], answers, context), given);

export const start = (files: Files, given: Answers): Promise<Plan> =>
  plan(files, (context, answers) => planStart(builtInProcess("phased"), answers, context), given);

/** The log's text once a plan is carried out. */
export async function logAfter(files: Files, made: Promise<Plan>, path = LOG): Promise<string> {
  const text = applied(files, await made)[path];
  equal(typeof text, "string");
  return text as string;
}

/** What a refusal names, by label. */
export async function refusedFor(made: Promise<Plan>): Promise<string[]> {
  const done = await made;
  if (done.kind !== "refusal") throw new Error(`not refused: ${done.kind}`);
  return done.unmet.map(({ label }) => label);
}
