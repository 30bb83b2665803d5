import { deepEqual } from "node:assert/strict";
import { type Files, openMemory } from "../../support/memory.ts";

const definition = `id: own
title: Own
description: One stage for each check.
feature:
  id: "{dir}"
  title: {else: "{dir}"}
  folder: "{dir}"
  files:
    - {pattern: "work/{dir}/plan.md", role: plan}
    - {pattern: "work/{dir}/{group}/{name}.md", role: check, optional: true}
stages:
  - id: "{name}"
    title: "Check {name}"
    each: {files: {role: check}}
    gate:
      criteria: [{checklist: {}, label: Ticked}]
  - id: end
    title: End
    artifacts: [{role: plan, create: plan.md}]
    gate: {criteria: [{filled: {}}]}
`;

const plan: Files = { ".plangate/processes/own/process.yaml": definition, "work/a/plan.md": "# Plan\n\nText.\n" };
const ticked = "# Check\n\n- [x] Done\n";

async function stages(files: Files): Promise<string[]> {
  const { features } = (await openMemory({ ...plan, ...files })).snapshot;
  return features.flatMap((feature) =>
    feature.stages.map(({ path, title, state, artifacts }) =>
      [path.join("/"), title, state, artifacts.map((each) => each.path).join()].join(" | "),
    ),
  );
}

const end = (state: string): string => `end | End | ${state} | work/a/plan.md`;

describe("stages from files", () => {
  it("there is one for each file of the role, about that file, in the order of their paths", async () =>
    deepEqual(await stages({ "work/a/x/two.md": "# C\n\n- [ ] Open\n", "work/a/x/one.md": ticked }), [
      "one | Check one | passed | work/a/x/one.md",
      "two | Check two | open | work/a/x/two.md",
      end("locked"),
    ]));

  it("there is none where there is no such file", async () => deepEqual(await stages({}), [end("passed")]));

  it("two of the same name are told apart", async () =>
    deepEqual(await stages({ "work/a/x/one.md": ticked, "work/a/y/one.md": ticked }), [
      "one | Check one | passed | work/a/x/one.md",
      "one (work/a/y/one.md) | Check one | passed | work/a/y/one.md",
      end("passed"),
    ]));

  it("a brace in a file's name is no variable", async () =>
    deepEqual((await stages({ "work/a/x/{dir}.md": ticked }))[0], "(dir} | Check (dir} | passed | work/a/x/{dir}.md"));

  it("a file that cannot be read does not pass", async () =>
    deepEqual(await stages({ "work/a/x/one.md": { kind: "unreadable", reason: "It is binary." } }), [
      "one | Check one | open | work/a/x/one.md",
      end("locked"),
    ]));
});
