/**
 * How test runners say that a run failed or passed. A line counts with the first pattern that fits it. What none of
 * them recognises is unknown: words such as "error" alone prove no failing test.
 */
export const runners: readonly { runner: string; failed: readonly RegExp[]; passed: readonly RegExp[] }[] = [
  {
    runner: "Go",
    failed: [/^-{3} FAIL\b/, /^FAIL[:\s]/, /^FAIL$/, /^panic: /, /\[build failed\]/],
    passed: [/^-{3} PASS\b/, /^PASS[:\s]/, /^PASS$/, /^ok\s+\S+/],
  },
  {
    runner: "Jest, Vitest",
    failed: [/^Tests?:?\s+.*\b[1-9]\d* failed\b/, /^(FAIL|❯|✕|✗|×|✖)\s+\S/u],
    passed: [/^Tests?:?\s+[1-9]\d* passed\b/, /^(PASS|✓|✔|√)\s+\S/u],
  },
  { runner: "Mocha", failed: [/\b[1-9]\d* failing\b/], passed: [/\b[1-9]\d* passing\b/] },
  {
    runner: "pytest",
    failed: [/\b[1-9]\d* (failed|errors?)\b/, /^(FAILED|ERROR) \S+/, /^E\s{2,}\S/],
    passed: [/\b[1-9]\d* passed\b/],
  },
  {
    runner: "unittest",
    failed: [/^FAILED \((failures|errors)=/],
    passed: [/^OK( \(|$)/, /^Ran [1-9]\d* tests?\b.*OK$/],
  },
  {
    runner: "Cargo",
    failed: [/test result: FAILED/, /\bpanicked at\b/],
    passed: [/test result: ok/, /^test .* \.\.\. ok$/],
  },
  {
    runner: "Maven, Gradle, JUnit",
    failed: [/\b(Failures|Errors): [1-9]/, /\bBUILD (FAILURE|FAILED)\b/, /\btests? completed, [1-9]\d* failed/],
    passed: [/\bTests run: [1-9]\d*, Failures: 0, Errors: 0\b/, /\bBUILD SUCCESS(FUL)?\b/],
  },
  { runner: ".NET", failed: [/^Failed!/, /\bFailed:\s+[1-9]/], passed: [/^Passed!/, /\bFailed:\s+0, Passed:\s+[1-9]/] },
  {
    runner: "RSpec",
    failed: [/\bexamples?, [1-9]\d* failures?\b/],
    passed: [/\b[1-9]\d* examples?, 0 failures\b/],
  },
  { runner: "PHPUnit", failed: [/^FAILURES!/, /^ERRORS!/], passed: [/^OK \([1-9]\d* tests?/] },
  { runner: "TAP, Node", failed: [/^not ok \d+/, /^[#ℹ] fail [1-9]/u], passed: [/^ok \d+/, /^[#ℹ] pass [1-9]/u] },
  {
    runner: "Compilers, before a test can run",
    failed: [
      /\berror TS\d+:/,
      /\berror\[E\d+\]:/,
      /\b(ModuleNotFoundError|ImportError|AssertionError|AssertionFailedError|ReferenceError|TypeError|NameError)\b/,
      /\bCannot find (module|name)\b/,
      /\bundefined: \w/,
    ],
    passed: [],
  },
];

/** An output is looked at up to so many characters, and a line up to so many. */
const MAX_OUTPUT = 100_000;
const MAX_LINE = 500;

/** What a run's output shows: any failing line makes it failed; undefined where no runner is recognised. */
export function outcomeOfRun(output: string): "failed" | "passed" | undefined {
  let passed = false;
  for (const raw of output.slice(0, MAX_OUTPUT).split(/\r\n|\r|\n|\\n/)) {
    const line = raw.slice(0, MAX_LINE).trim();
    if (line === "") continue;
    if (runners.some(({ failed }) => failed.some((pattern) => pattern.test(line)))) return "failed";
    passed ||= runners.some((each) => each.passed.some((pattern) => pattern.test(line)));
  }
  return passed ? "passed" : undefined;
}
