import "../../support/editor.ts";
import { deepEqual } from "node:assert/strict";
import type { Place } from "../../../../src/core/index.ts";

const { jumps } = await import("../../../../src/ui/board/gate.ts");

const at = (line: number): Place => ({ file: "plan.md", line, column: 1 });

describe("the places that a row of the board leads to", () => {
  const rows: [name: string, place: Place | undefined, related: Place[] | undefined, shown: string[]][] = [
    ["its own, then the others", at(3), [at(7), at(9)], ["plan.md:3", "plan.md:7", "plan.md:9"]],
    ["each once, also where the other place is its own", at(3), [at(3), { ...at(3), column: 5 }], ["plan.md:3"]],
    ["none", undefined, undefined, []],
  ];
  for (const [name, place, related, shown] of rows) {
    it(name, () => {
      deepEqual(
        jumps(place, related).map(({ text }) => text),
        shown,
      );
    });
  }
});
