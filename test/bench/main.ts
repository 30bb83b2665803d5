import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadProcesses, openWorkspace } from "../../src/core/index.ts";
import { nodePorts } from "../../src/host/node/ports.ts";
import { readProcesses } from "../../src/host/node/processes.ts";
import { generate, type Size } from "./generate.ts";
import { timesOfTree } from "./tree.ts";

const sizes: Record<string, Size> = {
  "small: 4 features": { features: 2, stories: 3, boxes: 8, others: 200 },
  "medium: 100 features in 5,000 files": { features: 50, stories: 10, boxes: 20, others: 4900 },
  "large: 1,000 features in 20,000 files": { features: 500, stories: 10, boxes: 20, others: 19_000 },
  "one feature of 40 stories and 800 boxes": { features: 1, stories: 40, boxes: 20, others: 50 },
};

/** Prints how long a first look takes, how long the next one after a change of one file, and what the tree of it costs. */
for (const [name, size] of Object.entries(sizes)) {
  const root = await mkdtemp(join(tmpdir(), "plangate-bench-"));
  try {
    await generate(root, size);
    const { sources } = await readProcesses(root);
    const workspace = openWorkspace(nodePorts(root, { git: false }), loadProcesses(sources).processes);
    const cold = await timed(() => workspace.refresh());
    const path = "tasks/feature-0-20261001T080000Z/plan.md";
    await appendFile(join(root, path), "\nOne more line.\n");
    const changed = await timed(() => workspace.refresh([path]));
    console.log(
      `${name.padEnd(42)} cold ${cold.toFixed(0).padStart(6)} ms   one changed file ${changed.toFixed(1).padStart(7)} ms`,
    );
    console.log(`  the tree: ${timesOfTree(workspace)}`);
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}
