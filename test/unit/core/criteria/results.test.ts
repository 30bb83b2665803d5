import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { coverageIn, rerunsIn } from "../../../../src/core/criteria/figures.ts";
import { isReasonedRefusal, saysSomethingOfItsOwn } from "../../../../src/core/criteria/reason.ts";
import { isPass } from "../../../../src/core/criteria/results.ts";

describe("what a recorded result means", () => {
  for (const value of [
    "pass",
    "Passed",
    "✅ pass",
    "pass (`npm test`)",
    "all tests pass",
    "128 passed",
    "128/128 passed",
    "128 of 128 tests pass",
    "green",
    "pass, 0 failed",
    "pass, no failures",
    "pass, none failed",
    "pass, 0 errors, 0 warnings",
    "clean",
  ]) {
    it(`a pass: ${value}`, () => equal(isPass(value), true));
  }
  for (const value of [
    "",
    "TBD",
    "<pass or fail>",
    "pass / fail",
    "pass or fail?",
    "fail",
    "failed, then pass",
    "pass?",
    "not run",
    "pass, 1 failed",
    "pass, 10 failed",
    "127/128 passed",
    "0 of 0 passed",
    "0 passed",
    "pass except one",
    "pass with 3 errors",
    "passed by nobody",
    "ok but broken on Windows",
    "n/a",
    "128",
    "running",
  ]) {
    it(`no pass: ${value}`, () => equal(isPass(value), false));
  }
});

describe("the coverage that a text claims", () => {
  const rows: [text: string, value: number | undefined][] = [
    ["84 %", 84],
    ["84.2% (lcov.info)", 84.2],
    ["84,2 percent", 84.2],
    ["71 % branches, 84 % lines", 84],
    ["lines: 84 %, branches: 71 %", 84],
    ["83 % and 90 %", 83],
    ["61 % (target 80 %)", 61],
    ["up from 70 % to 85 %", 85],
    ["target 80 %", undefined],
    [">= 80 %", undefined],
    ["180 %", undefined],
    ["84", undefined],
    ["version 2.84%", 2.84],
    ["good", undefined],
  ];
  for (const [text, value] of rows) it(`${text} → ${value}`, () => equal(coverageIn(text)?.value, value));
});

describe("how often something was run again", () => {
  const rows: [text: string, runs: number | undefined, failures: number | undefined][] = [
    ["5 reruns, 0 failed", 5, 0],
    ["0 of 5 failed", 5, 0],
    ["5/5 passed", 5, 0],
    ["4/5 passed", 5, 1],
    ["none of 5 failed", 5, 0],
    ["N = 5, all green", 5, 0],
    ["5x, no failures", 5, 0],
    ["2, see issue 5", 2, undefined],
    ["7 of 5 failed", 5, undefined],
    ["several", undefined, undefined],
    ["5 runs", 5, undefined],
    ["5 %", undefined, undefined],
  ];
  for (const [text, runs, failures] of rows) it(text, () => deepEqual(rerunsIn(text), { runs, failures }));
});

describe("n/a and its reason", () => {
  for (const text of [
    "n/a: no caller from outside",
    "N/A — one trusted caller",
    "none, because the job is alone",
    "not applicable (one caller only)",
    "No: nothing to limit",
  ])
    it(`has one: ${text}`, () => deepEqual([isReasonedRefusal(text), saysSomethingOfItsOwn(text)], [true, true]));
  for (const text of [
    "n/a",
    "N/A.",
    "none",
    "not applicable",
    "n/a: n/a",
    "n/a: TBD",
    "n/a: later",
    "n/a: <why>",
    "no",
    "nothing",
    "",
    "TBD",
    "yes",
    "done",
    "see above",
    "???",
    "<what>",
  ])
    it(`has none: ${text}`, () => deepEqual([isReasonedRefusal(text), saysSomethingOfItsOwn(text)], [false, false]));
  for (const text of [
    "Nothing reaches the log but ids",
    "Notes are masked",
    "every call is checked",
    "Nonces are checked",
    "Now checked in the gateway",
  ])
    it(`is none: ${text}`, () => equal(saysSomethingOfItsOwn(text), true));
  it("never throws", () => {
    fc.assert(
      fc.property(
        fc.string(),
        (text) => void [isPass(text), coverageIn(text), rerunsIn(text), saysSomethingOfItsOwn(text)],
      ),
    );
  });
});
