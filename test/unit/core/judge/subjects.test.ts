import { deepEqual, equal, match } from "node:assert/strict";
import { actionsOf, adoptable, planAdopt, planAdvance, planDecide } from "../../../../src/core/index.ts";
import type { Files } from "../../support/memory.ts";
import { applied, asChange, planned } from "../plan/play.ts";
import { approvalAsked, doc, made } from "./made.ts";
import { onlyFeature, openUnder, stageAt } from "./process.ts";

const text = "# Doc\n\nText of its own.\n";
const two = made([
  doc("1", { ...approvalAsked, approval: { required: true, subject: ["x_doc1.md", "x_data.md"] } }),
  { id: "g", title: "G", stages: [doc("2"), doc("3")] },
]);
const both: Files = { "x_doc1.md": text, "x_data.md": text };

async function approvedBoth(): Promise<Files> {
  const workspace = await openUnder([two], both);
  const shown = stageAt(onlyFeature(workspace), "1").approval?.subject ?? [];
  equal(shown.length, 2);
  const by = { name: "", email: "ada@example.org" };
  return applied(
    both,
    await planned(workspace, both, (context) =>
      planDecide("x", ["1"], { kind: "approved", by, through: "terminal", shown }, context),
    ),
  );
}

describe("an approval of several files", () => {
  const state = async (over: Files): Promise<string> =>
    stageAt(onlyFeature(await openUnder([two], { ...(await approvedBoth()), ...over })), "1").state;

  it("stands while all of them do", async () => equal(await state({}), "passed"));
  for (const path of Object.keys(both)) {
    it(`falls with ${path} alone`, async () => equal(await state({ [path]: `${text}More.\n` }), "stale"));
  }
  it("falls where one of them is gone", async () => {
    const { "x_data.md": _, ...rest } = await approvedBoth();
    equal(stageAt(onlyFeature(await openUnder([two], rest)), "1").state, "stale");
  });
  it("does not stand for a file that was not in it, however often another one was", async () => {
    const files = await approvedBoth();
    const record = Object.keys(files).find((path) => path.includes("approvals/")) ?? "";
    const twice = { ...files, [record]: String(files[record]).replaceAll("x_data.md", "x_doc1.md") };
    equal(stageAt(onlyFeature(await openUnder([two], twice)), "1").state, "stale");
  });
  it("is refused at Advance once it is stale, with that as the reason", async () => {
    const files = { ...(await approvedBoth()), "x_data.md": `${text}More.\n` };
    const plan = await planned(await openUnder([two], files), files, (context, answers) =>
      planAdvance("x", ["1"], answers, context),
    );
    if (plan.kind !== "refusal") throw new Error("not refused");
    deepEqual([plan.code, plan.unmet.map(({ label }) => label)], ["approval-missing", ["Approval"]]);
    match(plan.unmet[0]?.message ?? "", /has changed since/);
  });
});

describe("who adopts", () => {
  const adopt = async (by: { name: string; email: string }): Promise<string> => {
    const files = { "x_doc2.md": text };
    const workspace = await openUnder([two], files);
    return (
      await planned(workspace, files, (context) =>
        planAdopt({ by, through: "editor", shown: adoptable(context.workspace.snapshot.features, by) }, context),
      )
    ).kind;
  };
  it("has a name or an address", async () => {
    deepEqual(
      [
        await adopt({ name: "Ada", email: "" }),
        await adopt({ name: "", email: "a@example.org" }),
        await adopt({ name: "", email: "" }),
      ],
      ["change", "change", "refusal"],
    );
  });
});

describe("groups and marks", () => {
  it("a group is never passed over itself; its gates are", async () => {
    const feature = onlyFeature(await openUnder([two], { ...(await approvedBoth()), "x_doc3.md": text }));
    deepEqual([stageAt(feature, "g").passedOver, stageAt(feature, "g/2").passedOver], [false, true]);
  });
  it("a mark alone is progress", async () => {
    const done = { field: { name: "Status", is: "done" } };
    const started = { field: { name: "Status", is: "doing" } };
    const process = made([doc("1"), doc("2", { criteria: [{ filled: {} }], done, started })]);
    const progress = async (status: string): Promise<boolean> =>
      stageAt(onlyFeature(await openUnder([process], { "x_doc1.md": text, "x_doc2.md": `Status: ${status}\n` })), "2")
        .progress;
    deepEqual(
      [await progress("done"), await progress("in progress"), await progress("not started")],
      [true, true, false],
    );
  });
});

describe("actionsOf", () => {
  const process = made([doc("1"), doc("2")], {
    actions: [
      { id: "all", title: "All", steps: [{ open: "x_doc1.md" }] },
      { id: "some", title: "Some", at: "2", steps: [{ open: "x_doc1.md" }] },
    ],
  });
  it("offers the feature's actions once, a stage's where it fits, and nothing for nobody", async () => {
    const workspace = await openUnder([process], { "x_doc1.md": text });
    deepEqual(
      actionsOf("x", { workspace }).map(({ id, stage }) => [id, stage]),
      [
        ["all", undefined],
        ["some", ["2"]],
      ],
    );
    deepEqual(actionsOf("y", { workspace }), []);
    equal(
      asChange(await planned(workspace, {}, (context, answers) => planAdvance("x", ["1"], answers, context))).followUps
        .length,
      1,
    );
  });
});
