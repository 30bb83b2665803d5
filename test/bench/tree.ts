import type { Workspace } from "../../src/core/index.ts";
import { noFilter } from "../../src/ui/tree/filter.ts";
import { childrenOf, mayUnfold, type Node, roots } from "../../src/ui/tree/nodes.ts";
import { sceneOf } from "../../src/ui/tree/scene.ts";
import { engineOf } from "../unit/ui/treeRows.ts";

/** What the tree of a folder costs: its top, the first feature unfolded to its last box, and a filter over all of it. */
export function timesOfTree(workspace: Workspace): string {
  const engines = [engineOf(workspace)];
  const all = sceneOf(noFilter, "nothing");
  let rows: Node[] = [];
  const top = timed(() => {
    rows = roots(engines, all);
    rows.forEach(mayUnfold);
  });
  let below = 0;
  const unfolding = timed(() => {
    const count = (node: Node): number => {
      if (node.kind === "history") return 1;
      return mayUnfold(node) ? childrenOf(node, all).reduce((sum, child) => sum + count(child), 1) : 1;
    };
    below = rows[0] ? count(rows[0]) : 0;
  });
  const filtering = timed(() => roots(engines, sceneOf({ ...noFilter, text: "step 7 module" }, "folder")));
  const waiting = timed(() => roots(engines, sceneOf({ ...noFilter, waiting: true }, "process")));
  return [
    `top ${top} ms`,
    `one feature's ${below} rows ${unfolding} ms`,
    `words ${filtering} ms`,
    `waiting ${waiting} ms`,
  ].join("   ");
}

function timed(work: () => unknown): string {
  const start = performance.now();
  work();
  return (performance.now() - start).toFixed(1);
}
