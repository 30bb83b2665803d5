import { deepEqual } from "node:assert/strict";
import { kindsBegunBy } from "../../../src/ui/completion/begins.ts";

describe("a character that is typed asks for a list", () => {
  const cases: [before: string, kinds: string[]][] = [
    ["## ", ["section"]],
    ["- Status: ", ["value", "path"]],
    ["**Evidence**: ", ["value", "path"]],
    ["**Evidence:** ", ["value", "path"]],
    ["- Evidence: [log](", ["path"]],
    ["- Evidence: runs/", ["path"]],
    ["Depends on S-", ["id"]],
  ];
  for (const [before, kinds] of cases)
    it(`behind ${JSON.stringify(before)}`, () => deepEqual(kindsBegunBy(before.at(-1) ?? "", before), kinds));

  const sentences = [
    "- Evidence: all ",
    "- Evidence: all tests pass ",
    "- Evidence: see: ",
    "- Status: done ",
    "## Current ",
    "Plain words ",
    "- ",
    "-",
    "well (",
    "a / ",
    " /",
    "- [ ",
    "Note:",
  ];
  for (const before of sentences)
    it(`not within ${JSON.stringify(before)}`, () => deepEqual(kindsBegunBy(before.at(-1) ?? "", before), []));
});
