import { deepEqual, equal, ok } from "node:assert/strict";
import { completionsAt } from "../../../src/core/index.ts";
import { type Files, openMemory } from "../support/memory.ts";

const log = "docs/implementation-log.md";
const files: Files = {
  "docs/evidence/run (1).txt": "ok\n",
  "src/app.js": "export {};\n",
  [log]:
    "# Log\n\n## Phase 2 — UI\n\n### Stage 0 — A\n\n- Status: \n- Evidence links: \n\n### Stage 1 — B\n\n- Status: done\n",
};
const problem = "docs/plans/scans_stage0_problem.md";
const plan = "tasks/scan/plan.md";
const more: Files = {
  [problem]: "# Stage 0\n\n## Problem Statement\n\nLost.\n",
  [plan]:
    "# Scan\n\n## Task Overview\n\nLost.\n\n## User Stories\n\n### Story S-1: Keep scans\n\n### Story S-2: Send scans\n\n## Definition of Done\n\n- x\n\n## Tests to Run\n\n`npm test`\n",
};

async function labels(path: string, before: string): Promise<string[]> {
  const workspace = await openMemory({ ...files, ...more });
  return completionsAt(workspace, path, before).map(({ label }) => label);
}

describe("completion in a document of a process", () => {
  it("offers the values that the process knows for a field", async () => {
    deepEqual(await labels(log, "- Status: "), ["in-progress", "blocked", "not-started", "done"]);
    deepEqual(await labels(log, "**Acceptance gate result**: p"), ["pass", "fail"]);
  });

  it("replaces what stands behind the name", async () => {
    const [first] = completionsAt(await openMemory(files), log, "- Status: fin");
    deepEqual([first?.start, first?.text], ["- Status: ".length, "in-progress"]);
  });

  it("offers nothing for a field that takes any text", async () => deepEqual(await labels(log, "- Owner: "), []));

  it("offers files where evidence is named, as links", async () => {
    const all = completionsAt(await openMemory(files), log, "- Evidence links: ");
    deepEqual(
      all.map(({ text }) => text),
      ["[run (1).txt](evidence/run%20%281%29.txt)", "[app.js](../src/app.js)"],
    );
  });

  it("offers the bare path inside the brackets of a link, and in a code span", async () => {
    const workspace = await openMemory(files);
    const texts = (before: string) => completionsAt(workspace, log, before).map(({ text }) => text);
    deepEqual(texts("- Evidence links: see [run](evid"), ["evidence/run%20%281%29.txt"]);
    deepEqual(texts("- Evidence links: `../s"), ["../src/app.js"]);
  });

  it("offers the sections that are missing behind the marks of a heading", async () => {
    deepEqual(await labels(problem, "## "), ["Current Pain Points", "Success Metrics", "Guardrails", "Unknowns"]);
  });

  it("offers ids of stories once one is begun, each with its title", async () => {
    deepEqual(await labels(plan, "Depends on S"), ["S-1", "S-2"]);
    deepEqual(await labels(plan, "Depends on [S-2"), ["S-2"]);
    deepEqual(await labels(plan, "Depends on "), []);
    const [first] = completionsAt(await openMemory(more), plan, "see S-1");
    equal(first?.detail, "Keep scans");
  });

  it("says nothing about a file of nobody's", async () => deepEqual(await labels("README.md", "- Status: "), []));

  it("takes no longer than it may on a line of a megabyte", async () => {
    const workspace = await openMemory(files);
    ok(completionsAt(workspace, log, `- ${"a:b ".repeat(250_000)}`).length >= 0);
  });
});
