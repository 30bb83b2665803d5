import {
  type JudgedFeature,
  type JudgedStage,
  leavesOf,
  loadProcesses,
  type Process,
  type Workspace,
} from "../../../../src/core/index.ts";
import { type Files, type MemoryOptions, openPorts } from "../../support/memory.ts";

/** A process made from plain data, as `process.yaml` would say it; it has to load without a problem. */
export function processOf(definition: object, templates: Record<string, string> = {}): Process {
  const files = { "process.yaml": JSON.stringify(definition), ...templates };
  const { processes, problems } = loadProcesses([{ folder: "made", origin: "built-in", files }]);
  const process = processes[0];
  if (!process) throw new Error(`the process does not load: ${JSON.stringify(problems)}`);
  return process;
}

/** A folder in memory under the given processes alone; it is adopted only where it has `.plangate/`. */
export async function openUnder(
  processes: readonly Process[],
  files: Files,
  options: MemoryOptions = {},
): Promise<Workspace> {
  return openPorts(files, options, processes);
}

/** The only feature of a folder. */
export function onlyFeature(workspace: Workspace): JudgedFeature {
  const { features } = workspace.snapshot;
  if (features.length !== 1 || !features[0])
    throw new Error(`one feature was expected: ${features.map(({ id }) => id).join(", ")}`);
  return features[0];
}

/** A stage by its path, ids joined by `/`. */
export function stageAt(feature: JudgedFeature, path: string): JudgedStage {
  let stages = feature.stages;
  let found: JudgedStage | undefined;
  for (const id of path.split("/")) {
    found = stages.find((stage) => stage.id === id);
    stages = found?.children ?? [];
  }
  if (!found)
    throw new Error(
      `there is no stage ${path} among ${leavesOf(feature.stages)
        .map((leaf) => leaf.path.join("/"))
        .join(", ")}`,
    );
  return found;
}

/** The states of all leaves, by path. */
export const statesOf = (feature: JudgedFeature): Record<string, string> =>
  Object.fromEntries(leavesOf(feature.stages).map((leaf) => [leaf.path.join("/"), leaf.state]));

/** A text with one thing changed; what is to be replaced has to be there, once. */
export function instead(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`"${from}" stands ${parts.length - 1} times in the text`);
  return parts.join(to);
}
