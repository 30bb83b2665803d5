import { deepEqual, equal, notEqual } from "node:assert/strict";
import type { GitFacts } from "../../../src/core/index.ts";
import { type Files, openMemory } from "../support/memory.ts";
import { approved, filledFiles } from "./filled.ts";

type Texts = Record<string, string>;

const adopted = { ".plangate/README.md": "# Approvals\n" };

function edited(files: Texts, path: string, from: string | RegExp, to: string): Texts {
  const text = files[path] ?? "";
  const after = text.replace(from, to);
  notEqual(after, text, `${path} does not hold ${from}`);
  return { ...files, [path]: after };
}

function without(files: Texts, path: string): Texts {
  const { [path]: gone, ...rest } = files;
  notEqual(gone, undefined, path);
  return rest;
}

const gitOf = (...commits: [files: string[], subject: string, at: string][]): GitFacts => ({
  head: "h",
  branch: "main",
  commits: commits.map(([files, subject, at], index) => ({
    sha: `${index}bcdef1234567890`,
    at,
    author: "Ada",
    email: "ada@example.org",
    subject,
    parents: 1,
    files,
  })),
  truncated: false,
  dirty: [],
  user: { name: "Ada", email: "ada@example.org" },
});

/** What disagrees with what, the files as they come to be, and each finding: kind, stage, place, the other places. */
interface Row {
  title: string;
  files: () => Texts | Promise<Texts>;
  git?: GitFacts;
  expect: string[];
}

/** The filled work of a process, adopted, with these gates approved in their order. */
async function ready(process: string, feature: string, gates: readonly string[]): Promise<Texts> {
  let files: Files = { ...filledFiles(process), ...adopted };
  for (const gate of gates) files = await approved(files, feature, gate);
  return files as Texts;
}

const express = () => ready("make-express", ".", ["2", "4", "6"]);
const state = "docs/dev-cycle/current-cycle.json";
const cycle = () => ready("dev-cycle", state, ["T-001/validation"]);
const cycleRecord = `.plangate/approvals/dev-cycle/${state}/T-001--validation.yaml`;
/** The cycle before its end: every gate is completed, and the cycle itself goes on. */
const running = (files: Texts): Texts => ({
  ...files,
  [state]: (files[state] ?? "")
    .replace('"status": "completed"', '"status": "in_progress"')
    .replace(/"completed_at": "[^"]*",\n/, "")
    .replaceAll('"feedback_loop_completed": true', '"feedback_loop_completed": false'),
});
const log = "docs/implementation-log-parcel-claims.md";
const phase = async (): Promise<Texts> => ({ ...filledFiles("phased"), ...adopted });
const task = "tasks/tour-export-20261012T090000Z";
const plan = `${task}/plan.md`;
const story = async (): Promise<Texts> => ({ ...filledFiles("codex-plan"), ...adopted });
const offline = "docs/plans/offline_scans";
const record = (gate: string): string => `.plangate/approvals/complex-feature/${offline}/${gate}.yaml`;
const large = () => ready("complex-feature", offline, ["0", "1", "2", "3", "4", "5"]);

