import { deepEqual, equal, match } from "node:assert/strict";
import { actionsOf, planAction } from "../../../../src/core/index.ts";
import { type Files, sha256 } from "../../support/memory.ts";
import { doc, made } from "../judge/made.ts";
import { openUnder } from "../judge/process.ts";
import { asChange, NOW } from "./play.ts";

const steps = [{ append: { file: "{feature}_log.md", line: "{id}" } }];
const grouped = (actions: object[]) =>
  made([doc("1"), { id: "g", title: "Group", stages: [doc("2"), doc("3")] }], { actions });
const files: Files = { "x_doc1.md": "# One\n\nText.\n", "x_doc2.md": "# Two\n\nText.\n" };

async function offered(action: object): Promise<string[]> {
  const workspace = await openUnder([grouped([{ id: "act", title: "Act", steps, ...action }])], files);
  return actionsOf("x", { workspace }).map(({ stage }) => stage?.join("/") ?? "(feature)");
}

describe("a process's actions", () => {
  const rows: [title: string, action: object, at: string[]][] = [
    ["belong to the feature", {}, ["(feature)"]],
    ["belong to the stages whose id fits, at any depth", { at: "2" }, ["g/2"]],
    ["belong to groups as well", { at: "g" }, ["g"]],
    ["belong to all stages", { at: "*" }, ["1", "g", "g/2", "g/3"]],
    ["go by the path where it has a slash", { at: "g/*" }, ["g/2", "g/3"]],
    ["are offered only where their condition holds", { at: "*", when: { filled: {} } }, ["1", "g/2"]],
    ["are offered for the feature where its first stage meets the condition", { when: { filled: {} } }, ["(feature)"]],
    ["are not offered otherwise", { when: { exists: { files: ["gone.md"] } } }, []],
  ];
  for (const [title, action, at] of rows) it(title, async () => deepEqual(await offered(action), at));

  it("are refused where they are not offered", async () => {
    const process = grouped([{ id: "act", title: "Act", at: "*", when: { filled: {} }, steps }]);
    const workspace = await openUnder([process], files);
    const plan = planAction("x", "act", ["g", "3"], {}, { workspace, texts: {}, now: NOW, sha256 });
    deepEqual([plan.kind, plan.kind === "refusal" && plan.code], ["refusal", "nothing-to-do"]);
    match(plan.kind === "refusal" ? plan.message : "", /"Act" has nothing to do here now/);
  });

  it("run a command with choices that the process names; what documents say reaches it as environment only", async () => {
    const run = {
      command: "make {target}",
      env: { ARG: "{feature}" },
      keep: { output: "logs/{target}-{stamp}.log" },
    };
    const ask = [{ id: "target", label: "Which?", kind: "pick", of: [{ value: "qa", label: "QA" }] }];
    const workspace = await openUnder([grouped([{ id: "act", title: "Act", ask, steps: [{ run }] }])], files);
    const context = { workspace, texts: {}, now: NOW, sha256 };
    const { followUps } = asChange(planAction("x", "act", undefined, { target: "qa" }, context));
    deepEqual(followUps, [
      {
        kind: "run",
        title: "make qa",
        command: "make qa",
        cwd: "",
        env: { ARG: "x" },
        keep: { output: "logs/qa-20261005T081500Z.log" },
      },
    ]);
  });

  it("make no command of what is typed, of names of files, or of what documents say", async () => {
    const typed = { id: "what", label: "What?", fallback: "x" };
    const picked = { id: "what", label: "What?", kind: "pick", from: { files: ["*_doc{n:int}.md"] }, required: true };
    for (const [ask, answer] of [
      [typed, "$(id)"],
      [picked, "x_doc1.md"],
    ] as const) {
      for (const command of ["cat {what}", "cat {feature}"]) {
        const actions = [{ id: "act", title: "Act", ask: [ask], steps: [{ run: { command } }] }];
        const workspace = await openUnder([grouped(actions)], files);
        const plan = planAction("x", "act", undefined, { what: answer }, { workspace, texts: {}, now: NOW, sha256 });
        deepEqual([plan.kind, plan.kind === "refusal" && plan.code], ["refusal", "unfit"]);
      }
    }
  });

  it("never write where decisions stand (P-6)", async () => {
    const paths = [
      ".plangate/approvals/made/x/1.yaml",
      ".Plangate/Approvals/a",
      ".plangate/approved/0",
      ".plangate/config.yaml",
      "approvals/plan.approved",
    ];
    for (const path of paths) {
      const steps: object[][] = [
        [{ append: { file: `/${path}`, line: "decision: approved" } }],
        [{ scaffold: [{ file: `/${path}`, text: "decision: approved" }] }],
        [{ run: { command: "true", keep: { output: `/${path}` } } }],
      ];
      for (const each of steps) {
        const workspace = await openUnder([grouped([{ id: "act", title: "Act", steps: each }])], files);
        const plan = planAction("x", "act", undefined, {}, { workspace, texts: {}, now: NOW, sha256 });
        deepEqual([path, plan.kind === "refusal" && plan.code], [path, "decisions-only"]);
      }
    }
  });

  it("say which command of the terminal they answer to", async () => {
    const process = grouped([{ id: "act", title: "Act", as: "record", steps }]);
    equal(actionsOf("x", { workspace: await openUnder([process], files) })[0]?.as, "record");
  });
});
