/**
 * How test runners say that a run failed or passed. A line counts with the first pattern that fits it. What none of
 * them recognises is unknown: words such as "error" alone prove no failing test.
 */
export const runners: readonly { runner: string; failed: readonly RegExp[]; passed: readonly RegExp[] }[] = [
  {
    runner: "Go",
    failed: [/^-{3} FAIL\b/, /^FAIL[:\s]/, /^FAIL$/, /^panic: /, /\[build failed\]/],
    passed: [
      /^-{3} PASS\b/,
      /^PASS[:\s]/,
      /^PASS$/,
      /^ok\s+\S+\s+(\(cached\)|\d+(\.\d+)?m?s)(\s(?!.*\[no tests to run\])|$)/,
    ],
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
      /\b(ModuleNotFoundError|ImportError|AssertionError|AssertionFailedError|ReferenceError|TypeError|NameError)(:| \[|$)/,
      /\bCannot find (module|name) ['"`‘]/u,
      /(^|:\d+: )undefined: \w\S*$/,
    ],
    passed: [],
  },
];

/** Of an output its beginning and its end are looked at, so many characters of each; and of a line so many. */
const MAX_PART = 100_000;
const MAX_LINE = 500;

/**
 * What a run's output shows: any failing line makes it failed; undefined where no runner is recognised, and where what
 * is looked at passes but a part of the output is too long to be looked at.
 */
export function outcomeOfRun(output: string): "failed" | "passed" | undefined {
  let passed = false;
  let ranNothing = false;
  for (const line of linesIn(output)) {
    if (runners.some(({ failed }) => failed.some((pattern) => pattern.test(line)))) return "failed";
    // Go says PASS of a package without tests, too.
    if (!(ranNothing && line === "PASS"))
      passed ||= runners.some((each) => each.passed.some((pattern) => pattern.test(line)));
    ranNothing = /^testing: warning: no tests to run$/.test(line);
  }
  return passed && output.length <= 2 * MAX_PART ? "passed" : undefined;
}

/** True where the output says that there are no tests in this folder: `?   app/internal/label  [no test files]`. */
export function isWithoutTests(output: string, folder: string): boolean {
  return linesIn(output).some((line) => {
    const name = /^(?:\?|ok)\s+(\S+)\s.*\[no test(?: file)?s(?: to run)?\]/.exec(line)?.[1];
    return name !== undefined && folder !== "" && `/${name}`.endsWith(`/${folder}`);
  });
}

function linesIn(output: string): string[] {
  const parts =
    output.length <= 2 * MAX_PART
      ? [output.split(ends)]
      : // A line that is cut in two says nothing.
        [output.slice(0, MAX_PART).split(ends).slice(0, -1), output.slice(-MAX_PART).split(ends).slice(1)];
  return parts.flat().flatMap((line) => line.slice(0, MAX_LINE).trim() || []);
}

const ends = /\r\n|\r|\n|\\n/;
