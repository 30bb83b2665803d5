import { deepEqual, doesNotMatch, equal, match, notEqual } from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { leavesOf } from "../../../../src/core/index.ts";
import { folderWith, put } from "../../host/folder.ts";
import { openMemory, textsIn } from "../../support/memory.ts";
import { criterionAt } from "../filled.ts";
import { files } from "./support.ts";

const makefile = readFileSync(new URL("../../../../templates/make-express/Makefile", import.meta.url), "utf8");

interface Ran {
  code: number | null;
  out: string;
}

/** A fresh checkout with the scaffolded Makefile in it, and a way to run its targets. */
function checkout(more: Record<string, string> = {}): {
  root: string;
  make: (...args: string[]) => Ran;
  read: (path: string) => string;
} {
  const root = folderWith({ Makefile: makefile, ...more });
  return {
    root,
    make: (...args) => {
      // Nothing of this machine: a name that never resolves stands for being offline, no pause between reruns.
      const { MAKEFLAGS: _, MAKELEVEL: __, ...env } = process.env;
      const ran = spawnSync("make", args, {
        cwd: root,
        encoding: "utf8",
        env: { ...env, NET_HOST: "host.invalid", JITTER: "0" },
      });
      if (ran.error) throw new Error(`make is needed to test the Makefile: ${ran.error.message}`);
      return { code: ran.status, out: `${ran.stdout}${ran.stderr}` };
    },
    read: (path) => readFileSync(join(root, path), "utf8"),
  };
}

/** What a folder that was worked in by make alone meets: no target may write what a person has to say. */
async function metIn(root: string): Promise<string[]> {
  const feature = (await openMemory(textsIn(root))).snapshot.features[0];
  if (!feature) throw new Error("there is no feature");
  return leavesOf(feature.stages).flatMap((leaf) =>
    leaf.criteria.filter(({ verdict }) => verdict === "met").map(({ label }) => `${leaf.path.join("/")} ${label}`),
  );
}

const documents = ["assumptions", "failure_hypothesis"].map((name) => `artifacts/${name}.md`);

