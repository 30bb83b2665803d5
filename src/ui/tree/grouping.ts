import type { JudgedFeature } from "../../core/index.ts";
import type { FolderEngine } from "../../host/vscode/folderEngine.ts";
import { byName } from "../../host/vscode/order.ts";
import type { Grouping } from "./scene.ts";

/** Features that are gathered under one row. */
export interface Gathered {
  /** Unique and stable among its siblings. */
  key: string;
  title: string;
  features: JudgedFeature[];
}

/** The features of a folder gathered by their process or by the folder they lie in, by title. */
export function gather(engine: FolderEngine, features: readonly JudgedFeature[], by: Grouping): Gathered[] {
  const groups = new Map<string, Gathered>();
  for (const feature of features) {
    const [key, title] = by === "process" ? [feature.process, feature.processTitle] : placeOf(engine, feature);
    const group = groups.get(key) ?? { key, title, features: [] };
    group.features.push(feature);
    groups.set(key, group);
  }
  return [...groups.values()].sort((a, b) => byName(a.title, b.title) || byName(a.key, b.key));
}

/** The folder that features of a kind lie in: a folder that is one feature's own says nothing more than its name. */
function placeOf({ workspace, folder }: FolderEngine, feature: JudgedFeature): [key: string, title: string] {
  const own = workspace?.feature(feature.id)?.folder ?? parentOf(feature.files[0] ?? "");
  const path = own === feature.id && own !== "." ? parentOf(own) : own;
  return path === "" || path === "." ? ["", folder.name] : [path, path];
}

const parentOf = (path: string): string => path.slice(0, Math.max(0, path.lastIndexOf("/")));
