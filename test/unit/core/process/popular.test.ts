import { deepEqual } from "node:assert/strict";
import { readFileSync } from "node:fs";
import { loadProcesses } from "../../../../src/core/index.ts";
import { filesOf } from "../../support/fixtures.ts";
import { type Files, openMemory, textsIn } from "../../support/memory.ts";

const fixtures = new URL("../../../fixtures/processes/", import.meta.url);

/** Popular processes, written in what a process.yaml may say: nothing of them is in the code. */
describe("a process of one's own", () => {
  /** The states of a feature's stages, the first reason that holds it, in a folder with the process and its work. */
  async function judged(id: string, change: Files = {}): Promise<Record<string, string>> {
    const texts = textsIn(new URL(`${id}/`, fixtures));
    const own = Object.entries(texts).map(([name, text]) => [`.plangate/processes/${id}/${name}`, text]);
    const work = filesOf(readFileSync(new URL(`${id}.txt`, fixtures), "utf8"));
    const { features, problems } = (await openMemory({ ...Object.fromEntries(own), ...work, ...change })).snapshot;
    deepEqual(problems, []);
    return Object.fromEntries(
      features.map((feature) => {
        const states = feature.stages.flatMap((stage) =>
          (stage.children.length > 0 ? stage.children : [stage]).map(({ title, state }) => `${title} ${state}`),
        );
        return [`${feature.process} ${feature.id} "${feature.title}"`, states.join(", ")];
      }),
    );
  }

  for (const id of ["kiro", "openspec", "spec-kit"]) {
    it(`${id} loads`, () => {
      const files = textsIn(new URL(`${id}/`, fixtures));
      deepEqual(loadProcesses([{ folder: id, origin: "workspace", files }]).problems, []);
    });
  }

  const exported = 'kiro .kiro/specs/export-orders "Export Orders"';
  const tasks = ".kiro/specs/export-orders/tasks.md";

  it("kiro: finds each feature's folder and judges its three documents", async () =>
    deepEqual(await judged("kiro"), {
      [exported]: "Requirements passed, Design passed, Tasks open",
      'kiro .kiro/specs/refunds "Refunds"': "Requirements open, Design locked, Tasks locked",
    }));

  it("kiro: a task marked as optional holds nothing", async () => {
    const done = "# Plan\n\n- [x] 1. Query\n  - _Requirements: 1.1_\n- [ ]* 2. Measure\n";
    deepEqual((await judged("kiro", { [tasks]: done }))[exported], "Requirements passed, Design passed, Tasks passed");
    deepEqual(
      (await judged("kiro", { [tasks]: done.replace("]*", "]") }))[exported],
      "Requirements passed, Design passed, Tasks open",
    );
  });

  const quiet = 'openspec openspec/changes/add-quiet-hours "Add quiet hours"';
  const delta = "openspec/changes/add-quiet-hours/specs/couriers/spec.md";

  it("openspec: each delta is a stage of its own, in any order, and all hold the tasks", async () => {
    deepEqual(await judged("openspec"), {
      [quiet]: "Proposal passed, alerts passed, couriers open, Implementation locked",
      'openspec openspec/changes/add-labels "Add labels"': "Proposal passed, Implementation passed",
    });
    const scenario = "## MODIFIED Requirements\n\n### Requirement: Hours\n\n#### Scenario: Asleep\n\n- Then wait\n";
    deepEqual(
      (await judged("openspec", { [delta]: scenario }))[quiet],
      "Proposal passed, alerts passed, couriers passed, Implementation open",
    );
  });

  const reprint = 'spec-kit specs/012-label-reprint "Label reprint"';

  it("spec-kit: finds each numbered folder and judges its phases in their order", async () =>
    deepEqual(await judged("spec-kit"), {
      [reprint]:
        "Specification passed, requirements passed, Plan passed, Setup passed, Foundational (Blocking Prerequisites) passed, User Story 1 - Print again (Priority: P1) open",
      'spec-kit specs/013-bulk-labels "Bulk labels"': "Specification open, Plan locked, Tasks locked",
    }));

  it("spec-kit: an unticked check holds what comes after it", async () => {
    const checklist = "specs/012-label-reprint/checklists/requirements.md";
    const states = (await judged("spec-kit", { [checklist]: "# Checklist\n\n- [ ] CHK001 Can be tested\n" }))[reprint];
    deepEqual(states?.split(", ").slice(0, 3), ["Specification passed", "requirements open", "Plan locked"]);
  });
});
