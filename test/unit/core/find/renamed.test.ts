import { deepEqual, equal } from "node:assert/strict";
import { loadProcesses, openWorkspace, type Snapshot } from "../../../../src/core/index.ts";
import { builtInSources, type Files, memoryPorts, textsIn } from "../../support/memory.ts";

const workspaces = new URL("../../../workspaces/", import.meta.url);
const sample = Object.fromEntries(
  Object.entries(textsIn(new URL("sample/", workspaces))).map(([path, text]) => [path, text]),
);
const kept = {
  now: "2026-11-21T10:15:00.000Z",
  git: {
    head: "a".repeat(40),
    branch: "main",
    commits: [
      {
        sha: "a".repeat(40),
        at: "2026-10-01T08:00:00Z",
        author: "Ada",
        email: "ada@example.org",
        subject: "feat(instance_sync): start",
        parents: 1,
        files: ["src/a.ts", "docs/plans/instance_sync_stage0_problem.md"],
      },
    ],
    truncated: false,
    dirty: ["src/b.ts"],
    user: { name: "Ada", email: "ada@example.org" },
  },
};

/** The snapshot of a folder in which one process is known under another id, from another folder. */
async function snapshotWith(files: Files, id: string, newId: string): Promise<Snapshot> {
  const sources = builtInSources()
    .filter(({ folder }) => folder === id)
    .map(({ files: own }) => ({
      folder: newId === id ? id : `.plangate/processes/${newId}`,
      origin: newId === id ? ("built-in" as const) : ("workspace" as const),
      files: { ...own, "process.yaml": (own["process.yaml"] ?? "").replace(/^id: .*$/m, `id: ${newId}`) },
    }));
  const { processes, problems } = loadProcesses(sources);
  deepEqual(problems, []);
  equal(processes[0]?.id, newId);
  return openWorkspace(memoryPorts(files, kept), processes).refresh();
}

describe("a process is data: under another id it behaves the same", () => {
  for (const id of ["codex-plan", "complex-feature", "dev-cycle", "make-express", "phased"]) {
    it(id, async () => {
      const original = await snapshotWith(sample, id, id);
      equal(original.features.length > 0, true);
      const other = await snapshotWith(sample, id, "team-way");
      deepEqual(JSON.parse(JSON.stringify(other).replaceAll("team-way", id)), JSON.parse(JSON.stringify(original)));
    });
  }

  it("rules keep their row ids, under the name of the process", async () => {
    const { features } = await snapshotWith(sample, "complex-feature", "team-way");
    const rules = features.flatMap(({ stages }) => stages.flatMap(({ criteria }) => criteria.map(({ rule }) => rule)));
    equal(rules.includes("team-way/CF-G0"), true);
    equal(
      rules.some((rule) => rule?.startsWith("complex-feature/")),
      false,
    );
  });

  it("no code knows a process by its id", () => {
    const sources = textsIn(new URL("../../../../src/core/", import.meta.url));
    const naming = Object.entries(sources).filter(([, text]) =>
      /["'`](codex-plan|complex-feature|dev-cycle|make-express|phased)["'`/]/.test(text),
    );
    deepEqual(
      naming.map(([path]) => path),
      [],
    );
  });
});
