import { leavesOf } from "../judged.ts";
import { fitsPath } from "../pattern.ts";
import { policyFile } from "../policy/policy.ts";
import type { StageDefinition } from "../process/schema.ts";
import type { PlanContext } from "./draft.ts";

/**
 * Whether a path holds decisions or what they rest on: a record, an approved text, the team's policy. A record is known
 * by what its process says of it as well: a feature that is only coming to be has none yet.
 */
export function holdsDecisions(path: string, { workspace }: Pick<PlanContext, "workspace">): boolean {
  const plain = path.normalize("NFC").toLowerCase();
  if (/^\.plangate\/(approvals|approved)(\/|$)/.test(plain) || plain === policyFile || plain.endsWith(".approved"))
    return true;
  const { features } = workspace.snapshot;
  if (features.some(({ stages }) => leavesOf(stages).some(({ approval }) => approval?.record === path))) return true;
  return workspace.processes.some(({ definition }) =>
    recordsOf(definition.stages).some((record) => fitsPath(anywhere(record), path)),
  );
}

/** Where the gates of some stages, and of those below them, keep their records. */
const recordsOf = (stages: readonly StageDefinition[]): string[] =>
  stages.flatMap(({ gate, gates = {}, stages: below = [] }) => [
    ...[gate, ...Object.values(gates)].flatMap((each) => each?.approval?.record ?? []),
    ...recordsOf(below),
  ]);

/** A record's place in whatever folder a feature has; what is filled in may be folders of its own. */
const anywhere = (record: string): string =>
  (record.startsWith("/") ? record.slice(1) : `**/${record}`)
    .split("/")
    .map((segment) => (/^\{\w+\}$/.test(segment) ? "**" : segment))
    .join("/");
