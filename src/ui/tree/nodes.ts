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
import { findingsAt } from "../findings.ts";

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
/** Rows that only gather others: "Archived", "Ready to start", and the problems of a folder or a feature. */
export type GroupNode = In & { kind: "archived" | "offers" | "problems"; rows: readonly Node[]; owner: string };

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
export function roots(engines: readonly FolderEngine[]): Node[] {
  const [only, ...others] = engines;
  if (only && others.length === 0) return inFolder(only);
  return engines.filter((engine) => inFolder(engine).length > 0).map((engine) => ({ kind: "folder", engine }));
}

export function childrenOf(node: Node): readonly Node[] {
  switch (node.kind) {
    case "folder":
      return inFolder(node.engine);
    case "archived":
    case "offers":
    case "problems":
      return node.rows;
    case "feature":
      return inFeature(node);
    case "stage":
      return node.stage.children.length > 0 ? inGroup(node) : inGate(node);
    case "item":
      return itemsWithin(node);
    case "history":
      return inHistory(node);
    default:
      return [];
  }
}

function inFolder(engine: FolderEngine): Node[] {
  const { features, offers } = engine.snapshot;
  const nodes = features.map((feature): FeatureNode => ({ kind: "feature", engine, feature }));
  const live = nodes.filter(({ feature }) => !feature.archived);
  const archived = nodes.filter(({ feature }) => feature.archived);
  return [
    ...live.sort((a, b) => byTitle(a.feature, b.feature)),
    ...group(
      engine,
      "offers",
      "",
      offers.map((offer): OfferNode => ({ kind: "offer", engine, offer })),
    ),
    ...group(engine, "problems", "", problemNodes(engine, "", engine.snapshot.problems)),
    ...group(engine, "archived", "", archived),
  ];
}

function inFeature({ engine, feature }: FeatureNode): Node[] {
  const placed = new Set(gatePaths(feature.stages));
  const unplaced = feature.findings
    .map((finding, index) => ({ finding, index }))
    .filter(({ finding }) => !placed.has(finding.stage));
  return [
    ...unplaced.map((one): FindingNode => ({ kind: "finding", engine, feature, ...one })),
    ...feature.stages.map((stage): StageNode => ({ kind: "stage", engine, feature, stage })),
    ...group(engine, "problems", feature.id, problemNodes(engine, feature.id, feature.problems)),
    { kind: "history", engine, feature },
  ];
}

/** The latest first: what a person looks for in a list that is cut off at the screen's end. */
function inHistory({ engine, feature }: HistoryNode): EventNode[] {
  const { events } = (engine.workspace && historyOf(feature.id, engine.workspace)) ?? { events: [] };
  return events.map((event, index): EventNode => ({ kind: "event", engine, feature, event, index })).reverse();
}

const inGroup = ({ engine, feature, stage }: StageNode): Node[] => [
  ...findingNodes({ engine, feature, stage }),
  ...stage.children.map((child): StageNode => ({ kind: "stage", engine, feature, stage: child })),
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
      .filter(({ verdict }) => verdict !== "notApplicable")
      .map((criterion, index): CriterionNode => ({ kind: "criterion", ...at, criterion, index })),
    ...(approval?.required || (approval && approval.decisions.length > 0)
      ? [{ kind: "approval", ...at, approval } satisfies ApprovalNode]
      : []),
    ...items
      .filter((item) => !items.some((other) => isWithin(item, other)))
      .map((item): ItemNode => ({ kind: "item", ...at, item })),
  ];
}

/** The boxes nested directly in this one. */
const itemsWithin = ({ engine, feature, stage, item }: ItemNode): ItemNode[] => {
  const inside = stage.items.filter((one) => isWithin(one, item));
  return inside
    .filter((one) => !inside.some((other) => isWithin(one, other)))
    .map((one): ItemNode => ({ kind: "item", engine, feature, stage, item: one }));
};

const isWithin = (inner: StageItem, outer: StageItem): boolean =>
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
