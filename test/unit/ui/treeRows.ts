import type { Workspace } from "../../../src/core/index.ts";
import type { FolderEngine } from "../../../src/host/vscode/folderEngine.ts";
import { childrenOf, type Node, roots } from "../../../src/ui/tree/nodes.ts";
import type { Scene } from "../../../src/ui/tree/scene.ts";

/** As much of a folder's engine as the rows of the tree ask of it. */
export function engineOf(workspace: Workspace, name = "work"): FolderEngine {
  const uri = { toString: () => `file:///${name}` };
  const engine = {
    folder: { name, uri },
    workspace,
    processes: workspace.processes,
    get snapshot() {
      return workspace.snapshot;
    },
  };
  return engine as unknown as FolderEngine;
}

/** The rows down to stages, as `title` or `title: below, below`. */
export function outline(engines: readonly FolderEngine[], scene: Scene): string[] {
  const text = (node: Node): string[] => {
    const below = (of: Node): string[] => childrenOf(of, scene).flatMap(text);
    const titled = (title: string): string => {
      const rows = below(node);
      return rows.length === 0 ? title : `${title} (${rows.join(", ")})`;
    };
    if (node.kind === "folder") return [titled(node.engine.folder.name)];
    if (node.kind === "feature") return [titled(node.feature.title)];
    if (node.kind === "stage") return [node.stage.children.length > 0 ? titled(node.stage.title) : node.stage.title];
    return "rows" in node ? [titled(node.title ?? node.kind)] : [];
  };
  return roots(engines, scene).flatMap(text);
}
