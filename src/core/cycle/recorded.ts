import type { Ended } from "./moves.ts";
import { type Entry, entriesAt, isEntry, ownerAt } from "./shape.ts";
import type { StateFile } from "./stateFile.ts";
import { idOf } from "./steps.ts";

/** Keys under which a record names the files that were written. */
const named = new Set([
  "test_file",
  "test_files",
  "implementation_file",
  "implementation_files",
  "files_changed",
  "files_created",
  "files_modified",
  "artifacts_created",
]);

/** The files that a unit's record says were written, each once; those of its parts included. */
export function recordedFiles(state: StateFile, unit: number, child = -1): string[] {
  const { json, shape } = state;
  const entry = ownerAt(json, shape, unit);
  const part = child < 0 ? undefined : ownerAt(json, shape, unit, child);
  // The record of the part that work is at stands at the unit.
  const own = part === undefined ? [entry] : isEntry(part.gate_progress) ? [part] : [recordOf(entry), part];
  const found = new Set<string>();
  for (const each of own) filesIn(each, false, found);
  return [...found].sort();
}

const recordOf = ({ gate_progress, agent_outputs, artifacts }: Entry): Entry => ({
  gate_progress,
  agent_outputs,
  artifacts,
});

/** All files that a cycle's records name. */
export function allRecordedFiles(state: StateFile): string[] {
  const units = entriesAt(state.get([state.shape.units]));
  const cycle = {
    gate_progress: state.get(["gate_progress"]),
    artifacts: state.get(["artifacts"]),
    agent_outputs: state.get(["agent_outputs"]),
  };
  const found = new Set<string>(units.flatMap((_, unit) => recordedFiles(state, unit)));
  filesIn(cycle, false, found);
  return [...found].sort();
}

function filesIn(value: unknown, isNamed: boolean, found: Set<string>): void {
  if (typeof value === "string") {
    const path = value.trim().replace(/^\.\//, "").replaceAll("\\", "/");
    if (isNamed && path !== "" && !path.startsWith("/") && !path.split("/").includes("..")) found.add(path);
  } else if (Array.isArray(value))
    for (const each of value) filesIn(isNamed && isEntry(each) ? (each.path ?? each.file) : each, isNamed, found);
  else if (isEntry(value)) {
    for (const [key, inner] of Object.entries(value))
      filesIn(inner, named.has(key) || (key === "artifacts" && Array.isArray(inner)), found);
  }
}

/** A unit's id and title, for people and for commits; a part without a title has its file's name, or its unit's title. */
export function labelOf({ json, shape }: StateFile, unit: number, child = -1): { id: string; title: string } {
  const entry = ownerAt(json, shape, unit, child < 0 ? undefined : child);
  const id = idOf(json, shape, unit, child);
  const own = [entry.title, entry.name].find((text) => typeof text === "string" && text.trim() !== "");
  const title =
    typeof own === "string" ? own.trim() : child < 0 ? id : labelOf({ json, shape } as StateFile, unit).title;
  return { id, title };
}

/** What is built: the folder that the tasks come from. */
export function featureOf(state: StateFile): string {
  const name = state.get(["feature_name"]) ?? state.get(["feature"]);
  if (typeof name === "string" && name.trim() !== "") return name.trim();
  const source = state.get(["source_file"]) ?? state.get(["tasks_file"]);
  const parts = typeof source === "string" ? source.split(/[\\/]/).filter((part) => part !== "") : [];
  const folder = parts.at(-2);
  return folder ?? (parts.at(-1) ?? "").replace(/\.md$/i, "");
}

/** What has to be committed now that units have ended, by the file's commit timing; none where it does not say. */
export function dueCommits(state: StateFile, ended: readonly Ended[]): Ended[] {
  const timing = state.get(["commit_timing"]);
  const { words } = state.shape;
  return ended.filter(({ kind }) => timing === `per_${kind === "child" ? words.child : words.unit}`);
}
