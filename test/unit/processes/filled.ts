import {
  type Criterion,
  type Decision,
  type JudgedFeature,
  planDecide,
  type Workspace,
} from "../../../src/core/index.ts";
import { onlyFeature, stageAt } from "../core/judge/process.ts";
import { applied, planned } from "../core/plan/play.ts";
import { type Files, type MemoryOptions, openMemory, textsIn } from "../support/memory.ts";

/** The well-filled documents of a process, as they lie in the fixtures. */
export const filledFiles = (process: string): Record<string, string> =>
  textsIn(new URL(`../../fixtures/filled/${process}/`, import.meta.url));

export const person: Decision["by"] = { name: "Ada Roux", email: "ada@example.org" };

/** Opens a folder in memory and gives its only feature. */
export async function judged(files: Files, options: MemoryOptions = {}): Promise<JudgedFeature> {
  return onlyFeature(await openMemory(files, options));
}

/** One of a stage's criteria, by what people read. */
export function criterionAt(feature: JudgedFeature, stage: string, label: string): Criterion {
  const { criteria } = stageAt(feature, stage);
  const found = criteria.find((criterion) => criterion.label === label);
  if (!found)
    throw new Error(`no "${label}" at ${stage} among ${criteria.map((criterion) => criterion.label).join(", ")}`);
  return found;
}

/** What holds a stage: the labels of all that is not met. */
export const unmetAt = (feature: JudgedFeature, stage: string): string[] =>
  stageAt(feature, stage)
    .criteria.filter(({ verdict, severity }) => severity === "error" && (verdict === "unmet" || verdict === "unknown"))
    .map(({ label }) => label);

/** Approves a gate as a person would; the record is in what comes back. */
export async function approved(files: Files, feature: string, gate: string, workspace?: Workspace): Promise<Files> {
  const opened = workspace ?? (await openMemory(files));
  const found = opened.snapshot.features.find((each) => each.id === feature);
  if (!found) throw new Error(`there is no feature ${feature}`);
  const shown = stageAt(found, gate).approval?.subject ?? [];
  const plan = await planned(opened, files, (context) =>
    planDecide(feature, gate.split("/"), { kind: "approved", by: person, through: "editor", shown }, context),
  );
  return applied(files, plan);
}
