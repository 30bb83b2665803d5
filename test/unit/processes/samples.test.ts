import { deepEqual, equal } from "node:assert/strict";
import { leavesOf } from "../../../src/core/index.ts";
import { openMemory, textsIn } from "../support/memory.ts";
import { judged } from "./filled.ts";

/** The sample workspaces that people open to look around, each in the middle of its work. */
const samples: [process: string, current: string, state: string, behind: number][] = [
  ["codex-plan", "S-2/work", "open", 6],
  ["complex-feature", "4", "open", 4],
];

describe("sample workspaces", () => {
  for (const [process, current, state, behind] of samples) {
    it(`${process} stands in the middle of its work, and nothing is wrong with it`, async () => {
      const files = textsIn(new URL(`../../workspaces/${process}/`, import.meta.url));
      // After the last of their decisions.
      const feature = await judged(files, { now: "2026-11-01T08:00:00Z" });
      equal(feature.process, process);
      deepEqual([feature.current?.path.join("/"), feature.current?.state], [current, state]);
      deepEqual([feature.findings, feature.problems], [[], []]);
      const main = leavesOf(feature.stages).filter(({ aside }) => !aside);
      equal(main.filter((leaf) => leaf.state === "passed").length, behind);
    });
  }

  for (const name of ["codex-plan", "complex-feature", "dev-cycle", "make-express", "phased", "sample"]) {
    it(`${name}: every approval was given under the rules of now (P-4), and none is from the future`, async () => {
      const files = textsIn(new URL(`../../workspaces/${name}/`, import.meta.url));
      const { features } = (await openMemory(files, { now: "2026-11-20T08:00:00Z" })).snapshot;
      const approvals = features.flatMap(({ stages }) => leavesOf(stages)).flatMap(({ approval }) => approval ?? []);
      deepEqual(
        approvals.filter(({ otherRules }) => otherRules).map(({ record }) => record),
        [],
      );
      deepEqual(
        features.flatMap(({ problems }) => problems).filter(({ code }) => code === "record-from-future"),
        [],
      );
    });
  }
});