const tables: Record<string, Row[]> = {
  "make-express": [
    { title: "nothing", files: express, expect: [] },
    {
      title: "an approval and its text (P-3)",
      files: async () => edited(await express(), "artifacts/test_plan.md", "# ", "# Another "),
      expect: ["stale 4 artifacts/test_plan.md:1 <- approvals/plan.approved:1"],
    },
    {
      title: "an approval and a file that is gone (P-3)",
      files: async () => without(await express(), "artifacts/rollback_plan.md"),
      expect: ["stale 4 artifacts/plan.md:1 <- approvals/plan.approved:1"],
    },
    {
      title: "a report and what was measured (ME-G6)",
      files: async () => edited(await express(), "coverage/lcov.info", /LH:\d+/, "LH:1"),
      expect: [
        "contradiction 6 artifacts/qa.md:5 <- coverage/lcov.info:1",
        "violation 6 artifacts/profile.md:1 <- artifacts/qa.md:5",
      ],
    },
    {
      title: "work behind gates that nobody approved (C-6)",
      files: async () => ({ ...filledFiles("make-express"), ...adopted }),
      expect: [
        "violation 2 artifacts/context.md:1 <- artifacts/assumptions.md:1",
        "violation 4 artifacts/assumptions.md:1 <- artifacts/plan.md:1",
        "violation 6 artifacts/profile.md:1 <- artifacts/qa.md:1",
      ],
    },
    {
      title: "a record that names no content (ME-A3)",
      files: async () => ({ ...(await express()), "approvals/plan.approved": "Fine with me.\n" }),
      expect: ["violation 4 approvals/assumptions.approved:1 <- artifacts/plan.md:1"],
    },
  ],
  "dev-cycle": [
    { title: "nothing", files: cycle, expect: [] },
    {
      title: "a gate's status and the disk (DC-G1)",
      files: async () => without(await cycle(), "Dockerfile"),
      expect: [
        `contradiction T-001/devops ${state}:45 <- Dockerfile:1`,
        `violation T-001/devops ${state}:46 <- ${state}:45`,
      ],
    },
    {
      title: "a gate's status and the files it records (DC-G0)",
      files: async () => without(await cycle(), "internal/label/label.go"),
      expect: [
        `contradiction T-001/implementation ${state}:25 <- ${state}:35`,
        `violation T-001/implementation ${state}:45 <- ${state}:35`,
      ],
    },
    {
      title: "a recorded commit and git (DC-G0)",
      files: cycle,
      git: gitOf(),
      expect: [
        `contradiction T-001/implementation ${state}:25 <- ${state}:52`,
        `violation T-001/implementation ${state}:45 <- ${state}:52`,
      ],
    },
    {
      title: "a unit and its gates (DC-G7)",
      files: async () =>
        edited(await cycle(), state, /"review": \{\s*"status": "completed"/, '"review": {"status": "pending"'),
      expect: [`contradiction T-001 ${state}:18 <- ${state}:48`, `violation T-001/review ${state}:49 <- ${state}:48`],
    },
    {
      title: "a file's own times (DC-G7)",
      files: async () => edited(await cycle(), state, /"updated_at": "[^"]*"/, '"updated_at": "2020-01-01T00:00:00Z"'),
      expect: [`contradiction rules ${state}:5 <- ${state}:4`, `contradiction rules ${state}:5 <- ${state}:49`],
    },
    {
      title: "an approval and the record of its unit (P-3)",
      files: async () => edited(await cycle(), state, /"criterion": "[^"]*"/, '"criterion": "Other"'),
      expect: [`stale T-001/validation ${state}:49 <- ${cycleRecord}:1`],
    },
    {
      title: "a flag of feedback and its report (DC-A5): there is no other place",
      files: async () => without(await cycle(), "docs/feedbacks/cycle-2026-10-12/backend-engineer.md"),
      expect: [`contradiction rules ${state}:13 <- `],
    },
    {
      title: "a gate called completed and the approval it lacks, with work behind it (C-6)",
      files: async () => ({ ...filledFiles("dev-cycle"), ...adopted }),
      expect: [`violation T-001/validation ${state}:1 <- ${state}:49`],
    },
    {
      title: "the same with nothing behind it (C-7)",
      files: () => running({ ...filledFiles("dev-cycle"), ...adopted }),
      expect: [`contradiction T-001/validation ${state}:48 <- ${cycleRecord}:1`],
    },
    {
      title: "the same before the folder is adopted: information",
      files: () => running(filledFiles("dev-cycle")),
      expect: [],
    },
  ],
  phased: [
    { title: "nothing", files: phase, expect: [] },
    {
      title: "a status and its evidence (PH-G1)",
      files: async () => without(await phase(), "docs/evidence/stage-2.txt"),
      expect: [`contradiction 2 ${log}:48 <- ${log}:54`, `violation 2 ${log}:60 <- ${log}:54`],
    },
    {
      title: "a status and the gate's result (PH-G1)",
      files: async () => edited(await phase(), log, /(Stage 2[\s\S]*?result\W*)pass/i, "$1fail"),
      expect: [`contradiction 2 ${log}:48 <- ${log}:58`, `violation 2 ${log}:60 <- ${log}:58`],
    },
    {
      title: "stages out of their order (PH-G4)",
      files: async () => edited(await phase(), log, /(Stage 2[\s\S]*?Status:\W*)done/i, "$1not-started"),
      expect: [`violation 2 ${log}:60 <- ${log}:46`],
    },
  ],
  "codex-plan": [
    { title: "nothing", files: story, expect: [] },
    {
      title: "an exit box and the report (CP-G3)",
      files: async () => without(await story(), `${task}/runs/S-1/20261013T141000Z/test-report.md`),
      expect: [`contradiction S-1/exit ${plan}:72 <- ${plan}:37`, `violation S-1/exit ${plan}:1 <- ${plan}:37`],
    },
    {
      title: "an exit box and the log (CP-G3)",
      files: async () => edited(await story(), `${task}/decision-log.md`, /done/gi, "continue"),
      expect: [
        `contradiction S-1/exit ${plan}:76 <- ${task}/decision-log.md:1`,
        `violation S-1/exit ${plan}:1 <- ${task}/decision-log.md:1`,
      ],
    },
    {
      title: "an exit box and a task's box (CP-G3)",
      files: async () => edited(await story(), plan, "- [x]", "- [ ]"),
      expect: [
        `contradiction S-1/exit ${plan}:75 <- ${plan}:56`,
        `violation S-1/exit ${plan}:1 <- ${plan}:56`,
        `violation S-1/work ${plan}:37 <- ${plan}:56`,
      ],
    },
  ],
  "complex-feature": [
    { title: "nothing", files: large, expect: [] },
    {
      title: "an approval and its text (P-3)",
      files: async () => edited(await large(), `${offline}_stage1_architecture_brief.md`, /\n(\w)/, "\nMore. $1"),
      expect: [`stale 1 ${offline}_stage1_architecture_brief.md:1 <- ${record("1")}:1`],
    },
    {
      title: "git and an approval: a document committed too early (CF-G9)",
      files: async () => without(await large(), record("1")),
      git: gitOf([[`${offline}_stage1_architecture_brief.md`], "docs: the brief", "2026-10-02T00:00:00Z"]),
      expect: [
        `violation 1 ${offline}_stage1_architecture_brief.md:1 <- ${record("1")}:1`,
        `violation 1 ${offline}_stage2_capability_map.md:1 <- ${offline}_stage1_architecture_brief.md:1`,
      ],
    },
    {
      title: "git and an approval: code too early (CF-G8)",
      files: async () => without(await large(), record("2")),
      git: gitOf([["docs/a.md", "src/queue.js"], "offline_scans: the queue", "2026-10-02T00:00:00Z"]),
      expect: [
        `violation 2 ${offline}_stage2_capability_map.md:1 <- src/queue.js:1 ${record("2")}:1`,
        `violation 2 ${offline}_stage3_playbook.md:1 <- ${offline}_stage2_capability_map.md:1`,
      ],
    },
  ],
};

describe("C-6 C-7 what disagrees is reported once for each gate, with both places", function () {
  this.timeout(30_000);
  for (const [process, rows] of Object.entries(tables)) {
    describe(process, () => {
      for (const { title, files, git, expect } of rows) {
        it(title, async () => {
          const workspace = await openMemory(await files(), git ? { git } : {});
          const findings = workspace.snapshot.features.flatMap((feature) => feature.findings);
          const said = findings.map(
            ({ kind, stage, place, related }) =>
              `${kind} ${stage} ${place.file}:${place.line} <- ${related.map(({ file, line }) => `${file}:${line}`).join(" ")}`,
          );
          deepEqual(said.sort(), expect);
          for (const { kind, stage, rule, message } of findings) {
            notEqual(rule, undefined, message);
            const same = findings.filter(
              (other) => other.kind === kind && other.stage === stage && other.rule === rule,
            );
            equal(new Set(same.map((other) => other.message)).size, same.length, `twice: ${message}`);
          }
        });
      }
    });
  }
});
