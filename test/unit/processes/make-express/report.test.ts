import type { Files } from "../../support/memory.ts";
import { check, edited } from "./support.ts";

/** What takes itself back, or is still to come, is no result; what is honest stays one, in whatever words. */
describe("make-express: what the QA report says", () => {
  const qa = "artifacts/qa.md";
  const reruns = "5 reruns with a random pause (jitter), 0 failed";
  const rerun = (text: string): Files => edited(qa, reruns, text);
  const recorded = (texts: string[], change: (text: string) => Files): [string, Files][] =>
    texts.map((text) => [text, change(text)]);
  check("ME-G6", "6", "Reruns had jitter", {
    breaks: recorded(
      [
        "5 reruns, without jitter, 0 failed",
        "5 reruns, no jitter, 0 failed",
        "5 reruns without a random pause (jitter), 0 failed",
        "5 reruns, jitter: none, 0 failed",
        "5 reruns, not in random order, 0 failed",
        "5 reruns with jitter planned, 0 failed so far",
        "5 reruns, 0 failed; jitter will be added later",
        "5 reruns, 0 failed; jitter off",
      ],
      rerun,
    ),
    still: recorded(
      [
        "5 reruns with jitter, no failures",
        "5 reruns, no failures with jitter",
        "5 reruns, jitter of 0-2 s, 0 failed",
        "5 reruns with jitter as planned, 0 failed",
        "5 of 5 planned reruns passed with jitter",
        "5 reruns with jitter (not one failed), 0 failed",
      ],
      rerun,
    ),
  });
  check("ME-G6", "6", "Five reruns, flakes explained", {
    breaks: recorded(
      [
        "5 reruns with jitter planned, 0 failed so far",
        "5 reruns with jitter to be run, 0 failed",
        "5 reruns with jitter, not run yet, 0 failed",
        "5/5 passed with jitter, 5 failed",
        "5 of 5 failed, with jitter",
        "5 of 5 passed with jitter, one failed",
        "5 reruns with jitter, 0 failed at first, then 2 failed",
        "5 reruns skipped (jitter), 0 failed",
      ],
      rerun,
    ),
    still: recorded(
      [
        "5/5 passed with a random pause (jitter), 0 failed",
        "5 of 5 reruns green with jitter, no failures",
        "5 of 5 reruns with jitter, none failed",
        "5/5 passed with jitter; the test that failed last week is not flaky any more",
        "5 reruns with jitter as planned, 0 failed, 2 skipped",
        "5 of 5 planned reruns passed with jitter",
        "5 reruns with jitter, without failures",
        "5 reruns with jitter, 0 failed, nothing skipped",
      ],
      rerun,
    ),
  });
  check("ME-G6", "6", "Failing seeds are recorded", {
    breaks: recorded(["not recorded", "will be added later", "pending", "they were not recorded"], (text) =>
      edited(qa, "Failing seeds: None", `Failing seeds: ${text}`),
    ),
    still: recorded(["none", "n/a: no property tests here", "No seeds failed", "7, 1204 and 99"], (text) =>
      edited(qa, "Failing seeds: None", `Failing seeds: ${text}`),
    ),
  });
  const tests = "pass, 128 passed, 0 failed (`npm test`)";
  check("ME-G6", "6", "Tests pass", {
    breaks: recorded(
      [
        "ok (to be run)",
        "pass, 0 passed, 128 skipped",
        "ok, no tests found",
        "pass (0 tests)",
        "pass (will be run tomorrow)",
        "passed; the test that failed last week still fails",
        "pass, all 128 tests skipped",
      ],
      (text) => edited(qa, tests, text),
    ),
    still: recorded(
      [
        "passed; the test that failed last week is not flaky any more",
        "pass, 126 passed, 2 skipped",
        "pass, 128 passed, 0 failed, 0 todo",
        'pass (`pytest -m "not slow"`)',
        "pass, 10 passed",
        "pass, two browser tests skipped on arm",
        "pass (128 tests, one is known to be slow)",
        "128 passing, 2 pending",
        "pass, no test ran into a timeout",
        "passed, no tests failed",
      ],
      (text) => edited(qa, tests, text),
    ),
  });
  const justified = (why: string): Files => {
    const all = edited(qa, "Coverage: 84.21 % of lines (`coverage/lcov.info`)", "Coverage: 42 %");
    const report = String(all[qa]).replace("Coverage justification: n/a", `Coverage justification: ${why}`);
    return { ...all, [qa]: report, "coverage/lcov.info": "TN:\nSF:a.js\nLF:100\nLH:42\nend_of_record\n" };
  };
  check("ME-G6", "6", "Coverage of 80 %, or a reason", {
    breaks: recorded(["will be added later on", "to be written tomorrow", "not written yet, sorry"], justified),
    still: recorded(
      ["Missing branches are generated clients", "Not all of it is ours: vendored code", "Never called in production"],
      justified,
    ),
  });
});
