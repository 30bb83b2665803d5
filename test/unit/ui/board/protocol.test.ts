import { equal } from "node:assert/strict";
import { boardCommands, messageSchema } from "../../../../src/ui/board/protocol.ts";
import { commands } from "../../../../src/ui/shared/ids.ts";

describe("what a board's page may say", () => {
  const place = { file: "a.md", line: 1 };
  const cases: [what: string, message: unknown, isTaken: boolean][] = [
    ["a place to open", { kind: "open", place }, true],
    ["a command of the list", { kind: "run", command: "approveGate", stage: ["1"] }, true],
    ["a process's own action", { kind: "run", command: "runAction", action: "add" }, true],
    ["a box to tick", { kind: "tick", id: "x", wanted: true }, true],
    ["a gate to look at", { kind: "look", stage: ["1"], wholeHistory: false }, true],
    ["a command of the editor", { kind: "run", command: "workbench.action.quit" }, false],
    ["a command by its id", { kind: "run", command: "plangate.approveGate" }, false],
    ["a command with answers", { kind: "run", command: "approveGate", comment: "yes", confirmed: true }, false],
    ["a decision", { kind: "decide", decision: "approved" }, false],
    ["no line", { kind: "open", place: { file: "a.md", line: 0 } }, false],
    ["a stage that is no list of names", { kind: "run", command: "advance", stage: [{ engine: {} }] }, false],
    ["nothing", undefined, false],
  ];
  for (const [what, message, isTaken] of cases)
    it(`${isTaken ? "takes" : "drops"} ${what}`, () => equal(messageSchema.safeParse(message).success, isTaken));

  it("names only commands that there are", () => {
    for (const name of boardCommands) equal(commands[name], `plangate.${name}`);
  });
});
