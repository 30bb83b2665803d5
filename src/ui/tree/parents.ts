import type { JudgedFeature, JudgedStage, StageItem } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { childrenOf, type FeatureNode, type ItemNode, isWithin, type Node, roots, type StageNode } from "./nodes.ts";
import type { Scene } from "./scene.ts";

/** The row that a row stands below; undefined at the top. What is filtered away has none. */
export function parentOf(node: Node, engines: readonly FolderEngine[], scene: Scene): Node | undefined {
  const { engine, kind } = node;
  const folder: Node | undefined = engines.length > 1 ? { kind: "folder", engine } : undefined;
  if (kind === "folder") return undefined;
  if (kind === "feature") return groupOf(node, engines, scene) ?? folder;
  if (kind === "item") return outerItem(node) ?? stageNode(node, node.stage.path);
  if (kind === "stage")
    return node.stage.path.length > 1
      ? stageNode(node, node.stage.path.slice(0, -1))
      : scene.node(engine, node.feature);
  if ("stage" in node) return stageNode(node, node.stage.path);
  return "feature" in node ? scene.node(engine, node.feature) : folder;
}

/** The group that gathers a feature: archived ones, or those of one process or folder. */
function groupOf({ engine, feature }: FeatureNode, engines: readonly FolderEngine[], scene: Scene): Node | undefined {
  const tops = engines.length > 1 ? childrenOf({ kind: "folder", engine }, scene) : roots(engines, scene);
  return tops.find(
    (top) => "rows" in top && top.rows.some((row) => row.kind === "feature" && row.feature.id === feature.id),
  );
}

/** The innermost box around a box. */
function outerItem({ engine, feature, stage, item }: ItemNode): ItemNode | undefined {
  const outer = stage.items.filter((one) => isWithin(item, one)).sort((a, b) => b.depth - a.depth)[0];
  return outer && { kind: "item", engine, feature, stage, item: outer };
}

interface Of {
  engine: FolderEngine;
  feature: JudgedFeature;
}

function stageNode({ engine, feature }: Of, path: readonly string[]): StageNode | undefined {
  let stages: readonly JudgedStage[] = feature.stages;
  let stage: JudgedStage | undefined;
  for (const id of path) {
    stage = stages.find((one) => one.id === id);
    stages = stage?.children ?? [];
  }
  return stage && { kind: "stage", engine, feature, stage };
}

/**
 * The row that is about a line of a file: its box, else the stage whose text it is in, else the feature. Undefined where
 * the file belongs to no feature here.
 */
export function nodeAt(engine: FolderEngine, path: string, line: number, scene: Scene): Node | undefined {
  const feature = engine.snapshot.features.find(({ files }) => files.includes(path));
  if (!feature) return undefined;
  const shown = scene.shown(engine, feature);
  const found = stageAtLine(feature, path, line);
  const isShown = found && (shown === "all" || shown?.has(found.stage));
  if (!isShown) return scene.node(engine, feature);
  const { stage, item } = found;
  return item ? { kind: "item", engine, feature, stage, item } : { kind: "stage", engine, feature, stage };
}

/**
 * The stage that a line of a file belongs to: the one with a box on it; else the one that begins nearest above it. Where
 * several begin there, it is the one that work is at, else the outermost.
 */
function stageAtLine(
  feature: JudgedFeature,
  path: string,
  line: number,
): { stage: JudgedStage; item?: StageItem } | undefined {
  const stages = allStages(feature.stages);
  for (const stage of stages) {
    const item = stage.items.find((one) => one.file === path && one.line === line);
    if (item) return { stage, item };
  }
  const starts = stages.flatMap((stage) => {
    const isArtifact = stage.artifacts.some((artifact) => artifact.exists && artifact.path === path);
    if (stage.place?.file === path) return [{ stage, from: stage.place.line }];
    return isArtifact ? [{ stage, from: 1 }] : [];
  });
  const nearest = Math.max(...starts.filter(({ from }) => from <= line).map(({ from }) => from));
  const there = starts.filter(({ from }) => from === nearest).map(({ stage }) => stage);
  const current = feature.current?.path.join("/");
  const stage = there.find(({ path: ids }) => ids.join("/") === current) ?? there[0];
  return stage && { stage };
}

const allStages = (stages: readonly JudgedStage[]): JudgedStage[] =>
  stages.flatMap((stage) => [stage, ...allStages(stage.children)]);
