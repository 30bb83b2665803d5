import { deepEqual, equal } from "node:assert/strict";
import fc from "fast-check";
import { readCi } from "../../../../src/core/readers/ci.ts";

const github = ".github/workflows/a.yml";

/** Each job in one line: `id [legs] (dir) script ^retried → uploads`. */
function shown(path: string, text: string): string[] {
  return readCi(path, text).ci.jobs.map(({ id, legs, scripts, uploads }) => {
    const matrix = legs.map((leg) =>
      Object.entries(leg)
        .map(([key, value]) => `${key}=${value}`)
        .join(","),
    );
    const run = scripts.map(
      ({ text, dir, retried }) => `${dir === "" ? "" : `(${dir}) `}${text.trim()}${retried ? " ^" : ""}`,
    );
    return `${id} [${matrix.join(" ")}] ${run.join(" / ")} → ${uploads.map(({ path }) => path).join(" ")}`;
  });
}

describe("a CI workflow", () => {
  const rows: [title: string, path: string, text: string, jobs: string[]][] = [
    [
      "GitHub: steps",
      github,
      "jobs:\n  a:\n    steps:\n      - run: make qa\n      - uses: actions/upload-artifact@v4\n        with: {path: logs/}\n",
      ["a [] make qa → logs/"],
    ],
    [
      "GitHub: a matrix, with more and less",
      github,
      "jobs:\n  a:\n    strategy:\n      matrix:\n        t: [x, y]\n        os: [l, w]\n        exclude: [{t: y, os: w}]\n        include: [{t: z, os: l}, {t: x, extra: 1}]\n    steps: []\n",
      ["a [t=x,os=l,extra=1 t=x,os=w,extra=1 t=y,os=l t=z,os=l]  → "],
    ],
    [
      "GitHub: folders of steps, jobs and workflows",
      github,
      "defaults: {run: {working-directory: top}}\njobs:\n  a:\n    steps:\n      - {run: one}\n      - {run: two, working-directory: own}\n  b:\n    defaults: {run: {working-directory: job}}\n    steps:\n      - {run: three}\n",
      ["a [] (top) one / (own) two → ", "b [] (job) three → "],
    ],
    [
      "GitHub: what is switched off is left out",
      github,
      `jobs:\n  a:\n    if: false\n    steps: [{run: x}]\n  b:\n    steps:\n      - {run: x, if: '\${{ false }}'}\n      - {run: y, if: always()}\n`,
      ["b [] y → "],
    ],
    [
      "GitHub: retries by an action and by a variable",
      github,
      "jobs:\n  a:\n    steps:\n      - uses: nick-fields/retry@v3\n        with: {command: make qa}\n      - run: make qa\n        env: {RETRIES: 2}\n      - run: make qa\n        env: {RETRIES: 0}\n",
      ["a [] make qa ^ / make qa ^ / make qa → "],
    ],
    ["GitHub: an anchor", github, "x: &s\n  - run: make qa\njobs:\n  a:\n    steps: *s\n", ["a []  → "]],
    [
      "GitLab: jobs, hidden ones, what they extend",
      ".gitlab-ci.yml",
      "stages: [t]\n.base:\n  retry: {max: 2}\n  artifacts: {paths: [logs/]}\nqa:\n  extends: .base\n  script: [make qa]\n",
      ["qa [] make qa ^ → logs/"],
    ],
    [
      "GitLab: a matrix",
      ".gitlab-ci.yml",
      "qa:\n  parallel: {matrix: [{T: [a, b]}, {U: c}]}\n  script: make $T\n",
      ["qa [T=a T=b U=c] make $T → "],
    ],
    [
      "another system",
      ".circleci/config.yml",
      "jobs:\n  a:\n    steps:\n      - run: make qa\n      - run: {command: make explore}\n      - store_artifacts: {path: logs}\n",
      ["a [] make qa / make explore → logs"],
    ],
    ["no jobs", github, "on: push\n", []],
    ["no mapping", github, "- a\n", []],
  ];
  for (const [title, path, text, jobs] of rows) {
    it(title, () => deepEqual(shown(path, text), jobs));
  }

  it("one that is broken says where, and has no jobs", () => {
    const { ci, problems } = readCi(github, "jobs:\n  a: [\n");
    deepEqual(ci.jobs, []);
    deepEqual(
      problems.map(({ code, file }) => `${code} ${file}`),
      [`yaml-invalid ${github}`],
    );
    equal((problems[0]?.line ?? 0) >= 2, true);
  });

  it("aliases that multiply are a problem, not a hang", () => {
    const bomb = [
      "a: &a [x]",
      ...Array.from(
        { length: 12 },
        (_, i) => `k${i}: &k${i} [${Array.from({ length: 9 }, () => `*${i === 0 ? "a" : `k${i - 1}`}`).join(", ")}]`,
      ),
    ].join("\n");
    equal(readCi(github, `${bomb}\njobs: {}\n`).problems.length, 1);
  });

  it("never throws, whatever the text", () => {
    const piece = fc.constantFrom(
      "jobs:",
      "\n  a:",
      "\n    steps:",
      "\n      - run: make qa",
      "\n    strategy: {matrix: {t: [x]}}",
      "&a ",
      "*a",
      "<<: *a",
      "script: ",
      "- ",
      "[",
      "]",
      "{",
      "}",
      "\n",
      "!!binary x",
      "? ",
      "| ",
    );
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(piece).map((parts) => parts.join("")),
        ),
        fc.constantFrom(github, ".gitlab-ci.yml", ".drone.yml"),
        (text, path) => void readCi(path, text),
      ),
    );
  });
});
