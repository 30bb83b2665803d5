import type { JudgedFeature } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { waitingIn } from "../shared/waiting.ts";
import { type Filter, finder, isFiltering, noFilter, type Shown, shownOf } from "./filter.ts";
import type { FeatureNode } from "./nodes.ts";

export const groupings = ["nothing", "process", "folder"] as const;
/** What features are gathered by. */
export type Grouping = (typeof groupings)[number];

/** How the tree is looked at: what is filtered, what is gathered by what, and the rows that stay the same. */
export interface Scene {
  grouping: Grouping;
  filter: Filter;
  /** What the filter leaves of a feature; undefined where that is nothing. */
  shown(engine: FolderEngine, feature: JudgedFeature): Shown | undefined;
  /** The row of a feature. */
  node(engine: FolderEngine, feature: JudgedFeature): FeatureNode;
}

/** A scene over a filter. What it leaves of a feature is looked up once, as long as the feature is judged the same. */
export function sceneOf(filter: Filter, grouping: Grouping, node: Scene["node"] = newNode): Scene {
  const known = new WeakMap<JudgedFeature, Shown | undefined>();
  const isAll = !isFiltering(filter) && !filter.waiting;
  return {
    grouping,
    filter,
    node,
    shown(engine, feature) {
      if (isAll) return "all";
      if (!known.has(feature)) {
        const waiting = new Set(filter.waiting ? waitingIn(engine, feature).map(({ stage }) => stage) : []);
        known.set(
          feature,
          shownOf(feature, filter, (stage) => waiting.has(stage)),
        );
      }
      return known.get(feature);
    },
  };
}

const newNode: Scene["node"] = (engine, feature) => ({ kind: "feature", engine, feature });

/** Everything, gathered by nothing. */
export const everything = sceneOf(noFilter, "nothing");

/** Whether rows that are no features stay: they have no gates, and no process unless they say so. */
export function staysBeside({ filter }: Scene, texts: readonly string[], process?: string): boolean {
  if (filter.states.length > 0 || filter.waiting) return false;
  if (filter.processes.length > 0 && (process === undefined || !filter.processes.includes(process))) return false;
  return texts.some(finder(filter.text));
}