describe("ME-A1 the Makefile that Start scaffolds, each target really run", function () {
  // Each test starts several shells; on a busy machine they take their time.
  this.timeout(120_000);

  it("has every target that the process asks for", async () => {
    const workspace = await openMemory({ ...files, Makefile: makefile });
    const feature = workspace.snapshot.features[0];
    if (!feature) throw new Error("there is no feature");
    for (const label of [
      "The Makefile has its targets",
      "A repro target or script",
      "A target for profiles or traces",
      "A target for security",
    ])
      equal(criterionAt(feature, "0", label).verdict, "met", criterionAt(feature, "0", label).message);
  });

  it("doctor: versions, paths, toggles; offline is reported and no failure", () => {
    const { make } = checkout();
    const { code, out } = make("doctor", "DEBUG=1");
    equal(code, 0, out);
    match(out, /make +GNU Make|make +\S/);
    match(out, /^folder +\//m);
    match(out, /^PATH +\//m);
    match(out, /DEBUG=1 TRACE=0/);
    match(out, /host\.invalid: (offline|not known)/);
    match(out, /no secret found/);
    match(out, /tests +none found; set TEST_COMMAND/);
  });

  it("doctor: finds a secret, says where and not what", () => {
    const token = `ghp_${"a1B2".repeat(9)}`;
    const { make } = checkout({ "logs/run.log": `one\ntoken ${token}\n` });
    const { code, out } = make("doctor");
    notEqual(code, 0);
    match(out, /logs\/run\.log:2/);
    doesNotMatch(out, new RegExp(token));
  });

  it("doctor: TRACE=1 shows what is run", () => {
    match(checkout().make("doctor", "TRACE=1").out, /^\+ /m);
  });

  it("express: three documents with the title, none overwritten, none counting as filled in", async () => {
    const { root, make, read } = checkout();
    equal(make("express").code === 0, false);
    const { code, out } = make("express", 'ARG=Labels "twice", $$HOME & more');
    equal(code, 0, out);
    match(read("artifacts/express.md"), /^# Express: Labels "twice", \$HOME & more$/m);
    for (const path of documents) equal(existsSync(join(root, path)), true);
    const before = read("artifacts/express.md");
    equal(make("express", "ARG=Another").code, 0);
    equal(read("artifacts/express.md"), before);
    deepEqual(
      (await metIn(root)).filter((each) => each.startsWith("1 ") || /^2 (?!What is approved)/.test(each)),
      [],
    );
  });

  it("ME-A3 ask-gate: without APPROVE=1 it fails and lists what is missing", () => {
    const { root, make } = checkout();
    const bare = make("ask-gate");
    notEqual(bare.code, 0);
    match(bare.out, /missing +artifacts\/assumptions\.md/);
    make("express", "ARG=A title");
    const open = make("ask-gate");
    notEqual(open.code, 0);
    for (const part of ["Repro", "Dataset", "Acceptance signals", "Failure signals"])
      match(open.out, new RegExp(`missing +${part}`));
    equal(existsSync(join(root, "approvals/assumptions.approved")), false);
  });

  it("ME-A3 ask-gate: with the documents filled in only the approval is missing", () => {
    const { make } = checkout(Object.fromEntries(documents.map((path) => [path, String(files[path])])));
    const { code, out } = make("ask-gate");
    notEqual(code, 0);
    deepEqual(
      out
        .split("\n")
        .filter((line) => /^(missing|open)/.test(line))
        .map((line) => line.replace(/\s+/g, " ").slice(0, 20)),
      ["missing the approval"],
    );
  });

  it("ME-A3 ask-gate APPROVE=1: a free-form record, never over one that is there, and it passes no gate", async () => {
    const { root, make, read } = checkout(Object.fromEntries(documents.map((path) => [path, String(files[path])])));
    equal(make("ask-gate", "APPROVE=1").code, 0);
    const record = read("approvals/assumptions.approved");
    match(record, /^Gate A passed on: \d{4}-/);
    const again = make("ask-gate", "APPROVE=1");
    notEqual(again.code, 0);
    match(again.out, /already/);
    equal(read("approvals/assumptions.approved"), record);
    const feature = (await openMemory(textsIn(root))).snapshot.features[0];
    equal(leavesOf(feature?.stages ?? []).find(({ id }) => id === "2")?.approval?.state, "unbound");
  });

  it("explore: all six outputs beside each other, and what was collected under logs/", async () => {
    const { root, make, read } = checkout({
      "src/labels.js": "// TODO: labels twice\n",
      "artifacts/express.md": "# Express: Labels twice\n",
    });
    const { code, out } = make("-j", "4", "explore");
    equal(code, 0, out);
    for (const name of ["context", "research", "requirements", "risks", "instrumentation_plan", "observability_gaps"]) {
      match(read(`artifacts/${name}.md`), /^# .+: Labels twice$/m);
    }
    match(read("logs/explore/risks.txt"), /src\/labels\.js:1:/);
    match(read("logs/explore/research.txt"), /Labels:\nsrc\/labels\.js/);
    match(read("logs/explore/context.txt"), /src\/labels\.js/);
    deepEqual(
      (await metIn(root)).filter((each) => each.startsWith("3/")),
      [],
    );
    for (const target of ["context", "research", "requirements", "risks"]) match(make(target).out, /^kept/m);
  });

  it("plan: three documents, and what is open in them and in what they stand on", async () => {
    const { root, make } = checkout();
    const { code, out } = make("plan");
    equal(code, 0, out);
    for (const name of ["plan", "test_plan", "rollback_plan"]) match(out, new RegExp(`open +artifacts/${name}\\.md`));
    match(out, /missing +artifacts\/context\.md/);
    deepEqual(
      (await metIn(root)).filter((each) => /^4 (?!Debug flags)/.test(each)),
      [],
    );
  });

  it("qa: nothing configured is no pass", async () => {
    const { root, make, read } = checkout({ "artifacts/plan.md": "# Plan\n" });
    const { code } = make("qa");
    notEqual(code, 0);
    match(read("artifacts/qa.md"), /- Lint\/format: not run/);
    match(read("artifacts/qa.md"), /- Tests: not run/);
    deepEqual(
      (await metIn(root)).filter((each) => /^6 (Lint|Tests|Coverage|Failing|Five|Filled)/.test(each)),
      [],
    );
  });

  it("qa: runs lint, tests with DEBUG=1, five reruns; reads the coverage; writes what happened and keeps what people wrote", async () => {
    const { root, make, read } = checkout({
      "artifacts/express.md": "# Express: Labels twice\n",
      "coverage/lcov.info": "LF:200\nLH:167\n",
      "artifacts/qa.md":
        "# QA: Labels twice\n\n- Tests: fail\n- Failing seeds: None\n\n## Notes\n\n- Nothing to add, says Jo.\n",
    });
    const { code, out } = make(
      "qa",
      "LINT_COMMAND=true",
      'TEST_COMMAND=test "$$DEBUG" = 1 && echo ok token=abcdef >> count && cat count',
    );
    equal(code, 0, out);
    const text = read("artifacts/qa.md");
    match(text, /- Tests: pass \(/);
    match(text, /- Lint\/format: pass \(`true`\)/);
    match(text, /- Coverage: 83\.50 % of lines \(`coverage\/lcov\.info`\)/);
    match(text, /- Flaky reruns: 5 reruns with a random pause \(jitter\), 0 failed/);
    match(text, /- Flaky share: 0 %/);
    match(text, /- Nothing to add, says Jo\./);
    equal(text.match(/- Tests:/g)?.length, 1);
    equal(read("count").split("\n").length - 1, 6);
    match(read("logs/qa/tests.log"), /token=\[redacted\]/);
    const met = await metIn(root);
    for (const label of [
      "Lint and format pass",
      "Tests pass",
      "Coverage of 80 %, or a reason",
      "Five reruns, flakes explained",
      "Reruns had jitter",
    ])
      equal(met.includes(`6 ${label}`), true, `${label} is not among ${met.join(", ")}`);
  });

  it("qa: fails when the tests fail, and says so in the report", async () => {
    const { root, make, read } = checkout();
    const { code } = make("qa", "LINT_COMMAND=true", "TEST_COMMAND=echo seed=42; false");
    notEqual(code, 0);
    match(read("artifacts/qa.md"), /- Tests: fail \(/);
    match(read("artifacts/qa.md"), /5 failed/);
    match(read("artifacts/flake_report.md"), /^# Flake Report/m);
    match(make("qa", "LINT_COMMAND=true", "TEST_COMMAND=echo seed=42; false").out, /seeds that the logs name: seed=42/);
    equal((await metIn(root)).includes("6 Tests pass"), false);
  });

  it("qa: finds a flaky test by running it again, and fails when lint does", () => {
    const { make, read } = checkout();
    // Every third run fails; the first one does not.
    const flaky = "TEST_COMMAND=echo x >> n; test $$(( $$(wc -l < n) % 3 )) -ne 0";
    notEqual(make("qa", "LINT_COMMAND=true", flaky).code, 0);
    match(read("artifacts/qa.md"), /- Tests: pass/);
    match(read("artifacts/qa.md"), /- Flaky reruns: 5 reruns .*, 2 failed/);
    match(read("artifacts/qa.md"), /- Flaky share: 40 %/);
    notEqual(make("qa", "LINT_COMMAND=false", "TEST_COMMAND=true").code, 0);
    match(read("artifacts/qa.md"), /- Lint\/format: fail \(`false`\)/);
  });

  it("qa: finds the commands of a project that has scripts for them", () => {
    const { make, read } = checkout({
      "package.json": '{ "scripts": { "lint": "node -e 0", "test": "node -e 0" } }\n',
    });
    make("qa", "RERUNS=0");
    match(read("artifacts/qa.md"), /- Lint\/format: \w+ \(`npm run --silent lint`\)/);
    match(read("artifacts/qa.md"), /- Tests: \w+ \(`npm test --silent`\)/);
    match(read("artifacts/qa.md"), /- Flaky reruns: 0 reruns/);
  });

  it("repro: runs the script with DEBUG=1, keeps its output and its failure; without a script it says what to do", () => {
    const none = checkout().make("repro");
    notEqual(none.code, 0);
    match(none.out, /no scripts\/repro\.sh yet/);
    const { root, make } = checkout({ "scripts/repro.sh": 'echo "DEBUG is $DEBUG"\n' });
    const { code, out } = make("repro");
    equal(code, 0, out);
    match(out, /DEBUG is 1/);
    put(root, "scripts/repro.sh", "exit 3\n");
    notEqual(make("repro").code, 0);
  });

  it("profile and trace: what was captured is there and not empty; without a command they fail and say why", async () => {
    for (const [target, command, folder] of [
      ["profile", "PROFILE_COMMAND", "logs/profiles/"],
      ["trace", "TRACE_COMMAND", "logs/traces/"],
    ] as const) {
      const none = checkout().make(target);
      notEqual(none.code, 0);
      match(none.out, new RegExp(`set ${command}`));
      const { root, make } = checkout({ "artifacts/plan.md": "# Plan\n" });
      const { code, out } = make(target, `${command}=echo hot path`);
      equal(code, 0, out);
      const captured = Object.entries(textsIn(root)).filter(([path]) => path.startsWith(folder));
      equal(captured.length, 1);
      match(captured[0]?.[1] ?? "", /hot path/);
      equal((await metIn(root)).includes("7 Filled in"), false);
      notEqual(make(target, `${command}=false`).code, 0);
    }
  });

  it("security and sast: what is dangerous is listed, a secret fails, nothing counts as written", async () => {
    for (const target of ["security", "sast"]) {
      const { root, make } = checkout({ "src/a.js": "eval (input)\n", "artifacts/plan.md": "# Plan\n" });
      const { code, out } = make(target, "SAST_COMMAND=grep -rn eval src");
      equal(code, 0, out);
      match(out, /src\/a\.js:1:/);
      deepEqual(
        (await metIn(root)).filter((each) => each.startsWith("8 ")),
        [],
      );
      put(root, "logs/run.log", `https://user:${"hunter2"}@host/\n`);
      notEqual(make(target, "SAST_COMMAND=true").code, 0);
    }
  });

  it("writeup: two documents, what is open, and the logs to look at", async () => {
    const { root, make } = checkout({ "logs/qa/tests.log": "ok\n" });
    const { code, out } = make("writeup");
    equal(code, 0, out);
    match(out, /open +artifacts\/writeup\.md/);
    match(out, /logs\/qa\/tests\.log/);
    deepEqual(
      (await metIn(root)).filter((each) => /^9 (?!No secrets)/.test(each)),
      [],
    );
  });

  it("says what its targets are", () => {
    match(checkout().make("help").out, /make doctor +versions/);
  });
});
