import type { JudgedFeature, JudgedStage } from "../../core/index.ts";
import { FolderEngine } from "../../host/vscode/folderEngine.ts";
import type { Surface } from "./surface.ts";

/** A feature to act on, and the stage where one was pointed at. */
export interface Target {
  engine: FolderEngine;
  feature: JudgedFeature;
  stage?: JudgedStage;
}

/**
 * What a command is about: the row it was called on, else the feature in focus. A row may be older than the latest
 * reading, so only its names are taken from it.
 */
export function targetOf(surface: Surface, argument: unknown): Target | undefined {
  const row = argument as Partial<Target> | undefined;
  if (row?.engine instanceof FolderEngine && row.feature !== undefined) {
    const feature = row.engine.feature(row.feature.id);
    if (!feature) return undefined;
    const stage = row.stage && stageAt(feature.stages, row.stage.path);
    return { engine: row.engine, feature, ...(stage && { stage }) };
  }
  return surface.focus.current;
}

/** The stage at a path of ids from the top down. */
export function stageAt(stages: readonly JudgedStage[], path: readonly string[]): JudgedStage | undefined {
  const stage = stages.find((one) => one.id === path[0]);
  return stage === undefined || path.length <= 1 ? stage : stageAt(stage.children, path.slice(1));
}

/** The gate a command is about: the stage pointed at where that is a leaf, else the feature's current one. */
export const gateOf = ({ feature, stage }: Target): JudgedStage | undefined =>
  stage && stage.children.length === 0 ? stage : (feature.current ?? undefined);
