import { deepEqual, equal } from "node:assert/strict";
import { chmodSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import {
  type Finding,
  type JudgedFeature,
  openWorkspace,
  type Ports,
  type Snapshot,
} from "../../../../src/core/index.ts";
import { nodePorts } from "../../../../src/host/node/ports.ts";
import { folderWith, put } from "../../host/folder.ts";
import { builtIn, type Files, memoryPorts } from "../../support/memory.ts";
import { shownFeature, shownSnapshot } from "../../support/shown.ts";
import { cycle, express, log, plan } from "./texts.ts";

/** A feature of every process, as it should be. */
const healthy: Record<string, string> = {
  "docs/plans/sync_stage0_problem.md": "# Sync\n\n## Problem statement\n\nTwo nodes disagree.\n",
  "docs/plans/sync_stage1_architecture_brief.md": "# Sync\n\n## Options\n\n- Hub\n- Mesh\n",
  "tasks/export-20261005T081500Z/plan.md": plan,
  "tasks/export-20261005T081500Z/decision-log.md": "## 2026-10-05 — [S-1] Started\n\n- Decision: continue\n",
  "docs/dev-cycle/current-cycle.json": cycle,
  "docs/implementation-log.md": log,
  "services/printer/artifacts/express.md": express,
  "services/printer/artifacts/plan.md": "# Plan\n\nReconnect once.\n",
};

const healthyFeatures = [
  "complex-feature docs/plans/sync",
  "dev-cycle docs/dev-cycle/current-cycle.json",
  "make-express services/printer",
  "phased docs/implementation-log.md#phase-1",
  "codex-plan tasks/export-20261005T081500Z",
].sort();

const isHealthy = (feature: JudgedFeature): boolean => healthyFeatures.includes(shownFeature(feature));

/** What is shown of the healthy features: it must be the same whatever lies beside them. */
const shownHealthy = ({ features }: Snapshot): unknown =>
  (
    shownSnapshot({ features: features.filter(isHealthy), offers: [], problems: [], adopted: false, paths: [] }) as {
      features: unknown;
    }
  ).features;

const open = async (ports: Ports): Promise<Snapshot> => openWorkspace(ports, builtIn()).refresh();
const openDisk = (root: string): Promise<Snapshot> =>
  open(nodePorts(root, { git: false, now: "2026-10-05T08:15:00Z" }));

/** Each row: what lies beside, what is found besides the healthy features, and problems of the folder. */
describe("C-9 hostile files on disk: every other feature is complete", () => {
  let expected: unknown;
  before(async () => {
    const snapshot = await openDisk(folderWith(healthy));
    deepEqual(snapshot.features.map(shownFeature).sort(), healthyFeatures);
    expected = shownHealthy(snapshot);
  });

  const long = `${plan}\n${"The quick brown fox ships one more parcel. ".repeat(120_000)}\n`;
  const boxes = plan.replace(
    "- [ ] Write it",
    Array.from({ length: 10_000 }, (_, i) => `- [${i % 2 ? "x" : " "}] Task ${i}`).join("\n"),
  );
  const rows: [title: string, files: Record<string, string | Uint8Array>, features: string[], problems: string[]][] = [
    ["a plan of 5 MB", { "tasks/long/plan.md": long }, ["codex-plan tasks/long"], []],
    ["a plan of 5 MB in one line", { "tasks/long/plan.md": long.replaceAll("\n", " ") }, [], []],
    ["10,000 boxes", { "tasks/boxes/plan.md": boxes }, ["codex-plan tasks/boxes"], []],
    [
      "a binary plan",
      { "tasks/binary/plan.md": Uint8Array.from({ length: 4096 }, (_, i) => (i * 7) % 256) },
      [],
      ["unreadable tasks/binary/plan.md"],
    ],
    [
      "a plan in UTF-16",
      { "tasks/wide/plan.md": Buffer.from(`\ufeff${plan}`, "utf16le") },
      [],
      ["unreadable tasks/wide/plan.md"],
    ],
    [
      "a plan of invalid UTF-8",
      { "tasks/latin/plan.md": Buffer.from("# Plan\n\nCaf\xe9\n", "latin1") },
      [],
      ["unreadable tasks/latin/plan.md"],
    ],
    ["an empty plan", { "tasks/empty/plan.md": "" }, [], []],
    ["an empty stage", { "docs/plans/void_stage0_problem.md": "" }, ["complex-feature docs/plans/void"], []],
    [
      "an empty state file",
      { "docs/dev-refactor/current-cycle.json": "" },
      [],
      ["json-invalid docs/dev-refactor/current-cycle.json"],
    ],
    [
      "a binary state file",
      { "docs/dev-refactor/current-cycle.json": Uint8Array.of(0, 1, 2, 255) },
      [],
      ["unreadable docs/dev-refactor/current-cycle.json"],
    ],
    [
      "a fence that is never closed",
      { "tasks/fence/plan.md": plan.replace("- [ ] Write it", "```sh\nnpm test") },
      ["codex-plan tasks/fence"],
      [],
    ],
    [
      "a plan with a byte order mark and CRLF",
      { "tasks/bom/plan.md": `\ufeff${plan.replaceAll("\n", "\r\n")}` },
      ["codex-plan tasks/bom"],
      [],
    ],
    [
      "names of every kind",
      { "tasks/ü 是 (x) [y] #1/plan.md": plan, "tasks/.hidden/plan.md": plan, "tasks/{n}/plan.md": plan },
      ["codex-plan tasks/ü 是 (x) [y] #1", "codex-plan tasks/.hidden", "codex-plan tasks/{n}"],
      [],
    ],
    [
      "folders with the names of files",
      { "tasks/folder/plan.md/": "", "docs/plans/dir_stage0_problem.md/notes.md": "# Notes\n" },
      [],
      [],
    ],
    [
      "a path of 60 folders",
      { [`${"d/".repeat(60)}plan.md`]: plan },
      [`codex-plan ${"d/".repeat(60).slice(0, -1)}`],
      [],
    ],
    [
      "2,000 files that are nothing",
      Object.fromEntries(Array.from({ length: 2000 }, (_, i) => [`notes/${i % 50}/${i}.md`, `# ${i}\n`])),
      [],
      [],
    ],
    ["a broken process", { ".plangate-x/processes/a/process.yaml": "id: [" }, [], []],
  ];

  for (const [title, files, features, problems] of rows) {
    it(title, async () => {
      const snapshot = await openDisk(folderWith({ ...healthy, ...files }));
      deepEqual(shownHealthy(snapshot), expected);
      deepEqual(
        snapshot.features
          .filter((feature) => !isHealthy(feature))
          .map(shownFeature)
          .sort(),
        features.sort(),
      );
      deepEqual([...new Set(snapshot.problems.map(({ code, file }) => `${code} ${file}`))], problems);
    }).timeout(60_000);
  }

  it("every one of them at once", async () => {
    const all = Object.assign({}, ...rows.map(([, files]) => files)) as Record<string, string>;
    const snapshot = await openDisk(folderWith({ ...healthy, ...all }));
    deepEqual(shownHealthy(snapshot), expected);
  }).timeout(60_000);

  it("links in a circle, to nothing and out of the folder", async () => {
    const outside = folderWith({ "plan.md": plan });
    const root = folderWith({ ...healthy, "tasks/loop/": "", "tasks/gone/": "", "tasks/out/": "" });
    symlinkSync(root, join(root, "tasks/loop/again"));
    symlinkSync("b", join(root, "tasks/loop/a"));
    symlinkSync("a", join(root, "tasks/loop/b"));
    symlinkSync("nowhere.md", join(root, "tasks/gone/plan.md"));
    symlinkSync(join(outside, "plan.md"), join(root, "tasks/out/plan.md"));
    const snapshot = await openDisk(root);
    deepEqual(shownHealthy(snapshot), expected);
    deepEqual(snapshot.features.length, healthyFeatures.length);
    deepEqual(
      snapshot.problems.map(({ file }) => file),
      ["tasks/out/plan.md"],
    );
  });

  it("a file and a folder without permission", async function () {
    if (process.getuid?.() === 0 || process.platform === "win32") this.skip();
    const root = folderWith({ ...healthy, "tasks/closed/plan.md": plan, "tasks/locked/plan.md": plan });
    chmodSync(join(root, "tasks/closed/plan.md"), 0);
    chmodSync(join(root, "tasks/locked"), 0);
    try {
      const snapshot = await openDisk(root);
      deepEqual(shownHealthy(snapshot), expected);
      deepEqual(
        snapshot.problems.map(({ code, file }) => `${code} ${file}`),
        ["unreadable tasks/closed/plan.md", "unreadable-folder tasks/locked"],
      );
    } finally {
      chmodSync(join(root, "tasks/locked"), 0o755);
    }
  });

  it("a file that grows, shrinks, breaks and goes between two looks", async () => {
    const root = folderWith(healthy);
    const workspace = openWorkspace(nodePorts(root, { git: false }), builtIn());
    await workspace.refresh();
    const path = "tasks/late/plan.md";
    const looks: [content: string | Uint8Array, features: number][] = [
      [plan, 1],
      [plan.repeat(50), 1],
      [Uint8Array.of(0, 255), 0],
      ["", 0],
      [plan, 1],
    ];
    for (const [content, features] of looks) {
      put(root, path, content);
      const snapshot = await workspace.refresh([path]);
      deepEqual(shownHealthy(snapshot), expected);
      equal(snapshot.features.length, healthyFeatures.length + features);
    }
  });
});

describe("C-9 files that are there and are not", () => {
  const vanished = "tasks/export-20261005T081500Z/plan.md";

  it("a file that vanishes while it is read is absent, and everything else is whole", async () => {
    const files: Files = {
      ...healthy,
      "tasks/gone/plan.md": { kind: "absent" },
      "docs/plans/gone_stage0_problem.md": { kind: "absent" },
    };
    const snapshot = await open(memoryPorts(files));
    deepEqual(shownHealthy(snapshot), shownHealthy(await open(memoryPorts(healthy))));
    deepEqual(snapshot.features.length, healthyFeatures.length);
    equal(snapshot.paths.includes("docs/plans/gone_stage0_problem.md"), false);
  });

  it("a file that vanishes only when a gate asks for it", async () => {
    const files: Files = {
      ...healthy,
      "tasks/export-20261005T081500Z/decision-log.md": { kind: "absent" },
      "services/printer/artifacts/plan.md": { kind: "absent" },
      "services/printer/artifacts/qa.md": "# QA\n\nAll pass.\n",
    };
    const { features } = await open(memoryPorts(files));
    deepEqual(features.map(shownFeature).sort(), healthyFeatures);
  });

  it("a folder that cannot be read is said, with what lies beside it shown", async () => {
    const snapshot = await open(
      memoryPorts(healthy, {
        unreadable: [{ path: "tasks/locked", reason: "tasks/locked cannot be read: permission denied." }],
      }),
    );
    deepEqual(
      snapshot.problems.map(({ code, severity, file }) => [code, severity, file]),
      [["unreadable-folder", "warning", "tasks/locked"]],
    );
    deepEqual(shownHealthy(snapshot), shownHealthy(await open(memoryPorts(healthy))));
  });

  it("a document of a feature that cannot be read is unknown: no verdict counts it as done", async () => {
    const files: Files = {
      ...healthy,
      "docs/plans/sync_stage0_problem.md": {
        kind: "unreadable",
        reason: "docs/plans/sync_stage0_problem.md cannot be read: it is binary.",
      },
    };
    const { features } = await open(memoryPorts(files));
    const sync = features.find(({ id }) => id === "docs/plans/sync");
    const stage = sync?.stages[0];
    equal(stage?.state === "open", true);
    equal(
      stage?.criteria.some(({ verdict }) => verdict === "met"),
      false,
    );
    deepEqual(
      (sync?.findings ?? []).filter(({ kind }: Finding) => kind === "contradiction"),
      [],
    );
  });

  it("reading the same folder twice, and from two workspaces at once, gives the same", async () => {
    const workspace = openWorkspace(memoryPorts(healthy), builtIn());
    const first = shownSnapshot(await workspace.refresh());
    deepEqual(shownSnapshot(await workspace.refresh()), first);
    deepEqual(shownSnapshot(await workspace.refresh([vanished])), first);
    const [a, b] = await Promise.all([workspace.refresh(), workspace.refresh([vanished])]);
    deepEqual([shownSnapshot(a), shownSnapshot(b)], [first, first]);
  });

  it("a port that fails makes that refresh fail, and the next one works", async () => {
    const ports = memoryPorts(healthy);
    let fails = true;
    const workspace = openWorkspace(
      { ...ports, walk: () => (fails ? Promise.reject(new Error("gone")) : ports.walk()) },
      builtIn(),
    );
    await workspace.refresh().then(
      () => equal(true, false, "the refresh should fail"),
      (error: Error) => equal(error.message, "gone"),
    );
    fails = false;
    equal((await workspace.refresh()).features.length, healthyFeatures.length);
  });
});
