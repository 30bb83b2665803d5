import { deepEqual, equal } from "node:assert/strict";
import type { GitFacts, JudgedFeature } from "../../../src/core/index.ts";
import { stageAt } from "../core/judge/process.ts";
import { fixtures } from "../support/fixtures.ts";
import type { Files } from "../support/memory.ts";
import { approved, filledFiles, judged } from "./filled.ts";

const files = filledFiles("dev-cycle");
const id = "docs/dev-cycle/current-cycle.json";
const sha = "0123456789abcdef0123456789abcdef01234567";
const git: GitFacts = {
  head: sha,
  branch: "main",
  commits: [
    { sha, at: "2026-10-12T08:55:00Z", author: "A", email: "a@example.org", subject: "s", parents: 1, files: [] },
  ],
  truncated: false,
  dirty: [],
  user: { name: "A", email: "a@example.org" },
};
const gates = ["implementation", "devops", "sre", "testing", "review", "validation"];

interface State {
  status: string;
  completed_at?: string;
  tasks: {
    status: string;
    gate_progress: Record<string, { status: string }>;
    agent_outputs: Record<string, { output?: string }>;
  }[];
}

/** The filled cycle in mid-work: the gates up to one are completed, that one has a status, what comes after is pending. */
function upTo(gate: string, status: string, change: (state: State) => void = () => undefined): Files {
  const state = JSON.parse(String(files[id])) as State;
  const [task] = state.tasks;
  if (!task) throw new Error("there is no task");
  state.status = "in_progress";
  delete state.completed_at;
  task.status = "in_progress";
  for (const name of gates.slice(gates.indexOf(gate) + 1)) task.gate_progress[name] = { status: "pending" };
  task.gate_progress[gate] = { ...task.gate_progress[gate], status };
  change(state);
  return { ...files, [id]: JSON.stringify(state, undefined, 2) };
}

const found = ({ findings }: JudgedFeature, stage: string): string[] =>
  findings.filter((each) => each.stage === stage).map(({ kind, rule }) => `${kind} ${rule}`);

describe("DC-S1 what marks a gate", () => {
  for (const [index, gate] of gates.entries()) {
    it(`${gate}: its evidence alone does not pass it; the mark is missing`, async () => {
      const stage = stageAt(await judged(upTo(gate, "in_progress"), { git }), `T-001/${gate}`);
      deepEqual([stage.state, stage.criteria.filter(({ verdict }) => verdict === "unmet")], ["ready", []]);
    });

    it(`${gate}: blocked is a stop`, async () => {
      const feature = await judged(upTo(gate, "blocked"), { git });
      equal(stageAt(feature, `T-001/${gate}`).state, "blocked");
    });

    it(`${gate}: failed is no pass, whatever the evidence says`, async () => {
      const feature = await judged(upTo(gate, "failed"), { git });
      equal(stageAt(feature, `T-001/${gate}`).state, "open");
    });

    it(`${gate}: begun while the one before it has failed is a violation`, async () => {
      const before = gates[index - 1];
      const all = upTo(gate, "in_progress", ({ tasks }) => {
        if (before && tasks[0]) tasks[0].gate_progress[before] = { status: "failed" };
      });
      if (!before) delete all["docs/PROJECT_RULES.md"];
      const feature = await judged(all, { git });
      deepEqual(found(feature, before ? `T-001/${before}` : "rules").slice(0, 1), [
        `violation dev-cycle/${before ? "DC-S1" : "DC-G00"}`,
      ]);
    });

    it(`${gate}: completed though what is recorded says otherwise is a contradiction`, async () => {
      const all = upTo(gate, "completed", ({ tasks }) => {
        const output = tasks[0]?.agent_outputs[gate];
        if (output) output.output = `${output.output ?? ""}\n\nStatus: FAIL\n`;
      });
      deepEqual(found(await judged(all, { git }), `T-001/${gate}`), ["contradiction dev-cycle/DC-G6"]);
    });
  }

  it("the close waits for the cycle's own status", async () => {
    const at = async (status: string): Promise<string> => {
      const all = upTo("validation", "completed", (state) => {
        state.status = status;
        if (state.tasks[0]) state.tasks[0].status = "completed";
      });
      return stageAt(await judged(await approved(all, id, "T-001/validation"), { git }), "close").state;
    };
    deepEqual([await at("in_progress"), await at("completed")], ["ready", "passed"]);
  });
});

describe("DC-S1 gates of other versions", () => {
  const [fixture] = fixtures("dev-cycle", "ten-gates.json");
  const own = (statuses: Record<string, string>, output = ""): Files => {
    const value = JSON.parse(fixture?.text ?? "") as State;
    const [task] = value.tasks;
    if (task) {
      for (const [name, status] of Object.entries(statuses)) task.gate_progress[name] = { status };
      task.agent_outputs = { fuzz_testing: { output } };
    }
    return { ...files, [id]: JSON.stringify(value, undefined, 2) };
  };
  const passed = { implementation: "done", devops: "done", sre: "done", unit_testing: "done" };
  const path = "T-001/T1-itself/fuzz_testing";

  it("are passed by their status", async () => {
    const feature = await judged(own({ ...passed, fuzz_testing: "verified" }));
    equal(stageAt(feature, path).criteria[0]?.verdict, "met");
    equal(stageAt(await judged(own({ ...passed, fuzz_testing: "Doing" })), path).criteria[0]?.verdict, "unmet");
  });

  it("completed though the output says otherwise is a contradiction", async () => {
    deepEqual(
      found(await judged(own({ fuzz_testing: "completed" }, "Status: FAIL")), path)[0],
      "contradiction dev-cycle/DC-G6",
    );
  });

  it("begun while the one before it has failed is a violation", async () => {
    const feature = await judged(own({ fuzz_testing: "failed", property_testing: "in_progress" }));
    deepEqual(found(feature, path), ["violation dev-cycle/DC-S1"]);
  });

  it("blocked is a stop", async () => {
    const tenant = { gates: { "0": "PASS", "1": "blocked", "2": "pending" }, current_gate: 1 };
    const feature = await judged({ "docs/ring-dev-multi-tenant/current-cycle.json": JSON.stringify(tenant) });
    equal(stageAt(feature, "1").state, "blocked");
  });
});
