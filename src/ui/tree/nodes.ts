import {
  type Approval,
  type Criterion,
  type Finding,
  type HistoryEvent,
  historyOf,
  type JudgedFeature,
  type JudgedStage,
  type Offer,
  type Problem,
  type StageItem,
} from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { byTitle } from "../../host/vscode/order.ts";
import { findingsAt } from "../shared/found.ts";
import { gather } from "./grouping.ts";
import { everything, type Scene, staysBeside } from "./scene.ts";

interface In {
  engine: FolderEngine;
}
interface Of extends In {
  feature: JudgedFeature;
}
interface At extends Of {
  stage: JudgedStage;
}

export type FolderNode = In & { kind: "folder" };
export type FeatureNode = Of & { kind: "feature" };
export type StageNode = At & { kind: "stage" };
export type FindingNode = Of & { kind: "finding"; finding: Finding; index: number };
export type CriterionNode = At & { kind: "criterion"; criterion: Criterion; index: number };
export type ApprovalNode = At & { kind: "approval"; approval: Approval };
export type ArtifactNode = At & { kind: "artifact"; path: string; exists: boolean };
export type ItemNode = At & { kind: "item"; item: StageItem };
export type OfferNode = In & { kind: "offer"; offer: Offer };
export type EventNode = Of & { kind: "event"; event: HistoryEvent; index: number };
/** What happened to a feature; looked up only when it is unfolded. */
export type HistoryNode = Of & { kind: "history" };
export type ProblemNode = In & { kind: "problem"; problem: Problem; index: number; owner: string };
/** Rows that only gather others: "Archived", "Ready to start", the problems of a folder or a feature, and features of one
 * process or one folder, which have a title of their own. */
export type GroupNode = In & {
  kind: "archived" | "offers" | "problems" | "byProcess" | "byFolder";
  rows: readonly Node[];
  owner: string;
  title?: string;
};

/** One row of the tree. A row is an answer about one moment: whoever acts on it looks the thing up again by its names. */
export type Node =
  | FolderNode
  | FeatureNode
  | StageNode
  | FindingNode
  | CriterionNode
  | ApprovalNode
  | ArtifactNode
  | ItemNode
  | OfferNode
  | ProblemNode
  | HistoryNode
  | EventNode
  | GroupNode;

/** The top of the tree: the folder level is left out where there is one folder only. */
export function roots(engines: readonly FolderEngine[], scene: Scene = everything): Node[] {
  const [only, ...others] = engines;
  if (only && others.length === 0) return inFolder(only, scene);
  return engines.filter((engine) => inFolder(engine, scene).length > 0).map((engine) => ({ kind: "folder", engine }));
}

export function childrenOf(node: Node, scene: Scene = everything): readonly Node[] {
  switch (node.kind) {
    case "folder":
      return inFolder(node.engine, scene);
    case "archived":
    case "offers":
    case "problems":
    case "byProcess":
    case "byFolder":
      return node.rows;
    case "feature":
      return inFeature(node, scene);
    case "stage":
      return node.stage.children.length > 0 ? inGroup(node, scene) : inGate(node);
    case "item":
      return itemsWithin(node);
    case "history":
      return inHistory(node);
    default:
      return [];
  }
}

/** Whether a row has others below it, without looking at more of them than one. */
export function mayUnfold(node: Node): boolean {
  switch (node.kind) {
    case "folder":
    case "feature":
    case "history":
      return true;
    case "stage": {
      const { approval, artifacts, children, criteria, items } = node.stage;
      return (
        children.length > 0 ||
        items.length > 0 ||
        artifacts.length > 1 ||
        isAsked(approval) ||
        criteria.some(applies) ||
        findingsAt(node.feature, node.stage).length > 0
      );
    }
    case "item":
      return node.stage.items.some((one) => isWithin(one, node.item));
    default:
      return childrenOf(node).length > 0;
  }
}

function inFolder(engine: FolderEngine, scene: Scene): Node[] {
  const { features, offers, problems } = engine.snapshot;
  const shown = features.filter((feature) => scene.shown(engine, feature) !== undefined).sort(byTitle);
  const live = shown.filter(({ archived }) => !archived);
  const archived = shown.filter((feature) => feature.archived);
  const open = offers.filter(({ title, path, process }) => staysBeside(scene, [title, path], process));
  const told = problems.filter(({ message, file }) => staysBeside(scene, [message, file]));
  return [
    ...gathered(engine, live, scene),
    ...group(
      engine,
      "offers",
      "",
      open.map((offer): OfferNode => ({ kind: "offer", engine, offer })),
    ),
    ...group(engine, "problems", "", problemNodes(engine, "", told)),
    ...group(
      engine,
      "archived",
      "",
      archived.map((feature) => scene.node(engine, feature)),
    ),
  ];
}

