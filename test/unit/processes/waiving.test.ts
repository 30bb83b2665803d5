import { deepEqual, equal, match } from "node:assert/strict";
import { leavesOf, planDecide } from "../../../src/core/index.ts";
import { planned } from "../core/plan/play.ts";
import { openMemory, textsIn } from "../support/memory.ts";

const workspace = (name: string) => textsIn(new URL(`../../workspaces/${name}/`, import.meta.url));
const by = { name: "Ada", email: "ada@example.org" };

describe("C-4 processes that never let a gate be passed over", () => {
  const rows: [process: string, reason: RegExp][] = [
    ["dev-cycle", /Every unit passes all of its declared gates/],
    ["phased", /No stage begins before/],
  ];
  for (const [process, reason] of rows) {
    for (const kind of ["waived", "skipped"] as const) {
      it(`${process}: what is ${kind} is refused in the words of its rule`, async () => {
        const files = workspace(process);
        const opened = await openMemory(files);
        const feature = opened.snapshot.features.find((each) => each.process === process && each.current);
        const gate = feature?.current;
        if (!feature || !gate) throw new Error("nothing is in mid-work");
        const shown = gate.approval?.subject ?? [];
        const verdict = { kind, by, through: "editor" as const, comment: "In a hurry", shown };
        const plan = await planned(opened, files, (context) => planDecide(feature.id, gate.path, verdict, context));
        equal(plan.kind, "refusal");
        deepEqual(plan.kind === "refusal" && [plan.code].filter((code) => /^not-/.test(code)).length, 1);
        if (kind === "waived") match(plan.kind === "refusal" ? plan.message : "", reason);
      });
    }
  }

  it("complex-feature: a gate may be waived", async () => {
    const files = workspace("complex-feature");
    const { features } = (await openMemory(files)).snapshot;
    equal(
      features.flatMap(({ stages }) => leavesOf(stages)).every(({ unwaivable }) => unwaivable === undefined),
      true,
    );
  });
});
