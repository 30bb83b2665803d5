import type { JudgedFeature, JudgedStage, Snapshot } from "../core/index.ts";
import { byText } from "./order.ts";
import { UsageError } from "./usageError.ts";

/** The feature that `--feature` names; without it the only one that is neither done nor archived. */
export function featureIn(snapshot: Snapshot, id: string | undefined): JudgedFeature {
  if (id !== undefined) {
    const found = snapshot.features.find((feature) => feature.id === id);
    if (found) {
      return found;
    }
    throw new UsageError(`There is no feature ${id} here; ${listed(snapshot.features.map((feature) => feature.id))}`);
  }
  const live = snapshot.features.filter((feature) => !feature.archived && !feature.done);
  if (live.length === 1) {
    return live[0] as JudgedFeature;
  }
  throw new UsageError(`Name a feature with --feature; ${listed(live.map((feature) => feature.id))}`);
}

const listed = (ids: string[]): string =>
  ids.length === 0 ? "none was found." : `known: ${ids.sort(byText).join(", ")}.`;

/** The stage that `--stage` names: by its path joined with `/`, or by an id that only one stage has. */
export function stageIn(feature: JudgedFeature, id: string): JudgedStage {
  const stages = allStages(feature.stages);
  const exact = stages.filter((stage) => stage.path.join("/") === id);
  const found = exact.length > 0 ? exact : stages.filter((stage) => stage.id === id);
  if (found.length === 1) {
    return found[0] as JudgedStage;
  }
  const known = (found.length > 0 ? found : stages).map((stage) => stage.path.join("/"));
  const why = found.length > 1 ? "is the id of several stages" : "is no stage";
  throw new UsageError(`${id} ${why} of ${feature.id}; name one of: ${known.join(", ")}.`);
}

function allStages(stages: readonly JudgedStage[]): JudgedStage[] {
  return stages.flatMap((stage) => [stage, ...allStages(stage.children)]);
}
