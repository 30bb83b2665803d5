import {
  type Answers,
  type Change,
  type Findings,
  type Plan,
  type PlanContext,
  searchKey,
  type Texts,
  type Workspace,
} from "../../../../src/core/index.ts";
import { sameElsewhere } from "../../support/elsewhere.ts";
import { type Files, type MemoryOptions, memoryPorts, openMemory, sha256 } from "../../support/memory.ts";

export const NOW = "2026-10-05T08:15:00.250Z";

export type Make = (context: PlanContext, answers: Answers) => Plan;

/**
 * Makes a plan over a folder in memory, as a host does: what it wants is read, then it is made again. A question stops
 * it. Whatever the plan, it would write the same in another language.
 */
export async function planned(workspace: Workspace, files: Files, make: Make, now = NOW): Promise<Plan> {
  const plan = await asked(workspace, files, make, now);
  await sameElsewhere(plan, workspace, (reopened) => asked(reopened, files, make, now));
  return plan;
}

async function asked(workspace: Workspace, files: Files, make: Make, now: string): Promise<Plan> {
  const ports = memoryPorts(files);
  const texts: Record<string, Texts[string]> = {};
  const searches: Record<string, Findings> = {};
  const answers: Record<string, string> = {};
  for (let round = 0; round < 40; round++) {
    const plan = make({ workspace, texts, searches, now, sha256 }, { ...answers });
    if (plan.kind === "ask") {
      const { id, required, fallback } = plan.question;
      // What the test does not answer is passed over, as a person may do where no answer is needed.
      if (id in answers || (required && fallback === undefined)) return plan;
      answers[id] = "";
      continue;
    }
    if (plan.kind !== "wants") return plan;
    for (const search of plan.searches ?? []) searches[searchKey(search)] = await ports.search(search);
    for (const path of plan.texts) texts[path] = await ports.read(path);
  }
  throw new Error("the plan never ends wanting");
}

/** Makes a plan as a person would who answers every question somehow: a choice with the first of them, or the last. */
export async function answered(
  files: Files,
  make: Make,
  options: MemoryOptions = {},
  { workspace, takes = 0 }: { workspace?: Workspace; takes?: 0 | -1 } = {},
): Promise<Plan> {
  const opened = workspace ?? (await openMemory(files, options));
  const ports = memoryPorts(files, options);
  const texts: Record<string, Texts[string]> = {};
  const searches: Record<string, Findings> = {};
  const answers: Record<string, string> = {};
  for (let round = 0; round < 60; round++) {
    const context = { workspace: opened, texts: { ...texts }, searches: { ...searches }, now: NOW, sha256 };
    const plan = make(context, { ...answers });
    if (plan.kind === "ask") {
      const { id, choices, prefill, fallback, lines } = plan.question;
      answers[id] = choices.at(takes)?.value || (lines ? "One thing\nAnother" : prefill || fallback || "An answer");
      continue;
    }
    if (plan.kind !== "wants") return plan;
    for (const search of plan.searches ?? []) searches[searchKey(search)] = await ports.search(search);
    for (const path of plan.texts) texts[path] = await ports.read(path);
  }
  throw new Error("the plan never ends");
}

/** The plan as a change; a refusal is an error. */
export function asChange(plan: Plan): Change {
  if (plan.kind !== "change") throw new Error(`no change: ${JSON.stringify(plan)}`);
  return plan;
}

/** Applies a change to a folder in memory, as strictly as a host: what an edit expects has to be there. */
export function applied(files: Files, plan: Plan): Files {
  const after: Files = { ...files };
  for (const { path, expect, changes } of asChange(plan).edits) {
    const old = files[path];
    if (old !== undefined && typeof old !== "string") throw new Error(`${path} is no text`);
    if (expect === null ? old !== undefined : old === undefined || sha256(old) !== expect)
      throw new Error(`${path} is not what the edit expects`);
    const mark = old?.startsWith("\ufeff") ? "\ufeff" : "";
    const text = (old ?? "").slice(mark.length);
    let result = "";
    let at = 0;
    for (const change of changes) {
      if (change.offset < at || change.end < change.offset || change.end > text.length)
        throw new Error(`the edits of ${path} overlap or lie outside`);
      result += text.slice(at, change.offset) + change.text;
      at = change.end;
    }
    after[path] = mark + result + text.slice(at);
  }
  return after;
}

/** A file's text after a change. */
export function textAfter(files: Files, plan: Plan, path: string): string {
  const text = applied(files, plan)[path];
  if (typeof text !== "string") throw new Error(`${path} is not there`);
  return text;
}