/** Features as they are gathered: a single group would say nothing and is there all the same, so that rows keep their depth. */
function gathered(engine: FolderEngine, features: readonly JudgedFeature[], scene: Scene): Node[] {
  const { grouping } = scene;
  if (grouping === "nothing") return features.map((feature) => scene.node(engine, feature));
  return gather(engine, features, grouping).map(
    (one): GroupNode => ({
      kind: grouping === "process" ? "byProcess" : "byFolder",
      engine,
      owner: one.key,
      title: one.title,
      rows: one.features.map((feature) => scene.node(engine, feature)),
    }),
  );
}

function inFeature({ engine, feature }: FeatureNode, scene: Scene): Node[] {
  const placed = new Set(gatePaths(feature.stages));
  const unplaced = feature.findings
    .map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => !placed.has(finding.stage));
  return [
    ...unplaced.map((one): FindingNode => ({ kind: "finding", engine, feature, ...one })),
    ...stageNodes(engine, feature, feature.stages, scene),
    ...group(engine, "problems", feature.id, problemNodes(engine, feature.id, feature.problems)),
    { kind: "history", engine, feature },
  ];
}

function stageNodes(
  engine: FolderEngine,
  feature: JudgedFeature,
  stages: readonly JudgedStage[],
  scene: Scene,
): StageNode[] {
  const shown = scene.shown(engine, feature);
  return stages
    .filter((stage) => shown === "all" || shown?.has(stage))
    .map((stage): StageNode => ({ kind: "stage", engine, feature, stage }));
}

/** The latest first: what a person looks for in a list that is cut off at the screen's end. */
function inHistory({ engine, feature }: HistoryNode): EventNode[] {
  const { events } = (engine.workspace && historyOf(feature.id, engine.workspace)) ?? { events: [] };
  return events.map((event, index): EventNode => ({ kind: "event", engine, feature, event, index })).reverse();
}

const inGroup = ({ engine, feature, stage }: StageNode, scene: Scene): Node[] => [
  ...findingNodes({ engine, feature, stage }),
  ...stageNodes(engine, feature, stage.children, scene),
];

function inGate({ engine, feature, stage }: StageNode): Node[] {
  const at = { engine, feature, stage };
  const { approval, artifacts, criteria, items } = stage;
  return [
    ...findingNodes(at),
    // A single document opens with a click on the gate itself.
    ...(artifacts.length > 1 ? artifacts.map((one): ArtifactNode => ({ kind: "artifact", ...at, ...one })) : []),
    // What does not apply to this feature asks nothing of anybody.
    ...criteria
      .filter(applies)
      .map((criterion, index): CriterionNode => ({ kind: "criterion", ...at, criterion, index })),
    ...(approval && isAsked(approval) ? [{ kind: "approval", ...at, approval } satisfies ApprovalNode] : []),
    ...outermost(items).map((item): ItemNode => ({ kind: "item", ...at, item })),
  ];
}

const applies = ({ verdict }: Criterion): boolean => verdict !== "notApplicable";

const isAsked = (approval: Approval | undefined): boolean =>
  approval !== undefined && (approval.required || approval.decisions.length > 0);

/** The boxes that stand in no other one of the list. Boxes of a file come in its order: what is nested follows what is around it. */
function outermost(items: readonly StageItem[]): StageItem[] {
  const last = new Map<string, StageItem>();
  return items.filter((item) => {
    const before = last.get(item.file);
    if (before && isWithin(item, before)) return false;
    last.set(item.file, item);
    return true;
  });
}

/** The boxes nested directly in this one. */
const itemsWithin = ({ engine, feature, stage, item }: ItemNode): ItemNode[] => {
  return outermost(stage.items.filter((one) => isWithin(one, item))).map(
    (one): ItemNode => ({ kind: "item", engine, feature, stage, item: one }),
  );
};

/** Whether one box is nested in another. */
export const isWithin = (inner: StageItem, outer: StageItem): boolean =>
  inner.file === outer.file &&
  inner.source === "list" &&
  outer.source === "list" &&
  inner.depth > outer.depth &&
  inner.line > outer.line &&
  inner.line <= outer.endLine;

const findingNodes = ({ engine, feature, stage }: At): FindingNode[] =>
  findingsAt(feature, stage).map((finding, index) => ({ kind: "finding", engine, feature, finding, index }));

const gatePaths = (stages: readonly JudgedStage[]): string[] =>
  stages.flatMap((stage) => [stage.path.join("/"), ...gatePaths(stage.children)]);

const problemNodes = (engine: FolderEngine, owner: string, problems: readonly Problem[]): ProblemNode[] =>
  problems.map((problem, index) => ({ kind: "problem", engine, problem, index, owner }));

const group = (engine: FolderEngine, kind: GroupNode["kind"], owner: string, rows: readonly Node[]): GroupNode[] =>
  rows.length === 0 ? [] : [{ kind, engine, rows, owner }];
