import { deepEqual } from "node:assert/strict";
import { sum } from "../../harness/outcome.ts";
import { twice } from "../../harness/twice.ts";

const outcome = (passed: number, failed: number) => ({ passed, failed, skipped: [] });

describe("tests in a real editor", () => {
  const cases: [name: string, runs: ReturnType<typeof outcome>[], wanted: object][] = [
    ["that pass are run once", [outcome(3, 0), outcome(0, 9)], outcome(3, 0)],
    ["that fail are run again, and named", [outcome(1, 1), outcome(3, 0)], { ...outcome(3, 0), again: ["a file"] }],
    ["that fail twice have failed", [outcome(1, 1), outcome(2, 1)], { ...outcome(2, 1), again: ["a file"] }],
  ];
  for (const [name, runs, wanted] of cases) {
    it(name, async () => {
      const left = [...runs];
      deepEqual(await twice("a file", async () => left.shift() ?? outcome(0, 9)), wanted);
    });
  }

  it("are added up with the names of those that were run again", () => {
    const again = ["a file"];
    deepEqual(sum([outcome(1, 0), { ...outcome(2, 1), again }]), { ...outcome(3, 1), again });
  });
});
