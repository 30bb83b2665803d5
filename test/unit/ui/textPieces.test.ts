import { deepEqual, equal } from "node:assert/strict";
import { badgeOf, gateOfFile } from "../../../src/ui/badges/gate.ts";
import { type Placed, speaking } from "../../../src/ui/codeLens/speaking.ts";
import { openMemory, textsIn } from "../support/memory.ts";

type Row = [id: string, line: number, state: Placed["stage"]["state"], more?: { over?: true; finding?: true }];

/** The ids of the gates that speak, of a feature whose current gate is `current`. */
function speak(current: string | null, rows: readonly Row[]): string[] {
  const findings = rows.flatMap(([id, , , more]) =>
    more?.finding ? [{ stage: id, severity: "error" } as Placed["feature"]["findings"][number]] : [],
  );
  const feature = { findings, current: current === null ? null : { path: [current] } };
  const gates = rows.map(([id, line, state, more]) => ({
    feature,
    stage: { path: [id], state, passedOver: more?.over === true },
    line,
  }));
  return speaking(gates).map(({ stage }) => stage.path.join("/"));
}

describe("gates above their headings", () => {
  it("are the current one, and those that call for a person or are wrong", () => {
    const rows: Row[] = [
      ["passed", 1, "passed"],
      ["stale", 2, "stale"],
      ["current", 3, "open"],
      ["open", 4, "open"],
      ["locked", 5, "locked"],
      ["over", 6, "locked", { over: true }],
      ["wrong", 7, "passed", { finding: true }],
      ["ready", 8, "ready"],
      ["blocked", 9, "blocked"],
    ];
    deepEqual(speak("current", rows), ["stale", "current", "over", "wrong", "ready", "blocked"]);
  });

  it("is one a line: the current one before what is wrong, that before what calls", () => {
    deepEqual(
      speak("b", [
        ["a", 1, "stale"],
        ["b", 1, "open"],
      ]),
      ["b"],
    );
    deepEqual(
      speak("z", [
        ["a", 1, "ready"],
        ["b", 1, "passed", { finding: true }],
      ]),
      ["b"],
    );
  });

  it("stay quiet where forty are locked", () => {
    const rows = Array.from({ length: 40 }, (_, index): Row => [`S-${index}`, index + 1, "locked"]);
    deepEqual(speak("S-0", rows), ["S-0"]);
  });
});

describe("a file's badge", () => {
  it("tells of the gate that the file belongs to", async () => {
    const files = textsIn(new URL("../../workspaces/sample/", import.meta.url));
    const { snapshot } = await openMemory(files);
    const state = (path: string) => gateOfFile(snapshot.features, path)?.stage.state;
    equal(state("docs/plans/instance_sync_stage0_problem.md"), "ready");
    equal(state("README.md"), undefined);
  });

  it("says nothing about a gate that nobody has come to", () => {
    equal(badgeOf("locked"), undefined);
    equal(badgeOf("ready"), "R");
  });
});
